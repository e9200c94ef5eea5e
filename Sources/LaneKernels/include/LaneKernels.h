/// The hot loops of the engine: many draws ("lanes") at once, in structure-of-arrays rows.
///
/// Every kernel exists in several instruction-set variants that give the same bytes: each lane is IEEE double arithmetic
/// in the written order, without contraction, with the library's own exp and log; sums use eight fixed partial sums.
#ifndef LANE_KERNELS_H
#define LANE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Rows given to `lane_program_run` and to the generators are padded to a multiple of this many lanes.
#define LANE_MULTIPLE 64

// MARK: Variants

/// Number of variants compiled for this architecture; variant 0 is the baseline.
int lane_kernels_count(void);
/// Name of a variant ("baseline", "x86-64-v3", "x86-64-v4"), or null if there is none of that number.
const char *lane_kernels_name(int variant);
/// 1 if this CPU can run the variant.
int lane_kernels_supported(int variant);
/// The variant in use; the best supported one unless another was selected.
int lane_kernels_current(void);
/// Uses a variant from now on, in all threads. Returns 0 and changes nothing if this CPU cannot run it.
int lane_kernels_select(int variant);

// MARK: Random numbers

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011): out = Philox(counter, key).
void lane_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/// Standard normals of the shocks 2·pair (`even`) and 2·pair+1 (`odd`); either may be null.
///
/// Counter (draw low, draw high, period, pair), key = seed. The 128 bits are two words x₀, x₁; u = (⌊x/2¹²⌋ + ½)·2⁻⁵²;
/// even = √(−2 ln u₀) cos 2πu₁, odd = √(−2 ln u₀) sin 2πu₁. `count` is a multiple of 8; pair < 2²⁴.
void lane_normals(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count, double *even,
                  double *odd);
/// The Box–Muller step of `lane_normals` alone, for uniforms in (0, 1). `count` is a multiple of 8.
void lane_box_muller(const double *radius, const double *angle, size_t count, double *even, double *odd);
/// Uniforms u₀, u₁ of `lane_normals`, in the open interval (0, 1).
void lane_uniforms(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count, double *even,
                   double *odd);
/// Gamma variates of a shock with the given shape > 0 and scale 1 (Marsaglia and Tsang 2000), rejection lane by lane.
///
/// Attempt k = 0…30 of a lane reads normals at pair | (64·stream + 2k + 1)·2²⁴ and uniforms at pair | (64·stream + 2k + 2)·2²⁴, so
/// no lane's value depends on another's. After 31 rejections (probability below 10⁻⁴⁰) the mode is returned.
/// A shape below 1 uses the uniform at pair | (64·stream + 63)·2²⁴. `stream` is 0…3.
void lane_gammas(uint64_t seed, uint32_t period, uint32_t shock, uint32_t stream, double shape, const uint64_t *draws,
                 size_t count, double *out);

// MARK: Elementary functions, row by row; `count` is a multiple of 8, in place is fine

/// eˣ; error below 1 ulp, subnormal results included; 0, ∞ and NaN as IEEE says.
void lane_exp(const double *x, size_t count, double *out);
/// ln x; error below 1 ulp; ln 0 = −∞, ln of a negative number is NaN.
void lane_log(const double *x, size_t count, double *out);

// MARK: Straight-line programs

