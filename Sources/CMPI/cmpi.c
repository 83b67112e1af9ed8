#include "cmpi.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* What Open MPI's mpi.h says of its versions 3 to 5, whose library has the same name: handles are addresses of objects. */
typedef void *handle;
typedef struct {
  int source, tag, error, cancelled;
  size_t bytes;
  char reserve[64];
} status;
enum { ANY = -1, SERIALIZED = 2 };

/* Every function that is called here, with its type. */
#define CALLS(CALL)                                                               \
  CALL(Init_thread, int, (int *, char ***, int, int *))                           \
  CALL(Comm_rank, int, (handle, int *))                                           \
  CALL(Comm_size, int, (handle, int *))                                           \
  CALL(Comm_set_errhandler, int, (handle, handle))                                \
  CALL(Isend, int, (const void *, int, handle, int, int, handle, handle *))       \
  CALL(Test, int, (handle *, int *, status *))                                    \
  CALL(Improbe, int, (int, int, handle, int *, handle *, status *))               \
  CALL(Get_count, int, (const status *, handle, int *))                           \
  CALL(Mrecv, int, (void *, int, handle, handle *, status *))                     \
  CALL(Get_library_version, int, (char *, int *))                                 \
  CALL(Error_string, int, (int, char *, int *))                                   \
  CALL(Finalize, int, (void))                                                     \
  CALL(Abort, int, (handle, int))

static struct {
#define POINTER(name, result, arguments) result(*name) arguments;
  CALLS(POINTER)
#undef POINTER
} api;

static handle world, byte_type, returned_errors;
static handle arrived;
static char problem[512];
static bool has_begun;

static bool fails(const char *what) {
  if (!problem[0]) snprintf(problem, sizeof problem, "%s", what);
  return false;
}

/* Whether a call went well. */
static bool went(int code) {
  if (code == 0) return true;
  char text[1024] = "";
  int length = 0;
  api.Error_string(code, text, &length);
  return fails(text[0] ? text : "an error without a name");
}

const char *cmpi_problem(void) { return problem[0] ? problem : NULL; }

/* The library stays for as long as the process does. Its plugins look for its symbols among those of the whole process. */
static bool load(void) {
  void *library = dlopen("libmpi.so.40", RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    const char *reason = dlerror();
    return fails(reason ? reason : "libmpi.so.40 cannot be loaded");
  }
#define LOAD(name, result, arguments)                                              \
  api.name = (__typeof__(api.name))dlsym(library, "MPI_" #name);                   \
  if (!api.name) return fails("this libmpi has no MPI_" #name);
  CALLS(LOAD)
#undef LOAD
  world = dlsym(library, "ompi_mpi_comm_world");
  byte_type = dlsym(library, "ompi_mpi_byte");
  returned_errors = dlsym(library, "ompi_mpi_errors_return");
  if (!world || !byte_type || !returned_errors) return fails("this libmpi is not Open MPI's");
  char version[8192] = "";
  int length = 0;
  api.Get_library_version(version, &length);
  if (strncmp(version, "Open MPI v", 10) != 0) return fails("this libmpi is not Open MPI's");
  return true;
}

bool cmpi_begin(void) {
  if (!load()) return false;
  int provided = 0;
  if (api.Init_thread(NULL, NULL, SERIALIZED, &provided) != 0) return fails("MPI_Init_thread failed");
  has_begun = true;
  if (provided < SERIALIZED) return fails("this MPI cannot be called by several threads");
  return went(api.Comm_set_errhandler(world, returned_errors));
}

int cmpi_rank(void) {
  int rank = 0;
  went(api.Comm_rank(world, &rank));
  return rank;
}

int cmpi_size(void) {
  int size = 1;
  went(api.Comm_size(world, &size));
  return size;
}

bool cmpi_send(const void *bytes, size_t count, int rank, int tag, cmpi_request *request) {
  request->handle = 0;
  if (count > INT_MAX) return fails("a message of 2 GB or more");
  handle own = NULL;
  bool sent = went(api.Isend(bytes, (int)count, byte_type, rank, tag, world, &own));
  request->handle = sent ? (uintptr_t)own : 0;
  return sent;
}

bool cmpi_is_sent(cmpi_request *request) {
  if (!request->handle) return true;
  handle own = (handle)request->handle;
  int done = 0;
  if (!went(api.Test(&own, &done, NULL))) done = 1;
  if (done) request->handle = 0;
  return done;
}

bool cmpi_arrived(int *rank, int *tag, size_t *count) {
  status found;
  int flag = 0, bytes = 0;
  if (!went(api.Improbe(ANY, ANY, world, &flag, &arrived, &found)) || !flag) return false;
  if (!went(api.Get_count(&found, byte_type, &bytes))) return false;
  *rank = found.source;
  *tag = found.tag;
  *count = (size_t)bytes;
  return true;
}

bool cmpi_take(void *bytes, size_t count) {
  return went(api.Mrecv(bytes, (int)count, byte_type, &arrived, NULL));
}

void cmpi_end(void) {
  if (!has_begun) return;
  has_begun = false;
  api.Finalize();
  fails("MPI has ended");
}

void cmpi_abort(int code) {
  if (has_begun) api.Abort(world, code);
}
