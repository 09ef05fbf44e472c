#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "eval/screening.h"
#include "eval/screening_values.h"
#include "text/unicode.h"

namespace intake {
namespace {

using TestKind = Screen::TestKind;

constexpr std::uint32_t kFew = 16;

}  // namespace

Truth Screening::branch(const Screen::Condition& condition) {
  using Op = Condition::Op;
  if (condition.unsupported) {
    open_ = true;
    return Truth::kUnknown;
  }
  const std::uint32_t* child = screen_->children.data() + condition.first;
  switch (condition.op) {
    case Op::kNot:
      return negate(evaluate(child[0]));
    case Op::kAll: {
      bool unknown = false;
      for (std::uint32_t i = 0; i < condition.size; ++i) {
        const Truth found = evaluate(child[i]);
        if (found == Truth::kFalse) return found;
        unknown |= found == Truth::kUnknown;
      }
      return unknown ? Truth::kUnknown : Truth::kTrue;
    }
    case Op::kEach:
    case Op::kSome:
      return quantifier(condition);
    case Op::kTable:
      return table(condition);
    case Op::kImplies: {
      const Truth premise = evaluate(child[0]);
      if (premise == Truth::kFalse) return Truth::kTrue;
      const Truth then = evaluate(child[1]);
      if (then == Truth::kTrue || premise == Truth::kTrue) return then;
      return Truth::kUnknown;
    }
    default:
      return connective(condition);
  }
}

// As Evaluator::evaluate_connective().
Truth Screening::connective(const Screen::Condition& condition) {
  using Op = Condition::Op;
  std::uint32_t yes = 0, no = 0;
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    const Truth found = evaluate(screen_->children[condition.first + i]);
    if (found == Truth::kTrue) ++yes;
    if (found == Truth::kFalse) ++no;
    if (condition.op == Op::kAny && yes > 0) return Truth::kTrue;
    if (condition.op == Op::kNone && yes > 0) return Truth::kFalse;
    if (condition.op == Op::kIff && yes > 0 && no > 0) return Truth::kFalse;
  }
  const std::uint32_t unknown = condition.size - yes - no;
  bool surely = false, never = false;
  switch (condition.op) {
    case Op::kExactly:
      surely = unknown == 0 && yes == condition.count;
      never = yes > condition.count || yes + unknown < condition.count;
      break;
    case Op::kAtLeast:
      surely = yes >= condition.count;
      never = yes + unknown < condition.count;
      break;
    case Op::kAtMost:
      surely = yes + unknown <= condition.count;
      never = yes > condition.count;
      break;
    default:
      surely = unknown == 0 && condition.op != Op::kAny;
      never = unknown == 0 && condition.op == Op::kAny;
      break;
  }
  if (never) return Truth::kFalse;
  return surely ? Truth::kTrue : Truth::kUnknown;
}

Truth Screening::quantifier(const Screen::Condition& condition) {
  const Screen::Column& column = screen_->columns[condition.subject];
  const bool each = condition.op == Condition::Op::kEach;
  const Rows rows = rows_of(column);
  if (each && condition.count > 0) {
    std::uint32_t matches = 0;
    for (std::uint32_t row = rows.first; row < rows.end; ++row) {
      matches += cell_at(column.row, row, column.slot) != kNoNode ? 1 : 0;
    }
    if (matches < condition.count) return Truth::kFalse;
  }
  Screen::Found* const before = rows_[column.row];
  const std::uint32_t child = screen_->children[condition.first];
  bool unknown = false;
  Truth result = each ? Truth::kTrue : Truth::kFalse;
  for (std::uint32_t row = rows.first; row < rows.end; ++row) {
    if (cell_at(column.row, row, column.slot) == kNoNode) continue;
    go_to(column.row, row);
    const Truth found = evaluate(child);
    unknown |= found == Truth::kUnknown;
    if (found != (each ? Truth::kFalse : Truth::kTrue)) continue;
    result = found;
    unknown = false;
    break;
  }
  rows_[column.row] = before;
  return unknown ? Truth::kUnknown : result;
}

