#pragma once

#include <re2/re2.h>

#include <string>
#include <vector>

#include "intake/limits.h"
#include "lang/byte_matcher/byte_matcher.h"
#include "support/catch.h"

namespace intake::matcher {

inline std::vector<Instructions> all_instructions() {
  std::vector<Instructions> all{Instructions::kAny};
  for (const Instructions one : {Instructions::kSsse3, Instructions::kAvx2}) {
    if (one <= best_instructions()) all.push_back(one);
  }
  return all;
}

/// A pattern, read by RE2 and by a matcher for each kind of instructions; none where it is left to
/// RE2.
struct Reference {
  explicit Reference(const std::string& pattern) : re(pattern, options()) {
    for (const Instructions with : all_instructions()) {
      auto syntax = read_syntax(pattern, Limits{}.pattern_memory);
      if (!syntax) return;
      INFO(pattern);
      REQUIRE(re.ok());
      REQUIRE(syntax->names.size() == static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1);
      if (auto made = ByteMatcher::make(*std::move(syntax), Limits{}.pattern_memory, with)) {
        matchers.push_back(std::move(made));
      }
    }
  }

  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(Limits{}.pattern_memory);
    return options;
  }

  RE2 re;
  std::vector<std::unique_ptr<const ByteMatcher>> matchers;
};

struct Counts {
  std::size_t compared = 0, found = 0, captured = 0, left = 0;
};

/// Fails where a matcher says something else than RE2.
inline void check_same(const Reference& reference, const std::string& text,
                       Counts* counts = nullptr) {
  std::vector<re2::StringPiece> wanted(
      static_cast<std::size_t>(reference.re.NumberOfCapturingGroups()) + 1);
  const bool found = reference.re.Match(text, 0, text.size(), RE2::UNANCHORED, wanted.data(),
                                        static_cast<int>(wanted.size()));
  Counts unused;
  Counts& count = counts == nullptr ? unused : *counts;
  for (const auto& matcher : reference.matchers) {
    const Answer answer = matcher->search(text);
    if (answer == Answer::kTooLarge) {
      ++count.left;
      continue;
    }
    ++count.compared;
    count.found += found ? 1 : 0;
    bool same = (answer == Answer::kYes) == found;
    if (matcher->captures()) {
      std::vector<GroupEnds> groups(wanted.size());
      same = same && matcher->capture(text, groups) == found;
      for (std::size_t i = 0; found && i < groups.size(); ++i) {
        const char* end =
            wanted[i].data() == nullptr ? nullptr : wanted[i].data() + wanted[i].size();
        same =
            same && groups[i].end == end && (end == nullptr || groups[i].begin == wanted[i].data());
      }
      ++count.captured;
    }
    if (!same) FAIL("`" << reference.re.pattern() << "` in `" << text << "`");
  }
}

}  // namespace intake::matcher
