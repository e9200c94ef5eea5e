#include "CLAPACK.h"

#include <stddef.h>

#if !__has_include(<openblas_config.h>)
#error "Outturn needs OpenBLAS and LAPACK: sudo apt-get install libopenblas-dev liblapack-dev pkg-config"
#endif

// Fortran entry points: arguments by address, the length of each character argument after the others
// (the convention of gfortran, which Debian builds LAPACK with).
void dgemm_(const char *, const char *, const int32_t *, const int32_t *, const int32_t *,
    const double *, const double *, const int32_t *, const double *, const int32_t *,
    const double *, double *, const int32_t *, size_t, size_t);
void dgemv_(const char *, const int32_t *, const int32_t *, const double *, const double *,
    const int32_t *, const double *, const int32_t *, const double *, double *, const int32_t *,
    size_t);
void dsyrk_(const char *, const char *, const int32_t *, const int32_t *, const double *,
    const double *, const int32_t *, const double *, double *, const int32_t *, size_t, size_t);
void dtrsm_(const char *, const char *, const char *, const char *, const int32_t *,
    const int32_t *, const double *, const double *, const int32_t *, double *, const int32_t *,
    size_t, size_t, size_t, size_t);
void dgeqrf_(const int32_t *, const int32_t *, double *, const int32_t *, double *, double *,
    const int32_t *, int32_t *);
void dgeqp3_(const int32_t *, const int32_t *, double *, const int32_t *, int32_t *, double *,
    double *, const int32_t *, int32_t *);
void dormqr_(const char *, const char *, const int32_t *, const int32_t *, const int32_t *,
    const double *, const int32_t *, const double *, double *, const int32_t *, double *,
    const int32_t *, int32_t *, size_t, size_t);
void dorgqr_(const int32_t *, const int32_t *, const int32_t *, double *, const int32_t *,
    const double *, double *, const int32_t *, int32_t *);
void dtrtri_(const char *, const char *, const int32_t *, double *, const int32_t *, int32_t *,
    size_t, size_t);
void dtrcon_(const char *, const char *, const char *, const int32_t *, const double *,
    const int32_t *, double *, double *, int32_t *, int32_t *, size_t, size_t, size_t);
void dpotrf_(const char *, const int32_t *, double *, const int32_t *, int32_t *, size_t);
void dpotri_(const char *, const int32_t *, double *, const int32_t *, int32_t *, size_t);
void dpotrs_(const char *, const int32_t *, const int32_t *, const double *, const int32_t *,
    double *, const int32_t *, int32_t *, size_t);
void dpocon_(const char *, const int32_t *, const double *, const int32_t *, const double *,
    double *, double *, int32_t *, int32_t *, size_t);
void dgetrf_(const int32_t *, const int32_t *, double *, const int32_t *, int32_t *, int32_t *);
void dgetrs_(const char *, const int32_t *, const int32_t *, const double *, const int32_t *,
    const int32_t *, double *, const int32_t *, int32_t *, size_t);
void dgetri_(const int32_t *, double *, const int32_t *, const int32_t *, double *, const int32_t *,
    int32_t *);
void dgecon_(const char *, const int32_t *, const double *, const int32_t *, const double *,
    double *, double *, int32_t *, int32_t *, size_t);
void dgesdd_(const char *, const int32_t *, const int32_t *, double *, const int32_t *, double *,
    double *, const int32_t *, double *, const int32_t *, double *, const int32_t *, int32_t *,
    int32_t *, size_t);
void dsyevd_(const char *, const char *, const int32_t *, double *, const int32_t *, double *,
    double *, const int32_t *, int32_t *, const int32_t *, int32_t *, size_t, size_t);
void dgeev_(const char *, const char *, const int32_t *, double *, const int32_t *, double *, double *,
    double *, const int32_t *, double *, const int32_t *, double *, const int32_t *, int32_t *, size_t,
    size_t);

int openblas_get_parallel(void);
void openblas_set_num_threads(int count);

int32_t blas_parallel_kind(void) { return openblas_get_parallel(); }

void blas_set_threads(int32_t count) { openblas_set_num_threads(count); }

void blas_dgemm(char transa, char transb, int32_t m, int32_t n, int32_t k, double alpha,
    const double *a, int32_t lda, const double *b, int32_t ldb, double beta, double *c, int32_t ldc)
    {
  dgemm_(&transa, &transb, &m, &n, &k, &alpha, a, &lda, b, &ldb, &beta, c, &ldc, 1, 1);
}

void blas_dgemv(char trans, int32_t m, int32_t n, double alpha, const double *a, int32_t lda,
    const double *x, int32_t incx, double beta, double *y, int32_t incy) {
  dgemv_(&trans, &m, &n, &alpha, a, &lda, x, &incx, &beta, y, &incy, 1);
}

void blas_dsyrk(char uplo, char trans, int32_t n, int32_t k, double alpha, const double *a,
    int32_t lda, double beta, double *c, int32_t ldc) {
  dsyrk_(&uplo, &trans, &n, &k, &alpha, a, &lda, &beta, c, &ldc, 1, 1);
}

void blas_dtrsm(char side, char uplo, char trans, char diag, int32_t m, int32_t n, double alpha,
    const double *a, int32_t lda, double *b, int32_t ldb) {
  dtrsm_(&side, &uplo, &trans, &diag, &m, &n, &alpha, a, &lda, b, &ldb, 1, 1, 1, 1);
}