// As Evaluator::match_rows() and evaluate_table().
Truth Screening::table(const Screen::Condition& condition) {
  const std::uint32_t* child = screen_->children.data() + condition.first;
  bool matched = false, open = false;
  std::uint32_t outcomes = 0;
  std::uint32_t only = kNone;
  for (std::uint32_t i = 0; i + 1 < condition.size; i += 2) {
    const Truth row = evaluate(child[i]);
    if (row == Truth::kFalse) continue;
    if (row == Truth::kUnknown) {
      open |= !matched;
      continue;
    }
    if (!matched) only = child[i + 1];
    matched = true;
    ++outcomes;
    if (condition.table_first) break;
  }
  // Rows that may match are for the Evaluator to weigh.
  open_ |= open || outcomes > 1;
  if (matched) return evaluate(only);
  if (condition.size % 2 == 1) return evaluate(child[condition.size - 1]);
  return Truth::kUnknown;
}

Truth Screening::leaf_of_nothing(const Screen::Condition& condition) {
  if (condition.unsupported) {
    open_ = true;
    return Truth::kUnknown;
  }
  return test_odd(screen_->tests[condition.first], kNoNode);
}

Truth Screening::leaf_of_group(const Screen::Condition& condition) {
  const Captured& capture = captured(condition.row);
  const bool there = capture.bound && capture.groups[condition.slot].data() != nullptr;
  bool unknown = false;
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    const Screen::Test& asked = screen_->tests[condition.first + i];
    Truth found = Truth::kUnknown;
    if (asked.kind == TestKind::kPresent) {
      found = truth(there);
    } else if (asked.kind == TestKind::kAbsent) {
      found = truth(!there);
    } else if (there) {
      found = test_text(asked, capture.groups[condition.slot]);
    }
    if (found == Truth::kFalse) return found;
    unknown |= found == Truth::kUnknown;
  }
  return unknown ? Truth::kUnknown : Truth::kTrue;
}

std::uint8_t Screening::kinds_wanted(const Screen::Condition& condition, NodeId value) {
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    const Screen::Test& asked = screen_->tests[condition.first + i];
    if (test_again(asked, value) != Truth::kUnknown) continue;
    const bool by_kind = (bit_of(node(value).kind) & asked.accepts) == 0;
    return by_kind ? asked.accepts : std::uint8_t{0};
  }
  return 0;
}

Screening::Captured& Screening::captured(std::uint32_t index) {
  Captured& entry = captured_[index];
  if (entry.known) return entry;
  const Screen::Capture& capture = screen_->captures[index];
  entry.known = true;
  entry.bound = false;
  const NodeId value = look(capture.cell);
  if (value == kNoNode || node(value).kind != Kind::kString) return entry;
  entry.bound = capture.pattern->capture_into(text(value), entry.groups);
  return entry;
}

/// Of a test that looks at no value, of nothing, and of values of an unexpected kind.
Truth Screening::test_odd(const Screen::Test& test, NodeId value) {
  switch (test.kind) {
    case TestKind::kPresent:
      return truth(value != kNoNode && node(value).kind != Kind::kNull);
    case TestKind::kAbsent:
      return truth(value == kNoNode);
    case TestKind::kBound: {
      const NodeId there = look(screen_->cells[test.first]);
      return truth(there != kNoNode && node(there).kind != Kind::kNull);
    }
    case TestKind::kBoundCapture:
      return truth(captured(test.first).bound);
    case TestKind::kUnsupported:
      open_ = true;
      return Truth::kUnknown;
    default:
      break;
  }
  if (value == kNoNode || (bit_of(node(value).kind) & test.accepts) == 0) return Truth::kUnknown;
  if (test.kind == TestKind::kBlank) return truth(node(value).kind == Kind::kNull);
  if (test.kind == TestKind::kEqualsGroup) {
    // Unknown for a value of any kind where the group took no part.
    const Captured& capture = captured(test.first);
    if (!capture.bound || capture.groups[test.count].data() == nullptr) return Truth::kUnknown;
  }
  return Truth::kFalse;
}

