// exp, log and the sine and cosine of a turn; polynomials from Tests/References/mpmath/lanes_coefficients.py.

static const double log_terms[] = {0x1.5555555555558p-1, 0x1.99999999952e2p-2, 0x1.2492492df148dp-2,
                                   0x1.c71c62e5800a1p-3, 0x1.7462b4ab2ef6bp-3, 0x1.39fe606542ddep-3,
                                   0x1.2b584aae78a57p-3};
static const double exp_terms[] = {0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555552p-5,
                                   0x1.11111111100dcp-7,  0x1.6c16c16c17a21p-10, 0x1.a01a01abe7fe1p-13,
                                   0x1.a01a019feb6e2p-16, 0x1.71de0231960ebp-19, 0x1.27e4e9ce2bf58p-22,
                                   0x1.af4de97ca4194p-26, 0x1.1f5d3323d1ed1p-29};
static const double sin_terms[] = {-0x1.4abbce625be52p-1, 0x1.466bc6775a476p-4,   -0x1.32d2cce500387p-8,
                                   0x1.50783208843ebp-13, -0x1.e3027dea82bd7p-19, 0x1.e4a9d9166f052p-25};
static const double cos_terms[] = {-0x1.3bd3cc9be45dep+0,  0x1.03c1f081b5ac0p-2,  -0x1.55d3c7e3cb241p-6,
                                   0x1.e1f5068688d5bp-11,  -0x1.a6d1eef479be1p-16, 0x1.f9ce245cada0bp-22,
                                   -0x1.b2f3eb054afcdp-28};
#define LN2_HIGH 0x1.62e42fefa3000p-1
#define LN2_LOW 0x1.3de6af278ece6p-42
#define HALF_PI 0x1.921fb54442d18p+0
// Adding this to a double below 2^51 in size rounds it to an integer, held in the low bits of the sum.
#define ROUNDING 0x1.8p52

// Σ termsᵢ xⁱ as pairs (terms₂ᵢ + terms₂ᵢ₊₁ x) by Horner's rule in x²: half as long a chain of dependent operations.
#define POLYNOMIAL(x, terms) polynomial(x, terms, sizeof(terms) / sizeof(double))
LANE_INLINE vec polynomial(vec x, const double *terms, size_t count) {
  const vec square = x * x;
  vec sum = terms[count - 1];
  size_t i = count - 1;
  if (count % 2 == 0) sum = sum * x + terms[--i];
  while (i > 0) {
    i -= 2;
    sum = sum * square + (x * terms[i + 1] + terms[i]);
  }
  return sum;
}

// ln x for positive normal x. x = 2^k (1 + f), √½ ≤ 1 + f < √2, s = f/(2 + f),
// ln(1 + f) = f − (f²/2 − s(f²/2 + s² L(s²))).
LANE_INLINE vec log_normal(vec x, vec extra_exponent) {
  const uvec shifted = (uvec)x - 0x3fe6a09e667f3bcdull + 0x3ff0000000000000ull;
  const vec k = (vec)((shifted >> 52) | 0x4330000000000000ull) - (0x1p52 + 1023.0) + extra_exponent;
  const vec f = (vec)((shifted & 0x000fffffffffffffull) + 0x3fe6a09e667f3bcdull) - 1.0;
  const vec s = f / (f + 2.0);
  const vec z = s * s;
  const vec half_square = 0.5 * f * f;
  const vec tail = s * (half_square + z * POLYNOMIAL(z, log_terms)) + k * LN2_LOW;
  return k * LN2_HIGH - ((half_square - tail) - f);
}

LANE_INLINE vec log_any(vec x) {
  const ivec small = x < 0x1p-1022;
  const vec scaled = choose(small, x * 0x1p54, x);
  vec y = log_normal(scaled, choose(small, (vec)-54.0, (vec)0.0));
  y = choose(x < __builtin_inf(), y, x);
  y = choose(x == 0.0, (vec)-__builtin_inf(), y);
  return choose(x < 0.0, (vec)__builtin_nan(""), y);
}

// eˣ = 2^k e^r, k the integer nearest x/ln 2. 2^k is applied in two factors, so that subnormal results are reached.
// The bounds let not-a-numbers through.
LANE_INLINE vec exp_any(vec x) {
  const vec inside = lesser((vec)710.0, greater((vec)-746.0, x));
  const vec rounded = inside * 0x1.71547652b82fep+0 + ROUNDING;
  const vec k = rounded - ROUNDING;
  const vec r = (inside - k * LN2_HIGH) - k * LN2_LOW;
  const vec power = 1.0 + (r + r * r * POLYNOMIAL(r, exp_terms));
  const uvec exponent = (uvec)rounded + 2046;
  const uvec first = (exponent >> 1) & 0xffff;
  return power * (vec)(first << 52) * (vec)((exponent - first) << 52);
}

// cos and sin of a whole turn times v, 0 < v < 1: quarter turn q, remainder |r| ≤ ½ of a quarter.
LANE_INLINE void cos_sin_turn(vec v, vec *cosine, vec *sine) {
  const vec turns = 4.0 * v;
  const vec rounded = turns + ROUNDING;
  const vec r = turns - (rounded - ROUNDING);
  const vec z = r * r;
  const vec c = 1.0 + z * POLYNOMIAL(z, cos_terms);
  const vec s = r * HALF_PI + r * (z * POLYNOMIAL(z, sin_terms));
  const uvec quarter = (uvec)rounded;
  const ivec odd = (ivec)(0 - (quarter & 1));
  *cosine = (vec)((uvec)choose(odd, s, c) ^ (((quarter + 1) & 2) << 62));
  *sine = (vec)((uvec)choose(odd, c, s) ^ ((quarter & 2) << 62));
}

static __attribute__((noinline)) void LANE(exp)(const double *x, size_t count, double *out) {
  for (size_t i = 0; i < count; i += LANE_WIDTH) store(out + i, exp_any(load(x + i)));
}

static __attribute__((noinline)) void LANE(log)(const double *x, size_t count, double *out) {
  for (size_t i = 0; i < count; i += LANE_WIDTH) store(out + i, log_any(load(x + i)));
}
