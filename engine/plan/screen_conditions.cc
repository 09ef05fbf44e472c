#include <algorithm>
#include <limits>
#include <utility>

#include "lang/predicate/value_sets.h"
#include "plan/screen_compiler.h"

namespace intake {
namespace {

using TestKind = Screen::TestKind;

std::string number(std::uint64_t value) { return std::to_string(value) + ","; }

std::string cell_key(const Screen::Cell& cell) {
  return number(cell.row) + number(cell.slot) + (cell.null_is_absent ? "n" : "");
}

std::string column_key(const Screen::Column& column) {
  return number(column.row) + number(column.slot) + number(column.range_row) + number(column.range);
}

/// A count written in a rule; nullopt where it is none.
std::optional<std::uint64_t> count_of(const Operand& operand) {
  if (operand.kind != Operand::Kind::kLiteral || !operand.literal.is_integer()) return std::nullopt;
  const Node& node = operand.literal.node();
  if (node.kind == Kind::kUint) return node.payload.unsigned_integer;
  if (node.payload.integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(node.payload.integer);
}

std::uint8_t bits_of_type(std::string_view name) {
  if (name == "null") return kNullBit;
  if (name == "boolean") return kBoolBit;
  if (name == "integer") return kIntegerBit;
  if (name == "number") return kNumberBit;
  if (name == "string") return kStringBit;
  if (name == "array") return kArrayBit;
  return name == "object" ? kObjectBit : 0;
}

}  // namespace

std::uint32_t ScreenCompiler::text(std::string_view text) {
  screen_.texts.push_back(screen_.arena.copy(text));
  return static_cast<std::uint32_t>(screen_.texts.size() - 1);
}

std::uint32_t ScreenCompiler::condition(std::uint32_t index, const Scope& scope) {
  const PlanNode& node = screen_.plan->nodes[index];
  Screen::Condition out;
  out.op = node.op;
  out.count = node.count;
  std::string key = std::to_string(static_cast<unsigned>(node.op)) + ":" + number(node.count);
  std::vector<std::uint32_t> children;
  if (node.op == Condition::Op::kLeaf) {
    out = leaf(node, scope, key);
  } else {
    Scope inner = scope;
    if (node.op == Condition::Op::kEach || node.op == Condition::Op::kSome) {
      const auto through = column(screen_.plan->selectors[node.selector], scope);
      const bool taken =
          through && std::count(scope.tables.begin(), scope.tables.end(), through->row) > 0;
      out.unsupported = !through || taken;
      if (through) {
        out.subject = static_cast<std::uint32_t>(screen_.columns.size());
        screen_.columns.push_back(*through);
        inner.tables.push_back(through->row);
        inner.current = inner.value = through->place;
        if (node.variable < inner.variables.size()) {
          inner.variables[node.variable] = {through->place, false};
        }
        key += column_key(*through);
      }
    }
    if (node.op == Condition::Op::kTable) out.table_first = node.table->first;
    if (!out.unsupported) {
      for (std::uint32_t i = 0; i < node.children; ++i) {
        children.push_back(condition(node.first_child + i, inner));
        key += number(children.back());
      }
    }
    key += out.table_first ? "f" : "";
  }
  if (node.op == Condition::Op::kNot && children.size() == 1) {
    const Screen::Condition& inner = screen_.conditions[children[0]];
    if (inner.op == Condition::Op::kLeaf && !inner.unsupported) {
      out = inner;
      out.negated = !inner.negated;
    }
  }
  if (out.unsupported) key += "?" + number(index);
  const auto known = numbers_.find(key);
  if (known != numbers_.end()) {
    ++uses_[known->second];
    return known->second;
  }
  if (out.op != Condition::Op::kLeaf) {
    out.first = static_cast<std::uint32_t>(screen_.children.size());
    out.size = static_cast<std::uint32_t>(children.size());
    screen_.children.insert(screen_.children.end(), children.begin(), children.end());
  }
  const auto made = static_cast<std::uint32_t>(screen_.conditions.size());
  screen_.conditions.push_back(out);
  uses_.push_back(1);
  numbers_.emplace(std::move(key), made);
  return made;
}

bool ScreenCompiler::of_whole(std::uint32_t index) const {
  const Screen::Condition& condition = screen_.conditions[index];
  if (condition.unsupported) return false;
  using Op = Condition::Op;
  if (condition.op == Op::kEach || condition.op == Op::kSome) {
    return false;
  }
  for (std::uint32_t i = 0; condition.op != Op::kLeaf && i < condition.size; ++i) {
    if (!of_whole(screen_.children[condition.first + i])) return false;
  }
  if (condition.op != Op::kLeaf) return true;
  if (condition.has_subject && condition.row != 0) return false;
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    const Screen::Test& test = screen_.tests[condition.first + i];
    if (test.kind == TestKind::kUnsupported) return false;
    if (test.kind == TestKind::kEqualsCell && screen_.cells[test.first].row != 0) return false;
    if (test.kind == TestKind::kBound && screen_.cells[test.first].row != 0) return false;
    if (test.kind == TestKind::kEqualsPieces || test.kind == TestKind::kPredicate) return false;
  }
  return true;
}

ScreenCompiler::Name ScreenCompiler::subject(const PlanNode& node, const Scope& scope) {
  const auto of = [](const std::optional<Screen::Cell>& cell) {
    Name found;
    if (cell) found.kind = Name::Kind::kCell;
    if (cell) found.cell = *cell;
    return found;
  };
  if (node.subject != kNone) {
    const PlanArg& arg = screen_.plan->args[node.subject];
    if (arg.operand->kind == Operand::Kind::kAt) return of(cell(*arg.operand->at, scope));
    if (arg.operand->kind != Operand::Kind::kReference) return {};
    return name(arg.operand->reference, scope);
  }
  if (node.selector != kNone) return of(cell(screen_.plan->selectors[node.selector], scope));
  if (scope.value == kNone) return {};
  return of(places_.cell(scope.value));
}

Screen::Condition ScreenCompiler::leaf(const PlanNode& node, const Scope& scope, std::string& key) {
  Screen::Condition out;
  const Plan& plan = *screen_.plan;
  const bool about_binding =
      node.uses == 1 && plan.uses[node.first_use].use->predicate->name == "bound";
  const Name subject_of = subject(node, scope);
  out.has_subject = subject_of.kind == Name::Kind::kCell && !about_binding;
  out.of_group = subject_of.kind == Name::Kind::kGroup && !about_binding;
  if (!out.has_subject && !out.of_group && !about_binding) {
    out.unsupported = true;
    return out;
  }
  if (out.has_subject) {
    out.row = static_cast<std::uint16_t>(subject_of.cell.row);
    out.unsupported = out.row != subject_of.cell.row;
    out.slot = subject_of.cell.slot;
    out.subject = static_cast<std::uint32_t>(screen_.cells.size());
    screen_.cells.push_back(subject_of.cell);
    key += cell_key(subject_of.cell);
  } else if (out.of_group) {
    out.row = static_cast<std::uint16_t>(subject_of.capture);
    out.unsupported = out.row != subject_of.capture;
    out.slot = subject_of.group;
    key += "g" + number(out.row) + number(out.slot);
  }
  out.size = node.uses;
  std::vector<Screen::Test> tests;
  for (std::uint32_t i = 0; i < node.uses; ++i) {
    tests.push_back(test(plan.uses[node.first_use + i], subject_of.cell, scope));
    key += key_of(tests.back());
  }
  out.first = static_cast<std::uint32_t>(screen_.tests.size());
  std::move(tests.begin(), tests.end(), std::back_inserter(screen_.tests));
  return out;
}

bool ScreenCompiler::explains(std::uint32_t index) const {
  const Screen::Condition& condition = screen_.conditions[index];
  if (condition.unsupported) return false;
  if (condition.op == Condition::Op::kLeaf) return condition.has_subject && !condition.negated;
  if (condition.op != Condition::Op::kAll) return false;
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    if (!explains(screen_.children[condition.first + i])) return false;
  }
  return true;
}

