#include "cz3.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

/* The library */

/* Every function of Z3 that is called here. */
#define CALLS(CALL) \
  CALL(ast_vector_dec_ref) CALL(ast_vector_get) CALL(ast_vector_inc_ref) CALL(ast_vector_size) CALL(dec_ref) \
  CALL(del_config) CALL(del_context) CALL(func_entry_dec_ref) CALL(func_entry_get_arg) \
  CALL(func_entry_get_value) CALL(func_entry_inc_ref) CALL(func_interp_dec_ref) CALL(func_interp_get_else) \
  CALL(func_interp_get_entry) CALL(func_interp_get_num_entries) CALL(func_interp_inc_ref) CALL(get_app_arg) \
  CALL(get_app_decl) CALL(get_app_num_args) CALL(get_as_array_func_decl) CALL(get_ast_kind) CALL(get_decl_kind) \
  CALL(get_error_code) CALL(get_error_msg) CALL(get_estimated_alloc_size) CALL(get_numeral_binary_string) \
  CALL(get_numeral_uint64) CALL(get_quantifier_body) CALL(get_version) CALL(global_param_set) CALL(inc_ref) \
  CALL(interrupt) CALL(is_lambda) CALL(mk_and) CALL(mk_array_sort) CALL(mk_bool_sort) CALL(mk_bv_numeral) \
  CALL(mk_bv_sort) CALL(mk_bvadd) CALL(mk_bvand) CALL(mk_bvashr) CALL(mk_bvlshr) CALL(mk_bvmul) CALL(mk_bvneg) \
  CALL(mk_bvnot) CALL(mk_bvor) CALL(mk_bvsdiv) CALL(mk_bvshl) CALL(mk_bvsle) CALL(mk_bvslt) CALL(mk_bvsrem) \
  CALL(mk_bvsub) CALL(mk_bvudiv) CALL(mk_bvule) CALL(mk_bvult) CALL(mk_bvurem) CALL(mk_bvxor) CALL(mk_concat) \
  CALL(mk_config) CALL(mk_const) CALL(mk_const_array) CALL(mk_context_rc) CALL(mk_eq) CALL(mk_extract) \
  CALL(mk_false) CALL(mk_fresh_const) CALL(mk_ite) CALL(mk_not) CALL(mk_or) CALL(mk_params) CALL(mk_select) \
  CALL(mk_sign_ext) CALL(mk_simple_solver) CALL(mk_solver) CALL(mk_solver_for_logic) \
  CALL(mk_solver_from_tactic) CALL(mk_store) CALL(mk_string_symbol) CALL(mk_tactic) CALL(mk_true) \
  CALL(mk_zero_ext) CALL(model_dec_ref) CALL(model_eval) CALL(model_get_func_interp) CALL(model_inc_ref) \
  CALL(param_descrs_dec_ref) CALL(param_descrs_get_kind) CALL(param_descrs_inc_ref) CALL(params_dec_ref) \
  CALL(params_inc_ref) CALL(params_set_bool) CALL(params_set_uint) CALL(set_error_handler) CALL(solver_assert) \
  CALL(solver_check) CALL(solver_check_assumptions) CALL(solver_dec_ref) CALL(solver_from_string) \
  CALL(solver_get_model) CALL(solver_get_param_descrs) CALL(solver_get_reason_unknown) \
  CALL(solver_get_statistics) CALL(solver_get_unsat_core) CALL(solver_inc_ref) CALL(solver_pop) \
  CALL(solver_push) CALL(solver_set_params) CALL(sort_to_ast) CALL(stats_dec_ref) CALL(stats_get_double_value) \
  CALL(stats_get_key) CALL(stats_get_uint_value) CALL(stats_inc_ref) CALL(stats_is_uint) CALL(stats_size) \
  CALL(tactic_and_then) CALL(tactic_dec_ref) CALL(tactic_inc_ref) CALL(to_app)

/* Their addresses, each of the type that z3.h declares. */
static struct {
#define POINTER(name) __typeof__(Z3_##name) *name;
  CALLS(POINTER)
#undef POINTER
} api;

static char problem[256];
static pthread_once_t loading = PTHREAD_ONCE_INIT;

/* Under the name that distributions give it, that of development files, and the one that its own build gives it. Only
 * names: where they are looked for is the dynamic linker's business. */
