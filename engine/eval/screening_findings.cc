#include <algorithm>
#include <charconv>

#include "document/pointer.h"
#include "eval/evaluator.h"
#include "eval/screening.h"
#include "lang/template/cut.h"

namespace intake {
namespace {

constexpr std::string_view kAbsentText = "‹absent›";

}  // namespace

void Screening::add_pointer(NodeId id, std::string& out) const {
  NodeId way[64];
  std::size_t length = 0;
  for (; document_->node(id).parent != kNoNode; id = document_->node(id).parent) {
    if (length == std::size(way)) {
      out += document_->pointer(way[0]);
      return;
    }
    way[length++] = id;
  }
  while (length-- > 0) {
    const Node& parent = document_->node(document_->node(way[length]).parent);
    if (parent.kind == Kind::kObject) {
      append_token(out, document_->key(way[length]));
      continue;
    }
    char digits[12];
    const auto end = std::to_chars(digits, digits + sizeof digits,
                                   way[length] - static_cast<NodeId>(parent.payload.first_child));
    out += '/';
    out.append(digits, end.ptr);
  }
}

/// The value of the nearest place above that has one.
NodeId Screening::nearest_of(const Screen::Cell& value) const {
  std::uint32_t place = value.place;
  for (;;) {
    const Screen::Place& at = screen_->places[place];
    const NodeId id = rows_[at.row][at.slot].value;
    if (id != kNoNode || at.parent == kNone) return id;
    place = at.parent;
  }
}

std::string_view Screening::pointer_of(const Failure& failure, Arena& arena) {
  scratch_.clear();
  if (failure.value != kNoNode) {
    add_pointer(failure.value, scratch_);
    return arena.copy(scratch_);
  }
  const Screen::Cell& value = screen_->rules[failure.rule].value;
  missing_.clear();
  std::uint32_t place = value.place;
  for (;;) {
    const Screen::Place& at = screen_->places[place];
    const NodeId id = rows_[at.row][at.slot].value;
    if (id != kNoNode) {
      add_pointer(id, scratch_);
      break;
    }
    missing_.push_back(place);
    if (at.parent == kNone) break;
    place = at.parent;
  }
  for (auto below = missing_.rbegin(); below != missing_.rend(); ++below) {
    append_token(scratch_, screen_->places[*below].token);
  }
  return arena.copy(scratch_);
}

const Screen::Test* Screening::failing(std::uint32_t index, NodeId& value) {
  const Screen::Condition& condition = screen_->conditions[index];
  if (condition.op != Condition::Op::kLeaf) {
    for (std::uint32_t i = 0; i < condition.size; ++i) {
      const std::uint32_t child = screen_->children[condition.first + i];
      if (evaluate(child) == Truth::kFalse) return failing(child, value);
    }
    return nullptr;
  }
  value = at(screen_->cells[condition.subject]);
  for (std::uint32_t i = 0; i < condition.size; ++i) {
    const Screen::Test& asked = screen_->tests[condition.first + i];
    if (test_again(asked, value) == Truth::kFalse) return &asked;
  }
  return nullptr;
}

void Screening::tell(Screen::Piece::Kind kind, const Screen::Test& test, NodeId value) {
  using Told = Screen::Piece::Kind;
  using TestKind = Screen::TestKind;
  if (kind == Told::kExpected && test.expected != kNone) {
    scratch_ += screen_->texts[test.expected];
    return;
  }
  if (kind == Told::kExpected && test.kind == TestKind::kEqualsGroup) {
    scratch_ += captured(test.first).groups[test.count];
    return;
  }
  if (kind == Told::kExpected && test.kind == TestKind::kEqualsCell) {
    scratch_ += to_display(View(*document_, at(screen_->cells[test.first])));
    return;
  }
  if (test.kind == TestKind::kEqualsPieces) {
    for (std::uint32_t i = 0; kind == Told::kExpected && i < test.count; ++i) {
      const Screen::Piece& piece = screen_->pieces[test.first + i];
      if (piece.kind == Told::kCell) {
        scratch_ += document_->text(at(piece.cell));
      } else if (piece.kind == Told::kGroup) {
        scratch_ += captured(piece.capture).groups[piece.group];
      } else {
        scratch_ += piece.text;
      }
    }
    return;
  }
  if (value == kNoNode || test.kind == TestKind::kEqualsGroup ||
      test.kind == TestKind::kEqualsCell) {
    return;
  }
  const std::optional<Outcome> outcome = outcome_of(test, value, true);
  if (!outcome) return;
  switch (kind) {
    case Told::kExpected:
      scratch_ += outcome->expected;
      return;
    case Told::kMissing:
      scratch_ += outcome->missing;
      return;
    case Told::kExtra:
      scratch_ += outcome->extra;
      return;
    default:
      scratch_ += outcome->suggestion;
  }
}

bool Screening::message(const Failure& failure, const Limits& limits, std::string_view pointer,
                        Arena& arena, std::string_view& out) {
  const Screen::Rule& rule = screen_->rules[failure.rule];
  const bool missing = failure.value == kNoNode || document_->kind(failure.value) == Kind::kNull;
  const Screen::Told& told = screen_->told[failure.rule];
  const Screen::Message& text = missing ? told.message_absent : told.message;
  const auto add = [&](NodeId id) {
    if (id == kNoNode) {
      scratch_ += kAbsentText;
    } else if (document_->kind(id) == Kind::kString) {
      scratch_ += document_->text(id);
    } else {
      scratch_ += to_display(View(*document_, id));
    }
  };
  if (text.count == 1 && screen_->pieces[text.first].kind == Screen::Piece::Kind::kText) {
    out = screen_->pieces[text.first].text;
    if (out.size() <= limits.message_bytes) return true;
  }
  const Screen::Test* test = nullptr;
  NodeId tested = kNoNode;
  if (text.explains && !missing && failure.accepted == 0) {
    test = failing(rule.assertion, tested);
    if (test == nullptr) return false;
  }
  scratch_.clear();
  for (std::uint32_t i = 0; i < text.count; ++i) {
    const Screen::Piece& piece = screen_->pieces[text.first + i];
    switch (piece.kind) {
      case Screen::Piece::Kind::kText:
        scratch_ += piece.text;
        break;
      case Screen::Piece::Kind::kValue:
        add(failure.value);
        break;
      case Screen::Piece::Kind::kPointer:
        scratch_ += pointer;
        break;
      case Screen::Piece::Kind::kCell:
        add(at(piece.cell));
        break;
      case Screen::Piece::Kind::kGroup: {
        const Captured& capture = captured(piece.capture);
        const bool there = capture.bound && capture.groups[piece.group].data() != nullptr;
        scratch_ += there ? capture.groups[piece.group] : kAbsentText;
        break;
      }
      default:
        if (test != nullptr) tell(piece.kind, *test, tested);
    }
  }
  cut_message(scratch_, limits.message_bytes);
  out = arena.copy(scratch_);
  return true;
}

/// As Evaluator::report(): what waits for a value that fails goes behind that failure, and what
/// cannot be evaluated for one and the same reason goes behind the first of it.
void Screening::fold(std::vector<CheckedFinding>& findings) {
  const auto count = static_cast<std::uint32_t>(findings.size());
  const auto first = [&](auto&& is) {
    const auto found = std::find_if(findings.begin(), findings.end(), is);
    return static_cast<std::uint32_t>(found - findings.begin());
  };
  owned_.clear();
  for (std::uint32_t i = 0; i < count; ++i) {
    const CheckedFinding& finding = findings[i];
    if (finding.verdict == Verdict::kFail) continue;
    std::uint32_t owner = count;
    std::string_view at = finding.pointer;
    while (owner == count && at.find('/') != std::string_view::npos) {
      owner = first([&](const CheckedFinding& other) {
        return other.verdict == Verdict::kFail && other.pointer == at;
      });
      at = at.substr(0, at.rfind('/'));
    }
    // The first of its kind has no owner, so that the others belong to none but it.
    if (owner == count && !finding.pointer.empty()) {
      owner = first([&](const CheckedFinding& other) {
        return other.verdict != Verdict::kFail && other.pointer == finding.pointer &&
               other.reason == finding.reason;
      });
    }
    if (owner != count && owner != i) owned_.push_back({owner, i});
  }
  const auto is_owned = [&](std::uint32_t i) {
    return std::any_of(owned_.begin(), owned_.end(),
                       [i](const Owned& o) { return o.finding == i; });
  };
  std::stable_sort(owned_.begin(), owned_.end(),
                   [](const Owned& a, const Owned& b) { return a.owner < b.owner; });
  folded_.clear();
  auto next = owned_.begin();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (findings[i].verdict != Verdict::kFail && is_owned(i)) continue;
    const auto number = static_cast<std::uint32_t>(folded_.size());
    folded_.push_back(findings[i]);
    for (; next != owned_.end() && next->owner == i; ++next) {
      folded_.push_back(findings[next->finding]);
    }
    for (std::size_t at = number; at < folded_.size(); ++at) folded_[at].cause = number;
  }
  findings.swap(folded_);
}

