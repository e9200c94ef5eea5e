public import TimeSeries

/// Why there is no text to be had from a file, in the words of the diagnostics that say so.
public enum FileTrouble {
  public static let missing = Bilingual(en: "there is no such file", zh: "文件不存在")
  public static let folder = Bilingual(en: "this is a folder, not a file", zh: "这是文件夹，不是文件")
  public static let forbidden = Bilingual(
    en: "the file may not be read (permission denied)", zh: "没有读取该文件的权限")
  public static let empty = Bilingual(en: "the file is empty", zh: "文件为空")
}
