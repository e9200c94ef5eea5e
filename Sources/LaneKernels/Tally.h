// What the judge folds rows into. Lane i always belongs to partial sum i % 8; the eight are added in one fixed order.

#include <stdbool.h>

typedef double v8 __attribute__((ext_vector_type(8)));
typedef int64_t i8 __attribute__((ext_vector_type(8)));
typedef double v8_in_memory __attribute__((ext_vector_type(8), aligned(8)));
typedef int32_t i32x8 __attribute__((ext_vector_type(8)));
typedef uint32_t u32x8 __attribute__((ext_vector_type(8)));
typedef uint32_t u32x8_in_memory __attribute__((ext_vector_type(8), aligned(4)));
typedef bool b8 __attribute__((ext_vector_type(8)));

// All ones in the lanes of eight mask bits, and back.
LANE_INLINE i8 spread(uint64_t byte) {
  return -__builtin_convertvector(__builtin_bit_cast(b8, (uint8_t)byte), i8);
}
LANE_INLINE uint64_t gather(i8 lanes) { return __builtin_bit_cast(uint8_t, __builtin_convertvector(lanes, b8)); }
LANE_INLINE v8 keep(i8 lanes, v8 x) { return (v8)(lanes & (i8)x); }

// Eight lanes of a row from `start`, zero beyond the end; `full` says that there are eight.
LANE_INLINE v8 load8(const double *x, size_t start, size_t count, bool full) {
  if (full || start + 8 <= count) return *(const v8_in_memory *)(x + start);
  v8 lanes = 0.0;
  for (size_t i = start; i < count; i++) lanes[i - start] = x[i];
  return lanes;
}
LANE_INLINE i8 active(uint64_t bits, size_t start, size_t count, bool full) {
  if (full) return (i8)-1;
  uint64_t byte = bits >> (start % 64) & 255;
  if (start + 8 > count) byte &= (1ull << (count - start)) - 1;
  return spread(byte);
}
LANE_INLINE double total(v8 s) { return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])); }
LANE_INLINE v8 weights8(const double *weights, size_t start, size_t count, bool full) {
  return weights ? load8(weights, start, count, full) : (v8)1.0;
}

// Runs `body` for i = 0, 8, 16 ... with `lanes` all ones where lane i + j is to be counted. Words of 64 lanes that all count
// have a loop of their own, `full`, without questions.
#define FOLD(body)                                                                                                     \
  for (size_t word = 0; word * 64 < count; word++) {                                                                   \
    const uint64_t bits = mask ? mask[word] : ~0ull;                                                                   \
    if (bits == ~0ull && word * 64 + 64 <= count) {                                                                    \
      for (size_t i = word * 64; i < word * 64 + 64; i += 8) {                                                         \
        const bool full = true;                                                                                        \
        const i8 lanes = (i8)-1;                                                                                       \
        body                                                                                                           \
      }                                                                                                                \
    } else {                                                                                                           \
      for (size_t i = word * 64; i < word * 64 + 64 && i < count; i += 8) {                                            \
        const bool full = false;                                                                                       \
        const i8 lanes = active(bits, i, count, full);                                                                 \
        body                                                                                                           \
      }                                                                                                                \
    }                                                                                                                  \
  }
#define ROW(x) load8(x, i, count, full)
#define WEIGHTS weights8(weights, i, count, full)

#define MASK_KERNEL(name, arguments, condition)                                                                        \
  static void LANE(name) arguments {                                                                                   \
    for (size_t word = 0; word * 64 < count; word++) {                                                                 \
      uint64_t bits = 0;                                                                                               \
      if (word * 64 + 64 <= count) {                                                                                   \
        const bool full = true;                                                                                        \
        for (size_t i = word * 64; i < word * 64 + 64; i += 8) {                                                       \
          const v8 row = ROW(x);                                                                                       \
          bits |= gather(condition) << (i % 64);                                                                       \
        }                                                                                                              \
      } else {                                                                                                         \
        const bool full = false;                                                                                       \
        for (size_t i = word * 64; i < count; i += 8) {                                                                \
          const v8 row = ROW(x);                                                                                       \
          bits |= gather((condition)&active(~0ull, i, count, full)) << (i % 64);                                       \
        }                                                                                                              \
      }                                                                                                                \
      mask[word] = bits;                                                                                               \
    }                                                                                                                  \
  }
MASK_KERNEL(mask_at_least, (const double *x, size_t count, double threshold, uint64_t *mask), row >= threshold)
MASK_KERNEL(mask_at_most, (const double *x, size_t count, double threshold, uint64_t *mask), row <= threshold)
MASK_KERNEL(mask_at_least_row, (const double *x, const double *y, size_t count, uint64_t *mask), row >= ROW(y))
MASK_KERNEL(mask_finite, (const double *x, size_t count, uint64_t *mask), row - row == 0.0)

