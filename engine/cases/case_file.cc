#include "cases/case_file.h"

#include <algorithm>
#include <map>
#include <utility>

#include "cases/case_reader.h"
#include "document/pointer.h"
#include "eval/region.h"

namespace intake {
namespace {

constexpr std::string_view kFileKeys[] = {"rule", "set", "with", "now", "cases"};
constexpr std::string_view kBasesKeys[] = {"bases", "now"};
constexpr std::string_view kCaseKeys[] = {
    "name",  "base",           "submission", "change",      "parameters",
    "now",   "parts",          "expect",     "findings",    "fix",
    "fixed", "fixed-document", "recognised", "disposition", "others"};
constexpr std::string_view kChangeKeys[] = {"set", "to", "each", "remove", "add", "value"};
constexpr std::string_view kFindingKeys[] = {"rule", "pointer", "message", "reason", "severity"};
constexpr std::pair<std::string_view, Case::Expect> kExpects[] = {
    {"pass", Case::Expect::kPass},
    {"fail", Case::Expect::kFail},
    {"not-applicable", Case::Expect::kNotApplicable},
    {"indeterminate", Case::Expect::kIndeterminate}};
constexpr std::pair<std::string_view, Severity> kSeverities[] = {
    {"error", Severity::kError}, {"warning", Severity::kWarning}, {"note", Severity::kNote}};
constexpr std::string_view kDispositions[] = {"accept", "accept-with-notes", "incomplete",
                                              "reject"};

using Bases = std::map<std::string, Datum, std::less<>>;

/// What all cases of one file have in common.
struct FileHead {
  std::string set;
  std::string rule;  // empty: the cases are about whole submissions
  std::string with;
  std::string now;
};

// Changes are made one after the other, as an author reads them. Of a change with `each` the
// value number `nth` is taken.
void change(CaseReader& reader, View list, std::uint32_t nth, Datum& submission) {
  if (list && !list.is_array()) reader.fault(list, "`change` is no list");
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View step = list.at(i);
    if (!reader.check_keys(step, kChangeKeys, "a change")) continue;
    const Document now = to_document(submission);
    Change change;
    if (const View pointer = step.member("set"); pointer.is_string()) {
      change.pointer = std::string(pointer.text());
      change.op =
          find_node(now, change.pointer) == kNoNode ? Change::Op::kAdd : Change::Op::kReplace;
      const View each = step.member("each");
      change.value = to_datum(each ? each.at(nth) : step.member("to"));
    } else if (const View added = step.member("add"); added.is_string()) {
      change.op = Change::Op::kAdd;
      change.pointer = std::string(added.text());
      change.value = to_datum(step.member("value"));
    } else if (const View removed = step.member("remove"); removed.is_string()) {
      change.op = Change::Op::kRemove;
      change.pointer = std::string(removed.text());
    } else {
      reader.fault(step, "a change has one of `set`, `add`, `remove` with a JSON pointer");
      continue;
    }
    auto changed = apply_changes(View(now, now.root()), {change});
    if (!changed) {
      reader.fault(step, "the change cannot be made: " + changed.error().what);
      continue;
    }
    submission = std::move(*changed);
  }
}

// The changes as they are written, with the value that was taken of `each`.
Datum changes_made(View list, std::uint32_t nth) {
  Datum made = to_datum(list);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View each = list.at(i).member("each");
    if (!each.is_array() || nth >= each.size()) continue;
    for (auto& [key, value] : *(*made.array())[i].object()) {
      if (key != "each") continue;
      key = "to";
      value = to_datum(each.at(nth));
    }
  }
  return made;
}

// The values of the one change with `each`; absent where there is none.
View values_of(CaseReader& reader, View list) {
  View values;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View each = list.at(i).member("each");
    if (each.absent()) continue;
    if (!each.is_array() || each.size() == 0) {
      reader.fault(each, "`each` is no list of values");
    } else if (values) {
      reader.fault(each, "a case has one change with `each`");
    } else if (list.at(i).member("set").absent() || list.at(i).member("to")) {
      reader.fault(each, "`each` stands beside `set`, in place of `to`");
    } else {
      values = each;
    }
  }
  return values;
}

void read_submission(CaseReader& reader, View node, const Bases& bases, Case& out) {
  if (const View whole = node.member("submission")) {
    out.submission = to_datum(whole);
    return;
  }
  out.base = reader.text(node, "base", true);
  const auto found = bases.find(out.base);
  if (found != bases.end()) {
    out.submission = found->second;
  } else if (!out.base.empty()) {
    std::vector<std::string_view> names;
    for (const auto& [name, datum] : bases) names.push_back(name);
    reader.fault(node.member("base"), "`_bases.yaml` has no submission `" + out.base + "`",
                 did_you_mean(out.base, names));
  }
}