/// What one instruction does with the accumulator a, the rows x = rows[left], y = rows[right] and the scalar k.
enum lane_operation {
  LANE_END,            ///< stop
  LANE_LOAD,           ///< a = x
  LANE_FILL,           ///< a = k
  LANE_STORE,          ///< x = a
  LANE_ADD,            ///< a = a + x
  LANE_SUB,            ///< a = a − x
  LANE_SUB_FROM,       ///< a = x − a
  LANE_MUL,            ///< a = a · x
  LANE_DIV,            ///< a = a / x
  LANE_DIV_INTO,       ///< a = x / a
  LANE_ADD_SCALAR,     ///< a = a + k
  LANE_SUB_FROM_SCALAR,///< a = k − a
  LANE_MUL_SCALAR,     ///< a = a · k
  LANE_DIV_SCALAR,     ///< a = a / k
  LANE_DIV_INTO_SCALAR,///< a = k / a
  LANE_LOAD_SCALED,    ///< a = k · x
  LANE_ADD_SCALED,     ///< a = a + k · x, two roundings
  LANE_SUB_SCALED,     ///< a = a − k · x, two roundings
  LANE_ADD_PRODUCT,    ///< a = a + x · y, two roundings
  LANE_SUB_PRODUCT,    ///< a = a − x · y, two roundings
  LANE_NEGATE,         ///< a = −a
  LANE_SQRT,           ///< a = √a
  LANE_EXP,            ///< a = eᵃ
  LANE_LOG,            ///< a = ln a
  LANE_MIN,            ///< a = a < x ? a : x
  LANE_MAX,            ///< a = a > x ? a : x
  LANE_MIN_SCALAR,     ///< a = a < k ? a : k
  LANE_MAX_SCALAR,     ///< a = a > k ? a : k
  LANE_AT_LEAST,       ///< a = a ≥ x ? 1 : 0
  LANE_AT_MOST,        ///< a = a ≤ x ? 1 : 0
  LANE_AT_LEAST_SCALAR,///< a = a ≥ k ? 1 : 0
  LANE_AT_MOST_SCALAR, ///< a = a ≤ k ? 1 : 0
  LANE_SELECT,         ///< a = a ≠ 0 ? x : y
  LANE_ADD_LOAD,       ///< a = x + y
  LANE_SUB_LOAD,       ///< a = x − y
  LANE_MUL_LOAD,       ///< a = x · y
  LANE_OPERATION_COUNT
};

typedef struct {
  uint32_t operation;
  uint32_t left;
  uint32_t right;
  uint32_t reserved;
  double scalar;
} lane_instruction;

/// Runs a program, ended by LANE_END, over `count` lanes (a multiple of LANE_MULTIPLE).
///
/// Rows 0 ..< inputs are read at `input + i·inputStride`, the next `outputs` rows at `output + i·outputStride`, the next
/// `temporaries` rows are scratch of LANE_MULTIPLE lanes each. `rows` has room for all row addresses. Strides count doubles.
void lane_program_run(const lane_instruction *program, const double *input, size_t inputs, size_t inputStride,
                      double *output, size_t outputs, size_t outputStride, double *scratch, size_t temporaries,
                      uintptr_t *rows, size_t count);
/// Runs a program over one strip of LANE_MULTIPLE lanes whose rows lie anywhere: rows[i] is the address of the strip's first lane of row i,
/// i < `fixed` (inputs, then outputs). `rows` has room for the temporaries too, whose memory is `scratch`.
void lane_program_rows(const lane_instruction *program, uintptr_t *rows, size_t fixed, double *scratch,
                       size_t temporaries);
/// Floating-point operations of one instruction per lane, those of exp and log included.
uint32_t lane_operation_flops(uint32_t operation);

// MARK: Newton's method over a strip of LANE_MULTIPLE lanes; rows lie LANE_MULTIPLE apart unless addresses are given

/// Where the numbers of a sparse factorisation A = LU lie, step by step in an order of elimination fixed beforehand. U's diagonal is kept
/// inverted, L's is 1.
typedef struct {
  /// Steps, as many as unknowns.
  size_t n;
  /// Places of row i of L left of the diagonal: lower[i] ..< lower[i + 1].
  const uint32_t *lower;
  /// Places of row i of U, the diagonal first: upper[i] ..< upper[i + 1].
  const uint32_t *upper;
  /// The step whose unknown each place multiplies.
  const uint32_t *column;
  /// Places that the elimination changes, in its order.
  const uint32_t *target;
  /// The equation eliminated with at each step.
  const uint32_t *equation;
} lane_elimination;

