#include "fix/proposal.h"

#include <charconv>
#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

// The change that makes `value` stand at a place where nothing stands: missing objects on the way
// are made, too.
std::optional<Change> add_at(const Located& place, Datum value) {
  if (place.rest.empty() || place.nearest.document() == nullptr) return std::nullopt;
  for (std::size_t i = place.rest.size(); i-- > 1;) {
    value = Datum(Datum::Object{{place.rest[i], std::move(value)}});
  }
  Change change;
  change.op = Change::Op::kAdd;
  change.pointer = place.nearest.document()->pointer(place.nearest.id());
  if (place.nearest.is_null()) {
    change.op = Change::Op::kReplace;
    change.value = Datum(Datum::Object{{place.rest[0], std::move(value)}});
    return change;
  }
  if (!place.nearest.is_object()) return std::nullopt;
  append_token(change.pointer, place.rest[0]);
  change.value = std::move(value);
  return change;
}

std::string because(const Evaluator& evaluator, const Rule& rule, std::uint32_t alternative) {
  const auto& own = rule.texts[static_cast<std::size_t>(evaluator.options().language)];
  for (const auto* texts : {&own, &rule.texts[0]}) {
    if (*texts && alternative < (*texts)->because.size()) return (*texts)->because[alternative];
  }
  return {};
}

// True where `pointer` is `ancestor` or stands below it; `rest` is then what follows.
bool below(std::string_view pointer, std::string_view ancestor, std::string_view& rest) {
  if (pointer.substr(0, ancestor.size()) != ancestor) return false;
  rest = pointer.substr(ancestor.size());
  return rest.empty() || rest.front() == '/';
}

bool parse_index(std::string_view token, std::uint64_t& index) {
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  return error == std::errc() && end == token.data() + token.size();
}

}  // namespace

Proposal propose(Evaluator& evaluator, const Hit& hit, std::uint32_t alternative) {
  const Rule& rule = *evaluator.plan().program[hit.rule].rule;
  const FixSpec& fix = rule.fixes[alternative];
  Proposal proposal;
  proposal.rule = hit.rule;
  proposal.alternative = alternative;
  proposal.place = hit.finding.pointer;
  proposal.cls = fix.cls;
  evaluator.enter(hit);
  const Located place = fix.at ? evaluator.locate(*fix.at) : hit.place;
  proposal.target = place.pointer();
  proposal.offer.cls = fix.cls;
  proposal.offer.because = because(evaluator, rule, alternative);
  proposal.offer.pointer = proposal.target;

  Subject subject;
  subject.present = !place.value.absent();
  if (subject.present) {
    subject.value = to_datum(place.value);
    proposal.offer.before = to_display(place.value);
  }
  const Datum original = subject.value;
  for (const VerbUse& step : fix.steps) {
    if (subject.present && !subject.value.is_null() && !step.verb->sees_absence) {
      const Document now = to_document(subject.value);
      if ((kind_bit(now.kind(now.root())) & step.verb->accepts) == 0) {
        proposal.not_applicable = "a " + std::string(kind_name(now.kind(now.root()))) +
                                  " is nothing `" + std::string(step.verb->name) + "` works on";
        return proposal;
      }
    } else if (!step.verb->sees_absence) {
      proposal.not_applicable = "nothing stands there";
      return proposal;
    }
    std::vector<ArgValue> args;
    for (const Operand& operand : step.args) {
      args.push_back(evaluator.argument(operand));
      if (args.back().unknown.code != ReasonCode::kNone) {
        proposal.not_applicable =
            render_reason(args.back().unknown, evaluator.options().language);
        return proposal;
      }
    }
    VerbInput input;
    input.args = args;
    input.patterns = step.patterns;
    input.suggestion = hit.suggestion;
    proposal.not_applicable = step.verb->run(input, subject);
    if (!proposal.not_applicable.empty()) return proposal;
  }

  Change change;
  change.pointer = proposal.target;
  if (subject.removed) {
    if (place.value.absent() || proposal.target.empty()) {
      proposal.not_applicable = "nothing stands there";
      return proposal;
    }
    change.op = Change::Op::kRemove;
    proposal.removes = true;
  } else if (!subject.renamed.empty()) {
    change.op = Change::Op::kRename;
    change.name = subject.renamed;
    const auto tokens = parse_pointer(proposal.target);
    proposal.offer.before = tokens && !tokens->empty() ? tokens->back() : "";
    proposal.offer.after = subject.renamed;
  } else if (place.value.absent()) {
    if (subject.present) {
      proposal.offer.after = to_display(subject.value);
      if (auto added = add_at(place, std::move(subject.value))) {
        proposal.changes.push_back(std::move(*added));
        return proposal;
      }
    }
    proposal.not_applicable = "there is no place to put it";
    return proposal;
  } else {
    if (equal(subject.value, original)) {
      proposal.not_applicable = "it would change nothing";
      return proposal;
    }
    proposal.offer.after = to_display(subject.value);
    change.value = std::move(subject.value);
  }
  proposal.changes.push_back(std::move(change));
  return proposal;
}

std::optional<std::string> moved_pointer(std::string_view pointer,
                                         const std::vector<Change>& changes) {
  std::string moved(pointer);
  for (const Change& change : changes) {
    const std::size_t slash = change.pointer.rfind('/');
    if (slash == std::string::npos) continue;
    const std::string_view parent = std::string_view(change.pointer).substr(0, slash);
    const std::string_view token = std::string_view(change.pointer).substr(slash + 1);
    std::string_view rest;
    if (change.op == Change::Op::kRemove && below(moved, change.pointer, rest)) {
      return std::nullopt;
    }
    if (change.op == Change::Op::kRename && below(moved, change.pointer, rest)) {
      moved = std::string(parent) + "/" + escape_token(change.name) + std::string(rest);
      continue;
    }
    std::uint64_t at = 0;
    if (!parse_index(token, at) ||
        (change.op != Change::Op::kRemove && change.op != Change::Op::kAdd) ||
        !below(moved, parent, rest) || rest.empty()) {
      continue;
    }
    const std::size_t end = rest.find('/', 1);
    const std::string_view own =
        rest.substr(1, end == std::string_view::npos ? end : end - 1);
    std::uint64_t index = 0;
    if (!parse_index(own, index)) continue;
    if (change.op == Change::Op::kRemove ? index <= at : index < at) continue;
    const std::uint64_t next = change.op == Change::Op::kRemove ? index - 1 : index + 1;
    const std::string tail(end == std::string_view::npos ? "" : rest.substr(end));
    moved = std::string(parent) + "/" + std::to_string(next) + tail;
  }
  return moved;
}

}  // namespace intake
