// The interpreter of straight-line programs: one accumulator of eight registers that stays in registers from
// instruction to instruction, so that only operands and stored results touch memory. One jump per instruction
// teaches the branch predictor the order of the program.

#define STRIP (8 * LANE_WIDTH)
#define EIGHT(M) M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7)
#define NEXT                                                                                                           \
  pc++;                                                                                                                \
  goto *labels[pc->operation]
#define LEFT const double *const left = (const double *)(rows[pc->left] + offset);
#define RIGHT const double *const right = (const double *)(rows[pc->right] + offset);
#define SCALAR const double k = pc->scalar;
#define NOTHING
#define LEFT_RIGHT LEFT RIGHT
#define LEFT_SCALAR LEFT SCALAR
#define X(i) load(left + i * LANE_WIDTH)
#define Y(i) load(right + i * LANE_WIDTH)
#define INSTRUCTION(name, operands, body)                                                                              \
  name : {                                                                                                             \
    operands EIGHT(body) NEXT;                                                                                         \
  }
// The larger functions work on a copy in memory, so that they do not crowd the accumulator out of its registers.
#define FUNCTION(name, function)                                                                                       \
  name : {                                                                                                             \
    double copy[STRIP];                                                                                                \
    EIGHT(SPILL) LANE(function)(copy, STRIP, copy);                                                                    \
    EIGHT(REFILL) NEXT;                                                                                                \
  }
#define SPILL(i) store(copy + i * LANE_WIDTH, a##i);
#define REFILL(i) a##i = load(copy + i * LANE_WIDTH);

#define DO_LOAD(i) a##i = X(i);
#define DO_FILL(i) a##i = k;
#define DO_STORE(i) store((double *)left + i * LANE_WIDTH, a##i);
#define DO_ADD(i) a##i = a##i + X(i);
#define DO_SUB(i) a##i = a##i - X(i);
#define DO_SUB_FROM(i) a##i = X(i) - a##i;
#define DO_MUL(i) a##i = a##i * X(i);
#define DO_DIV(i) a##i = a##i / X(i);
#define DO_DIV_INTO(i) a##i = X(i) / a##i;
#define DO_ADD_SCALAR(i) a##i = a##i + k;
#define DO_SUB_FROM_SCALAR(i) a##i = k - a##i;
#define DO_MUL_SCALAR(i) a##i = a##i * k;
#define DO_DIV_SCALAR(i) a##i = a##i / k;
#define DO_DIV_INTO_SCALAR(i) a##i = k / a##i;
#define DO_LOAD_SCALED(i) a##i = k * X(i);
#define DO_ADD_SCALED(i) a##i = a##i + k * X(i);
#define DO_SUB_SCALED(i) a##i = a##i - k * X(i);
#define DO_ADD_PRODUCT(i) a##i = a##i + X(i) * Y(i);
#define DO_SUB_PRODUCT(i) a##i = a##i - X(i) * Y(i);
#define DO_NEGATE(i) a##i = -a##i;
#define DO_SQRT(i) a##i = square_root(a##i);
#define DO_MIN(i) a##i = lesser(a##i, X(i));
#define DO_MAX(i) a##i = greater(a##i, X(i));
#define DO_MIN_SCALAR(i) a##i = lesser(a##i, (vec)k);
#define DO_MAX_SCALAR(i) a##i = greater(a##i, (vec)k);
#define DO_AT_LEAST(i) a##i = one_where(a##i >= X(i));
#define DO_AT_MOST(i) a##i = one_where(a##i <= X(i));
#define DO_AT_LEAST_SCALAR(i) a##i = one_where(a##i >= k);
#define DO_AT_MOST_SCALAR(i) a##i = one_where(a##i <= k);
#define DO_SELECT(i) a##i = choose(a##i != 0.0, X(i), Y(i));
#define DO_ADD_LOAD(i) a##i = X(i) + Y(i);
#define DO_SUB_LOAD(i) a##i = X(i) - Y(i);
#define DO_MUL_LOAD(i) a##i = X(i) * Y(i);

