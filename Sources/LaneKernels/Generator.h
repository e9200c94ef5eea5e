// Philox4x32-10 over lanes of draws, and what is made of its bits.

typedef uint32_t words __attribute__((ext_vector_type(2 * LANE_WIDTH)));
typedef struct {
  uvec first, second;
} bits;

// Counters of LANE_WIDTH draws.
typedef struct {
  uvec draw;
  uint32_t period, word;
} counter;

// The keys of the ten rounds, each in the low half of a 64-bit word.
typedef struct {
  uint64_t first[10], second[10];
} round_keys;

LANE_INLINE round_keys schedule(uint64_t seed) {
  round_keys keys;
  for (uint32_t round = 0; round < 10; round++) {
    keys.first[round] = (uint32_t)seed + round * 0x9E3779B9u;
    keys.second[round] = (uint32_t)(seed >> 32) + round * 0xBB67AE85u;
  }
  return keys;
}

// The low halves of two vectors as the low and the high half of one.
LANE_INLINE uvec join(uvec low, uvec high) {
#if LANE_WIDTH == 2
  return (uvec)__builtin_shufflevector((words)low, (words)high, 0, 4, 2, 6);
#elif LANE_WIDTH == 4
  return (uvec)__builtin_shufflevector((words)low, (words)high, 0, 8, 2, 10, 4, 12, 6, 14);
#else
  return (uvec)__builtin_shufflevector((words)low, (words)high, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14,
                                       30);
#endif
}

LANE_INLINE uvec low_half(uvec x) { return x & 0xffffffffull; }

// 128 bits per lane of several counters at once, whose chains of dependent rounds overlap. Words live in the low halves of
// 64-bit lanes; the multiplications ignore what is above.
LANE_INLINE void philox(const round_keys *keys, const counter *counters, size_t count, bits *out) {
  uvec c0[2], c1[2], c2[2], c3[2];
  for (size_t j = 0; j < count; j++) {
    c0[j] = counters[j].draw, c1[j] = counters[j].draw >> 32;
    c2[j] = counters[j].period, c3[j] = counters[j].word;
  }
#pragma clang loop unroll_count(2)
  for (int round = 0; round < 10; round++) {
    for (size_t j = 0; j < count; j++) {
      const uvec p0 = low_half(c0[j]) * (uvec)0xD2511F53ull;
      const uvec p1 = low_half(c2[j]) * (uvec)0xCD9E8D57ull;
      c0[j] = (p1 >> 32) ^ c1[j] ^ (uvec)keys->first[round];
      c2[j] = (p0 >> 32) ^ c3[j] ^ (uvec)keys->second[round];
      c1[j] = p1;
      c3[j] = p0;
    }
  }
  for (size_t j = 0; j < count; j++) out[j] = (bits){join(c0[j], c1[j]), join(c2[j], c3[j])};
}

// (⌊x/2¹²⌋ + ½)·2⁻⁵², exact: 1 + ⌊x/2¹²⌋·2⁻⁵² is written into the significand, then 1 − 2⁻⁵³ is taken away.
LANE_INLINE vec open_uniform(uvec x) { return (vec)((x >> 12) | 0x3ff0000000000000ull) - 0x1.fffffffffffffp-1; }

typedef struct {
  vec even, odd;
} couple;

LANE_INLINE couple box_muller(vec radius, vec angle) {
  couple n;
  const vec length = square_root(-2.0 * log_normal(radius, (vec)0.0));
  cos_sin_turn(angle, &n.even, &n.odd);
  n.even *= length;
  n.odd *= length;
  return n;
}

// Calls `each(i, bits)` for every LANE_WIDTH draws, two vectors at a time.
#define FOR_DRAWS(each)                                                                                                \
  const round_keys keys = schedule(seed);                                                                              \
  size_t i = 0;                                                                                                        \
  for (; i + 2 * LANE_WIDTH <= count; i += 2 * LANE_WIDTH) {                                                           \
    const counter counters[2] = {{load_words(draws + i), period, pair},                                                \
                                 {load_words(draws + i + LANE_WIDTH), period, pair}};                                  \
    bits x[2];                                                                                                         \
    philox(&keys, counters, 2, x);                                                                                     \
    each(i, x[0]);                                                                                                     \
    each(i + LANE_WIDTH, x[1]);                                                                                        \
  }                                                                                                                    \
  for (; i < count; i += LANE_WIDTH) {                                                                                 \
    const counter one = {load_words(draws + i), period, pair};                                                         \
    bits x;                                                                                                            \
    philox(&keys, &one, 1, &x);                                                                                        \
    each(i, x);                                                                                                        \
  }

#define STORE_NORMALS(at, x)                                                                                           \
  {                                                                                                                    \
    const couple n = box_muller(open_uniform((x).first), open_uniform((x).second));                                    \
    if (even) store(even + (at), n.even);                                                                              \
    if (odd) store(odd + (at), n.odd);                                                                                 \
  }
