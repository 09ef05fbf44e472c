#pragma once

/// What the processor can do, asked while the program runs.
namespace intake {

/// Whether it has what engine/CMakeLists.txt compiles the *_avx2.cc for: AVX2, BMI and BMI2.
inline bool has_avx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0;
#else
  return false;
#endif
}

inline bool has_ssse3() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("ssse3") != 0;
#else
  return false;
#endif
}

}  // namespace intake
