// The one function of the C maths library that the core needs and Swift's
// standard library lacks. As a compiler builtin it needs no system header, so
// the same file serves the host and the freestanding WebAssembly build.
#ifndef CNUMERICS_H
#define CNUMERICS_H

static inline double rasp_pow(double base, double exponent) {
  return __builtin_pow(base, exponent);
}

#endif