ExpectedFinding read_finding(CaseReader& reader, View finding, const FileHead& head) {
  ExpectedFinding expected;
  expected.rule = reader.text(finding, "rule", head.rule.empty());
  if (expected.rule.empty()) {
    expected.rule = head.rule;
  } else if (expected.rule.find('/') == std::string::npos) {
    expected.rule = head.set + "/" + expected.rule;
  }
  if (finding.member("pointer").absent()) reader.fault(finding, "`pointer` is missing");
  expected.pointer = reader.text(finding, "pointer");
  if (finding.member("message")) expected.message = reader.text(finding, "message");
  if (finding.member("reason")) expected.reason = reader.text(finding, "reason");
  if (!expected.message && !expected.reason) {
    reader.fault(finding, "the finding has neither `message` nor `reason`",
                 "a finding is compared whole");
  }
  const std::string severity = reader.text(finding, "severity");
  for (const auto& [name, value] : kSeverities) {
    if (name == severity) expected.severity = value;
  }
  if (!severity.empty() && !expected.severity) {
    reader.fault(finding.member("severity"), "`" + severity + "` is no severity of a finding",
                 "one of error, warning, note");
  }
  return expected;
}

void read_findings(CaseReader& reader, View node, const FileHead& head, Case& out) {
  if (const View findings = node.member("findings")) {
    out.findings.emplace();
    if (!findings.is_array()) reader.fault(findings, "`findings` is no list");
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
      if (!reader.check_keys(findings.at(i), kFindingKeys, "a finding")) continue;
      out.findings->push_back(read_finding(reader, findings.at(i), head));
    }
  } else if (out.expect == Case::Expect::kFail) {
    reader.fault(node, "a case that expects `fail` says which `findings`");
  }
}

void read_fixed(CaseReader& reader, View node, Case& out) {
  const std::string fix = reader.text(node, "fix");
  out.unsafe = fix == "unsafe";
  if (!fix.empty() && fix != "unsafe" && fix != "safe") {
    reader.fault(node.member("fix"), "`fix` is `safe` or `unsafe`");
  }
  if (const View fixed = node.member("fixed")) {
    Datum datum = to_datum(fixed);
    if (const Datum::Object* object = datum.object()) {
      out.fixed = *object;
    } else {
      reader.fault(fixed, "`fixed` is a map of JSON pointers to values");
    }
  }
  if (const View whole = node.member("fixed-document")) {
    if (out.fixed) {
      reader.fault(whole, "`fixed-document` and `fixed` say the same twice",
                   "leave one of them out", true);
    }
    out.fixed_document = to_datum(whole);
  }
  if (!fix.empty() && !out.fixes()) {
    reader.fault(node.member("fix"), "`fix` says nothing without `fixed` or `fixed-document`");
  }
}

void read_expectation(CaseReader& reader, View node, const FileHead& head, Case& out) {
  const std::string expect = reader.text(node, "expect", !head.rule.empty());
  for (const auto& [name, value] : kExpects) {
    if (name == expect) out.expect = value;
  }
  if (out.expect == Case::Expect::kAny && !expect.empty()) {
    reader.fault(node.member("expect"), "`" + expect + "` is no expectation",
                 "one of pass, fail, not-applicable, indeterminate");
  }
  read_findings(reader, node, head, out);
  read_fixed(reader, node, out);
  if (const View recognised = node.member("recognised")) {
    if (!recognised.is_bool()) {
      reader.fault(recognised, "`recognised` is neither true nor false");
    } else if (!head.rule.empty()) {
      reader.fault(recognised, "`recognised` belongs into a case file of the set", "", true);
    } else {
      out.recognised = recognised.boolean();
    }
  }
  if (node.member("disposition")) {
    out.disposition = reader.text(node, "disposition");
    const bool known = std::find(std::begin(kDispositions), std::end(kDispositions),
                                 *out.disposition) != std::end(kDispositions);
    if (!known) {
      reader.fault(node.member("disposition"), "`" + *out.disposition + "` is no disposition",
                   "one of accept, accept-with-notes, incomplete, reject");
    }
  }
  if (node.member("others")) out.others = reader.texts(node, "others");
  if (!head.rule.empty()) return;
  if (!expect.empty()) {
    reader.fault(node.member("expect"), "`expect` is about one rule, but this file is about a set",
                 "say `recognised`, `disposition`, `findings` or `fixed`", true);
  } else if (!out.findings && !out.fixes() && !out.recognised && !out.disposition) {
    reader.fault(node, "the case expects nothing",
                 "say `recognised`, `disposition`, `findings` or `fixed`");
  }
}

