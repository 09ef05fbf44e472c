#include "api/assembled.h"

#include <algorithm>
#include <set>
#include <utility>

#include "document/pointer.h"
#include "document/tree_changes.h"
#include "eval/region.h"
#include "fix/part_writing.h"
#include "formats/json/json.h"
#include "report/escape.h"
#include "report/field_diff.h"
#include "report/place.h"
#include "report/reader_phrases.h"
#include "submission/rederive.h"
#include "text/edit.h"

namespace intake {
namespace {

/// Evaluations without one doubtful value each, to tell which of them a finding rests on.
constexpr std::size_t kMostDoubts = 20;

/// The text of a mail is a value of the tree.
Limits tree_limits(Limits limits) {
  limits.scalar_bytes = std::max(limits.scalar_bytes, limits.mail_text_bytes);
  return limits;
}

using Failing = std::set<std::pair<std::string, std::string>>;

Failing failing(const Plan& plan, const Document& document, const EvaluationOptions& options) {
  Evaluator evaluator(plan, document, options);
  evaluator.run();
  Failing found;
  for (const Hit& hit : evaluator.hits()) {
    if (hit.finding.verdict != Verdict::kFail) continue;
    found.emplace(hit.finding.rule, hit.finding.pointer);
  }
  return found;
}

/// The member of a map that a value is or stands in: taking out an element would move the others.
std::string member_around(const Document& document, std::string pointer) {
  while (!pointer.empty()) {
    const std::string above = pointer.substr(0, pointer.rfind('/'));
    const NodeId parent = find_node(document, above);
    if (parent != kNoNode && document.kind(parent) == Kind::kObject) return pointer;
    pointer = above;
  }
  return pointer;
}

Failing failing_without(const Plan& plan, const Document& document,
                        const std::vector<std::string>& pointers,
                        const EvaluationOptions& options) {
  std::set<std::string> members;
  for (const std::string& pointer : pointers) {
    std::string member = member_around(document, pointer);
    // What stands in another is taken out with it; what is above comes first in the order.
    const bool inside = std::any_of(members.begin(), members.end(), [&](const std::string& above) {
      return member == above || member.starts_with(above + "/");
    });
    if (!member.empty() && !inside) members.insert(std::move(member));
  }
  std::vector<Change> changes;
  for (const std::string& member : members) {
    const bool inside = std::any_of(members.begin(), members.end(), [&](const std::string& above) {
      return member.starts_with(above + "/");
    });
    if (inside) continue;
    Change change;
    change.op = Change::Op::kRemove;
    change.pointer = member;
    changes.push_back(std::move(change));
  }
  const auto tree = apply_changes(View(document, document.root()), changes);
  return tree ? failing(plan, to_document(*tree), options) : Failing();
}

void place_again(std::vector<Finding>& findings, const Document& document) {
  for (Finding& finding : findings) {
    const NodeId node = find_node(document, finding.pointer);
    const View root(document, document.root());
    if (!finding.rule.starts_with("reading/")) {
      finding.region = node != kNoNode ? region_of(View(document, node))
                                       : region_of_missing(root, finding.pointer);
    }
    place_again(finding.consequences, document);  // one level deep
  }
}

std::string text_diff(const PartText& text) {
  const std::string name = diff_name(file_words(text.place));
  return unified_diff(text.before, text.after, name, name);
}

}  // namespace

Doubts doubts_of(const Plan& plan, const Submission::State& submission,
                 const EvaluationOptions& options) {
  const Document& document = *submission.document;
  std::vector<std::string> pointers;
  for (const ReadingRemark& remark : submission.remarks) {
    const bool doubtful = remark.code == RemarkCode::kLabelDoubtful && !remark.pointer.empty();
    if (doubtful && find_node(document, remark.pointer) != kNoNode) {
      pointers.push_back(remark.pointer);
    }
  }
  Doubts doubts;
  if (pointers.empty()) return doubts;
  Failing resting;
  const Failing sure = failing_without(plan, document, pointers, options);
  for (const auto& place : failing(plan, document, options)) {
    const std::string own = doubtful_pointer(submission.remarks, place.second);
    if (!own.empty()) {
      doubts.emplace(place, own);
    } else if (sure.count(place) == 0) {
      resting.insert(place);
    }
  }
  for (std::size_t i = 0; i < pointers.size() && i < kMostDoubts && !resting.empty(); ++i) {
    if (pointers.size() == 1) break;
    const Failing still = failing_without(plan, document, {pointers[i]}, options);
    for (auto place = resting.begin(); place != resting.end();) {
      if (still.count(*place) > 0) {
        ++place;
        continue;
      }
      doubts.emplace(*place, pointers[i]);
      place = resting.erase(place);
    }
  }
  for (const auto& place : resting) doubts.emplace(place, pointers.front());
  return doubts;
}

std::function<Result<Document>(Document)> follower(const Submission::State& submission,
                                                   const Limits& limits) {
  if (submission.dossier == nullptr) return nullptr;
  return [spec = submission.dossier, limits = tree_limits(limits)](Document document) {
    return rederived(*spec, std::move(document), limits);
  };
}

std::map<std::pair<std::string, std::string>, Reason> reasons_of(
    const Doubts& doubts, const std::vector<ReadingRemark>& remarks) {
  std::map<std::pair<std::string, std::string>, Reason> reasons;
  for (const auto& [place, pointer] : doubts) {
    Reason reason{ReasonCode::kFixDoubtful, {}, {}};
    for (const ReadingRemark& remark : remarks) {
      if (remark.code != RemarkCode::kLabelDoubtful || remark.pointer != pointer) continue;
      reason.args = {remark.place.label, std::to_string(remark.place.confidence)};
    }
    reasons.emplace(place, std::move(reason));
  }
  return reasons;
}

Status finish_parts(Repaired& repaired, const Submission::State& before,
                    const Submission::State& answered, const CheckOptions& options) {
  repaired.diff.clear();
  const Document& document = *before.document;
  const auto follow = follower(before, options.limits);
  auto after =
      json::read(document.source()->rewritten(repaired.bytes), tree_limits(options.limits));
  if (!after) return std::move(after).error();
  const View old_tree(document, document.root());
  const auto changes = changes_between(old_tree, View(*after, after->root()));
  repaired.patch = to_json_patch(old_tree, changes);
  after->set_origins(moved_origins(*document.origins(), changes));
  if (follow) after = follow(std::move(*after));
  if (!after) return std::move(after).error();
  // An answer that no part has a place for stands in the tree alone.
  std::vector<std::string> elsewhere;
  for (const auto& [pointer, origin] : answered.document->origins()->all()) {
    if (origin.how == Origin::How::kAnswered && !origin.fixed.empty()) elsewhere.push_back(pointer);
  }
  // What a label does not mean, as a person said, stays in its field.
  for (const ReadingRemark& remark : before.remarks) {
    if (remark.code == RemarkCode::kLabelDoubtful &&
        find_node(*answered.document, remark.pointer) == kNoNode) {
      elsewhere.push_back(remark.pointer);
    }
  }
  auto written = write_parts(document, View(*after, after->root()), elsewhere, options.limits);
  if (!written) {
    Reason reason = written.error();
    for (std::string& arg : reason.args) {
      if (reason.code == ReasonCode::kFixRefused && is_reader_phrase(arg)) {
        arg = reader_words(arg, options.language);
      }
    }
    return Error{ErrorCode::kRefused,
                 render_reason(reason, options.language),
                 "",
                 {before.document->source()->name(), 0, 0, 0}};
  }
  for (PartChanges& part : written->parts) {
    if (part.file < before.files.size()) part.name = before.files[part.file];
    std::vector<FieldChange> fields;
    for (const FieldChange& field : part.fields) {
      if (field.region.line == 0) fields.push_back(field);
    }
    repaired.diff += render_field_diff(fields, options.language);
    for (const PartText& text : written->texts) {
      if (text.file == part.file) repaired.diff += text_diff(text);
    }
  }
  repaired.parts = std::move(written->parts);
  const Document tree = to_document(written->tree);
  repaired.written = json::write(View(tree, tree.root()));
  after->set_origins(written->origins);
  if (follow) after = follow(std::move(*after));
  if (!after) return std::move(after).error();
  place_again(repaired.report.findings, *after);
  return Done{};
}

}  // namespace intake