bool ScreenCompiler::tells_kind(std::uint32_t index) const {
  const Screen::Condition& condition = screen_.conditions[index];
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    if (condition.op == Condition::Op::kLeaf
            ? screen_.tests[condition.first + i].kind == TestKind::kType
            : tells_kind(screen_.children[condition.first + i])) {
      return true;
    }
  }
  return false;
}

std::string ScreenCompiler::key_of(const Screen::Test& test) const {
  std::string key = "|" + std::to_string(static_cast<unsigned>(test.kind)) + ":";
  switch (test.kind) {
    case TestKind::kEqualsText:
      key += screen_.texts[test.first];
      return key;
    case TestKind::kContainsText:
    case TestKind::kOneOfTexts:
    case TestKind::kContainsAll:
    case TestKind::kSubsetOf:
    case TestKind::kStartsWith:
    case TestKind::kEndsWith:
      for (std::uint32_t i = 0; i < test.count; ++i) {
        const std::string_view text = screen_.texts[test.first + i];
        key += number(text.size());
        key += text;
      }
      return key;
    case TestKind::kMatches:
      return key + test.pattern->text();
    case TestKind::kEqualsCell:
    case TestKind::kBound:
      return key + cell_key(screen_.cells[test.first]);
    case TestKind::kEqualsGroup:
    case TestKind::kBoundCapture:
      return key + number(test.first) + number(test.count);
    case TestKind::kPresent:
    case TestKind::kAbsent:
    case TestKind::kBlank:
    case TestKind::kUnique:
      return key;
    case TestKind::kType:
    case TestKind::kLength:
    case TestKind::kCount:
    case TestKind::kInteger:
      return key + number(test.low) + number(test.high);
    default:
      return key + "use" + number(reinterpret_cast<std::uintptr_t>(test.use)) + number(test.first);
  }
}

