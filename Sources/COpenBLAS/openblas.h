// Links OpenBLAS, found through pkg-config. The prototypes are in CLAPACK.
