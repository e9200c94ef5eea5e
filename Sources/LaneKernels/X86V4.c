#pragma STDC FP_CONTRACT OFF
#include "Kernels.h"
#if defined(__x86_64__)
#define LANE(name) name##_v4
#define LANE_WIDTH 8
#define LANE_NAME "x86-64-v4"
#define LANE_TABLE lane_kernels_v4
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#include "Variant.h"
#pragma clang attribute pop
#endif
