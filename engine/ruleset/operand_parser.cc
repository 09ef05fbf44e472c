#include "ruleset/operand_parser.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lang/predicate/moment.h"
#include "ruleset/expression_parser.h"
#include "ruleset/keys.h"
#include "ruleset/list_loader.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 6> kOperandKeys{"ref",    "at",       "list",
                                                       "lookup", "template", "expr"};

constexpr std::array<KeySpec, 1> kRefKeys{{{.name = "ref", .kinds = kStringBit}}};
constexpr std::array<KeySpec, 1> kAtKeys{{{.name = "at", .kinds = kStringBit}}};
constexpr std::array<KeySpec, 1> kTemplateKeys{{{.name = "template", .kinds = kStringBit}}};
constexpr std::array<KeySpec, 1> kExprKeys{{{.name = "expr", .kinds = kStringBit}}};
constexpr std::array<KeySpec, 2> kListKeys{
    {{.name = "list", .kinds = kStringBit}, {.name = "column", .kinds = kStringBit}}};
constexpr std::array<KeySpec, 1> kLookupKeys{{{.name = "lookup", .kinds = kObjectBit}}};
constexpr std::array<KeySpec, 3> kLookupParts{{
    {.name = "list", .kinds = kStringBit, .required = true},
    {.name = "where", .kinds = kObjectBit, .required = true, .example = "{column: value}"},
    {.name = "column", .kinds = kStringBit, .required = true},
}};

