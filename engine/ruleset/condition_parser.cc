#include "ruleset/condition_parser.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "ruleset/argument_parser.h"
#include "ruleset/expression_parser.h"
#include "ruleset/keys.h"
#include "ruleset/operand_parser.h"
#include "ruleset/table_parser.h"

namespace intake {
namespace {

using Op = Condition::Op;

/// How what stands behind the name of a connective is written.
enum class Shape : std::uint8_t { kList, kOne, kCounted, kIfThen, kQuantifier, kPresence, kTable };

struct Connective {
  std::string_view name;
  Op op;
  Shape shape;
};

constexpr std::array kConnectives{
    Connective{"all", Op::kAll, Shape::kList},
    Connective{"all-or-none-of", Op::kIff, Shape::kPresence},
    Connective{"any", Op::kAny, Shape::kList},
    Connective{"at-least", Op::kAtLeast, Shape::kCounted},
    Connective{"at-least-one-of", Op::kAtLeast, Shape::kPresence},
    Connective{"at-most", Op::kAtMost, Shape::kCounted},
    Connective{"at-most-one-of", Op::kAtMost, Shape::kPresence},
    Connective{"each", Op::kEach, Shape::kQuantifier},
    Connective{"exactly", Op::kExactly, Shape::kCounted},
    Connective{"exactly-one-of", Op::kExactly, Shape::kPresence},
    Connective{"iff", Op::kIff, Shape::kIfThen},
    Connective{"implies", Op::kImplies, Shape::kIfThen},
    Connective{"none", Op::kNone, Shape::kList},
    Connective{"not", Op::kNot, Shape::kOne},
    Connective{"some", Op::kSome, Shape::kQuantifier},
    Connective{"table", Op::kTable, Shape::kTable},
};
static_assert(std::ranges::is_sorted(kConnectives, {}, &Connective::name));

/// Null: there is none of that name.
const Connective* find_connective(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kConnectives, name, {}, &Connective::name);
  return found != kConnectives.end() && found->name == name ? found : nullptr;
}

constexpr std::array<KeySpec, 2> kCountedKeys{{
    {.name = "count", .kinds = kIntegerBit, .required = true, .example = "1"},
    {.name = "of", .kinds = kArrayBit, .required = true},
}};
constexpr std::array<KeySpec, 2> kIfThenKeys{{
    {.name = "if", .kinds = kObjectBit, .required = true},
    {.name = "then", .kinds = kObjectBit, .required = true},
}};
constexpr std::array<KeySpec, 4> kEachKeys{{
    {.name = "in", .kinds = kStringBit, .required = true},
    {.name = "as", .kinds = kStringBit},
    {.name = "that", .kinds = kObjectBit, .required = true},
    {.name = "min", .kinds = kIntegerBit},
}};

/// Reads one condition tree. Recursive; the depth is bounded by Limits::depth.
class Parser {
 public:
  explicit Parser(Scope& scope) : scope_(scope) {}

  bool parse(View written, std::uint32_t depth, Condition& out) {
    if (!written.is_object()) {
      faults().at(written, "a condition is a map, but this is " + describe_value(written),
                  written.is_array() ? "write `all:` or `any:` before a list of conditions"
                                     : "write a predicate, such as `present: true`");
      return false;
    }
    if (depth >= scope_.loading().options.limits.depth) {
      faults().at(written,
                  "conditions are nested deeper than " +
                      std::to_string(scope_.loading().options.limits.depth),
                  "split the rule");
      return false;
    }
    out.span = written.document()->span(written.id());
    View value;
    const Connective* first = nullptr;
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const View member = written.at(i);
      const Connective* connective = find_connective(member.key());
      if (connective == nullptr || (first != nullptr && first < connective)) continue;
      first = connective;
      value = member;
    }
    if (first != nullptr) {
      const Connective& connective = *first;
      bool good = true;
      for (std::uint32_t i = 0; i < written.size(); ++i) {
        const View other = written.at(i);
        if (other.id() == value.id()) continue;
        faults().at_key(other,
                        quoted(other.key()) + " stands beside `" + std::string(connective.name) +
                            "`, which has to stand alone",
                        "put both into a list under `all`");
        good = false;
      }
      return parse_connective(connective, value, depth, out) && good;
    }
    return parse_leaf(written, out);
  }

