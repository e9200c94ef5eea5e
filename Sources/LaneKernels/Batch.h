// Many small regressions side by side, one to a lane, and products of a matrix with rows of lanes.

#define BATCH_PASS(width)                                                                                              \
  LANE_INLINE void LANE(batch_reflect_##width)(const double *u, const octet inverse, double *const *c, size_t rows) {  \
    octet sum[width];                                                                                                  \
    for (int i = 0; i < width; i++) sum[i] = octet_zero();                                                             \
    for (size_t row = 0; row < 8 * rows; row += 8)                                                                     \
      for (int p = 0; p < EIGHT_PARTS; p++) {                                                                          \
        const vec a = load(u + row + p * LANE_WIDTH);                                                                  \
        for (int i = 0; i < width; i++) sum[i].part[p] += a * load(c[i] + row + p * LANE_WIDTH);                       \
      }                                                                                                                \
    for (int i = 0; i < width; i++)                                                                                    \
      for (int p = 0; p < EIGHT_PARTS; p++) sum[i].part[p] *= inverse.part[p];                                         \
    for (size_t row = 0; row < 8 * rows; row += 8)                                                                     \
      for (int p = 0; p < EIGHT_PARTS; p++) {                                                                          \
        const size_t at = row + p * LANE_WIDTH;                                                                        \
        const vec a = load(u + at);                                                                                    \
        for (int i = 0; i < width; i++) store(c[i] + at, load(c[i] + at) - sum[i].part[p] * a);                        \
      }                                                                                                                \
  }
BATCH_PASS(1)
BATCH_PASS(2)
BATCH_PASS(3)
BATCH_PASS(4)

LANE_INLINE octet LANE(batch_square)(const double *c, size_t rows) {
  octet sum[2] = {octet_zero(), octet_zero()};
  size_t row = 0;
  for (; row + 2 <= rows; row += 2)
    for (int half = 0; half < 2; half++)
      for (int p = 0; p < EIGHT_PARTS; p++) {
        const vec a = load(c + 8 * (row + half) + p * LANE_WIDTH);
        sum[half].part[p] += a * a;
      }
  for (; row < rows; row++)
    for (int p = 0; p < EIGHT_PARTS; p++) {
      const vec a = load(c + 8 * row + p * LANE_WIDTH);
      sum[0].part[p] += a * a;
    }
  for (int p = 0; p < EIGHT_PARTS; p++) sum[0].part[p] += sum[1].part[p];
  return sum[0];
}

// Reduces columns of n × 8 lanes to R; its diagonal goes to `diagonal`.
static void LANE(batch_triangle)(double *columns, size_t n, size_t k, double *diagonal) {
  for (size_t j = 0; j < k; j++) {
    double *const u = columns + (j * n + j) * 8;
    const octet square = LANE(batch_square)(u, n - j);
    octet inverse;
    for (int p = 0; p < EIGHT_PARTS; p++) {
      const vec alpha = load(u + p * LANE_WIDTH), length = square_root(square.part[p]);
      const vec beta = choose(alpha > 0.0, -length, length), half = beta * (beta - alpha);
      inverse.part[p] = choose(half > 0.0, 1.0 / half, (vec)0.0);
      store(u + p * LANE_WIDTH, alpha - beta);
      store(diagonal + 8 * j + p * LANE_WIDTH, beta);
    }
    size_t l = j + 1;
    double *c[4];
    for (; l + 4 <= k + 1; l += 4) {
      for (size_t i = 0; i < 4; i++) c[i] = columns + ((l + i) * n + j) * 8;
      LANE(batch_reflect_4)(u, inverse, c, n - j);
    }
    const size_t left = k + 1 - l;
    for (size_t i = 0; i < left; i++) c[i] = columns + ((l + i) * n + j) * 8;
    if (left == 3) LANE(batch_reflect_3)(u, inverse, c, n - j);
    if (left == 2) LANE(batch_reflect_2)(u, inverse, c, n - j);
    if (left == 1) LANE(batch_reflect_1)(u, inverse, c, n - j);
  }
}

