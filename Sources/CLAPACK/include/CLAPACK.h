// The BLAS and LAPACK routines Outturn uses, with sizes by value and `info` as the result.
// Matrices are column-major; `ld…` is the distance between columns. Characters are those of the
// LAPACK Users' Guide (Anderson et al. 1999): 'N'/'T' transpose, 'U'/'L' triangle, 'L'/'R' side.
// A `lwork` of -1 asks for the workspace size, which is returned in work[0] (and iwork[0]).
#ifndef OUTTURN_CLAPACK_H
#define OUTTURN_CLAPACK_H

#include <stdint.h>

// 0: a build of OpenBLAS without locks; 1: pthreads; 2: OpenMP.
int32_t blas_parallel_kind(void);
void blas_set_threads(int32_t count);

void blas_dgemm(char transa, char transb, int32_t m, int32_t n, int32_t k, double alpha,
                const double *a, int32_t lda, const double *b, int32_t ldb, double beta,
                double *c, int32_t ldc);
void blas_dgemv(char trans, int32_t m, int32_t n, double alpha, const double *a, int32_t lda,
                const double *x, int32_t incx, double beta, double *y, int32_t incy);
void blas_dsyrk(char uplo, char trans, int32_t n, int32_t k, double alpha, const double *a,
                int32_t lda, double beta, double *c, int32_t ldc);
void blas_dtrsm(char side, char uplo, char trans, char diag, int32_t m, int32_t n, double alpha,
                const double *a, int32_t lda, double *b, int32_t ldb);

int32_t lapack_dgeqrf(int32_t m, int32_t n, double *a, int32_t lda, double *tau, double *work,
                      int32_t lwork);
int32_t lapack_dgeqp3(int32_t m, int32_t n, double *a, int32_t lda, int32_t *jpvt, double *tau,
                      double *work, int32_t lwork);
int32_t lapack_dormqr(char side, char trans, int32_t m, int32_t n, int32_t k, const double *a,
                      int32_t lda, const double *tau, double *c, int32_t ldc, double *work,
                      int32_t lwork);
int32_t lapack_dorgqr(int32_t m, int32_t n, int32_t k, double *a, int32_t lda, const double *tau,
                      double *work, int32_t lwork);
int32_t lapack_dtrtri(char uplo, char diag, int32_t n, double *a, int32_t lda);
int32_t lapack_dtrcon(char norm, char uplo, char diag, int32_t n, const double *a, int32_t lda,
                      double *rcond, double *work, int32_t *iwork);

int32_t lapack_dpotrf(char uplo, int32_t n, double *a, int32_t lda);
int32_t lapack_dpotri(char uplo, int32_t n, double *a, int32_t lda);
int32_t lapack_dpotrs(char uplo, int32_t n, int32_t nrhs, const double *a, int32_t lda, double *b,
                      int32_t ldb);
int32_t lapack_dpocon(char uplo, int32_t n, const double *a, int32_t lda, double anorm,
                      double *rcond, double *work, int32_t *iwork);

int32_t lapack_dgetrf(int32_t m, int32_t n, double *a, int32_t lda, int32_t *ipiv);
int32_t lapack_dgetrs(char trans, int32_t n, int32_t nrhs, const double *a, int32_t lda,
                      const int32_t *ipiv, double *b, int32_t ldb);
int32_t lapack_dgetri(int32_t n, double *a, int32_t lda, const int32_t *ipiv, double *work,
                      int32_t lwork);
int32_t lapack_dgecon(char norm, int32_t n, const double *a, int32_t lda, double anorm,
                      double *rcond, double *work, int32_t *iwork);

int32_t lapack_dgesdd(char jobz, int32_t m, int32_t n, double *a, int32_t lda, double *s, double *u,
                      int32_t ldu, double *vt, int32_t ldvt, double *work, int32_t lwork,
                      int32_t *iwork);
int32_t lapack_dsyevd(char jobz, char uplo, int32_t n, double *a, int32_t lda, double *w,
                      double *work, int32_t lwork, int32_t *iwork, int32_t liwork);
// Eigenvalues only: dgeev without vectors.
int32_t lapack_dgeev(int32_t n, double *a, int32_t lda, double *wr, double *wi, double *work,
                     int32_t lwork);

#endif