bool Screening::findings(const Limits& limits, Arena& arena, std::vector<CheckedFinding>& out) {
  bool folds = false;
  for (const Failure& failure : failures_) {
    const Screen::Rule& rule = screen_->rules[failure.rule];
    // Errors are never crowded out by warnings and notes.
    const bool rejects = rule.severity == Severity::kError && !failure.blocked;
    if (out.size() >= std::size_t{limits.findings} * (rejects ? 2 : 1)) {
      ++counts_.suppressed;
      continue;
    }
    if (rule.way == Screen::Rule::Way::kColumn) go_to(rule.column.row, failure.row);
    CheckedFinding finding;
    finding.rule = screen_->told[failure.rule].id;
    finding.severity = rule.severity;
    finding.cause = static_cast<std::uint32_t>(out.size());
    finding.pointer = pointer_of(failure, arena);
    ByteSpan span;
    if (failure.value == kNoNode) {
      const NodeId nearest = nearest_of(rule.value);
      const ByteSpan key = document_->key_span(nearest);
      const ByteSpan whole = document_->span(nearest);
      span = key.begin != key.end ? key : ByteSpan{whole.begin, whole.begin};
      finding.absent = true;
    } else if (document_->kind(failure.value) == Kind::kNull) {
      const ByteSpan key = document_->key_span(failure.value);
      span = key.begin != key.end ? key : document_->span(failure.value);
      finding.absent = true;
    } else {
      span = document_->span(failure.value);
    }
    finding.byte_begin = span.begin;
    finding.byte_end = span.end;
    if (failure.blocked) {
      folds = true;
      finding.verdict = Verdict::kIndeterminate;
      const Reason reason{ReasonCode::kWrongType,
                          {"array|object", std::string(kind_name(document_->kind(failure.value)))},
                          {}};
      finding.reason = arena.copy(render_reason(reason, language_));
      out.push_back(finding);
      continue;
    }
    if (!message(failure, limits, finding.pointer, arena, finding.message)) return false;
    if (failure.accepted != 0) {
      const Reason reason{ReasonCode::kWrongType,
                          {accepted_kinds(failure.accepted),
                           std::string(kind_name(document_->kind(failure.value)))},
                          {}};
      finding.reason = arena.copy(render_reason(reason, language_));
    } else if (rule.tells_kind && !finding.absent) {
      NodeId tested = kNoNode;
      const Screen::Test* test = failing(rule.assertion, tested);
      if (test == nullptr) return false;
      if (test->kind == Screen::TestKind::kType) {
        const auto outcome = outcome_of(*test, tested, true);
        if (outcome) finding.reason = arena.copy(render_reason(outcome->reason, language_));
      }
    }
    out.push_back(finding);
  }
  if (folds) fold(out);
  return true;
}

}  // namespace intake
