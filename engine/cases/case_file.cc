#include "cases/case_file.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/suggest.h"
#include "document/pointer.h"
#include "eval/region.h"

namespace intake {
namespace {

constexpr std::string_view kFileKeys[] = {"rule", "with", "cases"};
constexpr std::string_view kCaseKeys[] = {
    "name",   "base",     "submission", "change", "parameters",  "now",   "parts",
    "expect", "findings", "fix",        "fixed",  "disposition", "others"};
constexpr std::string_view kChangeKeys[] = {"set", "to", "remove", "add", "value"};
constexpr std::string_view kFindingKeys[] = {"pointer", "message", "reason"};
constexpr std::pair<std::string_view, Case::Expect> kExpects[] = {
    {"pass", Case::Expect::kPass},
    {"fail", Case::Expect::kFail},
    {"not-applicable", Case::Expect::kNotApplicable},
    {"indeterminate", Case::Expect::kIndeterminate}};

class Reader {
 public:
  Reader(std::vector<Fault>& faults) : faults_(faults) {}

  void fault(View where, std::string message, std::string hint = {}, bool name = false) {
    const Region region = region_of(where, name);
    Fault fault;
    fault.file = region.source;
    fault.line = region.line;
    fault.column = region.column;
    fault.byte_begin = region.byte_begin;
    fault.byte_end = region.byte_end;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.excerpt = region.excerpt;
    faults_.push_back(std::move(fault));
    failed_ = true;
  }

  template <std::size_t N>
  bool check_keys(View map, const std::string_view (&keys)[N], std::string_view what) {
    if (!map.is_object()) {
      fault(map, std::string(what) + " is no map");
      return false;
    }
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const View member = map.at(i);
      if (std::find(std::begin(keys), std::end(keys), member.key()) != std::end(keys)) continue;
      fault(member, std::string(what) + " has no key `" + std::string(member.key()) + "`",
            did_you_mean(member.key(), {std::begin(keys), std::end(keys)}), true);
    }
    return true;
  }

  std::string text(View map, std::string_view key, bool required = false) {
    const View value = map.member(key);
    if (value.absent()) {
      if (required) fault(map, "`" + std::string(key) + "` is missing");
      return {};
    }
    if (!value.is_string()) {
      fault(value, "`" + std::string(key) + "` is no text");
      return {};
    }
    return std::string(value.text());
  }

  std::vector<std::string> texts(View map, std::string_view key) {
    std::vector<std::string> out;
    const View list = map.member(key);
    if (list.absent()) return out;
    if (!list.is_array()) fault(list, "`" + std::string(key) + "` is no list");
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      if (list.at(i).is_string()) {
        out.emplace_back(list.at(i).text());
      } else {
        fault(list.at(i), "this is no text");
      }
    }
    return out;
  }

  bool take_failed() { return std::exchange(failed_, false); }

 private:
  std::vector<Fault>& faults_;
  bool failed_ = false;
};

using Bases = std::map<std::string, Datum, std::less<>>;

