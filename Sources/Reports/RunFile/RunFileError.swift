public import TimeSeries

/// Why a run file could not be written or read.
public enum RunFileError: BilingualError, Equatable {
  case exists(String)
  case occupied(String)
  case input(String)
  case missing(String)
  case notARun(String)
  case newer(String, Int)
  case cannotWrite(String, reason: String)
  case cannotRead(String, reason: String)

  public var message: Bilingual {
    switch self {
    case .exists(let path):
      Bilingual(
        en: "\(path) exists and is kept; choose another name, or add --force to replace it",
        zh: "\(path)已存在，未作改动；请另选文件名，或加 --force 覆盖")
    case .occupied(let path):
      Bilingual(
        en: "\(path) exists, is not a run of outturn and is kept; choose another name",
        zh: "\(path)已存在且不是 outturn 的运行文件，未作改动；请另选文件名")
    case .input(let path):
      Bilingual(
        en: "\(path) is read by this run and is kept; choose another name", zh: "\(path)是本次运行的输入，未作改动；请另选文件名")
    case .missing(let path):
      Bilingual(
        en: "there is no file \(path); outturn run PLAN --output \(path) makes one",
        zh: "没有文件\(path)；可用 outturn run PLAN --output \(path) 生成")
    case .notARun(let path):
      Bilingual(
        en: "\(path) is not a run of outturn; outturn run PLAN --output FILE makes one",
        zh: "\(path)不是 outturn 的运行文件；可用 outturn run PLAN --output FILE 生成")
    case .newer(let path, let version):
      Bilingual(
        en:
          "\(path) has format \(version), this program reads up to \(RunFileSchema.version); use the newer outturn",
        zh: "\(path)的格式版本为\(version)，本程序最高支持\(RunFileSchema.version)；请使用较新的 outturn")
    case .cannotWrite(let path, let reason):
      Bilingual(en: "cannot write \(path): \(reason)", zh: "无法写入\(path)：\(reason)")
    case .cannotRead(let path, let reason):
      Bilingual(en: "cannot read \(path): \(reason)", zh: "无法读取\(path)：\(reason)")
    }
  }
}