Screen::Test ScreenCompiler::test(const PlanUse& use, const Screen::Cell& subject,
                                  const Scope& scope) {
  Screen::Test out;
  out.use = use.use;
  out.accepts = use.use->predicate->accepts;
  if (use.use->expression != nullptr) return out;
  if (quick_test(out, use, subject, scope)) return out;
  out.kind = TestKind::kUnsupported;
  if (use.use->predicate->sees_absence) return out;
  std::vector<Screen::Argument> arguments;
  for (std::size_t i = 0; i < use.use->args.size(); ++i) {
    const auto made = argument(screen_.plan->args[use.first_arg + i], scope);
    if (!made) return out;
    arguments.push_back(*made);
  }
  out.kind = TestKind::kPredicate;
  out.first = static_cast<std::uint32_t>(screen_.arguments.size());
  out.count = static_cast<std::uint32_t>(arguments.size());
  std::move(arguments.begin(), arguments.end(), std::back_inserter(screen_.arguments));
  return out;
}

std::optional<Screen::Argument> ScreenCompiler::argument(const PlanArg& arg, const Scope& scope) {
  Screen::Argument out;
  switch (arg.operand->kind) {
    case Operand::Kind::kNone:
      return out;
    case Operand::Kind::kLiteral:
      out.kind = Screen::Argument::Kind::kLiteral;
      out.literal = arg.operand->literal;
      return out;
    case Operand::Kind::kAt:
      if (arg.operand->at->singular()) {
        const auto found = cell(*arg.operand->at, scope);
        if (!found) return std::nullopt;
        out.kind = Screen::Argument::Kind::kCell;
        out.cell = *found;
        return out;
      } else {
        const auto found = column(*arg.operand->at, scope);
        if (!found) return std::nullopt;
        out.kind = Screen::Argument::Kind::kColumn;
        out.column = *found;
        return out;
      }
    case Operand::Kind::kReference: {
      const Name found = name(arg.operand->reference, scope);
      if (found.kind == Name::Kind::kLiteral) {
        out.kind = Screen::Argument::Kind::kLiteral;
        out.literal = found.literal;
      } else if (found.kind == Name::Kind::kCell) {
        out.kind = Screen::Argument::Kind::kCell;
        out.cell = found.cell;
      } else if (found.kind == Name::Kind::kGroup) {
        out.kind = Screen::Argument::Kind::kGroup;
        out.capture = found.capture;
        out.group = found.group;
      } else {
        return std::nullopt;
      }
      return out;
    }
    default:
      return std::nullopt;
  }
}

