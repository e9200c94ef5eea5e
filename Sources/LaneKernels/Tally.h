// What the judge folds rows into. Lane i always belongs to partial sum i % 8; the eight are added in one fixed order.

#include <stdbool.h>

typedef double v8 __attribute__((ext_vector_type(8)));
typedef int64_t i8 __attribute__((ext_vector_type(8)));
typedef double v8_in_memory __attribute__((ext_vector_type(8), aligned(8)));
typedef bool b8 __attribute__((ext_vector_type(8)));

// All ones in the lanes of eight mask bits, and back.
LANE_INLINE i8 spread(uint64_t byte) {
  return -__builtin_convertvector(__builtin_bit_cast(b8, (uint8_t)byte), i8);
}
LANE_INLINE uint64_t gather(i8 lanes) { return __builtin_bit_cast(uint8_t, __builtin_convertvector(lanes, b8)); }
LANE_INLINE v8 keep(i8 lanes, v8 x) { return (v8)(lanes & (i8)x); }

// Eight lanes of a row from `start`, zero beyond the end.
LANE_INLINE v8 load8(const double *x, size_t start, size_t count) {
  if (start + 8 <= count) return *(const v8_in_memory *)(x + start);
  v8 lanes = 0.0;
  for (size_t i = start; i < count; i++) lanes[i - start] = x[i];
  return lanes;
}
LANE_INLINE i8 active(const uint64_t *mask, size_t start, size_t count) {
  uint64_t byte = mask ? mask[start / 64] >> (start % 64) & 255 : 255;
  if (start + 8 > count) byte &= (1ull << (count - start)) - 1;
  return spread(byte);
}
LANE_INLINE double total(v8 s) { return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])); }
LANE_INLINE v8 weights8(const double *weights, size_t start, size_t count) {
  return weights ? load8(weights, start, count) : (v8)1.0;
}

#define MASK_KERNEL(name, arguments, condition)                                                                        \
  static void LANE(name) arguments {                                                                                   \
    for (size_t word = 0; word * 64 < count; word++) {                                                                 \
      uint64_t bits = 0;                                                                                               \
      for (size_t i = word * 64; i < word * 64 + 64 && i < count; i += 8) {                                            \
        const v8 row = load8(x, i, count);                                                                             \
        bits |= gather((condition)&active(0, i, count)) << (i % 64);                                                   \
      }                                                                                                                \
      mask[word] = bits;                                                                                               \
    }                                                                                                                  \
  }
MASK_KERNEL(mask_at_least, (const double *x, size_t count, double threshold, uint64_t *mask), row >= threshold)
MASK_KERNEL(mask_at_most, (const double *x, size_t count, double threshold, uint64_t *mask), row <= threshold)
MASK_KERNEL(mask_at_least_row, (const double *x, const double *y, size_t count, uint64_t *mask),
            row >= load8(y, i, count))
MASK_KERNEL(mask_finite, (const double *x, size_t count, uint64_t *mask), row - row == 0.0)

static uint64_t LANE(mask_count)(const uint64_t *mask, const uint64_t *other, size_t words) {
  uint64_t sum = 0;
  for (size_t i = 0; i < words; i++) sum += (uint64_t)__builtin_popcountll(other ? mask[i] & other[i] : mask[i]);
  return sum;
}

static double LANE(sum)(const double *w, const uint64_t *mask, size_t count) {
  v8 sum = 0.0;
  for (size_t i = 0; i < count; i += 8) sum += keep(active(mask, i, count), load8(w, i, count));
  return total(sum);
}

#define PAIR_KERNEL(name, scalar, deviation)                                                                           \
  static void LANE(name)(const double *x, const double *weights, const uint64_t *mask, size_t count, double scalar,    \
                         double sums[2]) {                                                                             \
    v8 first = 0.0, second = 0.0;                                                                                      \
    for (size_t i = 0; i < count; i += 8) {                                                                            \
      const i8 lanes = active(mask, i, count);                                                                         \
      const v8 row = load8(x, i, count);                                                                               \
      const v8 d = deviation;                                                                                          \
      const v8 once = keep(lanes, weights8(weights, i, count) * d);                                                    \
      first += once;                                                                                                   \
      second += keep(lanes, once * d);                                                                                 \
    }                                                                                                                  \
    sums[0] = total(first);                                                                                            \
    sums[1] = total(second);                                                                                           \
  }
#define POSITIVE(e) ((v8)(((e) > 0.0) & (i8)(e)))
PAIR_KERNEL(moments, center, row - center)
PAIR_KERNEL(shortfall, bound, POSITIVE(bound - row))
PAIR_KERNEL(excess, bound, POSITIVE(row - bound))

static double LANE(cross_moment)(const double *x, double c, const double *y, double d, const double *weights,
                                 const uint64_t *mask, size_t count) {
  v8 sum = 0.0;
  for (size_t i = 0; i < count; i += 8) {
    const v8 product = weights8(weights, i, count) * (load8(x, i, count) - c) * (load8(y, i, count) - d);
    sum += keep(active(mask, i, count), product);
  }
  return total(sum);
}

static void LANE(range)(const double *x, const uint64_t *mask, size_t count, double extremes[2]) {
  v8 least = __builtin_inf(), most = -__builtin_inf();
  for (size_t i = 0; i < count; i += 8) {
    const i8 lanes = active(mask, i, count);
    const v8 row = load8(x, i, count);
    const i8 below = (row < least) & lanes, above = (row > most) & lanes;
    least = (v8)((below & (i8)row) | (~below & (i8)least));
    most = (v8)((above & (i8)row) | (~above & (i8)most));
  }
  extremes[0] = least[0], extremes[1] = most[0];
  for (int i = 1; i < 8; i++) {
    if (least[i] < extremes[0]) extremes[0] = least[i];
    if (most[i] > extremes[1]) extremes[1] = most[i];
  }
}

// Cell numbers of eight lanes: 0 below, 1 ... bins inside, bins + 1 above, bins + 2 not a number.
LANE_INLINE i8 cells(v8 row, double low, double scale, double bins) {
  v8 place = (row - low) * scale + 1.0;
  const i8 low_side = place < 1.0, high_side = place >= bins + 1.0, nan = place != place;
  place = (v8)(~low_side & (i8)place);
  place = (v8)((high_side & (i8)(v8)(bins + 1.0)) | (~high_side & (i8)place));
  place = (v8)((nan & (i8)(v8)(bins + 2.0)) | (~nan & (i8)place));
  // The integer part, from the bits of 2^52 + place rounded down.
  const v8 rounded = place + 0x1p52;
  const i8 over = (rounded - 0x1p52) > place;
  return (((i8)rounded) & 0xffffffff) + over;
}

static void LANE(histogram)(const double *x, const uint64_t *weights, const uint64_t *mask, size_t count, double low,
                            double scale, uint32_t bins, uint64_t *counts) {
  for (size_t i = 0; i < count; i += 8) {
    const i8 cell = cells(load8(x, i, count), low, scale, bins);
    const size_t here = count - i < 8 ? count - i : 8;
    const uint64_t byte = mask ? mask[i / 64] >> (i % 64) : 255;
    for (size_t lane = 0; lane < here; lane++)
      counts[cell[lane]] += (weights ? weights[i + lane] : 1) * (byte >> lane & 1);
  }
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
