// What Embedded Swift expects of its surroundings and wasi-libc does not have.
#include <stdint.h>
#include <stdlib.h>

uintptr_t __stack_chk_guard = 0x52415350;
void __stack_chk_fail(void) { __builtin_trap(); }

// Seeds the hashing of dictionaries. Nothing depends on it: no output follows a dictionary's order.
void arc4random_buf(void *buffer, size_t count) {
  for (size_t index = 0; index < count; index++) ((unsigned char *)buffer)[index] = 0x5A;
}

// Parses a double in the C locale, the only one here; gives the end of what it could read.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  char *end;
  *result = strtod(text, &end);
  return end;
}