// Changes are made one after the other, as an author reads them.
void change(Reader& reader, View list, Datum& submission) {
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View step = list.at(i);
    if (!reader.check_keys(step, kChangeKeys, "a change")) continue;
    const Document now = to_document(submission);
    Change change;
    if (const View pointer = step.member("set"); pointer.is_string()) {
      change.pointer = std::string(pointer.text());
      change.op =
          find_node(now, change.pointer) == kNoNode ? Change::Op::kAdd : Change::Op::kReplace;
      change.value = to_datum(step.member("to"));
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

Case read_case(Reader& reader, View node, const std::string& rule, const std::string& with,
               const Bases& bases) {
  Case result;
  result.rule = rule;
  result.with = with;
  reader.check_keys(node, kCaseKeys, "a case");
  result.name = reader.text(node, "name", true);
  const Region region = region_of(node);
  result.file = region.source;
  result.line = region.line;
  if (const View whole = node.member("submission")) {
    result.submission = to_datum(whole);
  } else {
    const std::string base = reader.text(node, "base", true);
    const auto found = bases.find(base);
    if (found != bases.end()) {
      result.submission = found->second;
    } else if (!base.empty()) {
      std::vector<std::string_view> names;
      for (const auto& [name, datum] : bases) names.push_back(name);
      reader.fault(node.member("base"), "`_bases.yaml` has no submission `" + base + "`",
                   did_you_mean(base, names));
    }
  }
  change(reader, node.member("change"), result.submission);
  const View parameters = node.member("parameters");
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    const View value = parameters.at(i);
    result.parameters.emplace_back(value.key(),
                                   value.is_string() ? std::string(value.text()) : to_json(value));
  }
  result.now = reader.text(node, "now");
  result.parts = reader.texts(node, "parts");
  const std::string expect = reader.text(node, "expect", true);
  bool known = false;
  for (const auto& [name, value] : kExpects) {
    if (name != expect) continue;
    result.expect = value;
    known = true;
  }
  if (!known && !expect.empty()) {
    reader.fault(node.member("expect"), "`" + expect + "` is no expectation",
                 "one of pass, fail, not-applicable, indeterminate");
  }
  if (const View findings = node.member("findings")) {
    result.findings.emplace();
    if (!findings.is_array()) reader.fault(findings, "`findings` is no list");
    for (std::uint32_t i = 0; i < findings.size(); ++i) {
      const View finding = findings.at(i);
      if (!reader.check_keys(finding, kFindingKeys, "a finding")) continue;
      ExpectedFinding expected;
      expected.pointer = reader.text(finding, "pointer", true);
      if (finding.member("message")) expected.message = reader.text(finding, "message");
      if (finding.member("reason")) expected.reason = reader.text(finding, "reason");
      result.findings->push_back(std::move(expected));
    }
  } else if (result.expect == Case::Expect::kFail) {
    reader.fault(node, "a case that expects `fail` says which `findings`");
  }
  const std::string fix = reader.text(node, "fix");
  result.unsafe = fix == "unsafe";
  if (!fix.empty() && fix != "unsafe" && fix != "safe") {
    reader.fault(node.member("fix"), "`fix` is `safe` or `unsafe`");
  }
  if (const View fixed = node.member("fixed")) {
    Datum datum = to_datum(fixed);
    if (const Datum::Object* object = datum.object()) {
      result.fixed = *object;
    } else {
      reader.fault(fixed, "`fixed` is a map of JSON pointers to values");
    }
  }
  if (node.member("disposition")) result.disposition = reader.text(node, "disposition");
  if (node.member("others")) result.others = reader.texts(node, "others");
  return result;
}

Bases read_bases(Reader& reader, const RuleFiles& files, const std::string& path,
                 const Limits& limits, std::vector<DocumentPtr>& keep) {
  Bases bases;
  if (!files.has(path)) return bases;
  auto document = files.document(path, limits);
  if (!document) return bases;  // reported with the other files
  keep.push_back(*document);
  const View root(**document, (*document)->root());
  const View map = root.member("bases");
  if (!map.is_object()) {
    reader.fault(root, "`bases` is missing or no map");
    return bases;
  }
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    bases.emplace(map.at(i).key(), to_datum(map.at(i)));
  }
  return bases;
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
  Reader reader(faults);
  const std::string folder = "rules/" + set + "/" + version + "/cases/";
  const std::string bases_path = folder + "_bases.yaml";
  const Bases bases = read_bases(reader, files, bases_path, limits, keep);
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
    std::string rule = reader.text(root, "rule", true);
    if (rule.find('/') == std::string::npos) rule = set + "/" + rule;
    const std::string with = reader.text(root, "with");
    const View list = root.member("cases");
    if (!list.is_array() || list.size() == 0) {
      reader.fault(list ? list : root, "`cases` is missing, empty or no list");
      continue;
    }
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      reader.take_failed();
      Case next = read_case(reader, list.at(i), rule, with, bases);
      if (!reader.take_failed()) cases.push_back(std::move(next));
    }
  }
  return cases;
}

}  // namespace intake