/// work = U⁻¹L⁻¹ residuals with the same factors in every lane, one number a place; work in the order of the steps.
void lane_sparse_solve(const lane_elimination *e, const double *values, const double *residuals, double *work);
/// The same with each lane's own factors, a row a place.
void lane_sparse_solve_own(const lane_elimination *e, const double *values, const double *residuals, double *work);
/// A → L, U in place, each lane for itself, a row a place.
void lane_sparse_factor(const lane_elimination *e, double *values);
/// xᵢ = xᵢ − stepᵢ in the lanes where the mask is not zero; unknowns[i] is the address of xᵢ.
void lane_newton_step(const uintptr_t *unknowns, const double *steps, size_t n, const double *mask);
/// Where `starts` is not zero a search begins: origin = x, step = fresh. Then x = origin − length · step where the length is not zero.
void lane_newton_search(const uintptr_t *unknowns, double *origins, double *steps, const double *fresh, size_t n,
                        const double *starts, const double *lengths);
/// size = max |residualᵢ · weightᵢ|, ∞ where one is not a number.
void lane_residual_size(const double *residuals, const double *weights, size_t n, double *size);
/// Sets the mask to 0 in the lanes where one of the rows, given by their addresses, is not finite.
void lane_mark_finite(const uintptr_t *rows, size_t n, double *mask);

// MARK: Tallies. Masks hold lane i in bit i % 64 of word i / 64. A null mask means every lane. Any `count`.

/// Sets the bits of the lanes with x ≥ threshold and clears the others, to the end of the last word.
void lane_mask_at_least(const double *x, size_t count, double threshold, uint64_t *mask);
/// Sets the bits of the lanes with x ≤ threshold and clears the others.
void lane_mask_at_most(const double *x, size_t count, double threshold, uint64_t *mask);
/// Sets the bits of the lanes with x ≥ y and clears the others.
void lane_mask_at_least_row(const double *x, const double *y, size_t count, uint64_t *mask);
/// Sets the bits of the lanes whose x is finite and clears the others.
void lane_mask_finite(const double *x, size_t count, uint64_t *mask);
/// Number of bits set in both masks; `other` may be null.
uint64_t lane_mask_count(const uint64_t *mask, const uint64_t *other, size_t words);
/// Σ w over the lanes of the mask.
double lane_sum(const double *w, const uint64_t *mask, size_t count);
/// sums[2j] = Σ w, sums[2j+1] = Σ v over the lanes in both `within` and `masks[j]`, j < `count`. Weights are padded to whole words;
/// what they are in lanes of no mask does not matter.
void lane_sums_by_mask(const double *w, const double *v, const uint64_t *within, const uint64_t *const *masks,
                       size_t count, size_t words, double *sums);
/// sums = {Σ wd, Σ wd², Σ vd, Σ vd²} with d = x − center over the lanes of the mask.
void lane_moments_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                        double center, double sums[4]);
/// The same with d = max(0, bound − x).
void lane_shortfall_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                          double bound, double sums[4]);
/// The same with d = max(0, x − bound).
void lane_excess_twice(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                       double bound, double sums[4]);
/// sums = {Σ w(x−c), Σ w(x−c)²} over the lanes of the mask; a null `weights` means w = 1.
void lane_moments(const double *x, const double *weights, const uint64_t *mask, size_t count, double center,
                  double sums[2]);
/// Σ w(x−c)(y−d) over the lanes of the mask; a null `weights` means w = 1.
double lane_cross_moment(const double *x, double c, const double *y, double d, const double *weights,
                         const uint64_t *mask, size_t count);
/// sums = {Σ w·s, Σ w·s²} with the shortfall s = max(0, bound − x) over the lanes of the mask.
void lane_shortfall(const double *x, const double *weights, const uint64_t *mask, size_t count, double bound,
                    double sums[2]);
/// sums = {Σ w·s, Σ w·s²} with the excess s = max(0, x − bound) over the lanes of the mask.
void lane_excess(const double *x, const double *weights, const uint64_t *mask, size_t count, double bound,
                 double sums[2]);
/// extremes = {min x, max x} over the lanes of the mask, {∞, −∞} if there are none; NaN is passed over.
void lane_range(const double *x, const uint64_t *mask, size_t count, double extremes[2]);
/// Adds each lane's weight (1 if `weights` is null) to its cell of `counts`, which has bins + 3 cells:
/// below `low`, the bins [low + b/scale, low + (b+1)/scale), at or above the end, not a number.
void lane_histogram(const double *x, const uint64_t *weights, const uint64_t *mask, size_t count, double low,
                    double scale, uint32_t bins, uint64_t *counts);
