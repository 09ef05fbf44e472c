// Mutants of what predicates and verbs are called with.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>

#include "mutation/mutant_walker.h"
#include "mutation/pattern_edits.h"

namespace intake {
namespace {

std::string in_place_of(const std::string& now, std::string_view was) {
  return "with `" + now + "` in place of `" + std::string(was) + "`";
}

}  // namespace

void MutantWalker::parameters(std::span<const ParamSpec> specs, View map, std::string_view skip) {
  std::uint32_t given = 0;
  for (std::uint32_t i = 0; i < map.size(); ++i) given += map.at(i).key() == skip ? 0 : 1;
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View member = map.at(i);
    if (member.key() == skip) continue;
    const auto spec = std::find_if(specs.begin(), specs.end(),
                                   [&](const ParamSpec& p) { return p.name == member.key(); });
    if (spec == specs.end()) continue;
    const std::string name(member.key());
    if (name == "exclusive") {
      remove_member("flip-exclusive", map, name, "with the limit itself allowed");
    } else if (given > 1 && !spec->required && !in_fix_) {
      remove_member("drop-parameter", map, name, "without `" + name + "`");
    }
    const bool limit = spec->kind == ParamKind::kInteger && (name == "min" || name == "max");
    const std::string_view opposite = name == "min" ? "max" : "min";
    if (limit && map.member(opposite).absent()) rename("swap-limits", map, member, opposite);
    const Into into(*this, map, member);
    argument(*spec, member);
  }
}

void MutantWalker::argument(const ParamSpec& spec, View written) {
  if (written.is_object() && spec.kind != ParamKind::kPatternMap) return operand(written);
  switch (spec.kind) {
    case ParamKind::kInteger:
    case ParamKind::kNumber:
      return number(written);
    case ParamKind::kDuration:
      return duration(written);
    case ParamKind::kDate:
      return date(written);
    case ParamKind::kPattern:
      return pattern(written);
    case ParamKind::kTexts:
    case ParamKind::kValues:
    case ParamKind::kChoices:
      if (written.is_array()) drop_each("drop-element", written, 1);
      return;
    case ParamKind::kPatternMap:
      if (!written.is_object() || written.size() < 2) return;
      for (std::uint32_t i = 0; i < written.size(); ++i) {
        const std::string key(written.at(i).key());
        remove_member("drop-parameter", written, key, "without `" + key + "`");
      }
      return;
    default:
      return;
  }
}

void MutantWalker::number(View written) {
  if (!written.is_integer()) return;
  const std::int64_t value = written.node().payload.integer;
  for (const std::int64_t other : {value - 1, value + 1}) {
    if (other < 0 && value >= 0) continue;
    replace("change-limit", written, in_place_of(std::to_string(other), to_display(written)),
            Datum(other));
  }
}

/// The first number of `P90D` one up and one down.
void MutantWalker::duration(View written) {
  if (!written.is_string()) return;
  const std::string text(written.text());
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string::npos) return;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), text.size());
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data() + begin, text.data() + end, value);
  if (error != std::errc()) return;
  for (const std::int64_t other : {value - 1, value + 1}) {
    if (other < 0) continue;
    const std::string changed = text.substr(0, begin) + std::to_string(other) + text.substr(end);
    replace("change-limit", written, in_place_of(changed, text), Datum(changed));
  }
}

/// A literal date one day up and down.
void MutantWalker::date(View written) {
  using namespace std::chrono;
  if (!written.is_string() || written.text().size() < 10) return;
  const std::string text(written.text());
  int y = 0;
  unsigned m = 0, d = 0;
  int read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &y, &m, &d, &read) != 3 || read != 10) return;
  const year_month_day given{year(y), month(m), day(d)};
  if (!given.ok()) return;
  for (const int step : {-1, 1}) {
    const year_month_day other(sys_days(given) + days(step));
    char changed[16];
    std::snprintf(changed, sizeof changed, "%04d-%02u-%02u", static_cast<int>(other.year()),
                  static_cast<unsigned>(other.month()), static_cast<unsigned>(other.day()));
    const std::string whole = changed + text.substr(10);
    replace("change-limit", written, in_place_of(whole, text), Datum(whole));
  }
}

void MutantWalker::pattern(View written) {
  if (!written.is_string()) return;
  for (PatternEdit& edit : pattern_edits(written.text())) {
    // A fix that goes too far is undone by the engine, so that it could not be told.
    if (in_fix_ && edit.widens) continue;
    const std::size_t before = mutants_.size();
    replace(edit.mutation, written, "pattern " + edit.change, Datum(edit.pattern));
    if (mutants_.size() == before) continue;
    mutants_.back().pattern_before = written.text();
    mutants_.back().pattern_after = std::move(edit.pattern);
    mutants_.back().pattern_probe = std::move(edit.probe);
  }
}

void MutantWalker::operand(View written) {
  const View text = written.member("expr");
  if (!text.is_string() || written.size() != 1) return;
  const Into into(*this, written, text);
  expression(text);
}

}  // namespace intake