static void *opened(void) {
  void *library = dlopen("libz3.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) snprintf(problem, sizeof problem, "%s", dlerror());
  if (!library) library = dlopen("libz3.so", RTLD_NOW | RTLD_LOCAL);
  for (unsigned minor = 8; !library && minor < 32; minor++) {
    char name[32];
    snprintf(name, sizeof name, "libz3.so.4.%u", minor);
    library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  }
  return library;
}

/* The library stays for as long as the process does. */
static void load(void) {
  void *library = opened();
  if (!library) return;
  problem[0] = 0;
#define LOAD(name)                                                                              \
  api.name = (__typeof__(api.name))dlsym(library, "Z3_" #name);                                 \
  if (!api.name && !problem[0]) snprintf(problem, sizeof problem, "this libz3 has no Z3_" #name);
  CALLS(LOAD)
#undef LOAD
  if (problem[0]) return;
  unsigned version[4];
  api.get_version(&version[0], &version[1], &version[2], &version[3]);
  if (version[0] != 4) snprintf(problem, sizeof problem, "this libz3 is version %u", version[0]);
}

const char *cz3_problem(void) {
  pthread_once(&loading, load);
  return problem[0] ? problem : NULL;
}

/* What a context's handle points to. */
struct context {
  Z3_context z3;
  cz3_error_code code;
  char *message;
};

static struct context *unwrap(cz3_context context) { return (struct context *)context.handle; }
static Z3_ast to_ast(cz3_ast ast) { return (Z3_ast)ast.handle; }
static Z3_sort to_sort(cz3_sort sort) { return (Z3_sort)sort.handle; }
static Z3_solver to_solver(cz3_solver solver) { return (Z3_solver)solver.handle; }
static Z3_model to_model(cz3_model model) { return (Z3_model)model.handle; }

void cz3_version(unsigned version[4]) {
  if (cz3_problem()) return;
  api.get_version(&version[0], &version[1], &version[2], &version[3]);
}

void cz3_limit_memory(unsigned megabytes) {
  if (cz3_problem()) return;
  char text[16];
  unsigned length = sizeof text;
  text[--length] = 0;
  do {
    text[--length] = (char)('0' + megabytes % 10);
    megabytes /= 10;
  } while (megabytes != 0);
  api.global_param_set("memory_max_size", text + length);
}

uint64_t cz3_allocated_bytes(void) { return cz3_problem() ? 0 : api.get_estimated_alloc_size(); }

/* Errors */

/* Z3's own handler ends the process. Ours leaves the error in the context, where `failed` finds it. */
static void keep(Z3_context context, Z3_error_code code) {
  (void)context;
  (void)code;
}

static cz3_error_code translated(Z3_error_code code) {
  switch (code) {
  case Z3_OK: return CZ3_OK;
  case Z3_SORT_ERROR: return CZ3_SORT_ERROR;
  case Z3_IOB:
  case Z3_INVALID_ARG:
  case Z3_INVALID_PATTERN:
  case Z3_INVALID_USAGE:
  case Z3_NO_PARSER:
  case Z3_DEC_REF_ERROR: return CZ3_INVALID_ARGUMENT;
  case Z3_PARSER_ERROR: return CZ3_PARSER_ERROR;
  case Z3_MEMOUT_FAIL: return CZ3_OUT_OF_MEMORY;
  case Z3_EXCEPTION: return CZ3_EXCEPTION;
  case Z3_FILE_ACCESS_ERROR:
  case Z3_INTERNAL_FATAL: return CZ3_OTHER_ERROR;
  }
  return CZ3_OTHER_ERROR;
}

/* Whether Z3's last call failed. It must follow each call that can, for Z3 forgets errors with the next one. */
static bool failed(struct context *c) {
  Z3_error_code code = api.get_error_code(c->z3);
  if (code == Z3_OK) return false;
  if (c->code == CZ3_OK) {
    c->code = translated(code);
    const char *message = api.get_error_msg(c->z3, code);
    c->message = strdup(message ? message : "");
  }
  return true;
}

static cz3_ast owned(struct context *c, Z3_ast ast) {
  if (failed(c) || !ast) return (cz3_ast){0};
  api.inc_ref(c->z3, ast);
  return (cz3_ast){(uintptr_t)ast};
}

static cz3_ast borrowed(struct context *c, Z3_ast ast) {
  return (cz3_ast){failed(c) ? 0 : (uintptr_t)ast};
}

cz3_error_code cz3_error(cz3_context context) { return unwrap(context)->code; }

const char *cz3_error_message(cz3_context context) {
  const char *message = unwrap(context)->message;
  return message ? message : "";
}

void cz3_clear_error(cz3_context context) {
  struct context *c = unwrap(context);
  free(c->message);
  c->message = NULL;
  c->code = CZ3_OK;
}

/* Contexts */

cz3_context cz3_new_context(void) {
  if (cz3_problem()) return (cz3_context){0};
  struct context *c = calloc(1, sizeof *c);
  if (!c) return (cz3_context){0};
  Z3_config config = api.mk_config();
  c->z3 = api.mk_context_rc(config);
  api.del_config(config);
  if (!c->z3) {
    free(c);
    return (cz3_context){0};
  }
  api.set_error_handler(c->z3, keep);
  return (cz3_context){(uintptr_t)c};
}

void cz3_delete_context(cz3_context context) {
  struct context *c = unwrap(context);
  api.del_context(c->z3);
  free(c->message);
  free(c);
}

void cz3_interrupt(cz3_context context) { api.interrupt(unwrap(context)->z3); }

/* Sorts */

/* Sorts are few: each keeps the reference it is born with until the context ends. */
static cz3_sort kept(struct context *c, Z3_sort sort) {
  if (failed(c)) return (cz3_sort){0};
  api.inc_ref(c->z3, api.sort_to_ast(c->z3, sort));
  return (cz3_sort){(uintptr_t)sort};
}

cz3_sort cz3_bool_sort(cz3_context context) {
  struct context *c = unwrap(context);
  return kept(c, api.mk_bool_sort(c->z3));
}

cz3_sort cz3_bits_sort(cz3_context context, unsigned width) {
  struct context *c = unwrap(context);
  return kept(c, api.mk_bv_sort(c->z3, width));
}

cz3_sort cz3_array_sort(cz3_context context, cz3_sort index, cz3_sort element) {
  struct context *c = unwrap(context);
  return kept(c, api.mk_array_sort(c->z3, to_sort(index), to_sort(element)));
}

/* Terms */

cz3_ast cz3_make_constant(cz3_context context, const char *name, cz3_sort sort) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_const(c->z3, api.mk_string_symbol(c->z3, name), to_sort(sort)));
}

cz3_ast cz3_make_fresh(cz3_context context, cz3_sort sort) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_fresh_const(c->z3, "assumed", to_sort(sort)));
}