#define STORE_UNIFORMS(at, x)                                                                                          \
  {                                                                                                                    \
    if (even) store(even + (at), open_uniform((x).first));                                                             \
    if (odd) store(odd + (at), open_uniform((x).second));                                                              \
  }

static void LANE(normals)(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count,
                          double *even, double *odd) {
  FOR_DRAWS(STORE_NORMALS)
}

static void LANE(uniforms)(uint64_t seed, uint32_t period, uint32_t pair, const uint64_t *draws, size_t count,
                           double *even, double *odd) {
  FOR_DRAWS(STORE_UNIFORMS)
}

static void LANE(box_muller)(const double *radius, const double *angle, size_t count, double *even, double *odd) {
  for (size_t i = 0; i < count; i += LANE_WIDTH) {
    const couple n = box_muller(load(radius + i), load(angle + i));
    store(even + i, n.even);
    store(odd + i, n.odd);
  }
}

#define GAMMA_CHUNK 256
#define GAMMA_ATTEMPTS 31

// One attempt of Marsaglia and Tsang: d·v with v = (1 + n/√(9d))³, taken if ln u < n²/2 + d − dv + d ln v.
static void LANE(gamma_attempt)(uint64_t seed, uint32_t period, uint32_t shock, uint32_t substream, double d,
                                const uint64_t *draws, size_t count, double *value, uint64_t *accepted) {
  const uint32_t pair = shock >> 1;
  const round_keys keys = schedule(seed);
  const double c = 1.0 / square_root((vec)(9.0 * d))[0];
  for (size_t i = 0; i < count; i += LANE_WIDTH) {
    const uvec draw = load_words(draws + i);
    const counter counters[2] = {{draw, period, pair | substream << 24}, {draw, period, pair | (substream + 1) << 24}};
    bits x[2];
    philox(&keys, counters, 2, x);
    const couple normals = box_muller(open_uniform(x[0].first), open_uniform(x[0].second));
    const vec n = shock & 1 ? normals.odd : normals.even;
    const vec u = open_uniform(shock & 1 ? x[1].second : x[1].first);
    const vec root = 1.0 + c * n;
    const vec v = root * root * root;
    const ivec positive = v > 0.0;
    const vec safe = choose(positive, v, (vec)1.0);
    const vec limit = 0.5 * n * n + (d - d * v) + d * log_any(safe);
    store(value + i, d * v);
    store_words(accepted + i, (uvec)(positive & (log_any(u) < limit)));
  }
}

// Lanes that were turned down are gathered, tried again with the next substream and put back.
static void LANE(gamma_chunk)(uint64_t seed, uint32_t period, uint32_t shock, uint32_t stream, double d,
                              const uint64_t *draws, size_t count, double *out) {
  uint64_t pending[GAMMA_CHUNK], accepted[GAMMA_CHUNK];
  uint16_t lanes[GAMMA_CHUNK];
  double value[GAMMA_CHUNK];
  for (size_t i = 0; i < count; i++) pending[i] = draws[i], lanes[i] = (uint16_t)i;
  size_t left = count;
  for (uint32_t attempt = 0; attempt < GAMMA_ATTEMPTS && left; attempt++) {
    const size_t padded = (left + 7) / 8 * 8;
    for (size_t i = left; i < padded; i++) pending[i] = pending[left - 1];
    LANE(gamma_attempt)(seed, period, shock, 64 * stream + 2 * attempt + 1, d, pending, padded, value, accepted);
    size_t still = 0;
    for (size_t i = 0; i < left; i++) {
      out[lanes[i]] = value[i];
      lanes[still] = lanes[i];
      pending[still] = pending[i];
      still += accepted[i] == 0;
    }
    left = still;
  }
  for (size_t i = 0; i < left; i++) out[lanes[i]] = d;
}

static void LANE(gammas)(uint64_t seed, uint32_t period, uint32_t shock, uint32_t stream, double shape,
                         const uint64_t *draws, size_t count, double *out) {
  const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
  for (size_t start = 0; start < count; start += GAMMA_CHUNK) {
    const size_t here = count - start < GAMMA_CHUNK ? count - start : GAMMA_CHUNK;
    LANE(gamma_chunk)(seed, period, shock, stream, d, draws + start, here, out + start);
  }
  if (shape >= 1.0) return;
  const round_keys keys = schedule(seed);
  const uint32_t word = (shock >> 1) | (64 * stream + 63) << 24;
  for (size_t i = 0; i < count; i += LANE_WIDTH) {
    const counter one = {load_words(draws + i), period, word};
    bits x;
    philox(&keys, &one, 1, &x);
    const vec u = open_uniform(shock & 1 ? x.second : x.first);
    store(out + i, load(out + i) * exp_any(log_any(u) / shape));
  }
}
