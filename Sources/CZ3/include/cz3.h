/* The few calls of Z3 that p2pcheck uses.
 *
 * No call aborts or jumps: the first error since cz3_clear_error is kept in the context, and the call that failed
 * returns a handle or number that is 0. Only cz3_interrupt may be called from another thread. */
#ifndef CZ3_H
#define CZ3_H

#include <stdbool.h>
#include <stdint.h>

/* Opaque objects; 0 is none. */
typedef struct { uintptr_t handle; } cz3_context;
typedef struct { uintptr_t handle; } cz3_sort;
typedef struct { uintptr_t handle; } cz3_ast;
typedef struct { uintptr_t handle; } cz3_solver;
typedef struct { uintptr_t handle; } cz3_model;

/* The library is loaded when it is first needed. NULL, or why it cannot be used, as a clause; then no context can be made. */
const char *cz3_problem(void);

/* Z3's version as four numbers, left as they are if there is none. */
void cz3_version(unsigned version[4]);

/* A limit for all contexts of the process, in megabytes; it must be set before the first context is made. */
void cz3_limit_memory(unsigned megabytes);
/* The bytes that Z3 has allocated for all contexts of the process. */
uint64_t cz3_allocated_bytes(void);

/* Contexts. Everything made in a context must be released before the context is. */
cz3_context cz3_new_context(void);
void cz3_delete_context(cz3_context context);
void cz3_interrupt(cz3_context context);

/* The first error since the last clearing: 0, or Z3's code and its message. */
typedef enum {
  CZ3_OK = 0,
  CZ3_SORT_ERROR,
  CZ3_INVALID_ARGUMENT,
  CZ3_PARSER_ERROR,
  CZ3_OUT_OF_MEMORY,
  CZ3_EXCEPTION,
  CZ3_OTHER_ERROR
} cz3_error_code;
cz3_error_code cz3_error(cz3_context context);
const char *cz3_error_message(cz3_context context);
void cz3_clear_error(cz3_context context);

/* Sorts live as long as their context. */
cz3_sort cz3_bool_sort(cz3_context context);
cz3_sort cz3_bits_sort(cz3_context context, unsigned width);
cz3_sort cz3_array_sort(cz3_context context, cz3_sort index, cz3_sort element);

/* Terms. What a cz3_make call returns must be released once. */
typedef enum {
  CZ3_TRUE, CZ3_FALSE, CZ3_NOT, CZ3_AND, CZ3_OR, CZ3_EQUAL, CZ3_ITE,
  CZ3_BVNEG, CZ3_BVNOT, CZ3_BVADD, CZ3_BVSUB, CZ3_BVMUL, CZ3_BVUDIV, CZ3_BVUREM, CZ3_BVSDIV, CZ3_BVSREM,
  CZ3_BVAND, CZ3_BVOR, CZ3_BVXOR, CZ3_BVSHL, CZ3_BVLSHR, CZ3_BVASHR,
  CZ3_BVULT, CZ3_BVULE, CZ3_BVSLT, CZ3_BVSLE, CZ3_CONCAT, CZ3_SELECT, CZ3_STORE
} cz3_operation;
cz3_ast cz3_make_constant(cz3_context context, const char *name, cz3_sort sort);
/* A constant whose name no other has. */
cz3_ast cz3_make_fresh(cz3_context context, cz3_sort sort);
/* The least significant word comes first. */
cz3_ast cz3_make_bits(cz3_context context, unsigned width, const uint64_t *words);
cz3_ast cz3_make(cz3_context context, cz3_operation operation, unsigned count, const cz3_ast *arguments);
cz3_ast cz3_make_extract(cz3_context context, unsigned high, unsigned low, cz3_ast argument);
cz3_ast cz3_make_zero_extend(cz3_context context, unsigned count, cz3_ast argument);
cz3_ast cz3_make_sign_extend(cz3_context context, unsigned count, cz3_ast argument);
cz3_ast cz3_make_constant_array(cz3_context context, cz3_sort index, cz3_ast element);
void cz3_release(cz3_context context, cz3_ast ast);

