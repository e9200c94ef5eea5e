#pragma STDC FP_CONTRACT OFF
#include "Kernels.h"

#define LANE(name) name##_baseline
#define LANE_WIDTH 2
#define LANE_NAME "baseline"
#define LANE_TABLE lane_kernels_baseline

#include "Variant.h"

