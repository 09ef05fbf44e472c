// Mutants of conditions: connectives, quantifiers, presence of several places, predicates.

#include <algorithm>
#include <array>

#include "mutation/mutant_walker.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 3> kLists{"all", "any", "none"};
constexpr std::array<std::string_view, 3> kCounted{"at-least", "at-most", "exactly"};
constexpr std::array<std::string_view, 2> kIfThen{"iff", "implies"};
constexpr std::array<std::string_view, 2> kQuantifiers{"each", "some"};
constexpr std::array<std::string_view, 4> kPresence{"all-or-none-of", "at-least-one-of",
                                                    "at-most-one-of", "exactly-one-of"};
/// Predicates of the same parameters that say the opposite.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOpposites{{
    {"after", "before"},
    {"max", "min"},
    {"starts-with", "ends-with"},
    {"subset-of", "superset-of"},
}};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_leaf(View condition) {
  if (condition.size() != 1) return true;
  const std::string_view key = condition.at(0).key();
  return !is_one_of(kLists, key) && !is_one_of(kCounted, key) && !is_one_of(kIfThen, key) &&
         !is_one_of(kQuantifiers, key) && !is_one_of(kPresence, key) && key != "not" &&
         key != "table";
}

Datum map_of(std::string_view key, Datum value) {
  return Datum(Datum::Object{{std::string(key), std::move(value)}});
}

std::string quoted_name(std::string_view name) { return '`' + std::string(name) + '`'; }

}  // namespace

void MutantWalker::condition(View written) {
  if (!written.is_object() || written.size() == 0) return;
  negate(written);
  if (is_leaf(written)) {
    leaf(written);
  } else {
    connective(written, written.at(0));
  }
}

void MutantWalker::negate(View written) {
  const View inner = written.member("not");
  if (inner.is_object()) {
    replace("negate", written, "without `not` before " + written_text(inner), to_datum(inner));
  } else {
    replace("negate", written, "with `not` before " + written_text(written),
            map_of("not", to_datum(written)));
  }
}

void MutantWalker::rename(std::string_view mutation, View map, View member, std::string_view name) {
  Datum changed = to_datum(map);
  Datum::Object& members = *changed.object();
  for (auto& [key, value] : members) {
    if (key == member.key()) key = name;
  }
  replace(mutation, member,
          "with " + quoted_name(name) + " in place of " + quoted_name(member.key()),
          std::move(changed));
}

void MutantWalker::connective(View condition_map, View value) {
  const std::string_view key = value.key();
  if (is_one_of(kPresence, key)) return presence(condition_map, value);
  if (is_one_of(kQuantifiers, key)) return quantifier(condition_map, value);
  if (key == "all" && value.size() > 1) rename("swap-all-any", condition_map, value, "any");
  if (key == "any" && value.size() > 1) rename("swap-all-any", condition_map, value, "all");
  if (key == "none" && value.size() > 1) {
    replace("swap-all-any", value, "with `not: {all: ...}` in place of `none`",
            map_of("not", map_of("all", to_datum(value))));
  }
  if (key == "iff") {
    replace("change-statement", value, "with `implies` in place of `iff`",
            map_of("implies", to_datum(value)));
    const View first = value.member("if"), second = value.member("then");
    if (first && second) {
      Datum::Object turned{{"if", to_datum(second)}, {"then", to_datum(first)}};
      replace("change-statement", value, "with `implies` the other way in place of `iff`",
              map_of("implies", Datum(std::move(turned))));
    }
  }
  if (key == "implies" && value.member("then")) {
    replace("change-statement", value, "without the `if` of " + written_text(condition_map),
            to_datum(value.member("then")));
  }

  const Into into(*this, condition_map, value);
  if (is_one_of(kLists, key)) {
    children(value);
  } else if (is_one_of(kCounted, key)) {
    if (const View of = value.member("of"); of.is_array()) {
      const Into list(*this, value, of);
      children(of);
    }
    if (const View count = value.member("count"); count.is_integer()) {
      const Into number_of(*this, value, count);
      const std::int64_t wanted = count.node().payload.integer;
      for (const std::int64_t other : {wanted - 1, wanted + 1}) {
        if (other < 0) continue;
        replace("change-count", count,
                "with " + quoted_name("count: " + std::to_string(other)) + " in place of " +
                    std::to_string(wanted),
                Datum(other));
      }
    }
  } else if (is_one_of(kIfThen, key)) {
    for (const std::string_view side : {"if", "then"}) {
      const View part = value.member(side);
      if (part.absent()) continue;
      const Into one(*this, value, part);
      condition(part);
    }
  } else if (key == "table") {
    table(value);
  } else {
    // Its own negation is this one's.
    if (is_leaf(value)) {
      leaf(value);
    } else if (value.is_object() && value.size() == 1) {
      connective(value, value.at(0));
    }
  }
}

