#include "revision/predicate_relation.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "lang/predicate/moment.h"
#include "ruleset/fault_sink.h"

namespace intake {
namespace {

/// How the values of a parameter are ordered.
enum class Measure : std::uint8_t {
  kItems,  // more items: one list holds the other
  kNumber,
  kDate,
  kDuration,
  kFlag,  // true is more than left out
};

/// Whether more of a parameter lets more values through; everything else is unknown.
struct Monotone {
  std::string_view predicate, parameter;
  Measure measure;
  bool more_is_looser;
  bool demand;  // the parameter adds a demand: left out, nothing is asked in its place
};

constexpr std::array<Monotone, 35> kMonotone{{
    {"after", "at-least", Measure::kDuration, false, false},
    {"after", "date", Measure::kDate, false, false},
    {"before", "at-least", Measure::kDuration, false, false},
    {"before", "date", Measure::kDate, true, false},
    {"check-digits", "algorithms", Measure::kItems, true, false},
    {"contains-all", "values", Measure::kItems, false, false},
    {"count", "max", Measure::kNumber, true, true},
    {"count", "min", Measure::kNumber, false, true},
    {"disjoint", "values", Measure::kItems, false, false},
    {"ends-with", "texts", Measure::kItems, true, false},
    {"format", "names", Measure::kItems, true, false},
    {"has-members", "names", Measure::kItems, false, false},
    {"length", "max", Measure::kNumber, true, true},
    {"length", "min", Measure::kNumber, false, true},
    {"max", "exclusive", Measure::kFlag, false, true},
    {"max", "value", Measure::kNumber, true, false},
    {"mentions", "cues", Measure::kItems, true, false},
    {"min", "exclusive", Measure::kFlag, false, true},
    {"min", "value", Measure::kNumber, false, false},
    {"one-of", "values", Measure::kItems, true, false},
    {"same-as", "ignore", Measure::kItems, true, false},
    {"starts-with", "texts", Measure::kItems, true, false},
    {"subset-of", "values", Measure::kItems, true, false},
    {"superset-of", "values", Measure::kItems, false, false},
    {"type", "types", Measure::kItems, true, false},
    {"url", "host", Measure::kItems, true, true},
    {"url", "path", Measure::kItems, true, true},
    {"url", "path-prefix", Measure::kItems, true, true},
    {"url", "query-has", Measure::kItems, false, true},
    {"url", "query-only", Measure::kItems, true, true},
    {"url", "scheme", Measure::kItems, true, true},
    {"url", "without", Measure::kItems, false, true},
    {"within", "after", Measure::kDuration, true, false},
    {"within", "before", Measure::kDuration, true, false},
    {"within", "duration", Measure::kDuration, true, false},
}};

constexpr auto order_of(const Monotone& row) { return std::tie(row.predicate, row.parameter); }
static_assert(std::is_sorted(kMonotone.begin(), kMonotone.end(),
                             [](const Monotone& a, const Monotone& b) {
                               return order_of(a) < order_of(b);
                             }));

const Monotone* find_monotone(std::string_view predicate, std::string_view parameter) {
  const auto found = std::find_if(kMonotone.begin(), kMonotone.end(), [&](const Monotone& row) {
    return row.predicate == predicate && row.parameter == parameter;
  });
  return found == kMonotone.end() ? nullptr : &*found;
}

/// The items of a list, or the one value that stands for a list of one.
std::vector<View> items_of(View value) {
  if (!value.is_array()) return {value};
  std::vector<View> items;
  for (std::uint32_t i = 0; i < value.size(); ++i) items.push_back(value.at(i));
  return items;
}

/// The items that only the first list has.
std::vector<View> missing_from(const std::vector<View>& other, const std::vector<View>& items) {
  std::vector<View> out;
  for (const View item : items) {
    const bool there =
        std::any_of(other.begin(), other.end(), [&](View known) { return equal(item, known); });
    if (!there) out.push_back(item);
  }
  return out;
}

enum class Order : std::uint8_t { kSame, kMore, kLess, kBoth, kNone };

Order order_of(std::strong_ordering after_to_before) {
  if (after_to_before == std::strong_ordering::equal) return Order::kSame;
  return after_to_before > 0 ? Order::kMore : Order::kLess;
}

Order order_of_items(View before, View after) {
  const std::vector<View> a = items_of(before), b = items_of(after);
  const bool fewer = !missing_from(b, a).empty(), more = !missing_from(a, b).empty();
  if (fewer && more) return Order::kBoth;
  return more ? Order::kMore : fewer ? Order::kLess : Order::kSame;
}

/// How the later value stands to the one before.
Order order(Measure measure, View before, View after) {
  switch (measure) {
    case Measure::kItems:
      return order_of_items(before, after);
    case Measure::kNumber:
      if (!before.is_number() || !after.is_number()) return Order::kNone;
      return order_of(compare(after, before));
    case Measure::kDate: {
      if (!before.is_string() || !after.is_string()) return Order::kNone;
      const auto a = parse_moment(before.text()), b = parse_moment(after.text());
      // A date and a date-time are not compared to the second.
      if (!a || !b || a->is_date != b->is_date) return Order::kNone;
      return order_of(std::tie(b->second, b->nanosecond) <=> std::tie(a->second, a->nanosecond));
    }
    case Measure::kDuration: {
      if (!before.is_string() || !after.is_string()) return Order::kNone;
      const auto a = parse_duration(before.text()), b = parse_duration(after.text());
      if (!a || !b) return Order::kNone;
      return order_of(*b <=> *a);
    }
    case Measure::kFlag:
      return Order::kNone;
  }
  return Order::kNone;
}

std::string shown(View value) { return quoted(to_display(value)); }

std::string shown(const Operand& operand, const PatternPtr& pattern) {
  if (pattern != nullptr) return quoted(pattern->text());
  if (const View value = fixed_value(operand)) return shown(value);
  switch (operand.kind) {
    case Operand::Kind::kReference:
      return quoted(operand.reference.name);
    case Operand::Kind::kAt:
      return quoted(operand.at ? operand.at->text() : std::string());
    case Operand::Kind::kTemplate:
      return quoted(operand.text ? operand.text->text.text() : std::string());
    case Operand::Kind::kExpression:
      return quoted(operand.expression ? operand.expression->text : std::string());
    case Operand::Kind::kLookup:
      return "a lookup in " + quoted(operand.lookup ? operand.lookup->list : std::string());
    default:
      return "left out";
  }
}

std::string listed(const std::vector<View>& items) {
  constexpr std::size_t kMost = 5;
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < kMost; ++i) {
    text += (i == 0 ? "" : ", ") + shown(items[i]);
  }
  if (items.size() > kMost) text += " and " + std::to_string(items.size() - kMost) + " more";
  return text;
}

/// "no longer has `red`; has `blue` in addition".
std::string item_changes(View before, View after) {
  const std::vector<View> a = items_of(before), b = items_of(after);
  const std::vector<View> gone = missing_from(b, a), come = missing_from(a, b);
  std::string text;
  if (!gone.empty()) text = "no longer has " + listed(gone);
  if (!come.empty()) text += (text.empty() ? "" : "; ") + ("has " + listed(come)) + " in addition";
  return text.empty() ? "has the same items in another order" : text;
}

struct Argument {
  const Operand& operand;
  PatternPtr pattern;
  bool given() const { return operand.kind != Operand::Kind::kNone || pattern != nullptr; }
};

Argument argument_of(const PredicateUse& use, std::size_t parameter) {
  return {use.args[parameter],
          parameter < use.patterns.size() ? use.patterns[parameter] : PatternPtr()};
}

Relation relation_of_argument(const Monotone* monotone, const Argument& before,
                              const Argument& after) {
  if (monotone == nullptr) return Relation::kUnknown;
  const auto more = monotone->more_is_looser ? Relation::kLooser : Relation::kTighter;
  if (before.given() != after.given()) {
    if (!monotone->demand) return Relation::kUnknown;
    return after.given() ? Relation::kTighter : Relation::kLooser;
  }
  const View a = fixed_value(before.operand), b = fixed_value(after.operand);
  if (!a || !b) return Relation::kUnknown;
  switch (order(monotone->measure, a, b)) {
    case Order::kSame:
      return Relation::kEqual;
    case Order::kMore:
      return more;
    case Order::kLess:
      return flipped(more);
    case Order::kBoth:
      return Relation::kMixed;
    case Order::kNone:
      return Relation::kUnknown;
  }
  return Relation::kUnknown;
}

}  // namespace