cz3_ast cz3_make_bits(cz3_context context, unsigned width, const uint64_t *words) {
  struct context *c = unwrap(context);
  bool *bits = malloc(width * sizeof *bits);
  if (!bits) return (cz3_ast){0};
  for (unsigned i = 0; i < width; i++) bits[i] = words[i / 64] >> (i % 64) & 1;
  cz3_ast result = owned(c, api.mk_bv_numeral(c->z3, width, bits));
  free(bits);
  return result;
}

static Z3_ast apply(Z3_context z3, cz3_operation operation, unsigned count, const Z3_ast *a) {
  switch (operation) {
  case CZ3_TRUE: return api.mk_true(z3);
  case CZ3_FALSE: return api.mk_false(z3);
  case CZ3_NOT: return api.mk_not(z3, a[0]);
  case CZ3_AND: return api.mk_and(z3, count, a);
  case CZ3_OR: return api.mk_or(z3, count, a);
  case CZ3_EQUAL: return api.mk_eq(z3, a[0], a[1]);
  case CZ3_ITE: return api.mk_ite(z3, a[0], a[1], a[2]);
  case CZ3_BVNEG: return api.mk_bvneg(z3, a[0]);
  case CZ3_BVNOT: return api.mk_bvnot(z3, a[0]);
  case CZ3_BVADD: return api.mk_bvadd(z3, a[0], a[1]);
  case CZ3_BVSUB: return api.mk_bvsub(z3, a[0], a[1]);
  case CZ3_BVMUL: return api.mk_bvmul(z3, a[0], a[1]);
  case CZ3_BVUDIV: return api.mk_bvudiv(z3, a[0], a[1]);
  case CZ3_BVUREM: return api.mk_bvurem(z3, a[0], a[1]);
  case CZ3_BVSDIV: return api.mk_bvsdiv(z3, a[0], a[1]);
  case CZ3_BVSREM: return api.mk_bvsrem(z3, a[0], a[1]);
  case CZ3_BVAND: return api.mk_bvand(z3, a[0], a[1]);
  case CZ3_BVOR: return api.mk_bvor(z3, a[0], a[1]);
  case CZ3_BVXOR: return api.mk_bvxor(z3, a[0], a[1]);
  case CZ3_BVSHL: return api.mk_bvshl(z3, a[0], a[1]);
  case CZ3_BVLSHR: return api.mk_bvlshr(z3, a[0], a[1]);
  case CZ3_BVASHR: return api.mk_bvashr(z3, a[0], a[1]);
  case CZ3_BVULT: return api.mk_bvult(z3, a[0], a[1]);
  case CZ3_BVULE: return api.mk_bvule(z3, a[0], a[1]);
  case CZ3_BVSLT: return api.mk_bvslt(z3, a[0], a[1]);
  case CZ3_BVSLE: return api.mk_bvsle(z3, a[0], a[1]);
  case CZ3_CONCAT: return api.mk_concat(z3, a[0], a[1]);
  case CZ3_SELECT: return api.mk_select(z3, a[0], a[1]);
  case CZ3_STORE: return api.mk_store(z3, a[0], a[1], a[2]);
  }
  return NULL;
}

