// Householder factorisations: of a tall matrix in blocks of rows, and of many small matrices side by side.

#define EIGHT_PARTS (8 / LANE_WIDTH)
typedef struct {
  vec part[EIGHT_PARTS];
} octet;

LANE_INLINE octet octet_zero(void) {
  octet o;
  for (int p = 0; p < EIGHT_PARTS; p++) o.part[p] = (vec)0.0;
  return o;
}
LANE_INLINE octet octet_load(const double *x) {
  octet o;
  for (int p = 0; p < EIGHT_PARTS; p++) o.part[p] = load(x + p * LANE_WIDTH);
  return o;
}
LANE_INLINE void octet_store(double *x, octet o) {
  for (int p = 0; p < EIGHT_PARTS; p++) store(x + p * LANE_WIDTH, o.part[p]);
}
LANE_INLINE double octet_sum(octet o) {
  double x[8];
  octet_store(x, o);
  return ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]));
}

// sums[i] = vᵀcᵢ for `width` columns.
#define TALL_DOTS(width)                                                                                               \
  LANE_INLINE void LANE(tall_dots_##width)(const double *v, const double *const *c, size_t rows, double *sums) {       \
    octet sum[width];                                                                                                  \
    for (int i = 0; i < width; i++) sum[i] = octet_zero();                                                             \
    for (size_t row = 0; row < rows; row += 8)                                                                         \
      for (int p = 0; p < EIGHT_PARTS; p++) {                                                                          \
        const vec a = load(v + row + p * LANE_WIDTH);                                                                  \
        for (int i = 0; i < width; i++) sum[i].part[p] += a * load(c[i] + row + p * LANE_WIDTH);                       \
      }                                                                                                                \
    for (int i = 0; i < width; i++) sums[i] = octet_sum(sum[i]);                                                       \
  }
TALL_DOTS(1)
TALL_DOTS(2)
TALL_DOTS(4)
#if LANE_WIDTH == 8
TALL_DOTS(8)
#endif

// cᵢ = cᵢ − wᵢu, then sums[i] = vᵀcᵢ.
#define TALL_REFLECT(width)                                                                                            \
  LANE_INLINE void LANE(tall_reflect_##width)(const double *u, const double *v, double *const *c, const double *w,     \
                                              size_t rows, double *sums) {                                             \
    octet sum[width];                                                                                                  \
    for (int i = 0; i < width; i++) sum[i] = octet_zero();                                                             \
    for (size_t row = 0; row < rows; row += 8)                                                                         \
      for (int p = 0; p < EIGHT_PARTS; p++) {                                                                          \
        const size_t at = row + p * LANE_WIDTH;                                                                        \
        const vec a = load(u + at), b = load(v + at);                                                                  \
        for (int i = 0; i < width; i++) {                                                                              \
          const vec x = load(c[i] + at) - w[i] * a;                                                                    \
          store(c[i] + at, x);                                                                                         \
          sum[i].part[p] += b * x;                                                                                     \
        }                                                                                                              \
      }                                                                                                                \
    for (int i = 0; i < width; i++) sums[i] = octet_sum(sum[i]);                                                       \
  }
TALL_REFLECT(1)
TALL_REFLECT(2)
TALL_REFLECT(4)
#if LANE_WIDTH == 8
TALL_REFLECT(8)
#endif

// c = c − wu; its squared length.
static double LANE(tall_reflect_next)(const double *u, double *c, double w, size_t rows) {
  octet sum = octet_zero();
  for (size_t row = 0; row < rows; row += 8)
    for (int p = 0; p < EIGHT_PARTS; p++) {
      const size_t at = row + p * LANE_WIDTH;
      const vec x = load(c + at) - w * load(u + at);
      store(c + at, x);
      sum.part[p] += x * x;
    }
  return octet_sum(sum);
}

static double LANE(tall_square)(const double *c, size_t rows) {
  double sum;
  LANE(tall_dots_1)(c, &c, rows, &sum);
  return sum;
}