std::vector<std::string> split_name(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// The list of that name, or null after a fault.
ListDraft* find_list(Scope& scope, View written, std::uint32_t& index) {
  Loading& loading = scope.loading();
  const Named* named = loading.resolve(loading.lists, written.text(), scope.set(), written, "list");
  if (named == nullptr) return nullptr;
  index = named->index;
  return &loading.list_drafts[index];
}

std::optional<Operand> parse_ref(Scope& scope, View written, Operand operand) {
  const std::vector<std::string> name = split_name(written.text());
  if (std::any_of(name.begin(), name.end(), [](const auto& part) { return part.empty(); })) {
    scope.faults().at(written, quoted(written.text()) + " is no name",
                      "write `name` or `name.part`");
    return std::nullopt;
  }
  auto reference = scope.resolve(name, written, 0, Scope::Use::kOperand);
  if (!reference) return std::nullopt;
  if (reference->kind == Reference::Kind::kLiteral) {
    operand.kind = Operand::Kind::kLiteral;
    operand.literal = reference->literal;
    // Absent: the parameter is faulty, which was reported where it is defined.
    if (operand.literal.absent()) return std::nullopt;
    return operand;
  }
  operand.kind = Operand::Kind::kReference;
  operand.reference = std::move(*reference);
  return operand;
}

std::optional<Operand> parse_list(Scope& scope, const Keys& keys, Operand operand) {
  const View written = keys["list"];
  if (written.absent()) return std::nullopt;
  std::uint32_t index = 0;
  const ListDraft* list = find_list(scope, written, index);
  if (list == nullptr) return std::nullopt;
  operand.kind = Operand::Kind::kLiteral;
  operand.literal = list->rows;
  if (const View column = keys["column"]) {
    operand.literal = list_column(scope.loading(), index, column.text(), column);
  }
  if (operand.literal.absent()) return std::nullopt;
  return operand;
}

std::optional<Operand> parse_lookup(Scope& scope, View map, Operand operand) {
  FaultSink& faults = scope.faults();
  const Keys keys(faults, map, "a `lookup`", kLookupParts);
  auto lookup = std::make_shared<Lookup>();
  bool good = keys.has("list") && keys.has("where") && keys.has("column");
  std::uint32_t index = 0;
  const ListDraft* list = nullptr;
  if (keys.has("list")) {
    list = find_list(scope, keys["list"], index);
    good = good && list != nullptr && !list->rows.absent();
    if (list != nullptr) {
      lookup->rows = list->rows;
      lookup->list = list->name;
    }
  }
  const auto check_column = [&](std::string_view name, View written) {
    if (list == nullptr || list->rows.absent()) return;
    good = !list_column(scope.loading(), index, name, written).absent() && good;
  };
  if (const View column = keys["column"]) {
    check_column(column.text(), column);
    lookup->column = column.text();
  }
  const View where = keys["where"];
  if (!where.absent() && where.size() == 0) {
    faults.at(where, "`where` names no column", "write `{column: value}`");
    good = false;
  }
  for (std::uint32_t i = 0; i < where.size(); ++i) {
    const View value = where.at(i);
    check_column(value.key(), value);
    std::optional<Operand> key;
    if (looks_like_operand(value)) {
      key = parse_operand(scope, value);
    } else {
      key.emplace();
      key->kind = Operand::Kind::kLiteral;
      key->literal = value;
      key->span = value.document()->span(value.id());
    }
    if (key && key->kind == Operand::Kind::kAt && !key->at->singular()) {
      faults.at(value, "this selector may match several values, but one is needed",
                "use names and indexes only");
      key.reset();
    }
    if (key) {
      lookup->where.emplace_back(std::string(value.key()), std::move(*key));
    } else {
      good = false;
    }
  }
  if (!good) return std::nullopt;
  operand.kind = Operand::Kind::kLookup;
  operand.lookup = std::move(lookup);
  return operand;
}

bool is_one_of(std::string_view text, std::span<const std::string_view> choices) {
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

bool check_choice(FaultSink& faults, View literal, View written, const ParamSpec& spec,
                  const std::string& label) {
  if (literal.is_string() && is_one_of(literal.text(), spec.choices)) return true;
  std::string hint;
  if (literal.is_string()) {
    hint = faults.did_you_mean(
        literal.text(), std::vector<std::string_view>(spec.choices.begin(), spec.choices.end()));
  } else if (is_one_of(to_json(literal), spec.choices)) {
    hint = "put it in quotes: \"" + to_json(literal) + '"';
  }
  if (hint.empty()) {
    hint = "it is one of:";
    for (const std::string_view choice : spec.choices) {
      hint += (&choice == &spec.choices.front() ? " " : ", ") + std::string(choice);
    }
  }
  const std::string found = literal.is_string() ? quoted(literal.text()) : describe_value(literal);
  faults.at(written, label + " does not know " + found, std::move(hint));
  return false;
}

bool check_kinds(FaultSink& faults, View literal, View written, std::uint8_t kinds,
                 const std::string& label, std::string hint = {}) {
  if ((kind_bit(literal.kind()) & kinds) != 0) return true;
  if (literal.document() == written.document() && literal.id() == written.id() && hint.empty()) {
    check_shape(faults, written, label, {.name = "", .kinds = kinds});
    return false;
  }
  faults.at(written,
            label + " is " + describe_value(literal) + ", but must be " + describe_kinds(kinds),
            std::move(hint));
  return false;
}

bool check_text_like(FaultSink& faults, View literal, View written, const ParamSpec& spec,
                     const std::string& label) {
  const std::string_view text = literal.text();
  if (spec.kind == ParamKind::kDate && text != "now" && !parse_moment(text)) {
    faults.at(written, label + ": " + quoted(text) + " is no date",
              "write 2024-04-01, 2024-04-01T12:00:00Z or now");
    return false;
  }
  if (spec.kind == ParamKind::kDuration && !parse_duration(text)) {
    faults.at(written, label + ": " + quoted(text) + " is no duration",
              "write days, weeks, hours, minutes or seconds, such as P90D or PT5M");
    return false;
  }
  return true;
}

}  // namespace

bool looks_like_operand(View value) {
  for (std::uint32_t i = 0; value.is_object() && i < value.size(); ++i) {
    if (is_one_of(value.at(i).key(), kOperandKeys)) return true;
  }
  return false;
}

std::optional<Operand> parse_operand(Scope& scope, View written) {
  FaultSink& faults = scope.faults();
  Operand operand;
  operand.span = written.document()->span(written.id());
  if (const View expression = written.member("expr")) {
    const Keys keys(faults, written, "an argument with `expr`", kExprKeys);
    const View text = keys["expr"];
    if (text.absent()) return std::nullopt;
    operand.expression = parse_expression(scope, text);
    if (!operand.expression) return std::nullopt;
    operand.kind = Operand::Kind::kExpression;
    return operand;
  }
  if (written.member("ref")) {
    const Keys keys(faults, written, "a reference", kRefKeys);
    const View name = keys["ref"];
    return name ? parse_ref(scope, name, std::move(operand)) : std::nullopt;
  }
  if (written.member("at")) {
    const Keys keys(faults, written, "an argument with `at`", kAtKeys);
    auto selector = parse_selector(scope, keys["at"], SelectorUse::kAny);
    if (!selector) return std::nullopt;
    operand.kind = Operand::Kind::kAt;
    operand.at = std::move(selector);
    return operand;
  }
  if (written.member("list")) {
    return parse_list(scope, Keys(faults, written, "a reference to a list", kListKeys),
                      std::move(operand));
  }
  if (written.member("lookup")) {
    const Keys keys(faults, written, "an argument with `lookup`", kLookupKeys);
    const View map = keys["lookup"];
    return map ? parse_lookup(scope, map, std::move(operand)) : std::nullopt;
  }
  const Keys keys(faults, written, "an argument with `template`", kTemplateKeys);
  const View text = keys["template"];
  if (text.absent()) return std::nullopt;
  auto parsed = parse_template(scope, text, Scope::Use::kOperand);
  if (!parsed) return std::nullopt;
  operand.kind = Operand::Kind::kTemplate;
  operand.text = std::move(parsed);
  return operand;
}

std::optional<Operand> parse_subject(Scope& scope, View written, const std::string& what) {
  if (!looks_like_operand(written)) {
    scope.faults().at(written,
                      what + " is " + describe_value(written) + ", but must say where a value is",
                      written.is_string() ? "write `at: '$...'` for a place, or `{ref: name}`"
                                          : "write `{ref: name}`, `{lookup: ...}` or the like");
    return std::nullopt;
  }
  auto operand = parse_operand(scope, written);
  if (operand && operand->kind == Operand::Kind::kAt && !operand->at->singular()) {
    scope.faults().at(written, "this selector may match several values, but one is needed",
                      "use names and indexes only");
    return std::nullopt;
  }
  return operand;
}

bool check_literal(FaultSink& faults, View literal, View written, const ParamSpec& spec,
                   const std::string& label) {
  const bool inside = literal.document() == written.document() && literal.id() == written.id();
  // A wrong item of a list that is written here is shown itself.
  const auto place_of = [&](View item) { return inside ? item : written; };
  switch (spec.kind) {
    case ParamKind::kAny:
      return true;
    case ParamKind::kTrue:
      if (literal.is_bool() && literal.boolean()) return true;
      faults.at(written, label + " is " + describe_value(literal) + ", but can only be `true`",
                label == "`present`"  ? "write `absent: true`"
                : label == "`absent`" ? "write `present: true`"
                                      : "write `not: {...}` for the opposite");
      return false;
    case ParamKind::kBoolean:
      return check_kinds(faults, literal, written, kBoolBit, label);
    case ParamKind::kInteger:
      if (!check_kinds(faults, literal, written, kIntegerBit, label)) return false;
      if (literal.kind() == Kind::kUint || literal.node().payload.integer >= 0) return true;
      faults.at(written, label + " is " + to_json(literal) + ", but a count is never negative",
                "write 0 or more");
      return false;
    case ParamKind::kNumber:
      return check_kinds(faults, literal, written, kNumberBit, label);
    case ParamKind::kText:
    case ParamKind::kPattern:
    case ParamKind::kBinding:
    case ParamKind::kSchema:
    case ParamKind::kExpression:
    case ParamKind::kDate:
    case ParamKind::kDuration:
      return check_kinds(faults, literal, written, kStringBit, label) &&
             check_text_like(faults, literal, written, spec, label);
    case ParamKind::kChoice:
      return check_choice(faults, literal, written, spec, label);
    case ParamKind::kTexts:
    case ParamKind::kChoices: {
      const bool choices = spec.kind == ParamKind::kChoices;
      if (!literal.is_array()) {
        return choices ? check_choice(faults, literal, written, spec, label)
                       : check_kinds(faults, literal, written, kStringBit | kArrayBit, label);
      }
      bool good = true;
      for (std::uint32_t i = 0; i < literal.size(); ++i) {
        const View item = literal.at(i);
        good = (choices ? check_choice(faults, item, place_of(item), spec, label)
                        : check_kinds(faults, item, place_of(item), kStringBit,
                                      "an item of " + label)) &&
               good;
      }
      return good;
    }
    case ParamKind::kValues: {
      std::string hint;
      if (!literal.is_array() && !literal.is_object()) {
        hint = "write a list: [" + to_json(literal) + ']';
      }
      if (!check_kinds(faults, literal, written, kArrayBit, label, std::move(hint))) return false;
      bool good = true;
      for (std::uint32_t i = 0; inside && i < literal.size(); ++i) {
        if (literal.at(i).size() != 1 || !looks_like_operand(literal.at(i))) continue;
        faults.at(literal.at(i), "inside a list only plain values can stand",
                  "put the values under `lists`, or use `any` with one condition each");
        good = false;
      }
      return good;
    }
    case ParamKind::kPatternMap: {
      if (!check_kinds(faults, literal, written, kObjectBit, label)) return false;
      bool good = true;
      for (std::uint32_t i = 0; i < literal.size(); ++i) {
        const View item = literal.at(i);
        good = check_kinds(faults, item, place_of(item), kStringBit,
                           quoted(item.key()) + " in " + label) &&
               good;
      }
      return good;
    }
  }
  return true;
}

}  // namespace intake