bool ScreenCompiler::texts_test(Screen::Test& out, View list, TestKind kind) {
  const bool single = list.is_string();
  if (!single && !list.is_array()) return false;
  for (std::uint32_t i = 0; !single && i < list.size(); ++i) {
    if (!list.at(i).is_string()) return false;
  }
  out.kind = kind;
  out.first = static_cast<std::uint32_t>(screen_.texts.size());
  out.count = single ? 1 : list.size();
  for (std::uint32_t i = 0; i < out.count; ++i) text(single ? list.text() : list.at(i).text());
  ArgValue all;
  all.value = list;
  out.expected = text(catalogue::list_text(catalogue::Items(all, "")));
  return true;
}

bool ScreenCompiler::equality_test(Screen::Test& out, const PlanArg& arg, const Scope& scope) {
  const Operand& wanted = *arg.operand;
  Name found;
  switch (wanted.kind) {
    case Operand::Kind::kLiteral:
      found.kind = Name::Kind::kLiteral;
      found.literal = wanted.literal;
      break;
    case Operand::Kind::kReference:
      found = name(wanted.reference, scope);
      break;
    case Operand::Kind::kAt: {
      const auto place = cell(*wanted.at, scope);
      if (!place) return false;
      found.kind = Name::Kind::kCell;
      found.cell = *place;
      break;
    }
    case Operand::Kind::kTemplate: {
      auto made = pieces(*wanted.text, scope, false);
      if (!made) return false;
      out.kind = TestKind::kEqualsPieces;
      out.first = static_cast<std::uint32_t>(screen_.pieces.size());
      out.count = static_cast<std::uint32_t>(made->size());
      std::move(made->begin(), made->end(), std::back_inserter(screen_.pieces));
      return true;
    }
    default:
      return false;
  }
  switch (found.kind) {
    case Name::Kind::kLiteral:
      if (!found.literal.is_string()) return false;
      out.kind = TestKind::kEqualsText;
      out.first = text(found.literal.text());
      out.text = screen_.texts[out.first].data();
      out.count = static_cast<std::uint32_t>(screen_.texts[out.first].size());
      out.expected = out.first;
      return true;
    case Name::Kind::kCell:
      out.kind = TestKind::kEqualsCell;
      out.first = static_cast<std::uint32_t>(screen_.cells.size());
      screen_.cells.push_back(found.cell);
      return true;
    case Name::Kind::kGroup:
      out.kind = TestKind::kEqualsGroup;
      out.first = found.capture;
      out.count = found.group;
      return true;
    case Name::Kind::kUnknown:
      break;
  }
  return false;
}

bool ScreenCompiler::sized_test(Screen::Test& out, const PlanUse& use) {
  out.low = 0;
  out.high = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t i = 0; i < use.use->args.size(); ++i) {
    const Operand& operand = use.use->args[i];
    if (operand.kind == Operand::Kind::kNone) continue;
    const auto bound = count_of(operand);
    if (!bound) return false;
    if (i == 0 || i == 1) out.low = *bound;
    if (i == 0 || i == 2) out.high = *bound;
  }
  return true;
}