int32_t lapack_dgeqrf(int32_t m, int32_t n, double *a, int32_t lda, double *tau, double *work,
    int32_t lwork) {
  int32_t info = 0;
  dgeqrf_(&m, &n, a, &lda, tau, work, &lwork, &info);
  return info;
}

int32_t lapack_dgeqp3(int32_t m, int32_t n, double *a, int32_t lda, int32_t *jpvt, double *tau,
    double *work, int32_t lwork) {
  int32_t info = 0;
  dgeqp3_(&m, &n, a, &lda, jpvt, tau, work, &lwork, &info);
  return info;
}

int32_t lapack_dormqr(char side, char trans, int32_t m, int32_t n, int32_t k, const double *a,
    int32_t lda, const double *tau, double *c, int32_t ldc, double *work, int32_t lwork) {
  int32_t info = 0;
  dormqr_(&side, &trans, &m, &n, &k, a, &lda, tau, c, &ldc, work, &lwork, &info, 1, 1);
  return info;
}

int32_t lapack_dorgqr(int32_t m, int32_t n, int32_t k, double *a, int32_t lda, const double *tau,
    double *work, int32_t lwork) {
  int32_t info = 0;
  dorgqr_(&m, &n, &k, a, &lda, tau, work, &lwork, &info);
  return info;
}

int32_t lapack_dtrtri(char uplo, char diag, int32_t n, double *a, int32_t lda) {
  int32_t info = 0;
  dtrtri_(&uplo, &diag, &n, a, &lda, &info, 1, 1);
  return info;
}

int32_t lapack_dtrcon(char norm, char uplo, char diag, int32_t n, const double *a, int32_t lda,
    double *rcond, double *work, int32_t *iwork) {
  int32_t info = 0;
  dtrcon_(&norm, &uplo, &diag, &n, a, &lda, rcond, work, iwork, &info, 1, 1, 1);
  return info;
}

int32_t lapack_dpotrf(char uplo, int32_t n, double *a, int32_t lda) {
  int32_t info = 0;
  dpotrf_(&uplo, &n, a, &lda, &info, 1);
  return info;
}

int32_t lapack_dpotri(char uplo, int32_t n, double *a, int32_t lda) {
  int32_t info = 0;
  dpotri_(&uplo, &n, a, &lda, &info, 1);
  return info;
}

int32_t lapack_dpotrs(char uplo, int32_t n, int32_t nrhs, const double *a, int32_t lda, double *b,
    int32_t ldb) {
  int32_t info = 0;
  dpotrs_(&uplo, &n, &nrhs, a, &lda, b, &ldb, &info, 1);
  return info;
}

int32_t lapack_dpocon(char uplo, int32_t n, const double *a, int32_t lda, double anorm,
    double *rcond, double *work, int32_t *iwork) {
  int32_t info = 0;
  dpocon_(&uplo, &n, a, &lda, &anorm, rcond, work, iwork, &info, 1);
  return info;
}

int32_t lapack_dgetrf(int32_t m, int32_t n, double *a, int32_t lda, int32_t *ipiv) {
  int32_t info = 0;
  dgetrf_(&m, &n, a, &lda, ipiv, &info);
  return info;
}

int32_t lapack_dgetrs(char trans, int32_t n, int32_t nrhs, const double *a, int32_t lda,
    const int32_t *ipiv, double *b, int32_t ldb) {
  int32_t info = 0;
  dgetrs_(&trans, &n, &nrhs, a, &lda, ipiv, b, &ldb, &info, 1);
  return info;
}

int32_t lapack_dgetri(int32_t n, double *a, int32_t lda, const int32_t *ipiv, double *work,
    int32_t lwork) {
  int32_t info = 0;
  dgetri_(&n, a, &lda, ipiv, work, &lwork, &info);
  return info;
}

int32_t lapack_dgecon(char norm, int32_t n, const double *a, int32_t lda, double anorm,
    double *rcond, double *work, int32_t *iwork) {
  int32_t info = 0;
  dgecon_(&norm, &n, a, &lda, &anorm, rcond, work, iwork, &info, 1);
  return info;
}

int32_t lapack_dgesdd(char jobz, int32_t m, int32_t n, double *a, int32_t lda, double *s, double *u,
    int32_t ldu, double *vt, int32_t ldvt, double *work, int32_t lwork, int32_t *iwork) {
  int32_t info = 0;
  dgesdd_(&jobz, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, iwork, &info, 1);
  return info;
}

int32_t lapack_dsyevd(char jobz, char uplo, int32_t n, double *a, int32_t lda, double *w,
    double *work, int32_t lwork, int32_t *iwork, int32_t liwork) {
  int32_t info = 0;
  dsyevd_(&jobz, &uplo, &n, a, &lda, w, work, &lwork, iwork, &liwork, &info, 1, 1);
  return info;
}

int32_t lapack_dgeev(int32_t n, double *a, int32_t lda, double *wr, double *wi, double *work,
    int32_t lwork) {
  int32_t info = 0;
  const char none = 'N';
  const int32_t one = 1;
  dgeev_(&none, &none, &n, a, &lda, wr, wi, NULL, &one, NULL, &one, work, &lwork, &info, 1, 1);
  return info;
}
