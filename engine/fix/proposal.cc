#include "fix/proposal.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

// The change that makes `value` stand at a place where nothing stands: missing objects on the way
// are made, too.
std::optional<Change> add_at(const Located& place, Datum value) {
  if (place.rest.empty() || place.blocked || place.nearest.document() == nullptr) {
    return std::nullopt;
  }
  // An index names an element of a list that is not there: no map is made in its stead.
  for (const std::string& token : place.rest) {
    if (token == "-" || token.find_first_not_of("0123456789") == std::string::npos) {
      return std::nullopt;
    }
  }
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

// The number of a reference token that could be an array index.
std::optional<std::uint64_t> index_of(std::string_view token) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return index;
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
  const auto say = [&](ReasonCode code, std::vector<std::string> args) {
    return render_reason({code, std::move(args), {}}, evaluator.options().language);
  };
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
        proposal.not_applicable =
            say(ReasonCode::kFixWrongKind,
                {std::string(kind_name(now.kind(now.root()))), std::string(step.verb->name)});
        return proposal;
      }
    } else if (!step.verb->sees_absence) {
      proposal.not_applicable = say(ReasonCode::kFixNothingThere, {});
      return proposal;
    }
    std::vector<ArgValue> args;
    for (const Operand& operand : step.args) {
      args.push_back(evaluator.argument(operand));
      if (args.back().unknown.code != ReasonCode::kNone) {
        proposal.not_applicable = render_reason(args.back().unknown, evaluator.options().language);
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
      proposal.not_applicable = say(ReasonCode::kFixNothingThere, {});
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
    proposal.not_applicable = say(ReasonCode::kFixNoPlace, {});
    return proposal;
  } else {
    if (equal(subject.value, original)) {
      proposal.not_applicable = say(ReasonCode::kFixChangesNothing, {});
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
  // All changes speak of the document before any of them: so does `parent`, the way so far.
  std::string moved;
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    const std::string_view parent = pointer.substr(0, at);
    const std::string_view here = pointer.substr(0, end);
    std::string token(pointer.substr(at + 1, end - at - 1));
    const auto index = index_of(token);
    std::int64_t shift = 0;
    for (const Change& change : changes) {
      if (change.op == Change::Op::kRemove && change.pointer == here) return std::nullopt;
      if (change.op == Change::Op::kRename && change.pointer == here) {
        token = escape_token(change.name);
      }
      const std::size_t slash = change.pointer.rfind('/');
      if (!index || slash == std::string::npos ||
          std::string_view(change.pointer).substr(0, slash) != parent) {
        continue;
      }
      const auto other = index_of(std::string_view(change.pointer).substr(slash + 1));
      if (!other) continue;
      if (change.op == Change::Op::kRemove && *other < *index) --shift;
      if (change.op == Change::Op::kAdd && *other <= *index) ++shift;
    }
    if (shift != 0) token = std::to_string(static_cast<std::int64_t>(*index) + shift);
    moved += "/" + token;
    at = end;
  }
  return moved;
}

}  // namespace intake