/* A handle has the layout of the pointer it holds. */
_Static_assert(sizeof(cz3_ast) == sizeof(Z3_ast), "handles are pointers");

cz3_ast cz3_make(cz3_context context, cz3_operation operation, unsigned count, const cz3_ast *arguments) {
  struct context *c = unwrap(context);
  return owned(c, apply(c->z3, operation, count, (const Z3_ast *)arguments));
}

cz3_ast cz3_make_extract(cz3_context context, unsigned high, unsigned low, cz3_ast argument) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_extract(c->z3, high, low, to_ast(argument)));
}

cz3_ast cz3_make_zero_extend(cz3_context context, unsigned count, cz3_ast argument) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_zero_ext(c->z3, count, to_ast(argument)));
}

cz3_ast cz3_make_sign_extend(cz3_context context, unsigned count, cz3_ast argument) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_sign_ext(c->z3, count, to_ast(argument)));
}

cz3_ast cz3_make_constant_array(cz3_context context, cz3_sort index, cz3_ast element) {
  struct context *c = unwrap(context);
  return owned(c, api.mk_const_array(c->z3, to_sort(index), to_ast(element)));
}

void cz3_release(cz3_context context, cz3_ast ast) {
  struct context *c = unwrap(context);
  api.dec_ref(c->z3, to_ast(ast));
  failed(c);
}

/* Solvers */

static Z3_params new_parameters(struct context *c) {
  Z3_params parameters = api.mk_params(c->z3);
  api.params_inc_ref(c->z3, parameters);
  return parameters;
}

static void set(struct context *c, cz3_solver solver, Z3_params parameters) {
  api.solver_set_params(c->z3, to_solver(solver), parameters);
  failed(c);
  api.params_dec_ref(c->z3, parameters);
}

void cz3_set_flag(cz3_context context, cz3_solver solver, const char *parameter, bool value) {
  struct context *c = unwrap(context);
  Z3_params parameters = new_parameters(c);
  api.params_set_bool(c->z3, parameters, api.mk_string_symbol(c->z3, parameter), value);
  set(c, solver, parameters);
}

/* Z3 would put a handler of its own in place of ours for SIGINT during each check. The two of checks on two threads share a
 * pointer to the stack of one of them, which ends the process. */
static cz3_solver started(struct context *c, Z3_solver solver) {
  if (failed(c) || !solver) return (cz3_solver){0};
  api.solver_inc_ref(c->z3, solver);
  cz3_solver result = {(uintptr_t)solver};
  cz3_set_flag((cz3_context){(uintptr_t)c}, result, "ctrl_c", false);
  return result;
}

cz3_solver cz3_new_solver(cz3_context context) {
  struct context *c = unwrap(context);
  return started(c, api.mk_solver(c->z3));
}

cz3_solver cz3_new_simple_solver(cz3_context context) {
  struct context *c = unwrap(context);
  return started(c, api.mk_simple_solver(c->z3));
}

cz3_solver cz3_new_solver_for_logic(cz3_context context, const char *logic) {
  struct context *c = unwrap(context);
  return started(c, api.mk_solver_for_logic(c->z3, api.mk_string_symbol(c->z3, logic)));
}