bool ScreenCompiler::quick_test(Screen::Test& out, const PlanUse& use, const Screen::Cell& subject,
                                const Scope& scope) {
  const PredicateUse& source = *use.use;
  const std::string_view name_of_test = source.predicate->name;
  const auto arg = [&](std::size_t i) -> const PlanArg& {
    return screen_.plan->args[use.first_arg + i];
  };
  const auto left_out = [&](std::size_t i) {
    return i >= source.args.size() || source.args[i].kind == Operand::Kind::kNone;
  };
  const auto literal = [&](std::size_t i) -> View {
    if (left_out(i) || source.args[i].kind != Operand::Kind::kLiteral) return {};
    return source.args[i].literal;
  };
  if (name_of_test == "present" || name_of_test == "absent") {
    out.kind = name_of_test == "present" ? TestKind::kPresent : TestKind::kAbsent;
    return true;
  }
  if (name_of_test == "bound") {
    Reference reference;
    reference.slot = source.binding;
    reference.kind =
        source.binding_is_variable ? Reference::Kind::kVariable : Reference::Kind::kBinding;
    const Name found = name(reference, scope);
    if (found.kind == Name::Kind::kCell) {
      out.kind = TestKind::kBound;
      out.first = static_cast<std::uint32_t>(screen_.cells.size());
      screen_.cells.push_back(found.cell);
      return true;
    }
    if (found.kind != Name::Kind::kGroup) return false;
    out.kind = TestKind::kBoundCapture;
    out.first = found.capture;
    return true;
  }
  if (name_of_test == "type") {
    const View types = literal(0);
    std::uint8_t bits = 0;
    if (types.is_string()) bits = bits_of_type(types.text());
    for (std::uint32_t i = 0; i < types.size(); ++i) {
      if (!types.at(i).is_string()) return false;
      bits |= bits_of_type(types.at(i).text());
    }
    if (types.absent() || bits == 0) return false;
    out.kind = TestKind::kType;
    out.low = bits;
    out.high = (bits & kNumberBit) == kIntegerBit ? 1 : 0;
    return true;
  }
  if (name_of_test == "equals") return equality_test(out, arg(0), scope);
  if (name_of_test == "one-of") {
    return left_out(1) && literal(0).size() <= 8 &&
           texts_test(out, literal(0), TestKind::kOneOfTexts);
  }
  if (name_of_test == "matches") {
    if (source.patterns.empty() || source.patterns[0] == nullptr) return false;
    out.kind = TestKind::kMatches;
    out.pattern = source.patterns[0].get();
    out.expected = text(out.pattern->text());
    return true;
  }
  if (name_of_test == "length" || name_of_test == "count") {
    out.kind = name_of_test == "length" ? TestKind::kLength : TestKind::kCount;
    return sized_test(out, use);
  }
  if (name_of_test == "min" || name_of_test == "max") {
    const View bound = literal(0);
    if (!left_out(1) || bound.absent() || bound.kind() != Kind::kInt) return false;
    const bool least = name_of_test == "min";
    out.kind = TestKind::kInteger;
    const std::int64_t low =
        least ? bound.node().payload.integer : std::numeric_limits<std::int64_t>::min();
    const std::int64_t high =
        least ? std::numeric_limits<std::int64_t>::max() : bound.node().payload.integer;
    out.low = static_cast<std::uint64_t>(low);
    out.high = static_cast<std::uint64_t>(high);
    return true;
  }
  if (name_of_test == "contains") {
    return literal(0).is_string() && texts_test(out, literal(0), TestKind::kContainsText);
  }
  if (name_of_test == "contains-all") return texts_test(out, literal(0), TestKind::kContainsAll);
  if (name_of_test == "subset-of") {
    return left_out(1) && literal(0).size() <= 8 &&
           texts_test(out, literal(0), TestKind::kSubsetOf);
  }
  if (name_of_test == "starts-with") return texts_test(out, literal(0), TestKind::kStartsWith);
  if (name_of_test == "ends-with") return texts_test(out, literal(0), TestKind::kEndsWith);
  if (name_of_test == "blank") {
    out.kind = TestKind::kBlank;
    return true;
  }
  if (name_of_test == "has-members" || name_of_test == "unique") {
    if (subject.place == kNone) return false;
    if (name_of_test == "unique") {
      if (left_out(1)) {
        out.kind = TestKind::kUnique;
        return true;
      }
      if (!literal(1).is_string()) return false;
      const std::uint32_t by = places_.member(places_.each(subject.place), literal(1).text());
      out.kind = TestKind::kUniqueBy;
      out.first = static_cast<std::uint32_t>(screen_.columns.size());
      screen_.columns.push_back(places_.column_below(by, subject.place));
      return true;
    }
    const View names = literal(0);
    if (!names.is_string() && !names.is_array()) return false;
    std::vector<std::uint32_t> wanted;
    if (names.is_string()) wanted.push_back(places_.member(subject.place, names.text()));
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      if (!names.at(i).is_string()) return false;
      wanted.push_back(places_.member(subject.place, names.at(i).text()));
    }
    out.kind = TestKind::kHasMembers;
    out.first = static_cast<std::uint32_t>(screen_.cells.size());
    out.count = static_cast<std::uint32_t>(wanted.size());
    for (const std::uint32_t place : wanted) screen_.cells.push_back(places_.cell(place));
    ArgValue all;
    all.value = names;
    out.expected = text(catalogue::list_text(catalogue::Items(all, "")));
    return true;
  }
  return false;
}

}  // namespace intake