/// The moments, range and histogram of a row in one pass, each as its own kernel gives it: sums = {Σ wd, Σ wd², Σ vd, Σ vd²,
/// min x, max x} with d = x − center, and each lane's unit (1 if `units` is null) is added to its cell of `counts`. A null `w` means w = 1
/// and leaves the sums of v zero.
void lane_summary(const double *x, const double *w, const double *v, const uint64_t *units, const uint64_t *mask,
                  size_t count, double center, double low, double scale, uint32_t bins, double sums[6],
                  uint64_t *counts);
/// Adds w and v of each lane of the mask to the cells of `table` and `squares` whose number has the lane's bit of plane i as bit i,
/// i < `count` ≤ 16. Plane i is `words` words from plane i − 1. A null `w` adds 1 to `table` only.
void lane_tabulate(const uint64_t *planes, size_t count, const uint64_t *mask, const uint64_t *w, const uint64_t *v,
                   size_t words, uint64_t *table, uint64_t *squares);

// MARK: Regressions

/// Rows of a block of `lane_tall_factor`, and the most regressors it takes.
#define LANE_TALL_ROWS 128
#define LANE_TALL_COLUMNS 64
/// Doubles of scratch memory `lane_tall_factor` and `lane_tall_scores` need for k regressors.
#define LANE_TALL_WORK(k) (LANE_TALL_ROWS * (2 * (k) + 2))

/// Adds the rows of [X y], or of its rows times `roots`, to a triangular factor by Householder reflections, block by block.
///
/// Column j of X is at `x + j·stride`. `r` is (k + 1)², column by column: R above and on its diagonal, Qᵀy in its last column; zeros at
/// first. `response` grows by the sum of squares of y that X does not explain. k ≤ LANE_TALL_COLUMNS.
void lane_tall_factor(const double *x, size_t stride, const double *y, const double *roots, size_t rows, size_t k,
                      double *r, double *response, double *work);
/// Residuals e = y − Xb, fitted values, and where `meat` is not null its lower triangle of k² grows by Σ f²qqᵀ: q the rows of
/// diag(roots)·X·factor, `factor` an upper triangle of k², f = roots·e / (1 − qᵀq)^(power/2). Returns the least 1 − qᵀq, 1 for power 0.
double lane_tall_scores(const double *x, size_t stride, const double *y, const double *roots, size_t rows, size_t k,
                        const double *coefficients, const double *factor, int power, double *residuals, double *fitted,
                        double *meat, double *work);

/// Doubles of scratch memory `lane_batch_least_squares` needs.
#define LANE_BATCH_WORK(n, k) (8 * ((n) * ((k) + 1) + (k) * (k) + 4 * (k) + 1))
/// Least squares of many problems of one size, one to a lane, by Householder reflections; k < n, k ≤ 64.
///
/// Problem p has its n × k regressors at `x + p·n·k`, column by column, and its response at `y + p·n`. Coefficients and standard errors
/// are k a problem. Bit j of deficient[p] tells that column j adds nothing new, relative to its length, beyond `tolerance`.
void lane_batch_least_squares(const double *x, const double *y, size_t problems, size_t n, size_t k, double tolerance,
                              double *coefficients, double *errors, double *sigma, uint64_t *deficient, double *work);

/// out[j·stride + lane] = Σᵢ z[i·m + j]·v[i·stride + lane], i rising, j < m, i < n; `lanes` is a multiple of 8.
void lane_weighted_sums(const double *z, size_t m, const double *v, size_t n, size_t stride, size_t lanes, double *out);
/// out[row·stride + i] = ±1 with equal chances, from bit `row` < 128 of the 128 bits at counter (draw low, draw high, period, word), key = seed.
/// `count` is a multiple of 8.
void lane_signs(uint64_t seed, uint32_t period, uint32_t word, const uint64_t *draws, size_t count, size_t rows,
                size_t stride, double *out);

// MARK: Measuring

/// Multiplications and additions from registers, none of them waiting for another; returns a value that depends on all.
double lane_peak(uint64_t rounds);
/// Floating-point operations of one round of `lane_peak`.
uint64_t lane_peak_flops_per_round(void);

#endif