static void LANE(strip)(const lane_instruction *pc, const uintptr_t *rows, size_t offset) {
  static const void *const labels[LANE_OPERATION_COUNT] = {
      [LANE_END] = &&END,
      [LANE_LOAD] = &&LOAD,
      [LANE_FILL] = &&FILL,
      [LANE_STORE] = &&STORE,
      [LANE_ADD] = &&ADD,
      [LANE_SUB] = &&SUB,
      [LANE_SUB_FROM] = &&SUB_FROM,
      [LANE_MUL] = &&MUL,
      [LANE_DIV] = &&DIV,
      [LANE_DIV_INTO] = &&DIV_INTO,
      [LANE_ADD_SCALAR] = &&ADD_SCALAR,
      [LANE_SUB_FROM_SCALAR] = &&SUB_FROM_SCALAR,
      [LANE_MUL_SCALAR] = &&MUL_SCALAR,
      [LANE_DIV_SCALAR] = &&DIV_SCALAR,
      [LANE_DIV_INTO_SCALAR] = &&DIV_INTO_SCALAR,
      [LANE_LOAD_SCALED] = &&LOAD_SCALED,
      [LANE_ADD_SCALED] = &&ADD_SCALED,
      [LANE_SUB_SCALED] = &&SUB_SCALED,
      [LANE_ADD_PRODUCT] = &&ADD_PRODUCT,
      [LANE_SUB_PRODUCT] = &&SUB_PRODUCT,
      [LANE_NEGATE] = &&NEGATE,
      [LANE_SQRT] = &&SQRT,
      [LANE_EXP] = &&EXP,
      [LANE_LOG] = &&LOG,
      [LANE_MIN] = &&MIN,
      [LANE_MAX] = &&MAX,
      [LANE_MIN_SCALAR] = &&MIN_SCALAR,
      [LANE_MAX_SCALAR] = &&MAX_SCALAR,
      [LANE_AT_LEAST] = &&AT_LEAST,
      [LANE_AT_MOST] = &&AT_MOST,
      [LANE_AT_LEAST_SCALAR] = &&AT_LEAST_SCALAR,
      [LANE_AT_MOST_SCALAR] = &&AT_MOST_SCALAR,
      [LANE_SELECT] = &&SELECT,
      [LANE_ADD_LOAD] = &&ADD_LOAD,
      [LANE_SUB_LOAD] = &&SUB_LOAD,
      [LANE_MUL_LOAD] = &&MUL_LOAD,
  };
  vec a0 = 0.0, a1 = 0.0, a2 = 0.0, a3 = 0.0, a4 = 0.0, a5 = 0.0, a6 = 0.0, a7 = 0.0;
  goto *labels[pc->operation];
  INSTRUCTION(LOAD, LEFT, DO_LOAD)
  INSTRUCTION(FILL, SCALAR, DO_FILL)
  INSTRUCTION(STORE, LEFT, DO_STORE)
  INSTRUCTION(ADD, LEFT, DO_ADD)
  INSTRUCTION(SUB, LEFT, DO_SUB)
  INSTRUCTION(SUB_FROM, LEFT, DO_SUB_FROM)
  INSTRUCTION(MUL, LEFT, DO_MUL)
  INSTRUCTION(DIV, LEFT, DO_DIV)
  INSTRUCTION(DIV_INTO, LEFT, DO_DIV_INTO)
  INSTRUCTION(ADD_SCALAR, SCALAR, DO_ADD_SCALAR)
  INSTRUCTION(SUB_FROM_SCALAR, SCALAR, DO_SUB_FROM_SCALAR)
  INSTRUCTION(MUL_SCALAR, SCALAR, DO_MUL_SCALAR)
  INSTRUCTION(DIV_SCALAR, SCALAR, DO_DIV_SCALAR)
  INSTRUCTION(DIV_INTO_SCALAR, SCALAR, DO_DIV_INTO_SCALAR)
  INSTRUCTION(LOAD_SCALED, LEFT_SCALAR, DO_LOAD_SCALED)
  INSTRUCTION(ADD_SCALED, LEFT_SCALAR, DO_ADD_SCALED)
  INSTRUCTION(SUB_SCALED, LEFT_SCALAR, DO_SUB_SCALED)
  INSTRUCTION(ADD_PRODUCT, LEFT_RIGHT, DO_ADD_PRODUCT)
  INSTRUCTION(SUB_PRODUCT, LEFT_RIGHT, DO_SUB_PRODUCT)
  INSTRUCTION(NEGATE, NOTHING, DO_NEGATE)
  INSTRUCTION(SQRT, NOTHING, DO_SQRT)
  FUNCTION(EXP, exp)
  FUNCTION(LOG, log)
  INSTRUCTION(MIN, LEFT, DO_MIN)
  INSTRUCTION(MAX, LEFT, DO_MAX)
  INSTRUCTION(MIN_SCALAR, SCALAR, DO_MIN_SCALAR)
  INSTRUCTION(MAX_SCALAR, SCALAR, DO_MAX_SCALAR)
  INSTRUCTION(AT_LEAST, LEFT, DO_AT_LEAST)
  INSTRUCTION(AT_MOST, LEFT, DO_AT_MOST)
  INSTRUCTION(AT_LEAST_SCALAR, SCALAR, DO_AT_LEAST_SCALAR)
  INSTRUCTION(AT_MOST_SCALAR, SCALAR, DO_AT_MOST_SCALAR)
  INSTRUCTION(SELECT, LEFT_RIGHT, DO_SELECT)
  INSTRUCTION(ADD_LOAD, LEFT_RIGHT, DO_ADD_LOAD)
  INSTRUCTION(SUB_LOAD, LEFT_RIGHT, DO_SUB_LOAD)
  INSTRUCTION(MUL_LOAD, LEFT_RIGHT, DO_MUL_LOAD)
END:
  return;
}

static void LANE(program_run)(const lane_instruction *program, const double *input, size_t inputs, size_t inputStride,
                              double *output, size_t outputs, size_t outputStride, double *scratch,
                              size_t temporaries, uintptr_t *rows, size_t count) {
  for (size_t i = 0; i < inputs; i++) rows[i] = (uintptr_t)(input + i * inputStride);
  for (size_t i = 0; i < outputs; i++) rows[inputs + i] = (uintptr_t)(output + i * outputStride);
  uintptr_t *const own = rows + inputs + outputs;
  for (size_t start = 0; start < count; start += STRIP) {
    const size_t offset = start * sizeof(double);
    for (size_t i = 0; i < temporaries; i++) own[i] = (uintptr_t)(scratch + i * LANE_MULTIPLE) - offset;
    LANE(strip)(program, rows, offset);
  }
}
