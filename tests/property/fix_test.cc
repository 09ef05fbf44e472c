#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "api/state.h"
#include "document/pointer.h"
#include "eval/evaluator.h"
#include "property/changes.h"
#include "property/harness.h"
#include "support/catch.h"

namespace intake {
namespace {

using nlohmann::json;

struct Written {
  std::string name;
  std::string bytes;
};

/// A sample in one of its two formats, by its own choice.
Written either(const Sample& sample) {
  if (sample.choice % 4 == 0) return {"s.json", sample.json};
  return {"s.yaml", sample.yaml};
}

std::string applied(const Repaired& repaired) {
  std::string text;
  for (const FixRecord& record : repaired.report.fixes) {
    if (record.applied) text += "\n  " + record.rule + " at " + record.fix.pointer;
  }
  return text;
}

struct Judged {
  std::map<std::pair<std::string, std::string>, Verdict> verdicts;
  Disposition disposition = Disposition::kAccept;
};

Judged judge(const Sample& sample, const Submission& submission) {
  EvaluationOptions options;
  options.keep_verdicts = true;
  const Plan& plan = *sample.rules().state().plan;
  Evaluator evaluator(plan, *submission.state().document, options);
  evaluator.run();
  Judged judged;
  for (const PlaceVerdict& verdict : evaluator.verdicts()) {
    judged.verdicts[{plan.program[verdict.rule].rule->id, verdict.pointer}] = verdict.verdict;
  }
  judged.disposition = evaluator.report().disposition;
  return judged;
}

/// Lists and maps that were replaced as a whole: what stands in them now is something else.
bool in_replaced(const json& patch, const std::string& pointer) {
  return std::any_of(patch.begin(), patch.end(), [&](const json& op) {
    return op["op"] == "replace" && op["value"].is_structured() &&
           pointer.starts_with(std::string(op["path"]) + "/");
  });
}

std::string worsened(const Sample& sample, bool unsafe) {
  const Written file = either(sample);
  const Repaired repaired = fix(sample, file.name, file.bytes, unsafe_too(unsafe));
  const json patch = json::parse(repaired.patch);
  const Moves moves(patch);
  const Judged before = judge(sample, read(file.name, file.bytes));
  const Judged after = judge(sample, read(file.name, repaired.bytes));
  bool revealed = false;
  for (const auto& [key, verdict] : after.verdicts) {
    if (verdict == Verdict::kPass || verdict == Verdict::kNotApplicable) continue;
    const auto was = before.verdicts.find(key);
    revealed |= was == before.verdicts.end() || was->second == Verdict::kNotApplicable ||
                was->second == Verdict::kIndeterminate;
  }
  for (const auto& [key, verdict] : before.verdicts) {
    if (verdict != Verdict::kPass || in_replaced(patch, key.second)) continue;
    const auto place = moves.after(key.second);
    if (!place) continue;
    const auto now = after.verdicts.find({key.first, *place});
    if (now == after.verdicts.end()) continue;
    if (now->second == Verdict::kPass || now->second == Verdict::kNotApplicable) continue;
    return key.first + " passed and does not any more\nat " + key.second + applied(repaired);
  }
  if (after.disposition > before.disposition && !revealed) {
    return "the disposition is worse\n" + std::string(disposition_name(before.disposition)) +
           " became " + std::string(disposition_name(after.disposition)) + applied(repaired);
  }
  return {};
}

std::string not_converged(const Sample& sample, bool unsafe) {
  const Written file = either(sample);
  const Repaired first = fix(sample, file.name, file.bytes, unsafe_too(unsafe));
  const Repaired second = fix(sample, file.name, first.bytes, unsafe_too(unsafe));
  if (second.bytes == first.bytes && !second.changed && applied(second).empty()) return {};
  return "a second run changes something\nfirst run:" + applied(first) +
         "\nsecond run:" + applied(second) + "\nafter the first run\n" + first.bytes;
}

std::string tree_of(const std::string& name, const std::string& bytes) {
  return *read(name, bytes).convert("json");
}

std::string patch_differs(const Sample& sample, bool unsafe) {
  const Written file = either(sample);
  const Repaired repaired = fix(sample, file.name, file.bytes, unsafe_too(unsafe));
  const json patch = json::parse(repaired.patch);
  const json intended = json::parse(tree_of(file.name, repaired.bytes));
  json patched;
  try {
    patched = json::parse(to_json(sample.value)).patch(patch);
  } catch (const json::exception& error) {
    return "the patch cannot be applied\n" + std::string(error.what()) + "\n" + repaired.patch;
  }
  if (repaired.changed == patch.empty())
    return "`changed` and the patch disagree\n" + repaired.patch;
  if (patched == intended) return {};
  return "the patch gives another tree\n" + repaired.patch + "\n" + patched.dump() + "\n" +
         intended.dump();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

/// Numbers of the lines that a change may touch, and of those whose comments may go with what is
/// removed.
struct Touched {
  std::set<std::uint32_t> lines;
  std::set<std::uint32_t> with_comments;
};

Touched touched_lines(const Document& document, const json& patch) {
  Touched touched;
  const Source& source = *document.source();
  const std::vector<std::string> origins = Moves(patch).origins();
  for (std::size_t i = 0; i < origins.size(); ++i) {
    NodeId node = nearest_node(document, origins[i]);
    const Kind kind = document.kind(node);
    const bool container = kind == Kind::kArray || kind == Kind::kObject;
    const bool block = container && (document.node(node).flags & kFlagFlow) == 0;
    // What goes takes its comments along.
    const json& op = patch[i];
    const bool shrinks =
        op["op"] == "remove" ||
        (container && op["op"] == "replace" &&
         (!op["value"].is_structured() || op["value"].size() < document.node(node).size));
    // What is added to a block stands on lines of its own.
    if (op["op"] == "add" && block && document.pointer(node) == origins[i]) continue;
    // The comma before or behind it goes along.
    const NodeId parent = document.node(node).parent;
    if (op["op"] == "remove" && (document.node(parent).flags & kFlagFlow) != 0) node = parent;
    const ByteSpan span = document.span(node);
    const ByteSpan key = document.key_span(node);
    std::uint32_t line = source.locate(key.begin < key.end ? key.begin : span.begin).line;
    const std::uint32_t last = source.locate(std::max(span.end, key.end)).line;
    for (; line <= last; ++line) {
      touched.lines.insert(line);
      if (shrinks) touched.with_comments.insert(line);
    }
  }
  return touched;
}

std::optional<std::string> comment_of(std::string line) {
  while (line.ends_with('\r')) line.pop_back();
  const std::size_t mark = line.rfind('#');
  const std::size_t number = line.rfind(" c");
  if (mark == std::string::npos || number == std::string::npos || number < mark) return {};
  return line.substr(number + 1);
}

/// The first of `wanted` that does not stand in `all`, in that order.
std::optional<std::string> first_missing(const std::vector<std::string>& wanted,
                                         const std::vector<std::string>& all) {
  auto place = all.begin();
  for (const std::string& one : wanted) {
    place = std::find(place, all.end(), one);
    if (place == all.end()) return one;
    ++place;
  }
  return {};
}

std::string bytes_lost(const Sample& sample, bool unsafe) {
  const Repaired repaired = fix(sample, "s.yaml", sample.yaml, unsafe_too(unsafe));
  const json patch = json::parse(repaired.patch);
  if (patch.empty()) {
    return repaired.bytes == sample.yaml ? "" : "bytes changed without a change" + repaired.diff;
  }
  const Submission submission = read("s.yaml", sample.yaml);
  const Touched touched = touched_lines(*submission.state().document, patch);
  const std::vector<std::string> before = lines_of(sample.yaml);
  const std::vector<std::string> after = lines_of(repaired.bytes);
  std::vector<std::string> lines, comments, comments_after;
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    if (!touched.lines.contains(i + 1)) lines.push_back(before[i]);
    const auto comment = comment_of(before[i]);
    if (comment && !touched.with_comments.contains(i + 1)) comments.push_back(*comment);
  }
  for (const std::string& line : after) {
    if (const auto comment = comment_of(line)) comments_after.push_back(*comment);
  }
  if (const auto comment = first_missing(comments, comments_after)) {
    return "a comment is gone or stands elsewhere\n" + *comment + "\n" + repaired.patch + "\n" +
           repaired.diff;
  }
  if (const auto line = first_missing(lines, after)) {
    return "a line without an edit is another\n" + *line + "\n" + repaired.patch + "\n" +
           repaired.diff;
  }
  return {};
}

std::string wrong_class(const Sample& sample) {
  const Written file = either(sample);
  const Repaired repaired = fix(sample, file.name, file.bytes, unsafe_too(false));
  for (const FixRecord& record : repaired.report.fixes) {
    if (record.applied && record.fix.cls != FixClass::kSafe) {
      return "a fix that is not safe was applied\n" + record.rule;
    }
  }
  return {};
}

std::string wrong_rule(const Sample& sample) {
  const Written file = either(sample);
  const Repaired all = fix(sample, file.name, file.bytes, unsafe_too(true));
  const auto& records = all.report.fixes;
  if (records.empty()) return {};
  RepairOptions options = unsafe_too(true);
  const std::string rule = records[sample.choice % records.size()].rule;
  options.only = {sample.choice % 2 == 0 ? rule : rule.substr(rule.rfind('/') + 1)};
  const Repaired one = fix(sample, file.name, file.bytes, options);
  for (const FixRecord& record : one.report.fixes) {
    if (record.rule != rule) return "`only` let another rule in\n" + rule + "\n" + record.rule;
  }
  std::swap(options.only, options.except);
  const Repaired rest = fix(sample, file.name, file.bytes, options);
  for (const FixRecord& record : rest.report.fixes) {
    if (record.rule == rule) return "`except` let the rule in\n" + rule;
  }
  return {};
}

}  // namespace

TEST_CASE("fixes do not make a verdict worse") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return worsened(sample, unsafe); });
}

TEST_CASE("a second fix run changes nothing") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return not_converged(sample, unsafe); });
}

TEST_CASE("the patch of a fix run makes the repaired tree of the original") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return patch_differs(sample, unsafe); });
}

TEST_CASE("comments and lines without an edit stay as they are") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return bytes_lost(sample, unsafe); });
}

TEST_CASE("only safe fixes are applied where nothing else was asked for") {
  check_property(wrong_class);
}

TEST_CASE("only and except choose the rules whose fixes are applied") {
  check_property(wrong_rule);
}

}  // namespace intake