// What a case with `each` says of one of its values: `{each}` in its findings is that value.
void fill_in(Case& one, const std::string& value) {
  constexpr std::string_view kPlace = "{each}";
  const auto fill = [&](std::optional<std::string>& text) {
    if (!text) return;
    for (std::size_t at = 0; (at = text->find(kPlace, at)) != std::string::npos;
         at += value.size()) {
      text->replace(at, kPlace.size(), value);
    }
  };
  one.name += ": " + value;
  if (!one.findings) return;
  for (ExpectedFinding& finding : *one.findings) {
    fill(finding.message);
    fill(finding.reason);
  }
}

void read_case(CaseReader& reader, View node, const FileHead& head, const Bases& bases,
               std::vector<Case>& cases) {
  reader.take_failed();
  reader.check_keys(node, kCaseKeys, "a case");
  Case first;
  first.rule = head.rule;
  first.with = head.with;
  first.name = reader.text(node, "name", true);
  const Region region = region_of(node);
  first.file = region.source;
  first.line = region.line;
  read_submission(reader, node, bases, first);
  const View parameters = node.member("parameters");
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    const View value = parameters.at(i);
    first.parameters.emplace_back(value.key(),
                                  value.is_string() ? std::string(value.text()) : to_json(value));
  }
  first.now = reader.text(node, "now");
  if (first.now.empty()) first.now = head.now;
  first.parts = reader.texts(node, "parts");
  read_expectation(reader, node, head, first);

  const View changes = node.member("change");
  const View values = changes.is_array() ? values_of(reader, changes) : View{};
  const std::uint32_t runs = values ? values.size() : 1;
  for (std::uint32_t nth = 0; nth < runs; ++nth) {
    Case one = first;
    if (values) fill_in(one, to_display(values.at(nth)));
    change(reader, changes, nth, one.submission);
    one.change = changes_made(changes, nth);
    if (reader.take_failed()) return;
    cases.push_back(std::move(one));
  }
}

/// `_bases.yaml`: the submissions that cases start from, and their clock.
struct BasesFile {
  Bases bases;
  std::string now;
};

BasesFile read_bases(CaseReader& reader, const RuleFiles& files, const std::string& path,
                     const Limits& limits, std::vector<DocumentPtr>& keep) {
  BasesFile out;
  if (!files.has(path)) return out;
  auto document = files.document(path, limits);
  if (!document) return out;  // reported with the other files
  keep.push_back(*document);
  const View root(**document, (*document)->root());
  if (!reader.check_keys(root, kBasesKeys, "`_bases.yaml`")) return out;
  out.now = reader.text(root, "now");
  const View map = root.member("bases");
  if (!map.is_object()) {
    reader.fault(root, "`bases` is missing or no map");
    return out;
  }
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    out.bases.emplace(map.at(i).key(), to_datum(map.at(i)));
  }
  return out;
}

FileHead read_head(CaseReader& reader, View root, const std::string& set) {
  FileHead head;
  head.set = set;
  head.now = reader.text(root, "now");
  head.with = reader.text(root, "with");
  if (const View whole = root.member("set")) {
    if (root.member("rule")) {
      reader.fault(whole, "`set` stands beside `rule`", "a case file is about one of the two",
                   true);
    } else if (const std::string name = reader.text(root, "set"); name != set) {
      reader.fault(whole, "`set` is `" + name + "`, but the file belongs to `" + set + "`");
    }
    return head;
  }
  head.rule = reader.text(root, "rule", true);
  if (head.rule.find('/') == std::string::npos) head.rule = set + "/" + head.rule;
  return head;
}

Fault fault_of(const Error& error) {
  Fault fault;
  fault.file = error.where.source;
  fault.line = error.where.line;
  fault.column = error.where.column;
  fault.message = error.what;
  fault.hint = error.hint;
  return fault;
}

}  // namespace

std::vector<Case> read_cases(const RuleFiles& files, const std::string& set,
                             const std::string& version, const Limits& limits,
                             std::vector<Fault>& faults) {
  std::vector<Case> cases;
  std::vector<DocumentPtr> keep;
  CaseReader reader(faults);
  const std::string folder = "rules/" + set + "/" + version + "/cases/";
  const std::string bases_path = folder + "_bases.yaml";
  const BasesFile bases = read_bases(reader, files, bases_path, limits, keep);
  for (const std::string& path : files.list(folder)) {
    auto document = files.document(path, limits);
    if (!document) {
      faults.push_back(fault_of(document.error()));
      continue;
    }
    if (path == bases_path) continue;
    keep.push_back(*document);
    const View root(**document, (*document)->root());
    if (!reader.check_keys(root, kFileKeys, "a case file")) continue;
    FileHead head = read_head(reader, root, set);
    if (head.now.empty()) head.now = bases.now;
    const View list = root.member("cases");
    if (!list.is_array() || list.size() == 0) {
      reader.fault(list ? list : root, "`cases` is missing, empty or no list");
      continue;
    }
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      read_case(reader, list.at(i), head, bases.bases, cases);
    }
  }
  return cases;
}

}  // namespace intake