// The block on top of which R stands is reduced to zero by k reflections that touch R's row j and the block's column j.
// The columns of the block are `rows` apart; the last of its k + 1 is the response.
static void LANE(tall_block)(double *block, size_t rows, size_t k, double *r, double *response) {
  double sums[LANE_TALL_COLUMNS + 1], shares[LANE_TALL_COLUMNS + 1];
  const size_t columns = k + 1;
  double square = LANE(tall_square)(block, rows);
  for (size_t l = 1; l < columns; l++) {
    const double *c = block + l * rows;
    LANE(tall_dots_1)(block, &c, rows, sums + l);
  }
  for (size_t j = 0; j < k; j++) {
    const double *u = block + j * rows;
    const double alpha = r[j * columns + j];
    const double length = __builtin_sqrt(alpha * alpha + square);
    const double beta = alpha > 0.0 ? -length : length, first = alpha - beta, half = beta * (beta - alpha);
    const double inverse = half > 0.0 ? 1.0 / half : 0.0;
    r[j * columns + j] = beta;
    for (size_t l = j + 1; l < columns; l++) {
      double *const above = r + l * columns + j;
      shares[l] = (first * *above + sums[l]) * inverse;
      *above -= shares[l] * first;
    }
    double *const v = block + (j + 1) * rows;
    square = LANE(tall_reflect_next)(u, v, shares[j + 1], rows);
    size_t l = j + 2;
    double *c[8];
#if LANE_WIDTH == 8
    for (; l + 8 <= columns; l += 8) {
      for (size_t i = 0; i < 8; i++) c[i] = block + (l + i) * rows;
      LANE(tall_reflect_8)(u, v, c, shares + l, rows, sums + l);
    }
#endif
    for (; l + 4 <= columns; l += 4) {
      for (size_t i = 0; i < 4; i++) c[i] = block + (l + i) * rows;
      LANE(tall_reflect_4)(u, v, c, shares + l, rows, sums + l);
    }
    if (l + 2 <= columns) {
      for (size_t i = 0; i < 2; i++) c[i] = block + (l + i) * rows;
      LANE(tall_reflect_2)(u, v, c, shares + l, rows, sums + l);
      l += 2;
    }
    if (l < columns) {
      c[0] = block + l * rows;
      LANE(tall_reflect_1)(u, v, c, shares + l, rows, sums + l);
    }
  }
  *response += square;
}

static void LANE(tall_copy)(const double *x, const double *roots, size_t count, size_t rows, double *out) {
  size_t i = 0;
  if (roots)
    for (; i + LANE_WIDTH <= count; i += LANE_WIDTH) store(out + i, load(x + i) * load(roots + i));
  else
    for (; i + LANE_WIDTH <= count; i += LANE_WIDTH) store(out + i, load(x + i));
  for (; i < count; i++) out[i] = roots ? x[i] * roots[i] : x[i];
  for (; i < rows; i++) out[i] = 0.0;
}

static void LANE(tall_factor)(const double *x, size_t stride, const double *y, const double *roots, size_t rows,
                              size_t k, double *r, double *response, double *work) {
  for (size_t start = 0; start < rows; start += LANE_TALL_ROWS) {
    const size_t count = rows - start < LANE_TALL_ROWS ? rows - start : LANE_TALL_ROWS;
    const size_t padded = (count + 7) / 8 * 8;
    const double *const scale = roots ? roots + start : 0;
    for (size_t j = 0; j < k; j++) LANE(tall_copy)(x + j * stride + start, scale, count, padded, work + j * padded);
    LANE(tall_copy)(y + start, scale, count, padded, work + k * padded);
    LANE(tall_block)(work, padded, k, r, response);
  }
}

// outᵢ = Σ factors[i·stride + j] columnⱼ, j < count; the columns of the block are `lead` apart.
#define TALL_COMBINE(width)                                                                                            \
  LANE_INLINE void LANE(tall_combine_##width)(const double *block, size_t lead, size_t rows, size_t count,             \
                                              const double *factors, size_t stride, double *out) {                     \
    for (size_t row = 0; row < rows; row += 8) {                                                                       \
      octet sum[width];                                                                                                \
      for (int i = 0; i < width; i++) sum[i] = octet_zero();                                                           \
      for (size_t j = 0; j < count; j++) {                                                                             \
        const octet a = octet_load(block + j * lead + row);                                                            \
        for (int i = 0; i < width; i++) {                                                                              \
          const double s = factors[i * stride + j];                                                                    \
          for (int p = 0; p < EIGHT_PARTS; p++) sum[i].part[p] += s * a.part[p];                                       \
        }                                                                                                              \
      }                                                                                                                \
      for (int i = 0; i < width; i++) octet_store(out + i * rows + row, sum[i]);                                       \
    }                                                                                                                  \
  }
TALL_COMBINE(1)
TALL_COMBINE(2)
TALL_COMBINE(4)

