// Newton's method over a strip of LANE_MULTIPLE lanes: sparse elimination in an order fixed beforehand, steps taken where a
// mask says, sizes of residuals. Rows of a strip lie LANE_MULTIPLE apart unless addresses are given.

#define FOR_STRIPS for (size_t offset = 0; offset < LANE_MULTIPLE; offset += STRIP)
#define FOR_PARTS _Pragma("clang loop unroll(full)") for (int q = 0; q < 8; q++)
#define STRIP_PART(base) load((base) + q * LANE_WIDTH)
#define STRIP_ROW(base, i) ((base) + (size_t)(i)*LANE_MULTIPLE + offset)

static void LANE(program_rows)(const lane_instruction *program, uintptr_t *rows, size_t fixed, double *scratch,
                               size_t temporaries) {
  for (size_t i = 0; i < temporaries; i++) rows[fixed + i] = (uintptr_t)(scratch + i * LANE_MULTIPLE);
  for (size_t lane = 0; lane < LANE_MULTIPLE; lane += STRIP) LANE(strip)(program, rows, lane * sizeof(double));
}

// Factors shared by all lanes (one number a place), or each lane's own (a row a place).
#define SHARED_FACTOR(p) values[p]
#define OWN_FACTOR(p) STRIP_PART(STRIP_ROW(values, p))
#define SPARSE_SOLVE(name, FACTOR)                                                                                     \
  static void LANE(name)(const lane_elimination *e, const double *values, const double *residuals, double *work) {    \
    FOR_STRIPS {                                                                                                       \
      for (size_t i = 0; i < e->n; i++) {                                                                              \
        vec a[8];                                                                                                      \
        FOR_PARTS a[q] = STRIP_PART(STRIP_ROW(residuals, e->equation[i]));                                                         \
        for (uint32_t p = e->lower[i]; p < e->lower[i + 1]; p++) {                                                     \
          const double *const y = STRIP_ROW(work, e->column[p]);                                                             \
          FOR_PARTS a[q] = a[q] - FACTOR(p) * STRIP_PART(y);                                                                 \
        }                                                                                                              \
        FOR_PARTS store(STRIP_ROW(work, i) + q * LANE_WIDTH, a[q]);                                                          \
      }                                                                                                                \
      for (size_t i = e->n; i-- > 0;) {                                                                                \
        vec a[8];                                                                                                      \
        FOR_PARTS a[q] = STRIP_PART(STRIP_ROW(work, i));                                                                           \
        for (uint32_t p = e->upper[i] + 1; p < e->upper[i + 1]; p++) {                                                 \
          const double *const y = STRIP_ROW(work, e->column[p]);                                                             \
          FOR_PARTS a[q] = a[q] - FACTOR(p) * STRIP_PART(y);                                                                 \
        }                                                                                                              \
        FOR_PARTS store(STRIP_ROW(work, i) + q * LANE_WIDTH, a[q] * FACTOR(e->upper[i]));                                    \
      }                                                                                                                \
    }                                                                                                                  \
  }
SPARSE_SOLVE(sparse_solve, SHARED_FACTOR)
SPARSE_SOLVE(sparse_solve_own, OWN_FACTOR)

static void LANE(sparse_factor)(const lane_elimination *e, double *values) {
  FOR_STRIPS {
    const uint32_t *target = e->target;
    for (size_t i = 0; i < e->n; i++) {
      for (uint32_t p = e->lower[i]; p < e->lower[i + 1]; p++) {
        const uint32_t k = e->column[p];
        vec l[8];
        FOR_PARTS l[q] = STRIP_PART(STRIP_ROW(values, p)) * STRIP_PART(STRIP_ROW(values, e->upper[k]));
        FOR_PARTS store(STRIP_ROW(values, p) + q * LANE_WIDTH, l[q]);
        for (uint32_t s = e->upper[k] + 1; s < e->upper[k + 1]; s++) {
          double *const changed = STRIP_ROW(values, *target++);
          const double *const u = STRIP_ROW(values, s);
          FOR_PARTS store(changed + q * LANE_WIDTH, STRIP_PART(changed) - l[q] * STRIP_PART(u));
        }
      }
      double *const diagonal = STRIP_ROW(values, e->upper[i]);
      FOR_PARTS store(diagonal + q * LANE_WIDTH, 1.0 / STRIP_PART(diagonal));
    }
  }
}

static void LANE(newton_step)(const uintptr_t *unknowns, const double *steps, size_t n, const double *mask) {
  for (size_t lane = 0; lane < LANE_MULTIPLE; lane += LANE_WIDTH) {
    const ivec moves = load(mask + lane) != 0.0;
    for (size_t i = 0; i < n; i++) {
      double *const x = (double *)unknowns[i] + lane;
      store(x, choose(moves, load(x) - load(steps + i * LANE_MULTIPLE + lane), load(x)));
    }
  }
}

static void LANE(newton_search)(const uintptr_t *unknowns, double *origins, double *steps, const double *fresh, size_t n,
                                const double *starts, const double *lengths) {
  for (size_t lane = 0; lane < LANE_MULTIPLE; lane += LANE_WIDTH) {
    const ivec begins = load(starts + lane) != 0.0;
    const vec length = load(lengths + lane);
    const ivec moves = length != 0.0;
    for (size_t i = 0; i < n; i++) {
      double *const x = (double *)unknowns[i] + lane;
      const size_t at = i * LANE_MULTIPLE + lane;
      const vec origin = choose(begins, load(x), load(origins + at));
      const vec step = choose(begins, load(fresh + at), load(steps + at));
      store(origins + at, origin);
      store(steps + at, step);
      store(x, choose(moves, origin - length * step, load(x)));
    }
  }
}

static void LANE(residual_size)(const double *residuals, const double *weights, size_t n, double *size) {
  for (size_t lane = 0; lane < LANE_MULTIPLE; lane += LANE_WIDTH) {
    vec worst = 0.0;
    for (size_t i = 0; i < n; i++) {
      const vec r = load(residuals + i * LANE_MULTIPLE + lane) * weights[i];
      const vec s = greater(r, -r);
      worst = choose(s <= worst, worst, choose(s <= 0x1.fffffffffffffp1023, s, (vec)__builtin_inf()));
    }
    store(size + lane, worst);
  }
}

static void LANE(mark_finite)(const uintptr_t *rows, size_t n, double *mask) {
  for (size_t lane = 0; lane < LANE_MULTIPLE; lane += LANE_WIDTH) {
    vec m = load(mask + lane);
    for (size_t i = 0; i < n; i++) {
      const vec x = load((const double *)rows[i] + lane);
      m = choose(x - x == 0.0, m, (vec)0.0);
    }
    store(mask + lane, m);
  }
}