static uint64_t LANE(mask_count)(const uint64_t *mask, const uint64_t *other, size_t words) {
  uint64_t sum = 0;
  for (size_t i = 0; i < words; i++) sum += (uint64_t)__builtin_popcountll(other ? mask[i] & other[i] : mask[i]);
  return sum;
}

static double LANE(sum)(const double *w, const uint64_t *mask, size_t count) {
  v8 sum = 0.0;
  FOLD(sum += keep(lanes, ROW(w));)
  return total(sum);
}

// Several masks at a time: their sums do not wait for each other, and each weight is loaded once for all.
LANE_INLINE void sums_within(const double *w, const double *v, const uint64_t *within, const uint64_t *const *masks,
                             const size_t n, size_t words, double *sums) {
  v8 first[4] = {0.0, 0.0, 0.0, 0.0}, second[4] = {0.0, 0.0, 0.0, 0.0};
  for (size_t word = 0; word < words; word++) {
    uint64_t bits[4];
    for (size_t j = 0; j < n; j++) bits[j] = masks[j][word] & within[word];
    for (size_t i = 0; i < 64; i += 8) {
      const v8 a = *(const v8_in_memory *)(w + word * 64 + i), b = *(const v8_in_memory *)(v + word * 64 + i);
      for (size_t j = 0; j < n; j++) {
        const i8 lanes = spread(bits[j] >> i);
        first[j] += keep(lanes, a);
        second[j] += keep(lanes, b);
      }
    }
  }
  for (size_t j = 0; j < n; j++) sums[2 * j] = total(first[j]), sums[2 * j + 1] = total(second[j]);
}

static void LANE(sums_by_mask)(const double *w, const double *v, const uint64_t *within, const uint64_t *const *masks,
                               size_t count, size_t words, double *sums) {
  size_t j = 0;
  for (; j + 4 <= count; j += 4) sums_within(w, v, within, masks + j, 4, words, sums + 2 * j);
  for (; j < count; j++) sums_within(w, v, within, masks + j, 1, words, sums + 2 * j);
}

#define PAIR_BODY(deviation)                                                                                           \
  const v8 row = ROW(x);                                                                                               \
  const v8 d = deviation;                                                                                              \
  const v8 once = keep(lanes, WEIGHTS * d);                                                                            \
  first += once;                                                                                                       \
  second += keep(lanes, once * d);
#define PAIR_KERNEL(name, scalar, deviation)                                                                           \
  static void LANE(name)(const double *x, const double *weights, const uint64_t *mask, size_t count, double scalar,    \
                         double sums[2]) {                                                                             \
    v8 first = 0.0, second = 0.0;                                                                                      \
    FOLD(PAIR_BODY(deviation))                                                                                         \
    sums[0] = total(first);                                                                                            \
    sums[1] = total(second);                                                                                           \
  }
#define POSITIVE(e) ((v8)(((e) > 0.0) & (i8)(e)))
PAIR_KERNEL(moments, center, row - center)
PAIR_KERNEL(shortfall, bound, POSITIVE(bound - row))
PAIR_KERNEL(excess, bound, POSITIVE(row - bound))

// The same with two sets of weights, reading the row once.
#define FOUR_BODY(deviation)                                                                                           \
  const v8 row = ROW(x);                                                                                               \
  const v8 d = deviation;                                                                                              \
  const v8 a = keep(lanes, ROW(w) * d), b = keep(lanes, ROW(v) * d);                                                   \
  first += a;                                                                                                          \
  second += keep(lanes, a * d);                                                                                        \
  third += b;                                                                                                          \
  fourth += keep(lanes, b * d);
#define FOUR_KERNEL(name, scalar, deviation)                                                                           \
  static void LANE(name)(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,        \
                         double scalar, double sums[4]) {                                                              \
    v8 first = 0.0, second = 0.0, third = 0.0, fourth = 0.0;                                                           \
    FOLD(FOUR_BODY(deviation))                                                                                         \
    sums[0] = total(first), sums[1] = total(second), sums[2] = total(third), sums[3] = total(fourth);                  \
  }
FOUR_KERNEL(moments_twice, center, row - center)
FOUR_KERNEL(shortfall_twice, bound, POSITIVE(bound - row))
FOUR_KERNEL(excess_twice, bound, POSITIVE(row - bound))