 private:
  FaultSink& faults() { return scope_.faults(); }

  bool parse_connective(const Connective& connective, View value, std::uint32_t depth,
                        Condition& out) {
    out.op = connective.op;
    switch (connective.shape) {
      case Shape::kList:
        return parse_list(value, depth, out);
      case Shape::kOne:
        return parse_child(value, depth, out);
      case Shape::kCounted:
        return parse_counted(value, quoted(connective.name), depth, out);
      case Shape::kIfThen: {
        const Keys keys(faults(), value, quoted(connective.name), kIfThenKeys);
        const bool first = parse_child(keys["if"], depth, out);
        const bool second = parse_child(keys["then"], depth, out);
        return first && second;
      }
      case Shape::kQuantifier:
        return parse_quantifier(value, depth, out);
      case Shape::kPresence:
        out.count = 1;
        return parse_presence(value, quoted(connective.name), out);
      case Shape::kTable:
        return parse_table(scope_, value, out);
    }
    return false;
  }

  /// False for an absent one, which was reported as a missing key.
  bool parse_child(View value, std::uint32_t depth, Condition& out) {
    if (value.absent()) return false;
    Condition child;
    if (!parse(value, depth + 1, child)) return false;
    out.children.push_back(std::move(child));
    return true;
  }

  bool parse_list(View value, std::uint32_t depth, Condition& out) {
    if (value.absent()) return false;
    if (!value.is_array() || value.size() == 0) {
      faults().at(value,
                  '`' + std::string(value.key()) + "` wants a list of conditions, but is " +
                      (value.is_array() ? std::string("empty") : describe_value(value)),
                  "write each condition behind a `- `");
      return false;
    }
    bool good = true;
    for (std::uint32_t i = 0; i < value.size(); ++i) {
      good = parse_child(value.at(i), depth, out) && good;
    }
    return good;
  }

  bool parse_counted(View value, const std::string& what, std::uint32_t depth, Condition& out) {
    const Keys keys(faults(), value, what, kCountedKeys);
    const bool list = parse_list(keys["of"], depth, out);
    const View count = keys["count"];
    if (count.absent()) return false;
    const std::uint32_t most = keys["of"].size();
    if (!read_count(count, out.count)) return false;
    if (keys["of"].absent()) return false;
    const std::string there =
        "as there " +
        (most == 1 ? "is only 1 condition" : "are only " + std::to_string(most) + " conditions");
    if (out.op != Op::kAtMost && out.count > most) {
      faults().at(count, "this never holds, " + there, "write at most " + std::to_string(most));
      return false;
    }
    if (out.op == Op::kAtMost && out.count >= most) {
      faults().at(count, "this always holds, " + there, "write less than " + std::to_string(most));
      return false;
    }
    if (out.op == Op::kAtLeast && out.count == 0) {
      faults().at(count, "this always holds", "write 1 or more");
      return false;
    }
    return list;
  }

  /// A list of selectors, each of which stands for its value being present.
  bool parse_presence(View value, const std::string& what, Condition& out) {
    if (!value.is_array() || value.size() < 2) {
      faults().at(value,
                  what + " wants a list of two selectors or more, but " +
                      (value.is_array() ? "has only " + std::to_string(value.size())
                                        : "is " + describe_value(value)),
                  "write [ '$.first', '$.second' ]");
      return false;
    }
    bool good = true;
    for (std::uint32_t i = 0; i < value.size(); ++i) {
      const View written = value.at(i);
      Condition leaf;
      leaf.span = written.document()->span(written.id());
      leaf.selector = parse_selector(scope_, written, SelectorUse::kSingular);
      if (!leaf.selector) {
        good = false;
        continue;
      }
      for (const Condition& other : out.children) {
        if (other.selector->text() != leaf.selector->text()) continue;
        faults().at(written, quoted(written.text()) + " stands in the list already", "remove it");
        good = false;
      }
      leaf.predicates.push_back(make_statement("present", leaf.span));
      out.children.push_back(std::move(leaf));
    }
    return good;
  }

