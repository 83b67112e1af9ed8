#include "cz3.h"
#include <z3.h>

void cz3_version(unsigned version[4]) {
  Z3_get_version(&version[0], &version[1], &version[2], &version[3]);
}