// In lanes: R, its inverse, coefficients, variances. `deficient` gets the lanes of columns that add nothing new, as a mask.
static void LANE(batch_solve)(const double *columns, size_t n, size_t k, const double *diagonal, double tolerance,
                              double *inverse, double *coefficients, double *errors, double *sigma,
                              uint64_t *deficient) {
  const octet square = LANE(batch_square)(columns + (k * n + k) * 8, n - k);
  for (int p = 0; p < EIGHT_PARTS; p++) {
    const size_t at = p * LANE_WIDTH;
    const vec variance = square.part[p] / (double)(n - k);
    store(sigma + at, square_root(variance));
    for (size_t j = 0; j < k; j++) {
      const vec pivot = load(diagonal + 8 * j + at);
      vec length = pivot * pivot;
      for (size_t i = 0; i < j; i++) {
        const vec above = load(columns + (j * n + i) * 8 + at);
        length += above * above;
      }
      const ivec lost = (ivec)(pivot * pivot <= tolerance * tolerance * length);
      store_words(deficient + 8 * j + at, (uvec)lost);
      const vec reciprocal = choose(lost, (vec)0.0, 1.0 / pivot);
      store(inverse + (j * k + j) * 8 + at, reciprocal);
      for (size_t i = 0; i < j; i++) {
        vec sum = (vec)0.0;
        for (size_t l = i; l < j; l++)
          sum += load(inverse + (l * k + i) * 8 + at) * load(columns + (j * n + l) * 8 + at);
        store(inverse + (j * k + i) * 8 + at, -(sum * reciprocal));
      }
    }
    for (size_t i = 0; i < k; i++) {
      vec sum = (vec)0.0, squares = (vec)0.0;
      for (size_t j = i; j < k; j++) {
        const vec s = load(inverse + (j * k + i) * 8 + at);
        sum += s * load(columns + (k * n + j) * 8 + at);
        squares += s * s;
      }
      store(coefficients + 8 * i + at, sum);
      store(errors + 8 * i + at, square_root(variance * squares));
    }
  }
}

#if LANE_WIDTH >= 4
typedef double quad __attribute__((ext_vector_type(4), aligned(8)));

// Four elements of four problems, a row each, to a row of four problems for each element.
LANE_INLINE void LANE(batch_transpose)(const double *x, size_t stride, double *out) {
  const quad a = *(const quad *)x, b = *(const quad *)(x + stride);
  const quad c = *(const quad *)(x + 2 * stride), d = *(const quad *)(x + 3 * stride);
  const quad ab0 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab1 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
  const quad cd0 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd1 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
  *(quad *)out = __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5);
  *(quad *)(out + 8) = __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5);
  *(quad *)(out + 16) = __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7);
  *(quad *)(out + 24) = __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7);
}
#endif

static void LANE(batch_gather)(const double *x, size_t count, size_t size, size_t stride, double *out) {
#if LANE_WIDTH >= 4
  if (count == 8) {
    size_t i = 0;
    for (; i + 4 <= size; i += 4)
      for (size_t half = 0; half < 8; half += 4) LANE(batch_transpose)(x + half * stride + i, stride, out + 8 * i + half);
    for (; i < size; i++)
      for (size_t lane = 0; lane < 8; lane++) out[8 * i + lane] = x[lane * stride + i];
    return;
  }
#endif
  for (size_t i = 0; i < size; i++)
    for (size_t lane = 0; lane < 8; lane++) out[8 * i + lane] = x[(lane < count ? lane : count - 1) * stride + i];
}

static void LANE(batch_scatter)(const double *from, size_t count, size_t k, double *out) {
  for (size_t lane = 0; lane < count; lane++)
    for (size_t j = 0; j < k; j++) out[lane * k + j] = from[8 * j + lane];
}

