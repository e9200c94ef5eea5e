// Chooses the variant for this CPU once, and forwards.
#pragma STDC FP_CONTRACT OFF
#include <stdatomic.h>
#include <string.h>

#include "Kernels.h"

static const lane_kernels *const variants[] = {
    &lane_kernels_baseline,
#if defined(__x86_64__)
    &lane_kernels_v3,
    &lane_kernels_v4,
#endif
};
#define VARIANT_COUNT ((int)(sizeof(variants) / sizeof(variants[0])))

static _Atomic(const lane_kernels *) chosen;

int lane_kernels_count(void) { return VARIANT_COUNT; }

const char *lane_kernels_name(int variant) {
  return variant >= 0 && variant < VARIANT_COUNT ? variants[variant]->name : 0;
}

int lane_kernels_supported(int variant) {
  switch (variant) {
  case 0:
    return 1;
#if defined(__x86_64__)
  case 1:
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c") && __builtin_cpu_supports("lzcnt") &&
           __builtin_cpu_supports("movbe");
  case 2:
    return lane_kernels_supported(1) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd");
#endif
  default:
    return 0;
  }
}

static const lane_kernels *kernels(void) {
  const lane_kernels *table = atomic_load_explicit(&chosen, memory_order_acquire);
  if (table) return table;
  int best = VARIANT_COUNT - 1;
  while (!lane_kernels_supported(best)) best--;
  lane_kernels_select(best);
  return variants[best];
}

int lane_kernels_current(void) {
  const lane_kernels *const table = kernels();
  int variant = 0;
  while (variants[variant] != table) variant++;
  return variant;
}

int lane_kernels_select(int variant) {
  if (!lane_kernels_supported(variant)) return 0;
  atomic_store_explicit(&chosen, variants[variant], memory_order_release);
  return 1;
}

void lane_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]};
  for (uint32_t round = 0; round < 10; round++) {
    const uint64_t p0 = (uint64_t)c[0] * 0xD2511F53u, p1 = (uint64_t)c[2] * 0xCD9E8D57u;
    const uint32_t k0 = key[0] + round * 0x9E3779B9u, k1 = key[1] + round * 0xBB67AE85u;
    const uint32_t next[4] = {(uint32_t)(p1 >> 32) ^ c[1] ^ k0, (uint32_t)p1, (uint32_t)(p0 >> 32) ^ c[3] ^ k1,
                              (uint32_t)p0};
    memcpy(c, next, sizeof c);
  }
  memcpy(out, c, sizeof c);
}

// Operations of the written formulas: comparisons, selections and bit work are not counted.
uint32_t lane_operation_flops(uint32_t operation) {
  switch (operation) {
  case LANE_END:
  case LANE_LOAD:
  case LANE_FILL:
  case LANE_STORE:
    return 0;
  case LANE_ADD_SCALED:
  case LANE_SUB_SCALED:
  case LANE_ADD_PRODUCT:
  case LANE_SUB_PRODUCT:
    return 2;
  case LANE_EXP:
    return 33;
  case LANE_LOG:
    return 30;
  default:
    return 1;
  }
}