void MutantWalker::children(View list) {
  if (!list.is_array()) return;
  drop_each("drop-condition", list, 1);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Into into(*this, list, list.at(i));
    condition(list.at(i));
  }
}

void MutantWalker::quantifier(View condition_map, View value) {
  const bool each = value.key() == "each";
  const View min = value.member("min");
  Datum arguments = to_datum(value);
  if (min) {
    std::erase_if(*arguments.object(), [](const auto& member) { return member.first == "min"; });
  }
  replace("swap-each-some", value,
          each ? "with `some` in place of `each`" : "with `each` in place of `some`",
          map_of(each ? "some" : "each", std::move(arguments)));
  const Into into(*this, condition_map, value);
  if (each && min.is_integer()) {
    const Into number_of(*this, value, min);
    const std::int64_t least = min.node().payload.integer;
    for (const std::int64_t other : {least - 1, least + 1}) {
      if (other < 0) continue;
      replace("change-quantifier-min", min,
              "with " + quoted_name("min: " + std::to_string(other)) + " in place of " +
                  std::to_string(least),
              Datum(other));
    }
  } else if (each && min.absent()) {
    Datum with_min = to_datum(value);
    with_min.object()->emplace_back("min", Datum(std::int64_t{1}));
    replace("change-quantifier-min", value, "with `min: 1` added", std::move(with_min));
  }
  if (const View that = value.member("that")) {
    const Into inner(*this, value, that);
    condition(that);
  }
}

void MutantWalker::presence(View condition_map, View value) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOthers{{
      {"all-or-none-of", "at-most-one-of"},
      {"all-or-none-of", "at-least-one-of"},
      {"at-least-one-of", "exactly-one-of"},
      {"at-most-one-of", "exactly-one-of"},
      {"exactly-one-of", "at-least-one-of"},
      {"exactly-one-of", "at-most-one-of"},
  }};
  for (const auto& [from, to] : kOthers) {
    if (from == value.key()) rename("change-presence", condition_map, value, to);
  }
  const Into into(*this, condition_map, value);
  drop_each("drop-condition", value, 2);
}

void MutantWalker::leaf(View condition_map) {
  std::uint32_t predicates = 0;
  for (std::uint32_t i = 0; i < condition_map.size(); ++i) {
    predicates += find_predicate(condition_map.at(i).key()) != nullptr ? 1 : 0;
  }
  for (std::uint32_t i = 0; i < condition_map.size(); ++i) {
    const View member = condition_map.at(i);
    if (find_predicate(member.key()) == nullptr) continue;
    const std::string text = quoted_name(std::string(member.key()) + ": " + to_display(member));
    if (predicates > 1) {
      const std::string name(member.key());
      remove_member("drop-predicate", condition_map, name, "without `" + name + "`");
      // The predicate alone turned round, the others as they are.
      Datum rest = to_datum(condition_map);
      std::erase_if(*rest.object(), [&](const auto& other) { return other.first == name; });
      Datum::Object alone;
      for (const std::string_view place : {"at", "of"}) {
        if (const View at = condition_map.member(place)) {
          alone.emplace_back(std::string(place), to_datum(at));
        }
      }
      alone.emplace_back(name, to_datum(member));
      Datum::Array both;
      both.push_back(std::move(rest));
      both.push_back(map_of("not", Datum(std::move(alone))));
      replace("negate", member, "with `not` before `" + name + "`",
              map_of("all", Datum(std::move(both))));
    }
    for (const auto& [one, other] : kOpposites) {
      if (member.key() == one) rename("swap-predicate", condition_map, member, other);
      if (member.key() == other) rename("swap-predicate", condition_map, member, one);
    }
    predicate(condition_map, member);
  }
}

void MutantWalker::predicate(View condition_map, View member) {
  const Predicate& named = *find_predicate(member.key());
  const Into into(*this, condition_map, member);
  if (named.name == "expr") return expression(member);
  if (named.params.empty()) return;
  bool names_parameters = member.is_object() && member.size() > 0;
  for (std::uint32_t i = 0; i < member.size() && names_parameters; ++i) {
    names_parameters =
        std::any_of(named.params.begin(), named.params.end(),
                    [&](const ParamSpec& p) { return p.name == member.at(i).key(); });
  }
  if (names_parameters) return parameters(named.params, member, "");
  const bool has_exclusive =
      std::any_of(named.params.begin(), named.params.end(),
                  [](const ParamSpec& spec) { return spec.name == "exclusive"; });
  if (has_exclusive) {
    Datum::Object given{{std::string(named.params[0].name), to_datum(member)},
                        {"exclusive", Datum(true)}};
    replace("flip-exclusive", member, "with the limit itself left out", Datum(std::move(given)));
  }
  argument(named.params[0], member);
}

}  // namespace intake
