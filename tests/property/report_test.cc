#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "property/harness.h"
#include "support/catch.h"

namespace intake {
namespace {

using nlohmann::json;

/// One finding a line, without its place in the text.
std::string findings_of(const Report& report) {
  std::string text = std::string(disposition_name(report.disposition)) + "\n";
  const auto line = [&](const Finding& finding, std::string_view indent) {
    text += std::string(indent) + finding.rule + " " +
            std::to_string(static_cast<int>(finding.verdict)) + " at " + finding.pointer + ": " +
            finding.message + finding.reason;
    if (finding.fix) text += " -> " + finding.fix->after.value_or("(removed)");
    text += '\n';
  };
  for (const Finding& finding : report.findings) {
    line(finding, "");
    for (const Finding& consequence : finding.consequences) line(consequence, "  ");
  }
  return text;
}

std::string first_difference(const std::string& a, const std::string& b) {
  const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  const std::size_t begin = a.rfind('\n', static_cast<std::size_t>(at));
  const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
  return "\n" + a.substr(from, 400) + "\n--- against\n" + b.substr(std::min(from, b.size()), 400);
}

std::string formats_differ(const Sample& sample) {
  const Submission yaml = read("s.yaml", sample.yaml);
  const Submission json_text = read("s.json", sample.json);
  const std::string a = findings_of(sample.rules().check(yaml, {}));
  const std::string b = findings_of(sample.rules().check(json_text, {}));
  return a == b ? "" : "YAML and JSON differ" + first_difference(a, b);
}

/// Where the text of one format cannot be changed in place, the two may differ.
bool refused_in_place(const Repaired& repaired) {
  const auto& fixes = repaired.report.fixes;
  return std::any_of(fixes.begin(), fixes.end(), [](const FixRecord& record) {
    return !record.applied && !record.patch.empty();
  });
}

std::string fixed_values_differ(const Sample& sample, bool unsafe) {
  const Repaired a = fix(sample, "s.yaml", sample.yaml, unsafe_too(unsafe));
  const Repaired b = fix(sample, "s.json", sample.json, unsafe_too(unsafe));
  if (refused_in_place(a)) return {};
  const json from_yaml = json::parse(*read("s.yaml", a.bytes).convert("json"));
  const json from_json = json::parse(*read("s.json", b.bytes).convert("json"));
  if (from_yaml == from_json) return {};
  return "YAML and JSON are fixed in different ways\n" + json::diff(from_yaml, from_json).dump(1);
}

std::string not_deterministic(const Sample& sample) {
  const Submission submission = read("s.yaml", sample.yaml);
  const auto text = [&] {
    const Report report = sample.rules().check(submission, {});
    return render_json({&report, 1}, {}) + render_text({&report, 1}, {});
  };
  const std::string first = text();
  const std::string second = text();
  if (first != second)
    return "a second check says something else" + first_difference(first, second);
  const auto repaired = [&] {
    const Repaired made = fix(sample, "s.yaml", sample.yaml, unsafe_too(true));
    return made.bytes + made.patch + made.diff + render_json({&made.report, 1}, {});
  };
  const std::string once = repaired();
  const std::string again = repaired();
  if (once == again) return {};
  return "a second fix run does something else" + first_difference(once, again);
}

std::string report_of_other_text(const Sample& sample, bool unsafe) {
  Repaired repaired = fix(sample, "s.yaml", sample.yaml, unsafe_too(unsafe));
  const Report fresh = sample.rules().check(read("s.yaml", repaired.bytes), {});
  repaired.report.fixes.clear();
  for (Finding& finding : repaired.report.findings) {
    if (finding.fix) finding.fix->refused.clear();  // a check has not tried it
  }
  const std::string a = render_json({&repaired.report, 1}, {});
  const std::string b = render_json({&fresh, 1}, {});
  return a == b ? "" : "the report of a fix run is not that of its result" + first_difference(a, b);
}

}  // namespace

TEST_CASE("YAML and JSON of the same content give the same findings") {
  check_property(formats_differ);
}

TEST_CASE("YAML and JSON of the same content are fixed alike") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return fixed_values_differ(sample, unsafe); });
}

TEST_CASE("checking and fixing twice give the same bytes") { check_property(not_deterministic); }

TEST_CASE("the report of a fix run is that of the repaired submission") {
  const bool unsafe = GENERATE(false, true);
  CAPTURE(unsafe);
  check_property([&](const Sample& sample) { return report_of_other_text(sample, unsafe); });
}

}  // namespace intake
