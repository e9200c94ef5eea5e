// KLU, the sparse LU factorisation of SuiteSparse, which has no pkg-config file on Debian 12.
#if __has_include(<suitesparse/klu.h>)
#include <suitesparse/klu.h>
#elif __has_include(<klu.h>)
#include <klu.h>
#else
#error "Outturn needs SuiteSparse's KLU: sudo apt-get install libsuitesparse-dev"
#endif
