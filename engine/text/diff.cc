#include <dtl/dtl.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/edit.h"

namespace intake {
namespace {

using Lines = std::vector<std::string_view>;  // each with its line end
using Ids = std::vector<std::uint32_t>;       // lines as numbers: equal text, equal number

constexpr std::size_t kContext = 3;
// Lines (both sides) that go to the O(ND) algorithm at once; it keeps up to (lines / 2)^2 points.
constexpr std::size_t kMostAtOnce = 2'000;

enum class Op : std::uint8_t { kKeep, kDelete, kAdd };

Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// A pair of ranges still to be compared.
struct Range {
  std::size_t a_begin, a_end, b_begin, b_end;
};

class Differ {
 public:
  Differ(const Ids& a, const Ids& b) : a_(a), b_(b) {}

  std::vector<Op> run() {
    std::vector<Range> work{{0, a_.size(), 0, b_.size()}};
    bool anchored = false;
    while (!work.empty()) {
      const Range range = work.back();
      work.pop_back();
      const Range middle = keep_prefix(range);
      const std::size_t suffix = common_suffix(middle);
      const Range core{middle.a_begin, middle.a_end - suffix, middle.b_begin,
                       middle.b_end - suffix};
      const std::size_t size = core.a_end - core.a_begin + core.b_end - core.b_begin;
      if (size <= kMostAtOnce) {
        compare(core);
      } else if (!anchored) {
        // The suffix is found again in the last part.
        anchored = true;
        const auto parts = split_at_anchors(middle);
        work.insert(work.end(), parts.rbegin(), parts.rend());
        continue;
      } else {
        ops_.insert(ops_.end(), core.a_end - core.a_begin, Op::kDelete);
        ops_.insert(ops_.end(), core.b_end - core.b_begin, Op::kAdd);
      }
      ops_.insert(ops_.end(), suffix, Op::kKeep);
    }
    return std::move(ops_);
  }

 private:
  Range keep_prefix(Range r) {
    while (r.a_begin < r.a_end && r.b_begin < r.b_end && a_[r.a_begin] == b_[r.b_begin]) {
      ++r.a_begin;
      ++r.b_begin;
      ops_.push_back(Op::kKeep);
    }
    return r;
  }

  std::size_t common_suffix(const Range& r) const {
    std::size_t n = 0;
    while (r.a_end - n > r.a_begin && r.b_end - n > r.b_begin &&
           a_[r.a_end - n - 1] == b_[r.b_end - n - 1]) {
      ++n;
    }
    return n;
  }

  // Cuts the range before each line that occurs once on both sides, for a longest run of such
  // lines in the same order (patience diff).
  std::vector<Range> split_at_anchors(const Range& r) const {
    struct Seen {
      std::uint32_t in_a = 0, in_b = 0;
      std::size_t at_b = 0;
    };
    std::unordered_map<std::uint32_t, Seen> seen;
    for (std::size_t i = r.a_begin; i < r.a_end; ++i) ++seen[a_[i]].in_a;
    for (std::size_t i = r.b_begin; i < r.b_end; ++i) {
      Seen& s = seen[b_[i]];
      ++s.in_b;
      s.at_b = i;
    }
    struct Pair {
      std::size_t a, b, before;
    };
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<Pair> pairs;
    std::vector<std::size_t> tails;  // pairs that end the best run of each length
    for (std::size_t i = r.a_begin; i < r.a_end; ++i) {
      const Seen& s = seen[a_[i]];
      if (s.in_a != 1 || s.in_b != 1) continue;
      const auto place =
          std::lower_bound(tails.begin(), tails.end(), s.at_b,
                           [&](std::size_t t, std::size_t b) { return pairs[t].b < b; });
      pairs.push_back({i, s.at_b, place == tails.begin() ? kNone : *(place - 1)});
      if (place == tails.end()) {
        tails.push_back(pairs.size() - 1);
      } else {
        *place = pairs.size() - 1;
      }
    }
    std::vector<Range> parts;
    Range rest = r;
    for (std::size_t p = tails.empty() ? kNone : tails.back(); p != kNone; p = pairs[p].before) {
      parts.push_back({pairs[p].a, rest.a_end, pairs[p].b, rest.b_end});
      rest.a_end = pairs[p].a;
      rest.b_end = pairs[p].b;
    }
    parts.push_back(rest);
    std::reverse(parts.begin(), parts.end());
    return parts;
  }