/* The tactics that are named, one after the other, with a reference held; NULL after an error. */
static Z3_tactic sequence(struct context *c, const char *names) {
  const char *end = strchr(names, ' ');
  size_t length = end ? (size_t)(end - names) : strlen(names);
  char name[64];
  snprintf(name, sizeof name, "%.*s", (int)length, names);
  Z3_tactic first = api.mk_tactic(c->z3, name);
  if (failed(c) || !first) return NULL;
  api.tactic_inc_ref(c->z3, first);
  if (!end) return first;
  Z3_tactic rest = sequence(c, end + 1);
  Z3_tactic both = rest ? api.tactic_and_then(c->z3, first, rest) : NULL;
  if (both) api.tactic_inc_ref(c->z3, both);
  if (rest) api.tactic_dec_ref(c->z3, rest);
  api.tactic_dec_ref(c->z3, first);
  return both;
}

cz3_solver cz3_new_solver_for_tactics(cz3_context context, const char *names) {
  struct context *c = unwrap(context);
  Z3_tactic tactic = sequence(c, names);
  if (!tactic) return (cz3_solver){0};
  cz3_solver solver = started(c, api.mk_solver_from_tactic(c->z3, tactic));
  api.tactic_dec_ref(c->z3, tactic);
  return solver;
}

void cz3_delete_solver(cz3_context context, cz3_solver solver) {
  api.solver_dec_ref(unwrap(context)->z3, to_solver(solver));
}

bool cz3_has_parameter(cz3_context context, cz3_solver solver, const char *parameter) {
  struct context *c = unwrap(context);
  Z3_param_descrs descriptions = api.solver_get_param_descrs(c->z3, to_solver(solver));
  if (failed(c) || !descriptions) return false;
  api.param_descrs_inc_ref(c->z3, descriptions);
  Z3_symbol name = api.mk_string_symbol(c->z3, parameter);
  bool result = api.param_descrs_get_kind(c->z3, descriptions, name) != Z3_PK_INVALID;
  api.param_descrs_dec_ref(c->z3, descriptions);
  return result;
}

void cz3_set_number(cz3_context context, cz3_solver solver, const char *parameter, unsigned value) {
  struct context *c = unwrap(context);
  Z3_params parameters = new_parameters(c);
  api.params_set_uint(c->z3, parameters, api.mk_string_symbol(c->z3, parameter), value);
  set(c, solver, parameters);
}

void cz3_push(cz3_context context, cz3_solver solver) {
  struct context *c = unwrap(context);
  api.solver_push(c->z3, to_solver(solver));
  failed(c);
}

void cz3_pop(cz3_context context, cz3_solver solver, unsigned count) {
  struct context *c = unwrap(context);
  api.solver_pop(c->z3, to_solver(solver), count);
  failed(c);
}

void cz3_assert(cz3_context context, cz3_solver solver, cz3_ast formula) {
  struct context *c = unwrap(context);
  api.solver_assert(c->z3, to_solver(solver), to_ast(formula));
  failed(c);
}

void cz3_assert_script(cz3_context context, cz3_solver solver, const char *script) {
  struct context *c = unwrap(context);
  api.solver_from_string(c->z3, to_solver(solver), script);
  failed(c);
}

int cz3_check(cz3_context context, cz3_solver solver, unsigned count, const cz3_ast *assumptions) {
  struct context *c = unwrap(context);
  Z3_lbool answer =
    count == 0 ? api.solver_check(c->z3, to_solver(solver))
               : api.solver_check_assumptions(c->z3, to_solver(solver), count, (const Z3_ast *)assumptions);
  return failed(c) ? 0 : (int)answer;
}

const char *cz3_reason_unknown(cz3_context context, cz3_solver solver) {
  struct context *c = unwrap(context);
  const char *reason = api.solver_get_reason_unknown(c->z3, to_solver(solver));
  return failed(c) || !reason ? "" : reason;
}

unsigned cz3_core(cz3_context context, cz3_solver solver, unsigned capacity, cz3_ast *core) {
  struct context *c = unwrap(context);
  Z3_ast_vector vector = api.solver_get_unsat_core(c->z3, to_solver(solver));
  if (failed(c)) return 0;
  api.ast_vector_inc_ref(c->z3, vector);
  unsigned size = api.ast_vector_size(c->z3, vector);
  for (unsigned i = 0; i < size && i < capacity; i++) core[i] = borrowed(c, api.ast_vector_get(c->z3, vector, i));
  api.ast_vector_dec_ref(c->z3, vector);
  return size;
}