Relation relation_of(const Versions& versions, const PredicateUse& before,
                     const PredicateUse& after, std::string_view label, std::string_view place,
                     std::vector<std::string>& details) {
  if (same(versions, before, after)) return Relation::kEqual;
  const Predicate& predicate = *after.predicate;
  const std::string name = quoted(predicate.name) + std::string(place);
  if (before.expression != nullptr || after.expression != nullptr ||
      before.args.size() != predicate.params.size() ||
      after.args.size() != predicate.params.size()) {
    details.push_back(std::string(label) + name + " differs");
    return Relation::kUnknown;
  }
  Relation relation = Relation::kEqual;
  bool told = false;
  for (std::size_t i = 0; i < predicate.params.size(); ++i) {
    const Argument a = argument_of(before, i), b = argument_of(after, i);
    const bool same_pattern =
        a.pattern == b.pattern ||
        (a.pattern != nullptr && b.pattern != nullptr && a.pattern->text() == b.pattern->text());
    if (same_pattern && same(versions, a.operand, b.operand)) continue;
    told = true;
    const Monotone* monotone = find_monotone(predicate.name, predicate.params[i].name);
    relation = both(relation, relation_of_argument(monotone, a, b));
    const View was = fixed_value(a.operand), is = fixed_value(b.operand);
    const std::string what = i == 0 ? name : quoted(predicate.params[i].name) + " of " + name;
    const std::string before_text = shown(a.operand, a.pattern);
    const std::string after_text = shown(b.operand, b.pattern);
    if (was.is_array() && is.is_array()) {
      details.push_back(std::string(label) + what + ' ' + item_changes(was, is));
    } else if (before_text == after_text) {
      details.push_back(std::string(label) + what + ": " + after_text +
                        " stands for something else");
    } else {
      details.push_back(std::string(label) + what + " is " + after_text + ", was " + before_text);
    }
  }
  if (told) return relation;
  const bool binding = predicate.name == "bound";
  details.push_back(std::string(label) + name +
                    (binding ? ": the binding stands for something else" : " differs"));
  return Relation::kUnknown;
}

std::vector<MonotoneName> monotone_parameters() {
  std::vector<MonotoneName> names;
  names.reserve(kMonotone.size());
  for (const Monotone& row : kMonotone) names.push_back({row.predicate, row.parameter});
  return names;
}

}  // namespace intake
