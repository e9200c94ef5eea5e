// One variant: the including file sets LANE(name), LANE_WIDTH and LANE_TABLE.
#include "Vector.h"
#include "Elementary.h"
#include "Generator.h"
#include "Program.h"
#include "Sparse.h"
#include "Tally.h"
#include "Factor.h"
#include "Batch.h"

const lane_kernels LANE_TABLE = {
    .name = LANE_NAME,
    .normals = LANE(normals),
    .uniforms = LANE(uniforms),
    .box_muller = LANE(box_muller),
    .gammas = LANE(gammas),
    .exp = LANE(exp),
    .log = LANE(log),
    .program_run = LANE(program_run),
    .program_rows = LANE(program_rows),
    .sparse_solve = LANE(sparse_solve),
    .sparse_solve_own = LANE(sparse_solve_own),
    .sparse_factor = LANE(sparse_factor),
    .newton_step = LANE(newton_step),
    .newton_search = LANE(newton_search),
    .residual_size = LANE(residual_size),
    .mark_finite = LANE(mark_finite),
    .mask_at_least = LANE(mask_at_least),
    .mask_at_most = LANE(mask_at_most),
    .mask_at_least_row = LANE(mask_at_least_row),
    .mask_finite = LANE(mask_finite),
    .mask_count = LANE(mask_count),
    .sum = LANE(sum),
    .sums_by_mask = LANE(sums_by_mask),
    .moments_twice = LANE(moments_twice),
    .shortfall_twice = LANE(shortfall_twice),
    .excess_twice = LANE(excess_twice),
    .moments = LANE(moments),
    .shortfall = LANE(shortfall),
    .excess = LANE(excess),
    .cross_moment = LANE(cross_moment),
    .range = LANE(range),
    .histogram = LANE(histogram),
    .summary = LANE(summary),
    .tabulate = LANE(tabulate),
    .tall_factor = LANE(tall_factor),
    .tall_scores = LANE(tall_scores),
    .batch_least_squares = LANE(batch_least_squares),
    .weighted_sums = LANE(weighted_sums),
    .signs = LANE(signs),
    .peak = LANE(peak),
    .peak_flops_per_round = LANE(peak_flops_per_round),
};