static void LANE(tall_combine)(const double *block, size_t lead, size_t rows, size_t k, const double *factors,
                               double *out) {
  size_t j = 0;
  for (; j + 4 <= k; j += 4) LANE(tall_combine_4)(block, lead, rows, j + 4, factors + j * k, k, out + j * rows);
  if (j + 2 <= k) {
    LANE(tall_combine_2)(block, lead, rows, j + 2, factors + j * k, k, out + j * rows);
    j += 2;
  }
  if (j < k) LANE(tall_combine_1)(block, lead, rows, j + 1, factors + j * k, k, out + j * rows);
}

// The lower triangle of m += zᵀz.
static void LANE(tall_gram)(const double *z, size_t rows, size_t k, double *m) {
  double sums[8];
  for (size_t j = 0; j < k; j++) {
    const double *const v = z + j * rows;
    size_t l = j;
    const double *c[8];
#if LANE_WIDTH == 8
    for (; l + 8 <= k; l += 8) {
      for (size_t i = 0; i < 8; i++) c[i] = z + (l + i) * rows;
      LANE(tall_dots_8)(v, c, rows, sums);
      for (size_t i = 0; i < 8; i++) m[j * k + l + i] += sums[i];
    }
#endif
    for (; l + 4 <= k; l += 4) {
      for (size_t i = 0; i < 4; i++) c[i] = z + (l + i) * rows;
      LANE(tall_dots_4)(v, c, rows, sums);
      for (size_t i = 0; i < 4; i++) m[j * k + l + i] += sums[i];
    }
    if (l + 2 <= k) {
      for (size_t i = 0; i < 2; i++) c[i] = z + (l + i) * rows;
      LANE(tall_dots_2)(v, c, rows, sums);
      for (size_t i = 0; i < 2; i++) m[j * k + l + i] += sums[i];
      l += 2;
    }
    if (l < k) {
      c[0] = z + l * rows;
      LANE(tall_dots_1)(v, c, rows, sums);
      m[j * k + l] += sums[0];
    }
  }
}

// z's rows are multiplied by e, divided by (1 − leverage)^(power/2).
static double LANE(tall_scale)(double *z, size_t rows, size_t k, const double *e, int power) {
  double least = 1.0;
  for (size_t row = 0; row < rows; row += LANE_WIDTH) {
    vec f = load(e + row);
    if (power) {
      vec slack = (vec)1.0;
      for (size_t j = 0; j < k; j++) {
        const vec q = load(z + j * rows + row);
        slack -= q * q;
      }
      for (int i = 0; i < LANE_WIDTH; i++) least = slack[i] < least ? slack[i] : least;
      f = f / (power == 1 ? square_root(slack) : slack);
    }
    for (size_t j = 0; j < k; j++) store(z + j * rows + row, load(z + j * rows + row) * f);
  }
  return least;
}

static double LANE(tall_scores)(const double *x, size_t stride, const double *y, const double *roots, size_t rows,
                                size_t k, const double *coefficients, const double *factor, int power,
                                double *residuals, double *fitted, double *meat, double *work) {
  double least = 1.0;
  double *const z = work + LANE_TALL_ROWS * k, *const e = z + LANE_TALL_ROWS * k, *const f = e + LANE_TALL_ROWS;
  for (size_t start = 0; start < rows; start += LANE_TALL_ROWS) {
    const size_t count = rows - start < LANE_TALL_ROWS ? rows - start : LANE_TALL_ROWS;
    const size_t padded = (count + 7) / 8 * 8;
    const int inPlace = !roots && count == padded;
    const double *const block = inPlace ? x + start : work;
    const size_t lead = inPlace ? stride : padded;
    if (!inPlace)
      for (size_t j = 0; j < k; j++) LANE(tall_copy)(x + j * stride + start, 0, count, padded, work + j * padded);
    LANE(tall_combine_1)(block, lead, padded, k, coefficients, k, f);
    for (size_t i = 0; i < count; i++) {
      fitted[start + i] = f[i];
      residuals[start + i] = e[i] = y[start + i] - f[i];
    }
    for (size_t i = count; i < padded; i++) e[i] = 0.0;
    if (!meat) continue;
    if (roots) {
      for (size_t i = 0; i < count; i++) e[i] *= roots[start + i];
      for (size_t j = 0; j < k; j++)
        LANE(tall_copy)(work + j * padded, roots + start, count, padded, work + j * padded);
    }
    LANE(tall_combine)(block, lead, padded, k, factor, z);
    const double here = LANE(tall_scale)(z, padded, k, e, power);
    least = here < least ? here : least;
    LANE(tall_gram)(z, padded, k, meat);
  }
  return least;
}