static double LANE(cross_moment)(const double *x, double c, const double *y, double d, const double *weights,
                                 const uint64_t *mask, size_t count) {
  v8 sum = 0.0;
  FOLD(sum += keep(lanes, WEIGHTS * (ROW(x) - c) * (ROW(y) - d));)
  return total(sum);
}

#define RANGE_BODY                                                                                                     \
  const v8 row = ROW(x);                                                                                               \
  const i8 below = (row < least) & lanes, above = (row > most) & lanes;                                                \
  least = (v8)((below & (i8)row) | (~below & (i8)least));                                                              \
  most = (v8)((above & (i8)row) | (~above & (i8)most));
LANE_INLINE void ends(v8 least, v8 most, double extremes[2]) {
  extremes[0] = least[0], extremes[1] = most[0];
  for (int i = 1; i < 8; i++) {
    if (least[i] < extremes[0]) extremes[0] = least[i];
    if (most[i] > extremes[1]) extremes[1] = most[i];
  }
}
static void LANE(range)(const double *x, const uint64_t *mask, size_t count, double extremes[2]) {
  v8 least = __builtin_inf(), most = -__builtin_inf();
  FOLD(RANGE_BODY)
  ends(least, most, extremes);
}

// Cell numbers of eight lanes: 0 below, 1 ... bins inside, bins + 1 above, bins + 2 not a number.
LANE_INLINE u32x8 cells(v8 row, double low, double scale, double bins) {
  const v8 place = (row - low) * scale;
  const i8 inside = place < bins, below = place < 0.0;
  v8 bounded = (v8)((inside & (i8)place) | (~inside & (i8)(v8)bins));
  bounded = (v8)((below & (i8)(v8)(-1.0)) | (~below & (i8)bounded));
  const i8 nan = place != place;
  return __builtin_convertvector(__builtin_convertvector(bounded, i32x8), u32x8) + 1 -
         __builtin_convertvector(nan, u32x8);
}

#define HISTOGRAM_CHUNK 256

// Adds the weights of at most a chunk's lanes to their cells.
LANE_INLINE void count_cells(const uint32_t *cell, const uint64_t *weights, const uint64_t *mask, size_t count,
                             uint64_t *counts) {
  for (size_t i = 0; i < count; i += 64) {
    const size_t lanes = count - i < 64 ? count - i : 64;
    const uint64_t all = lanes < 64 ? (1ull << lanes) - 1 : ~0ull;
    uint64_t bits = mask ? mask[i / 64] & all : all;
    const uint64_t *const weight = weights ? weights + i : 0;
    if (bits != all || lanes < 64) {
      for (; bits; bits &= bits - 1) {
        const size_t lane = (size_t)__builtin_ctzll(bits);
        counts[cell[i + lane]] += weight ? weight[lane] : 1;
      }
    } else if (weight) {
      for (size_t lane = 0; lane < 64; lane++) counts[cell[i + lane]] += weight[lane];
    } else {
      for (size_t lane = 0; lane < 64; lane++) counts[cell[i + lane]]++;
    }
  }
}

// The increments come after all cells of a chunk are known, so that they need not wait for the vector unit.
static void LANE(histogram)(const double *x, const uint64_t *weights, const uint64_t *mask, size_t count, double low,
                            double scale, uint32_t bins, uint64_t *counts) {
  uint32_t cell[HISTOGRAM_CHUNK];
  for (size_t start = 0; start < count; start += HISTOGRAM_CHUNK) {
    const size_t here = count - start < HISTOGRAM_CHUNK ? count - start : HISTOGRAM_CHUNK;
    for (size_t i = 0; i < here; i += 8)
      *(u32x8_in_memory *)(cell + i) = cells(load8(x, start + i, count, false), low, scale, bins);
    count_cells(cell, weights ? weights + start : 0, mask ? mask + start / 64 : 0, here, counts);
  }
}

typedef struct {
  v8 first, second, third, fourth, least, most;
} LANE(summary_sums);

#define SUMMARY_BODY                                                                                                   \
  RANGE_BODY                                                                                                           \
  const v8 d = row - center;                                                                                           \
  const v8 a = keep(lanes, weighted ? ROW(w) * d : d);                                                                 \
  first += a;                                                                                                          \
  second += keep(lanes, a * d);                                                                                        \
  if (weighted) {                                                                                                      \
    const v8 b = keep(lanes, ROW(v) * d);                                                                              \
    third += b;                                                                                                        \
    fourth += keep(lanes, b * d);                                                                                      \
  }                                                                                                                    \
  *(u32x8_in_memory *)(cell + i) = cells(row, low, scale, bins);

