// The table of one variant's kernels.
#include "include/LaneKernels.h"

typedef struct {
  const char *name;
  void (*normals)(uint64_t, uint32_t, uint32_t, const uint64_t *, size_t, double *, double *);
  void (*uniforms)(uint64_t, uint32_t, uint32_t, const uint64_t *, size_t, double *, double *);
  void (*box_muller)(const double *, const double *, size_t, double *, double *);
  void (*gammas)(uint64_t, uint32_t, uint32_t, uint32_t, double, const uint64_t *, size_t, double *);
  void (*exp)(const double *, size_t, double *);
  void (*log)(const double *, size_t, double *);
  void (*program_run)(const lane_instruction *, const double *, size_t, size_t, double *, size_t, size_t, double *,
                      size_t, uintptr_t *, size_t);
  void (*program_rows)(const lane_instruction *, uintptr_t *, size_t, double *, size_t);
  void (*sparse_solve)(const lane_elimination *, const double *, const double *, double *);
  void (*sparse_solve_own)(const lane_elimination *, const double *, const double *, double *);
  void (*sparse_factor)(const lane_elimination *, double *);
  void (*newton_step)(const uintptr_t *, const double *, size_t, const double *);
  void (*newton_search)(const uintptr_t *, double *, double *, const double *, size_t, const double *, const double *);
  void (*residual_size)(const double *, const double *, size_t, double *);
  void (*mark_finite)(const uintptr_t *, size_t, double *);
  void (*mask_at_least)(const double *, size_t, double, uint64_t *);
  void (*mask_at_most)(const double *, size_t, double, uint64_t *);
  void (*mask_at_least_row)(const double *, const double *, size_t, uint64_t *);
  void (*mask_finite)(const double *, size_t, uint64_t *);
  uint64_t (*mask_count)(const uint64_t *, const uint64_t *, size_t);
  double (*sum)(const double *, const uint64_t *, size_t);
  void (*sums_by_mask)(const double *, const double *, const uint64_t *, const uint64_t *const *, size_t, size_t, double *);
  void (*moments_twice)(const double *, const double *, const double *, const uint64_t *, size_t, double, double *);
  void (*shortfall_twice)(const double *, const double *, const double *, const uint64_t *, size_t, double, double *);
  void (*excess_twice)(const double *, const double *, const double *, const uint64_t *, size_t, double, double *);
  void (*moments)(const double *, const double *, const uint64_t *, size_t, double, double *);
  void (*shortfall)(const double *, const double *, const uint64_t *, size_t, double, double *);
  void (*excess)(const double *, const double *, const uint64_t *, size_t, double, double *);
  double (*cross_moment)(const double *, double, const double *, double, const double *, const uint64_t *, size_t);
  void (*range)(const double *, const uint64_t *, size_t, double *);
  void (*histogram)(const double *, const uint64_t *, const uint64_t *, size_t, double, double, uint32_t, uint64_t *);
  void (*summary)(const double *, const double *, const double *, const uint64_t *, const uint64_t *, size_t, double,
                  double, double, uint32_t, double *, uint64_t *);
  void (*tabulate)(const uint64_t *, size_t, const uint64_t *, const uint64_t *, const uint64_t *, size_t, uint64_t *,
                   uint64_t *);
  void (*tall_factor)(const double *, size_t, const double *, const double *, size_t, size_t, double *, double *, double *);
  double (*tall_scores)(const double *, size_t, const double *, const double *, size_t, size_t, const double *,
                        const double *, int, double *, double *, double *, double *);
  void (*batch_least_squares)(const double *, const double *, size_t, size_t, size_t, double, double *, double *, double *,
                              uint64_t *, double *);
  void (*weighted_sums)(const double *, size_t, const double *, size_t, size_t, size_t, double *);
  void (*signs)(uint64_t, uint32_t, uint32_t, const uint64_t *, size_t, size_t, size_t, double *);
  double (*peak)(uint64_t);
  uint64_t (*peak_flops_per_round)(void);
} lane_kernels;

extern const lane_kernels lane_kernels_baseline;
#if defined(__x86_64__)
extern const lane_kernels lane_kernels_v3;
extern const lane_kernels lane_kernels_v4;
#endif