  bool read_count(View written, std::uint32_t& out) {
    const Node& node = written.node();
    const bool small = written.kind() == Kind::kInt && node.payload.integer >= 0 &&
                       node.payload.integer <= INT32_MAX;
    if (small) {
      out = static_cast<std::uint32_t>(node.payload.integer);
      return true;
    }
    faults().at(written, to_json(written) + " is no count", "write 0 or a small number");
    return false;
  }

  bool parse_quantifier(View value, std::uint32_t depth, Condition& out) {
    const bool each = out.op == Op::kEach;
    const std::span<const KeySpec> known(kEachKeys);
    const Keys keys(faults(), value, each ? "`each`" : "`some`", known.first(each ? 4 : 3));
    if (!keys.ok()) return false;
    bool good = true;
    Places places;
    out.selector = parse_selector(scope_, keys["in"], SelectorUse::kAny, &places);
    good = out.selector.has_value();
    if (good && out.selector->singular() && scope_.loading().paths().only_lists(places)) {
      faults().at(keys["in"], "this selects the list, not its items",
                  "write '" + out.selector->text() + "[*]'");
      good = false;
    }
    if (const View min = keys["min"]) good = read_count(min, out.count) && good;
    const View as = keys["as"];
    out.variable =
        scope_.declare(Scope::VariableKind::kQuantifier, std::string(keys.text("as")), as, places);
    std::optional<Places> outer = std::exchange(scope_.current, places);
    std::optional<Places> outer_own = std::exchange(scope_.own, std::move(places));
    good = parse_child(keys["that"], depth, out) && good;
    scope_.current = std::move(outer);
    scope_.own = std::move(outer_own);
    scope_.leave(out.variable);
    return good;
  }

  bool parse_leaf(View written, Condition& out) {
    out.op = Op::kLeaf;
    bool needs_value = false;
    std::uint32_t predicates = 0;
    View expression;
    Places places = scope_.own.value_or(Places{});
    bool good = parse_subject_of_leaf(written, out, places);
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const View member = written.at(i);
      if (member.key() == "at" || member.key() == "of") continue;
      ++predicates;
      if (member.key() == "expr") {
        expression = member;
        continue;
      }
      if (find_predicate(member.key()) == nullptr) {
        report_unknown(member);
        good = false;
        continue;
      }
      if (member.key() != "bound") needs_value = true;
      auto use = parse_predicate(scope_, member);
      if (use) {
        out.predicates.push_back(std::move(*use));
      } else {
        good = false;
      }
    }
    if (predicates == 0) {
      faults().at(written, "the condition says nothing",
                  "add a predicate, such as `present: true`");
      return false;
    }
    const bool has_subject = written.member("at") || written.member("of");
    if (needs_value && !has_subject && !scope_.current) {
      faults().at(written, "there is no value here that this could be about", "add `at: '$...'`");
      return false;
    }
    if (!expression) return good;
    return add_expression(scope_, expression, places, has_subject || scope_.own.has_value(), out) &&
           good;
  }

  /// `at` or `of`; `places` becomes what the schema knows of it.
  bool parse_subject_of_leaf(View written, Condition& out, Places& places) {
    const View at = written.member("at");
    const View of = written.member("of");
    bool good = true;
    if (at) {
      out.selector = parse_selector(scope_, at, SelectorUse::kSingular, &places);
      good = out.selector.has_value();
    }
    if (of) {
      out.subject = parse_subject(scope_, of, "`of`");
      good = out.subject.has_value() && good;
      places = out.subject ? scope_.places_of(*out.subject, of) : Places{};
    }
    if (at && of) {
      faults().at_key(of, "`of` stands beside `at`",
                      "a condition is about one value: leave one out");
      good = false;
    }
    return good;
  }

  void report_unknown(View member) {
    std::vector<std::string_view> names = predicate_names();
    for (const Connective& connective : kConnectives) names.push_back(connective.name);
    std::string hint = faults().did_you_mean(member.key(), names);
    if (hint.empty()) hint = "the predicates are listed in the reference";
    faults().at_key(member, "there is no predicate " + quoted(member.key()), std::move(hint));
  }

  Scope& scope_;
};

}  // namespace

std::optional<Condition> parse_condition(Scope& scope, View written) {
  if (written.absent()) return std::nullopt;
  Condition condition;
  if (!Parser(scope).parse(written, 1, condition)) return std::nullopt;
  return condition;
}

}  // namespace intake