Truth Screening::test_text(const Screen::Test& test, std::string_view text) {
  if ((kStringBit & test.accepts) == 0) return Truth::kUnknown;
  switch (test.kind) {
    case TestKind::kType:
      return truth((test.low & kStringBit) != 0);
    case TestKind::kEqualsText:
      return truth(same_text(text, {test.text, test.count}));
    case TestKind::kOneOfTexts:
      for (std::uint32_t i = 0; i < test.count; ++i) {
        if (same_text(text, screen_->texts[test.first + i])) return Truth::kTrue;
      }
      return Truth::kFalse;
    case TestKind::kMatches:
      return truth(test.pattern->search(text));
    case TestKind::kLength: {
      // A code point has one to four bytes.
      const std::uint64_t bytes = text.size();
      if (bytes < test.low) return Truth::kFalse;
      if (bytes <= test.high && bytes / 4 >= test.low) return Truth::kTrue;
      const std::uint64_t points = count_code_points(text);
      return truth(points >= test.low && points <= test.high);
    }
    case TestKind::kEqualsGroup: {
      const Captured& capture = captured(test.first);
      if (!capture.bound || capture.groups[test.count].data() == nullptr) return Truth::kUnknown;
      return truth(same_text(text, capture.groups[test.count]));
    }
    case TestKind::kBlank:
      if (!text.empty() && text[0] > ' ' && text[0] < 0x7f) return Truth::kFalse;
      return truth(trim_blanks(text).empty());
    case TestKind::kStartsWith:
    case TestKind::kEndsWith:
      for (std::uint32_t i = 0; i < test.count; ++i) {
        const std::string_view part = screen_->texts[test.first + i];
        if (test.kind == TestKind::kStartsWith ? text.starts_with(part) : text.ends_with(part)) {
          return Truth::kTrue;
        }
      }
      return Truth::kFalse;
    default:
      open_ = true;
      return Truth::kUnknown;
  }
}

Truth Screening::subset(const Screen::Test& test, const Node& value) const {
  const auto first = static_cast<NodeId>(value.payload.first_child);
  for (NodeId id = first; id < first + value.size; ++id) {
    bool found = false;
    for (std::uint32_t i = 0; i < test.count && !found; ++i) {
      found = node(id).kind == Kind::kString && same_text(text(id), screen_->texts[test.first + i]);
    }
    if (!found) return Truth::kFalse;
  }
  return Truth::kTrue;
}

Truth Screening::equals(NodeId value, NodeId other) {
  const Node& a = node(value);
  const Node& b = node(other);
  if (a.kind == Kind::kString && b.kind == Kind::kString) {
    return truth(same_text({a.payload.text, a.size}, {b.payload.text, b.size}));
  }
  return truth(equal(View(*document_, value), View(*document_, other)));
}

Truth Screening::equals_pieces(const Screen::Test& test, const Node& value) {
  const bool is_text = value.kind == Kind::kString;
  std::string_view rest =
      is_text ? std::string_view(value.payload.text, value.size) : std::string_view();
  bool same = is_text;
  for (std::uint32_t i = 0; i < test.count; ++i) {
    const Screen::Piece& piece = screen_->pieces[test.first + i];
    std::string_view part = piece.text;
    if (piece.kind == Screen::Piece::Kind::kCell) {
      const NodeId id = look(piece.cell);
      if (id == kNoNode) return Truth::kUnknown;
      if (node(id).kind != Kind::kString) {
        open_ = true;
        return Truth::kUnknown;
      }
      part = text(id);
    } else if (piece.kind == Screen::Piece::Kind::kGroup) {
      const Captured& capture = captured(piece.capture);
      if (!capture.bound || capture.groups[piece.group].data() == nullptr) return Truth::kUnknown;
      part = capture.groups[piece.group];
    }
    same = same && rest.starts_with(part);
    if (same) rest.remove_prefix(part.size());
  }
  return truth(same && rest.empty());
}

Truth Screening::contains(const Screen::Test& test, NodeId value) {
  const Node& list = node(value);
  for (std::uint32_t i = 0; i < test.count; ++i) {
    const std::string_view wanted = screen_->texts[test.first + i];
    bool found = false;
    if (list.kind == Kind::kString) {
      found = text(value).find(wanted) != std::string_view::npos;
    } else {
      const auto first = static_cast<NodeId>(list.payload.first_child);
      steps_ += list.size;
      for (NodeId id = first; id < first + list.size && !found; ++id) {
        found = node(id).kind == Kind::kString && same_text(text(id), wanted);
      }
    }
    if (!found) return Truth::kFalse;
  }
  return Truth::kTrue;
}

Truth Screening::unique(const Screen::Test& test, NodeId value) {
  const Node& list = node(value);
  if (list.size > kFew) return unique_of_many(test, value);
  NodeId items[kFew];
  std::uint32_t count = 0;
  if (test.kind == TestKind::kUnique) {
    for (std::uint32_t i = 0; i < list.size; ++i) items[count++] = document_->child(value, i);
  } else {
    const Screen::Column& column = screen_->columns[test.first];
    const Rows rows = rows_of(column);
    for (std::uint32_t row = rows.first; row < rows.end; ++row) {
      const NodeId id = cell_at(column.row, row, column.slot);
      if (id != kNoNode) items[count++] = id;
    }
  }
  for (std::uint32_t i = 1; i < count; ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      if (equals(items[i], items[j]) == Truth::kTrue) return Truth::kFalse;
    }
  }
  return Truth::kTrue;
}