double cz3_statistic(cz3_context context, cz3_solver solver, const char *name) {
  struct context *c = unwrap(context);
  Z3_stats statistics = api.solver_get_statistics(c->z3, to_solver(solver));
  if (failed(c)) return 0;
  api.stats_inc_ref(c->z3, statistics);
  double result = 0;
  unsigned size = api.stats_size(c->z3, statistics);
  for (unsigned i = 0; i < size; i++) {
    if (strcmp(api.stats_get_key(c->z3, statistics, i), name) != 0) continue;
    result = api.stats_is_uint(c->z3, statistics, i) ? api.stats_get_uint_value(c->z3, statistics, i)
                                                    : api.stats_get_double_value(c->z3, statistics, i);
    break;
  }
  api.stats_dec_ref(c->z3, statistics);
  return result;
}

/* Models */

cz3_model cz3_new_model(cz3_context context, cz3_solver solver) {
  struct context *c = unwrap(context);
  Z3_model model = api.solver_get_model(c->z3, to_solver(solver));
  if (failed(c) || !model) return (cz3_model){0};
  api.model_inc_ref(c->z3, model);
  return (cz3_model){(uintptr_t)model};
}

void cz3_delete_model(cz3_context context, cz3_model model) {
  api.model_dec_ref(unwrap(context)->z3, to_model(model));
}

cz3_ast cz3_make_value(cz3_context context, cz3_model model, cz3_ast term) {
  struct context *c = unwrap(context);
  Z3_ast value = NULL;
  bool succeeded = api.model_eval(c->z3, to_model(model), to_ast(term), true, &value);
  return owned(c, succeeded ? value : NULL);
}

/* Values */

cz3_value_kind cz3_kind(cz3_context context, cz3_ast value) {
  Z3_context z3 = unwrap(context)->z3;
  Z3_ast ast = to_ast(value);
  switch (api.get_ast_kind(z3, ast)) {
  case Z3_NUMERAL_AST: return CZ3_VALUE_BITS;
  case Z3_APP_AST: break;
  default: return CZ3_VALUE_OTHER;
  }
  switch (api.get_decl_kind(z3, api.get_app_decl(z3, api.to_app(z3, ast)))) {
  case Z3_OP_TRUE: return CZ3_VALUE_TRUE;
  case Z3_OP_FALSE: return CZ3_VALUE_FALSE;
  case Z3_OP_CONST_ARRAY: return CZ3_VALUE_CONSTANT_ARRAY;
  case Z3_OP_STORE: return CZ3_VALUE_STORE;
  case Z3_OP_AS_ARRAY: return CZ3_VALUE_TABLE;
  default: return CZ3_VALUE_OTHER;
  }
}

bool cz3_get_bits(cz3_context context, cz3_ast value, unsigned width, uint64_t *words) {
  struct context *c = unwrap(context);
  if (width <= 64) return api.get_numeral_uint64(c->z3, to_ast(value), words) && !failed(c);
  memset(words, 0, (width + 63) / 64 * sizeof *words);
  const char *digits = api.get_numeral_binary_string(c->z3, to_ast(value));
  if (failed(c) || !digits) return false;
  size_t length = strlen(digits);
  for (size_t i = 0; i < length && i < width; i++) {
    if (digits[length - 1 - i] == '1') words[i / 64] |= (uint64_t)1 << (i % 64);
  }
  return true;
}

cz3_ast cz3_argument(cz3_context context, cz3_ast value, unsigned index) {
  struct context *c = unwrap(context);
  return borrowed(c, api.get_app_arg(c->z3, api.to_app(c->z3, to_ast(value)), index));
}

/* What stands behind an `as-array`; it holds a reference, NULL after an error. */
static Z3_func_interp table_of(struct context *c, cz3_model model, cz3_ast table) {
  Z3_func_decl function = api.get_as_array_func_decl(c->z3, to_ast(table));
  if (failed(c)) return NULL;
  Z3_func_interp result = api.model_get_func_interp(c->z3, to_model(model), function);
  if (failed(c) || !result) return NULL;
  api.func_interp_inc_ref(c->z3, result);
  return result;
}

