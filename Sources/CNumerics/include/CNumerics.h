// The functions of the C maths library that Swift's standard library lacks: the
// power for the core, the others for the dialect's module `math`. As compiler
// builtins they need no system header, so the same file serves the host and the
// freestanding WebAssembly build.
#ifndef CNUMERICS_H
#define CNUMERICS_H

static inline double rasp_pow(double base, double exponent) {
  return __builtin_pow(base, exponent);
}

static inline double rasp_exp(double x) { return __builtin_exp(x); }
static inline double rasp_exp2(double x) { return __builtin_exp2(x); }
static inline double rasp_expm1(double x) { return __builtin_expm1(x); }
static inline double rasp_log(double x) { return __builtin_log(x); }
static inline double rasp_log2(double x) { return __builtin_log2(x); }
static inline double rasp_log10(double x) { return __builtin_log10(x); }
static inline double rasp_log1p(double x) { return __builtin_log1p(x); }
static inline double rasp_sin(double x) { return __builtin_sin(x); }
static inline double rasp_cos(double x) { return __builtin_cos(x); }
static inline double rasp_tan(double x) { return __builtin_tan(x); }
static inline double rasp_asin(double x) { return __builtin_asin(x); }
static inline double rasp_acos(double x) { return __builtin_acos(x); }
static inline double rasp_atan(double x) { return __builtin_atan(x); }
static inline double rasp_sinh(double x) { return __builtin_sinh(x); }
static inline double rasp_cosh(double x) { return __builtin_cosh(x); }
static inline double rasp_tanh(double x) { return __builtin_tanh(x); }
static inline double rasp_asinh(double x) { return __builtin_asinh(x); }
static inline double rasp_acosh(double x) { return __builtin_acosh(x); }
static inline double rasp_atanh(double x) { return __builtin_atanh(x); }
static inline double rasp_erf(double x) { return __builtin_erf(x); }
static inline double rasp_erfc(double x) { return __builtin_erfc(x); }
static inline double rasp_tgamma(double x) { return __builtin_tgamma(x); }
static inline double rasp_lgamma(double x) { return __builtin_lgamma(x); }
static inline double rasp_cbrt(double x) { return __builtin_cbrt(x); }
static inline double rasp_atan2(double y, double x) {
  return __builtin_atan2(y, x);
}

#endif
