// Mutants of decision tables: rows, cells and what they ask for. A table that leaves a combination
// out, or has two rows for one, is faulty, so that many of them are discarded by the loader.

#include <charconv>
#include <utility>

#include "mutation/mutant_walker.h"

namespace intake {
namespace {

constexpr std::string_view kThen = "then";
constexpr std::string_view kElse = "else";

/// The other ranges that are nearest to `8..30`, `8..` or `..30`; none for any other text.
std::vector<std::string> other_ranges(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return {};
  std::vector<std::string> others;
  const auto add = [&](std::string_view number, bool least) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size()) return;
    for (const std::int64_t other : {value - 1, value + 1}) {
      const std::string changed = std::to_string(other);
      others.push_back(least ? changed + std::string(text.substr(dots))
                             : std::string(text.substr(0, dots + 2)) + changed);
    }
  };
  add(text.substr(0, dots), true);
  add(text.substr(dots + 2), false);
  return others;
}

}  // namespace

void MutantWalker::table(View value) {
  const View rows = value.member("rows");
  if (!rows.is_array()) return;
  const Into into(*this, value, rows);
  drop_each("drop-row", rows, 1);
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    const View row = rows.at(r);
    if (!row.is_object()) continue;
    if (r > 0) swap_outcomes(rows, r);
    const Into one(*this, rows, row);
    for (std::uint32_t i = 0; i < row.size(); ++i) {
      const View at = row.at(i);
      const bool outcome = at.key() == kThen || at.key() == kElse;
      const Into inner(*this, row, at);
      if (!outcome) {
        remove("drop-cell", at, "without `" + std::string(at.key()) + "` in " + written_text(row));
      }
      cell(at);
    }
  }
}

/// With the row above.
void MutantWalker::swap_outcomes(View rows, std::uint32_t row) {
  Datum changed = to_datum(rows);
  Datum* outcomes[2] = {nullptr, nullptr};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Datum::Object* members = (*changed.array())[row - 1 + i].object();
    if (members == nullptr) return;
    for (auto& [key, value] : *members) {
      if (key == kThen || key == kElse) outcomes[i] = &value;
    }
  }
  if (outcomes[0] == nullptr || outcomes[1] == nullptr) return;
  std::swap(*outcomes[0], *outcomes[1]);
  replace("swap-outcomes", rows.at(row), "with what the row above asks for, and the reverse",
          std::move(changed));
}

void MutantWalker::cell(View written) {
  if (written.is_array()) {
    drop_each("drop-element", written, 1);
  } else if (written.is_string()) {
    for (const std::string& other : other_ranges(written.text())) {
      replace("change-limit", written, "with `" + other + "` in place of " + written_text(written),
              Datum(other));
    }
  } else if (const View inner = written.member("not")) {
    const Into into(*this, written, inner);
    cell(inner);
  } else if (written.is_object()) {
    leaf(written);
  }
}

}  // namespace intake