static void LANE(batch_least_squares)(const double *x, const double *y, size_t problems, size_t n, size_t k,
                                      double tolerance, double *coefficients, double *errors, double *sigma,
                                      uint64_t *deficient, double *work) {
  double *const columns = work, *const inverse = columns + 8 * n * (k + 1), *const diagonal = inverse + 8 * k * k;
  double *const b = diagonal + 8 * k, *const se = b + 8 * k, *const s = se + 8 * k;
  uint64_t *const lost = (uint64_t *)(s + 8);
  for (size_t first = 0; first < problems; first += 8) {
    const size_t count = problems - first < 8 ? problems - first : 8;
    LANE(batch_gather)(x + first * n * k, count, n * k, n * k, columns);
    LANE(batch_gather)(y + first * n, count, n, n, columns + 8 * n * k);
    LANE(batch_triangle)(columns, n, k, diagonal);
    LANE(batch_solve)(columns, n, k, diagonal, tolerance, inverse, b, se, s, lost);
    LANE(batch_scatter)(b, count, k, coefficients + first * k);
    LANE(batch_scatter)(se, count, k, errors + first * k);
    for (size_t lane = 0; lane < count; lane++) {
      sigma[first + lane] = s[lane];
      uint64_t mask = 0;
      for (size_t j = 0; j < k; j++) mask |= (lost[8 * j + lane] & 1) << j;
      deficient[first + lane] = mask;
    }
  }
}

// Sums over the observations in rising order.
#define LANE_SUMS(width)                                                                                               \
  LANE_INLINE void LANE(lane_sums_##width)(const double *z, size_t m, const double *v, size_t n, size_t stride,        \
                                           size_t lanes, double *out) {                                                \
    for (size_t lane = 0; lane < lanes; lane += 8) {                                                                   \
      octet sum[width];                                                                                                \
      for (int i = 0; i < width; i++) sum[i] = octet_zero();                                                           \
      for (size_t row = 0; row < n; row++) {                                                                           \
        const octet a = octet_load(v + row * stride + lane);                                                           \
        for (int i = 0; i < width; i++) {                                                                              \
          const double s = z[row * m + i];                                                                             \
          for (int p = 0; p < EIGHT_PARTS; p++) sum[i].part[p] += s * a.part[p];                                       \
        }                                                                                                              \
      }                                                                                                                \
      for (int i = 0; i < width; i++) octet_store(out + i * stride + lane, sum[i]);                                    \
    }                                                                                                                  \
  }
LANE_SUMS(1)
LANE_SUMS(2)
LANE_SUMS(4)

static void LANE(weighted_sums)(const double *z, size_t m, const double *v, size_t n, size_t stride, size_t lanes,
                                double *out) {
  size_t j = 0;
  for (; j + 4 <= m; j += 4) LANE(lane_sums_4)(z + j, m, v, n, stride, lanes, out + j * stride);
  if (j + 2 <= m) {
    LANE(lane_sums_2)(z + j, m, v, n, stride, lanes, out + j * stride);
    j += 2;
  }
  if (j < m) LANE(lane_sums_1)(z + j, m, v, n, stride, lanes, out + j * stride);
}

static void LANE(signs)(uint64_t seed, uint32_t period, uint32_t word, const uint64_t *draws, size_t count,
                        size_t rows, size_t stride, double *out) {
  const round_keys keys = schedule(seed);
  for (size_t i = 0; i < count; i += LANE_WIDTH) {
    const counter one = {load_words(draws + i), period, word};
    bits x;
    philox(&keys, &one, 1, &x);
    for (size_t row = 0; row < rows; row++) {
      const uvec from = row < 64 ? x.first : x.second;
      const uvec sign = (from << (63 - row % 64)) & (uvec)0x8000000000000000ull;
      store(out + row * stride + i, (vec)(sign | (uvec)0x3ff0000000000000ull));
    }
  }
}