/// Texts whose hashes all differ are all different; anything else is for the predicate.
Truth Screening::unique_of_many(const Screen::Test& test, NodeId value) {
  const Node& list = node(value);
  const std::size_t size = std::bit_ceil(std::size_t{list.size} * 2);
  const int shift = 64 - std::countr_zero(size);  // the upper bits depend on all of the text
  hashes_.resize(size);
  std::memset(hashes_.data(), 0, size * sizeof(std::uint64_t));
  std::uint64_t tries = std::uint64_t{list.size} * 8;
  const auto add = [&](NodeId id) {
    if (node(id).kind != Kind::kString) return false;
    const std::uint64_t hash = hash_of(text(id)) | 1;  // 0: an empty entry
    std::size_t at = hash >> shift;
    for (; hashes_[at] != 0; at = (at + 1) & (size - 1)) {
      if (hashes_[at] == hash || tries-- == 0) return false;
    }
    hashes_[at] = hash;
    return true;
  };
  bool different = true;
  if (test.kind == TestKind::kUnique) {
    for (std::uint32_t i = 0; i < list.size && different; ++i) {
      different = add(document_->child(value, i));
    }
  } else {
    const Screen::Column& column = screen_->columns[test.first];
    const Rows rows = rows_of(column);
    for (std::uint32_t row = rows.first; row < rows.end && different; ++row) {
      const NodeId id = cell_at(column.row, row, column.slot);
      different = id == kNoNode || add(id);
    }
  }
  return different ? Truth::kTrue : predicate(test, value);
}

Truth Screening::predicate(const Screen::Test& test, NodeId value) {
  const std::optional<Outcome> outcome = outcome_of(test, value, false);
  return outcome ? outcome->truth : Truth::kUnknown;
}

std::optional<Outcome> Screening::outcome_of(const Screen::Test& test, NodeId value, bool details) {
  const PredicateUse& use = *test.use;
  // Of the quick tests, arguments are literals.
  const bool listed = test.kind == TestKind::kPredicate;
  const auto count = static_cast<std::uint32_t>(use.args.size());
  arguments_.resize(std::max<std::size_t>(arguments_.size(), count));
  for (std::uint32_t i = 0; i < count; ++i) {
    ArgValue& out = arguments_[i];
    out.is_many = false;
    out.given = true;
    Screen::Argument literal;
    if (!listed && use.args[i].kind != Operand::Kind::kNone) {
      literal.kind = Screen::Argument::Kind::kLiteral;
      literal.literal = use.args[i].literal;
    }
    const Screen::Argument& argument = listed ? screen_->arguments[test.first + i] : literal;
    switch (argument.kind) {
      case Screen::Argument::Kind::kLeftOut:
        out.given = false;
        out.value = View();
        break;
      case Screen::Argument::Kind::kLiteral:
        out.value = argument.literal;
        break;
      case Screen::Argument::Kind::kCell: {
        const NodeId id = look(argument.cell);
        if (id == kNoNode) return std::nullopt;
        out.value = View(*document_, id);
        break;
      }
      case Screen::Argument::Kind::kGroup: {
        const Captured& capture = captured(argument.capture);
        if (!capture.bound || capture.groups[argument.group].data() == nullptr) return std::nullopt;
        out.value = View::of_text(capture.groups[argument.group]);
        break;
      }
      case Screen::Argument::Kind::kColumn: {
        const Rows rows = rows_of(argument.column);
        out.is_many = true;
        out.value = View();
        out.many.clear();
        for (std::uint32_t row = rows.first; row < rows.end; ++row) {
          const NodeId id = cell_at(argument.column.row, row, argument.column.slot);
          if (id != kNoNode) out.many.emplace_back(*document_, id);
        }
        steps_ += out.many.size();
        break;
      }
    }
  }
  PredicateInput input;
  input.value = View(*document_, value);
  input.args = std::span<const ArgValue>(arguments_).first(count);
  input.patterns = use.patterns;
  input.prepared = use.prepared.get();
  if (input.prepared == nullptr && listed) input.prepared = searched_.find(use, input.args);
  input.now = screen_->plan->now;
  input.limits = limits_;
  input.schema = screen_->plan->rules->schema.get();
  input.details = details;
  return use.predicate->run(input);
}

}  // namespace intake
