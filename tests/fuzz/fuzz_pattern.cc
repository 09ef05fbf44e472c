#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "intake/limits.h"
#include "lang/byte_matcher/byte_matcher.h"
#include "text/unicode.h"

using namespace intake;
using namespace intake::matcher;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

bool finds(const RE2& re, const std::string& text, std::vector<re2::StringPiece>& groups) {
  return re.Match(text, 0, text.size(), RE2::UNANCHORED, groups.data(),
                  static_cast<int>(groups.size()));
}

void compare(const RE2& re, const ByteMatcher& matcher, const std::string& text) {
  std::vector<re2::StringPiece> wanted(static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1);
  const bool found = finds(re, text, wanted);
  const Answer answer = matcher.search(text);
  if (answer == Answer::kTooLarge) return;
  check((answer == Answer::kYes) == found);
  if (!matcher.captures()) return;
  std::vector<GroupEnds> groups(wanted.size());
  check(matcher.capture(text, groups) == found);
  for (std::size_t i = 0; found && i < groups.size(); ++i) {
    check((groups[i].end != nullptr) == (wanted[i].data() != nullptr));
    if (groups[i].end == nullptr) continue;
    check(groups[i].begin == wanted[i].data());
    check(groups[i].end == wanted[i].data() + wanted[i].size());
  }
}

}  // namespace

/// A pattern, NUL, a text: what a ByteMatcher can read is proper for RE2, and both find the same,
/// whatever instructions are used.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + size);
  const std::size_t end = input.find('\0');
  const std::string pattern = input.substr(0, end);
  const std::string text = end == std::string::npos ? "" : input.substr(end + 1);
  const Limits limits;
  if (pattern.size() > limits.pattern_bytes || find_invalid_utf8(pattern)) return 0;
  if (!read_syntax(pattern, limits.pattern_memory)) return 0;

  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(limits.pattern_memory);
  const RE2 re(pattern, options);
  check(re.ok());
  for (const Instructions with : {Instructions::kAny, Instructions::kSsse3, Instructions::kAvx2}) {
    if (with > best_instructions()) break;
    auto syntax = read_syntax(pattern, limits.pattern_memory);
    check(syntax->names.size() == static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1);
    const auto matcher = ByteMatcher::make(*std::move(syntax), limits.pattern_memory, with);
    if (matcher == nullptr) return 0;
    compare(re, *matcher, text);
    compare(re, *matcher, text.substr(0, text.size() / 2));
    // Long enough for the wide instructions.
    compare(re, *matcher, std::string(40, ' ') + text);
    compare(re, *matcher, text + text + text);
  }
  return 0;
}