void lane_normals(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count, double *even,
                  double *odd) {
  kernels()->normals(seed, period, pair, draws, count, even, odd);
}
void lane_uniforms(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count, double *even,
                   double *odd) {
  kernels()->uniforms(seed, period, pair, draws, count, even, odd);
}
void lane_box_muller(const double *radius, const double *angle, size_t count, double *even, double *odd) {
  kernels()->box_muller(radius, angle, count, even, odd);
}
void lane_gammas(uint64_t seed, uint32_t period, uint32_t shock, uint32_t stream, double shape, const uint64_t *draws,
                 size_t count, double *out) {
  kernels()->gammas(seed, period, shock, stream, shape, draws, count, out);
}
void lane_exp(const double *x, size_t count, double *out) { kernels()->exp(x, count, out); }
void lane_log(const double *x, size_t count, double *out) { kernels()->log(x, count, out); }
void lane_program_run(const lane_instruction *program, const double *input, size_t inputs, size_t inputStride,
                      double *output, size_t outputs, size_t outputStride, double *scratch, size_t temporaries,
                      uintptr_t *rows, size_t count) {
  kernels()->program_run(program, input, inputs, inputStride, output, outputs, outputStride, scratch, temporaries, rows,
                         count);
}
void lane_mask_at_least(const double *x, size_t count, double threshold, uint64_t *mask) {
  kernels()->mask_at_least(x, count, threshold, mask);
}
void lane_mask_at_most(const double *x, size_t count, double threshold, uint64_t *mask) {
  kernels()->mask_at_most(x, count, threshold, mask);
}
void lane_mask_at_least_row(const double *x, const double *y, size_t count, uint64_t *mask) {
  kernels()->mask_at_least_row(x, y, count, mask);
}
void lane_mask_finite(const double *x, size_t count, uint64_t *mask) { kernels()->mask_finite(x, count, mask); }
uint64_t lane_mask_count(const uint64_t *mask, const uint64_t *other, size_t words) {
  return kernels()->mask_count(mask, other, words);
}
double lane_sum(const double *w, const uint64_t *mask, size_t count) { return kernels()->sum(w, mask, count); }
void lane_sums_by_mask(const double *w, const double *v, const uint64_t *within, const uint64_t *const *masks,
                       size_t count, size_t words, double *sums) {
  kernels()->sums_by_mask(w, v, within, masks, count, words, sums);
}
void lane_moments_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                        double center, double sums[4]) {
  kernels()->moments_twice(x, w, v, mask, count, center, sums);
}
void lane_shortfall_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                          double bound, double sums[4]) {
  kernels()->shortfall_twice(x, w, v, mask, count, bound, sums);
}
void lane_excess_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                       double bound, double sums[4]) {
  kernels()->excess_twice(x, w, v, mask, count, bound, sums);
}
void lane_moments(const double *x, const double *weights, const uint64_t *mask, size_t count, double center,
                  double sums[2]) {
  kernels()->moments(x, weights, mask, count, center, sums);
}
void lane_shortfall(const double *x, const double *weights, const uint64_t *mask, size_t count, double bound,
                    double sums[2]) {
  kernels()->shortfall(x, weights, mask, count, bound, sums);
}
void lane_excess(const double *x, const double *weights, const uint64_t *mask, size_t count, double bound,
                 double sums[2]) {
  kernels()->excess(x, weights, mask, count, bound, sums);
}
double lane_cross_moment(const double *x, double c, const double *y, double d, const double *weights,
                         const uint64_t *mask, size_t count) {
  return kernels()->cross_moment(x, c, y, d, weights, mask, count);
}
void lane_range(const double *x, const uint64_t *mask, size_t count, double extremes[2]) {
  kernels()->range(x, mask, count, extremes);
}
void lane_histogram(const double *x, const uint64_t *weights, const uint64_t *mask, size_t count, double low,
                    double scale, uint32_t bins, uint64_t *counts) {
  kernels()->histogram(x, weights, mask, count, low, scale, bins, counts);
}
void lane_summary(const double *x, const double *w, const double *v, const uint64_t *units, const uint64_t *mask,
                  size_t count, double center, double low, double scale, uint32_t bins, double sums[6],
                  uint64_t *counts) {
  kernels()->summary(x, w, v, units, mask, count, center, low, scale, bins, sums, counts);
}
void lane_tabulate(const uint64_t *planes, size_t count, const uint64_t *mask, const uint64_t *w, const uint64_t *v,
                   size_t words, uint64_t *table, uint64_t *squares) {
  kernels()->tabulate(planes, count, mask, w, v, words, table, squares);
}
void lane_tall_factor(const double *x, size_t stride, const double *y, const double *roots, size_t rows, size_t k,
                      double *r, double *response, double *work) {
  kernels()->tall_factor(x, stride, y, roots, rows, k, r, response, work);
}
double lane_tall_scores(const double *x, size_t stride, const double *y, const double *roots, size_t rows, size_t k,
                        const double *coefficients, const double *factor, int power, double *residuals, double *fitted,
                        double *meat, double *work) {
  return kernels()->tall_scores(x, stride, y, roots, rows, k, coefficients, factor, power, residuals, fitted, meat, work);
}
void lane_batch_least_squares(const double *x, const double *y, size_t problems, size_t n, size_t k, double tolerance,
                              double *coefficients, double *errors, double *sigma, uint64_t *deficient, double *work) {
  kernels()->batch_least_squares(x, y, problems, n, k, tolerance, coefficients, errors, sigma, deficient, work);
}
void lane_weighted_sums(const double *z, size_t m, const double *v, size_t n, size_t stride, size_t lanes, double *out) {
  kernels()->weighted_sums(z, m, v, n, stride, lanes, out);
}
void lane_signs(uint64_t seed, uint32_t period, uint32_t word, const uint64_t *draws, size_t count, size_t rows,
                size_t stride, double *out) {
  kernels()->signs(seed, period, word, draws, count, rows, stride, out);
}
double lane_peak(uint64_t rounds) { return kernels()->peak(rounds); }
uint64_t lane_peak_flops_per_round(void) { return kernels()->peak_flops_per_round(); }

void lane_program_rows(const lane_instruction *program, uintptr_t *rows, size_t fixed, double *scratch,
                       size_t temporaries) {
  kernels()->program_rows(program, rows, fixed, scratch, temporaries);
}
void lane_sparse_solve(const lane_elimination *e, const double *values, const double *residuals, double *work) {
  kernels()->sparse_solve(e, values, residuals, work);
}
void lane_sparse_solve_own(const lane_elimination *e, const double *values, const double *residuals, double *work) {
  kernels()->sparse_solve_own(e, values, residuals, work);
}
void lane_sparse_factor(const lane_elimination *e, double *values) { kernels()->sparse_factor(e, values); }
void lane_newton_step(const uintptr_t *unknowns, const double *steps, size_t n, const double *mask) {
  kernels()->newton_step(unknowns, steps, n, mask);
}
void lane_newton_search(const uintptr_t *unknowns, double *origins, double *steps, const double *fresh, size_t n,
                        const double *starts, const double *lengths) {
  kernels()->newton_search(unknowns, origins, steps, fresh, n, starts, lengths);
}
void lane_residual_size(const double *residuals, const double *weights, size_t n, double *size) {
  kernels()->residual_size(residuals, weights, n, size);
}
void lane_mark_finite(const uintptr_t *rows, size_t n, double *mask) { kernels()->mark_finite(rows, n, mask); }
