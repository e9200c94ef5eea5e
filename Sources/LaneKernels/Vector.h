// Vectors of LANE_WIDTH doubles: the native register of the variant that includes this.
#include "include/LaneKernels.h"

// Vector arguments only pass between inlined functions, so their calling convention does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

typedef double vec __attribute__((ext_vector_type(LANE_WIDTH)));
typedef uint64_t uvec __attribute__((ext_vector_type(LANE_WIDTH)));
typedef int64_t ivec __attribute__((ext_vector_type(LANE_WIDTH)));
typedef double vec_in_memory __attribute__((ext_vector_type(LANE_WIDTH), aligned(8)));
typedef uint64_t uvec_in_memory __attribute__((ext_vector_type(LANE_WIDTH), aligned(8)));

#define LANE_INLINE static inline __attribute__((always_inline))

LANE_INLINE vec load(const double *p) { return *(const vec_in_memory *)p; }
LANE_INLINE void store(double *p, vec x) { *(vec_in_memory *)p = x; }
LANE_INLINE uvec load_words(const uint64_t *p) { return *(const uvec_in_memory *)p; }
LANE_INLINE void store_words(uint64_t *p, uvec x) { *(uvec_in_memory *)p = x; }

// Lanes of `yes` where the mask is all ones, of `no` where it is zero.
LANE_INLINE vec choose(ivec mask, vec yes, vec no) {
  return (vec)(((uvec)mask & (uvec)yes) | (~(uvec)mask & (uvec)no));
}
LANE_INLINE vec lesser(vec a, vec b) { return choose(a < b, a, b); }
LANE_INLINE vec greater(vec a, vec b) { return choose(a > b, a, b); }
LANE_INLINE vec one_where(ivec mask) { return (vec)((uvec)mask & (uvec)((vec)1.0)); }
LANE_INLINE vec square_root(vec a) { return __builtin_elementwise_sqrt(a); }