  void compare(const Range& r) {
    const Ids a(a_.begin() + static_cast<std::ptrdiff_t>(r.a_begin),
                a_.begin() + static_cast<std::ptrdiff_t>(r.a_end));
    const Ids b(b_.begin() + static_cast<std::ptrdiff_t>(r.b_begin),
                b_.begin() + static_cast<std::ptrdiff_t>(r.b_end));
    if (a.empty() || b.empty()) {
      ops_.insert(ops_.end(), a.size(), Op::kDelete);
      ops_.insert(ops_.end(), b.size(), Op::kAdd);
      return;
    }
    dtl::Diff<std::uint32_t, Ids> diff(a, b);
    diff.compose();
    std::size_t adds = 0;  // after the deletions of the same run
    for (const auto& [line, info] : diff.getSes().getSequence()) {
      if (info.type == dtl::SES_ADD) {
        ++adds;
        continue;
      }
      if (info.type == dtl::SES_COMMON) {
        ops_.insert(ops_.end(), std::exchange(adds, 0), Op::kAdd);
        ops_.push_back(Op::kKeep);
      } else {
        ops_.push_back(Op::kDelete);
      }
    }
    ops_.insert(ops_.end(), adds, Op::kAdd);
  }

  const Ids& a_;
  const Ids& b_;
  std::vector<Op> ops_;
};

void put_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "begin,count" as diff prints it: an empty range names the line before it.
std::string range_text(std::size_t begin, std::size_t count) {
  const std::string first = std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? first : first + "," + std::to_string(count);
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after,
                         std::string_view before_name, std::string_view after_name) {
  if (before == after) return {};
  const Lines a = split_lines(before);
  const Lines b = split_lines(after);
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto number = [&](const Lines& lines) {
    Ids ids;
    ids.reserve(lines.size());
    for (const auto line : lines) {
      ids.push_back(
          numbers.emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return ids;
  };
  const Ids a_ids = number(a);
  const Ids b_ids = number(b);
  const std::vector<Op> ops = Differ(a_ids, b_ids).run();

  std::string out = "--- " + std::string(before_name) + "\n+++ " + std::string(after_name) + "\n";
  std::size_t i = 0, j = 0;  // lines of a and b before ops[at]
  for (std::size_t at = 0; at < ops.size();) {
    if (ops[at] == Op::kKeep) {
      ++at, ++i, ++j;
      continue;
    }
    // A hunk: from the context before to where more than two contexts of kept lines follow.
    std::size_t end = at;  // one past the last change
    for (std::size_t k = at, kept = 0; k < ops.size() && kept <= 2 * kContext; ++k) {
      kept = ops[k] == Op::kKeep ? kept + 1 : 0;
      if (kept == 0) end = k + 1;
    }
    const std::size_t lead = std::min({kContext, i, j});
    const std::size_t stop = std::min(end + kContext, ops.size());
    const std::size_t a_begin = i - lead, b_begin = j - lead;
    std::string body;
    for (std::size_t k = a_begin; k < i; ++k) put_line(body, ' ', a[k]);
    for (; at < stop; ++at) {
      if (ops[at] == Op::kKeep) {
        put_line(body, ' ', a[i]);
      } else {
        const bool deleted = ops[at] == Op::kDelete;
        put_line(body, deleted ? '-' : '+', deleted ? a[i] : b[j]);
      }
      if (ops[at] != Op::kAdd) ++i;
      if (ops[at] != Op::kDelete) ++j;
    }
    out += "@@ -" + range_text(a_begin, i - a_begin) + " +" + range_text(b_begin, j - b_begin) +
           " @@\n" + body;
  }
  return out;
}

}  // namespace intake
