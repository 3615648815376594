// What Embedded Swift expects of its surroundings and glibc does not have, or not from the first
// version on that the wheel promises.
#define _GNU_SOURCE
#include <locale.h>
#include <math.h>
#include <stdlib.h>

// Seeds the hashing of dictionaries. Nothing depends on it: no output follows a dictionary's order.
__attribute__((visibility("hidden"))) void arc4random_buf(void *buffer, size_t count) {
  for (size_t index = 0; index < count; index++) ((unsigned char *)buffer)[index] = 0x5A;
}

// Parses a double in the C locale, whatever the process has; gives the end of what it could read.
__attribute__((visibility("hidden"))) const char *_swift_stdlib_strtod_clocale(
    const char *text, double *result) {
  static locale_t c_locale;
  locale_t locale = __atomic_load_n(&c_locale, __ATOMIC_ACQUIRE);
  if (!locale) {
    locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t expected = (locale_t)0;
    if (!__atomic_compare_exchange_n(
            &c_locale, &expected, locale, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      freelocale(locale);
      locale = expected;
    }
  }
  char *end;
  *result = strtod_l(text, &end, locale);
  return end;
}

// glibc 2.23 and 2.29 have versions of their own of these, which give the same numbers; the older
// ones are in every glibc.
__asm__(".symver old_pow, pow@GLIBC_2.2.5");
double old_pow(double base, double exponent);
double __wrap_pow(double base, double exponent) { return old_pow(base, exponent); }

#define WRAP_OLD(name)                                     \
  __asm__(".symver old_" #name ", " #name "@GLIBC_2.2.5"); \
  double old_##name(double x);                             \
  double __wrap_##name(double x) { return old_##name(x); }

WRAP_OLD(exp)
WRAP_OLD(exp2)
WRAP_OLD(log)
WRAP_OLD(log2)
WRAP_OLD(lgamma)