LANE_INLINE void summarize(const double *x, const double *w, const double *v, const uint64_t *mask, size_t count,
                           const bool weighted, double center, double low, double scale, uint32_t bins,
                           LANE(summary_sums) * sums, uint32_t *cell) {
  v8 first = sums->first, second = sums->second, third = sums->third, fourth = sums->fourth;
  v8 least = sums->least, most = sums->most;
  FOLD(SUMMARY_BODY)
  sums->first = first, sums->second = second, sums->third = third, sums->fourth = fourth;
  sums->least = least, sums->most = most;
}

// Counters of the cells within an eighth of all from the middle are fetched while the sums are made: most lanes fall there.
static void LANE(summary)(const double *x, const double *w, const double *v, const uint64_t *units,
                          const uint64_t *mask, size_t count, double center, double low, double scale, uint32_t bins,
                          double out[6], uint64_t *counts) {
  uint32_t cell[HISTOGRAM_CHUNK];
  LANE(summary_sums) sums = {0.0, 0.0, 0.0, 0.0, __builtin_inf(), -__builtin_inf()};
  for (size_t start = 0; start < count; start += HISTOGRAM_CHUNK) {
    const size_t here = count - start < HISTOGRAM_CHUNK ? count - start : HISTOGRAM_CHUNK;
    const uint64_t *const m = mask ? mask + start / 64 : 0;
    for (size_t i = bins / 2 - bins / 8; i < bins / 2 + bins / 8; i += 8) __builtin_prefetch(counts + i, 1);
    if (w)
      summarize(x + start, w + start, v + start, m, here, true, center, low, scale, bins, &sums, cell);
    else
      summarize(x + start, 0, 0, m, here, false, center, low, scale, bins, &sums, cell);
    count_cells(cell, units ? units + start : 0, m, here, counts);
  }
  out[0] = total(sums.first), out[1] = total(sums.second), out[2] = total(sums.third), out[3] = total(sums.fourth);
  ends(sums.least, sums.most, out + 4);
}

typedef uint16_t u16x16 __attribute__((ext_vector_type(16)));

// Sixteen lanes' numbers, whose bits are in successive planes from bit `shift` of their words.
LANE_INLINE u16x16 pattern(const uint64_t *planes, size_t count, size_t stride, unsigned shift) {
  const u16x16 lane = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
  u16x16 cell = 0;
  for (size_t plane = 0; plane < count; plane++) {
    const u16x16 bits = (uint16_t)(planes[plane * stride] >> shift);
    cell |= (u16x16)((bits & lane) == lane) & (u16x16)(uint16_t)(1u << plane);
  }
  return cell;
}

LANE_INLINE void tabulate_words(const uint64_t *planes, size_t count, const uint64_t *mask, const uint64_t *w,
                                const uint64_t *v, size_t words, uint64_t *table, uint64_t *squares) {
  for (size_t word = 0; word < words; word++) {
    uint16_t cell[64];
    for (unsigned shift = 0; shift < 64; shift += 16) {
      const u16x16 sixteen = pattern(planes + word, count, words, shift);
      __builtin_memcpy(cell + shift, &sixteen, sizeof sixteen);
    }
    for (uint64_t bits = mask[word]; bits; bits &= bits - 1) {
      const size_t lane = (size_t)__builtin_ctzll(bits);
      table[cell[lane]] += w ? w[word * 64 + lane] : 1;
      if (w) squares[cell[lane]] += v[word * 64 + lane];
    }
  }
}

static void LANE(tabulate)(const uint64_t *planes, size_t count, const uint64_t *mask, const uint64_t *w,
                           const uint64_t *v, size_t words, uint64_t *table, uint64_t *squares) {
  if (w)
    tabulate_words(planes, count, mask, w, v, words, table, squares);
  else
    tabulate_words(planes, count, mask, 0, 0, words, table, 0);
}

#define PEAK_CHAINS 6
static double LANE(peak)(uint64_t rounds) {
  vec p[PEAK_CHAINS], s[PEAK_CHAINS];
  for (int i = 0; i < PEAK_CHAINS; i++) p[i] = 1.0 + 0.001 * i, s[i] = 0.5 * i;
  vec factor = 1.0 - 0x1p-50, step = 0x1p-40;
  for (uint64_t r = 0; r < rounds; r++) {
    __asm__ volatile("" ::: "memory");
    for (int i = 0; i < PEAK_CHAINS; i++) p[i] *= factor, s[i] += step;
  }
  vec sum = 0.0;
  for (int i = 0; i < PEAK_CHAINS; i++) sum += p[i] + s[i];
  return sum[0];
}
static uint64_t LANE(peak_flops_per_round)(void) { return 2 * PEAK_CHAINS * LANE_WIDTH; }