unsigned cz3_entry_count(cz3_context context, cz3_model model, cz3_ast table) {
  struct context *c = unwrap(context);
  Z3_func_interp function = table_of(c, model, table);
  if (!function) return 0;
  unsigned count = api.func_interp_get_num_entries(c->z3, function);
  api.func_interp_dec_ref(c->z3, function);
  return count;
}

/* The index or the element of an entry; the model owns both. */
static cz3_ast entry_part(cz3_context context, cz3_model model, cz3_ast table, unsigned index, bool element) {
  struct context *c = unwrap(context);
  Z3_func_interp function = table_of(c, model, table);
  if (!function) return (cz3_ast){0};
  cz3_ast part = {0};
  Z3_func_entry entry = api.func_interp_get_entry(c->z3, function, index);
  if (!failed(c)) {
    api.func_entry_inc_ref(c->z3, entry);
    part = borrowed(
      c, element ? api.func_entry_get_value(c->z3, entry) : api.func_entry_get_arg(c->z3, entry, 0));
    api.func_entry_dec_ref(c->z3, entry);
  }
  api.func_interp_dec_ref(c->z3, function);
  return part;
}

cz3_ast cz3_entry_index(cz3_context context, cz3_model model, cz3_ast table, unsigned entry) {
  return entry_part(context, model, table, entry, false);
}

cz3_ast cz3_entry_element(cz3_context context, cz3_model model, cz3_ast table, unsigned entry) {
  return entry_part(context, model, table, entry, true);
}

cz3_ast cz3_other_element(cz3_context context, cz3_model model, cz3_ast table) {
  struct context *c = unwrap(context);
  Z3_func_interp function = table_of(c, model, table);
  if (!function) return (cz3_ast){0};
  cz3_ast element = borrowed(c, api.func_interp_get_else(c->z3, function));
  api.func_interp_dec_ref(c->z3, function);
  return element;
}

/* Lambdas */

/* Terms still to be looked at. */
struct pending {
  Z3_ast *terms;
  size_t count, capacity;
};

static bool put(struct pending *pending, Z3_ast term) {
  if (pending->count == pending->capacity) {
    size_t capacity = pending->capacity ? 2 * pending->capacity : 64;
    Z3_ast *terms = realloc(pending->terms, capacity * sizeof *terms);
    if (!terms) return false;
    pending->terms = terms;
    pending->capacity = capacity;
  }
  pending->terms[pending->count++] = term;
  return true;
}

/* The number that the variable is compared with; NULL if the term is something else. */
static Z3_ast compared(Z3_context z3, Z3_app app) {
  if (api.get_decl_kind(z3, api.get_app_decl(z3, app)) != Z3_OP_EQ) return NULL;
  Z3_ast left = api.get_app_arg(z3, app, 0), right = api.get_app_arg(z3, app, 1);
  Z3_ast_kind a = api.get_ast_kind(z3, left), b = api.get_ast_kind(z3, right);
  if (a == Z3_VAR_AST && b == Z3_NUMERAL_AST) return right;
  return a == Z3_NUMERAL_AST && b == Z3_VAR_AST ? left : NULL;
}

int cz3_lambda_indices(cz3_context context, cz3_ast value, unsigned capacity, cz3_ast *indices) {
  struct context *c = unwrap(context);
  if (!api.is_lambda(c->z3, to_ast(value))) return -1;
  struct pending pending = {0};
  int count = 0;
  bool understood = put(&pending, api.get_quantifier_body(c->z3, to_ast(value)));
  while (understood && pending.count > 0) {
    Z3_ast term = pending.terms[--pending.count];
    Z3_ast_kind kind = api.get_ast_kind(c->z3, term);
    if (kind == Z3_NUMERAL_AST) continue;
    understood = kind == Z3_APP_AST;
    if (!understood) break;
    Z3_app app = api.to_app(c->z3, term);
    Z3_ast index = compared(c->z3, app);
    if (index) {
      if ((unsigned)count < capacity) indices[count] = (cz3_ast){(uintptr_t)index};
      count++;
      continue;
    }
    unsigned arguments = api.get_app_num_args(c->z3, app);
    for (unsigned i = 0; i < arguments && understood; i++) {
      understood = put(&pending, api.get_app_arg(c->z3, app, i));
    }
  }
  free(pending.terms);
  return understood && !failed(c) ? count : -1;
}