/* Solvers. */
cz3_solver cz3_new_solver(cz3_context context);
/* One that only ever uses the incremental core. */
cz3_solver cz3_new_simple_solver(cz3_context context);
cz3_solver cz3_new_solver_for_logic(cz3_context context, const char *logic);
/* Tactics, each for the result of the one before it: their names, separated by single spaces. */
cz3_solver cz3_new_solver_for_tactics(cz3_context context, const char *names);
void cz3_delete_solver(cz3_context context, cz3_solver solver);
bool cz3_has_parameter(cz3_context context, cz3_solver solver, const char *parameter);
/* A parameter that the solver does not have would spoil it. */
void cz3_set_number(cz3_context context, cz3_solver solver, const char *parameter, unsigned value);
void cz3_set_flag(cz3_context context, cz3_solver solver, const char *parameter, bool value);
void cz3_push(cz3_context context, cz3_solver solver);
void cz3_pop(cz3_context context, cz3_solver solver, unsigned count);
void cz3_assert(cz3_context context, cz3_solver solver, cz3_ast formula);
/* Asserts what an SMT-LIB script declares and asserts; its other commands are ignored. */
void cz3_assert_script(cz3_context context, cz3_solver solver, const char *script);
/* 1 satisfiable, -1 unsatisfiable, 0 unknown or an error. */
int cz3_check(cz3_context context, cz3_solver solver, unsigned count, const cz3_ast *assumptions);
/* Why the last check gave 0; valid until the next call. */
const char *cz3_reason_unknown(cz3_context context, cz3_solver solver);
/* The assumptions that contradict: fills at most `capacity` and returns how many there are. */
unsigned cz3_core(cz3_context context, cz3_solver solver, unsigned capacity, cz3_ast *core);
/* A number from the solver's statistics; 0 if it has none of that name. */
double cz3_statistic(cz3_context context, cz3_solver solver, const char *name);

/* Models. */
cz3_model cz3_new_model(cz3_context context, cz3_solver solver);
void cz3_delete_model(cz3_context context, cz3_model model);
/* The value of a term; what the model leaves open gets a value too. */
cz3_ast cz3_make_value(cz3_context context, cz3_model model, cz3_ast term);

/* Values. */
typedef enum {
  CZ3_VALUE_OTHER = 0,
  CZ3_VALUE_TRUE,
  CZ3_VALUE_FALSE,
  CZ3_VALUE_BITS,
  /* One argument: the element. */
  CZ3_VALUE_CONSTANT_ARRAY,
  /* Three arguments: array, index and element. */
  CZ3_VALUE_STORE,
  /* Entries and an element for all other indices. */
  CZ3_VALUE_TABLE
} cz3_value_kind;
cz3_value_kind cz3_kind(cz3_context context, cz3_ast value);
/* The least significant word first; `words` must hold (width + 63) / 64. */
bool cz3_get_bits(cz3_context context, cz3_ast value, unsigned width, uint64_t *words);
cz3_ast cz3_argument(cz3_context context, cz3_ast value, unsigned index);
unsigned cz3_entry_count(cz3_context context, cz3_model model, cz3_ast table);
cz3_ast cz3_entry_index(cz3_context context, cz3_model model, cz3_ast table, unsigned entry);
cz3_ast cz3_entry_element(cz3_context context, cz3_model model, cz3_ast table, unsigned entry);
/* The element of all other indices; none if the model leaves it open. */
cz3_ast cz3_other_element(cz3_context context, cz3_model model, cz3_ast table);
/* The numbers that a lambda compares its variable with: fills at most `capacity` and returns how many there are, or -1
 * if the value is no lambda or uses its variable otherwise. All other indices have the same element. */
int cz3_lambda_indices(cz3_context context, cz3_ast value, unsigned capacity, cz3_ast *indices);

#endif
