#pragma once

#include <cstddef>
#include <cstdint>

#include "base/words.h"
#include "lang/byte_matcher/straight.h"

// Compiled once for each set of instructions, each time for itself: hence the namespace without a
// name.
namespace intake::matcher {
namespace {

/// Bytes of a continued sequence that RE2's `.` takes behind this first byte; 0: it takes none.
inline std::size_t continuation_bytes(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return 0;
}

/// Goes on behind at most `most` code points; false where there are fewer than `least`.
template <class Leading>
[[gnu::always_inline]] inline bool skip_wide_run(const ByteRun& run, const StraightStep& step,
                                                 const char*& at, const char* end,
                                                 Leading leading) {
  std::uint32_t left = step.most;
  while (left > 0 && at != end) {
    const auto rest = static_cast<std::size_t>(end - at);
    const std::size_t size = rest < left ? rest : left;
    const std::size_t ascii = leading(run, at, size);
    at += ascii;
    left -= static_cast<std::uint32_t>(ascii);
    if (ascii == size) continue;
    const std::size_t more = continuation_bytes(static_cast<unsigned char>(*at));
    if (more == 0 || static_cast<std::size_t>(end - at) <= more) break;
    bool whole = true;
    for (std::size_t i = 1; i <= more; ++i) {
      whole = whole && (static_cast<unsigned char>(at[i]) & 0xc0) == 0x80;
    }
    if (!whole) break;
    at += 1 + more;
    --left;
  }
  return step.most - left >= step.least;
}

/// `leading(run, text, size)`: how many bytes of the text belong to the run before the first that
/// does not.
template <class Leading>
[[gnu::always_inline]] inline const char* follow_with(const StraightParts& parts, const char* at,
                                                      const char* end, Leading leading) {
  using Kind = StraightStep::Kind;
  for (const StraightStep* step = parts.steps;;) {
    const auto left = static_cast<std::size_t>(end - at);
    switch (step->kind) {
      case Kind::kLiteral:
        if (left < step->least || !same_bytes(at, parts.literals + step->first, step->least)) {
          return nullptr;
        }
        at += step->least;
        break;
      case Kind::kOne:
        if (left == 0 || !parts.runs[step->first].has(static_cast<unsigned char>(*at))) {
          return nullptr;
        }
        ++at;
        break;
      case Kind::kRun: {
        const std::size_t size =
            leading(parts.runs[step->first], at, left < step->most ? left : step->most);
        if (size < step->least) return nullptr;
        at += size;
        break;
      }
      case Kind::kWideRun:
        if (!skip_wide_run(parts.runs[step->first], *step, at, end, leading)) return nullptr;
        break;
      case Kind::kIf:
        if (left == 0 || !parts.sets[step->first].has(static_cast<unsigned char>(*at))) {
          step = parts.steps + step->target;
          continue;
        }
        break;
      case Kind::kGo:
        step = parts.steps + step->target;
        continue;
      case Kind::kGroupBegin:
        if (step->first < parts.group_count) parts.groups[step->first] = {at, nullptr};
        break;
      case Kind::kGroupEnd:
        if (step->first < parts.group_count) parts.groups[step->first].end = at;
        break;
      case Kind::kEnd:
        return at;
    }
    ++step;
  }
}

}  // namespace
}  // namespace intake::matcher
