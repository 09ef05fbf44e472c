#include "ruleset/condition_parser.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "ruleset/argument_parser.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

using Op = Condition::Op;

constexpr std::array<std::pair<std::string_view, Op>, 8> kOps{{{"all", Op::kAll},
                                                               {"any", Op::kAny},
                                                               {"none", Op::kNone},
                                                               {"not", Op::kNot},
                                                               {"exactly", Op::kExactly},
                                                               {"implies", Op::kImplies},
                                                               {"each", Op::kEach},
                                                               {"some", Op::kSome}}};

constexpr std::array<KeySpec, 2> kExactlyKeys{{
    {.name = "count", .kinds = kIntegerBit, .required = true, .example = "1"},
    {.name = "of", .kinds = kArrayBit, .required = true},
}};
constexpr std::array<KeySpec, 2> kImpliesKeys{{
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
    for (const auto& [name, op] : kOps) {
      const View value = written.member(name);
      if (value.absent()) continue;
      out.op = op;
      bool good = true;
      for (std::uint32_t i = 0; i < written.size(); ++i) {
        const View other = written.at(i);
        if (other.id() == value.id()) continue;
        faults().at_key(other,
                        quoted(other.key()) + " stands beside `" + std::string(name) +
                            "`, which has to stand alone",
                        "put both into a list under `all`");
        good = false;
      }
      return parse_op(value, depth, out) && good;
    }
    return parse_leaf(written, out);
  }

 private:
  FaultSink& faults() { return scope_.faults(); }

  bool parse_op(View value, std::uint32_t depth, Condition& out) {
    switch (out.op) {
      case Op::kAll:
      case Op::kAny:
      case Op::kNone:
        return parse_list(value, depth, out);
      case Op::kNot:
        return parse_child(value, depth, out);
      case Op::kExactly:
        return parse_exactly(value, depth, out);
      case Op::kImplies: {
        const Keys keys(faults(), value, "`implies`", kImpliesKeys);
        const bool first = parse_child(keys["if"], depth, out);
        const bool second = parse_child(keys["then"], depth, out);
        return first && second;
      }
      case Op::kEach:
      case Op::kSome:
        return parse_quantifier(value, depth, out);
      case Op::kLeaf:
        break;
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

  bool parse_exactly(View value, std::uint32_t depth, Condition& out) {
    const Keys keys(faults(), value, "`exactly`", kExactlyKeys);
    const bool list = parse_list(keys["of"], depth, out);
    const View count = keys["count"];
    if (count.absent()) return false;
    const std::uint32_t most = keys["of"].size();
    if (!read_count(count, out.count)) return false;
    if (!keys["of"].absent() && out.count > most) {
      faults().at(count,
                  "this never holds, as there " +
                      (most == 1 ? "is only 1 condition"
                                 : "are only " + std::to_string(most) + " conditions"),
                  "write at most " + std::to_string(most));
      return false;
    }
    return list;
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
    std::optional<Places> outer = std::exchange(scope_.current, std::move(places));
    good = parse_child(keys["that"], depth, out) && good;
    scope_.current = std::move(outer);
    scope_.leave(out.variable);
    return good;
  }

  bool parse_leaf(View written, Condition& out) {
    out.op = Op::kLeaf;
    bool good = true;
    bool needs_value = false;
    std::uint32_t predicates = 0;
    if (const View at = written.member("at")) {
      out.selector = parse_selector(scope_, at, SelectorUse::kSingular);
      good = out.selector.has_value();
    }
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const View member = written.at(i);
      if (member.key() == "at") continue;
      ++predicates;
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
    if (needs_value && !written.member("at") && !scope_.current) {
      faults().at(written, "there is no value here that this could be about", "add `at: '$...'`");
      return false;
    }
    return good;
  }

  void report_unknown(View member) {
    if (member.key() == "expr") {
      faults().at_key(member, "expressions are not supported by this engine version",
                      "say it with predicates and `bind`");
      return;
    }
    std::vector<std::string_view> names = predicate_names();
    for (const auto& [name, op] : kOps) names.push_back(name);
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
