#include "demo_set.h"

#include <fstream>
#include <iterator>

#include "support/catch.h"

namespace intake::demo {

const std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "form": {"type": "object", "additionalProperties": false, "properties": {
      "clientId": {"type": "string"},
      "name": {"type": "string"},
      "scopes": {"type": "array", "items": {"type": "string"}},
      "credentials": {"type": "array", "items": {
        "type": "object", "additionalProperties": false,
        "properties": {"identifier": {"type": "string"}, "type": {"type": "string"}}}}}},
    "mail": {"type": "object", "additionalProperties": false,
             "properties": {"subject": {"type": "string"}}},
    "extra": {"type": "object"}}})";

namespace {

constexpr std::string_view kDemoPath = "rules/demo/1.0.0/ruleset.yaml";
constexpr std::uint32_t kHeadLines = 5;

}  // namespace

std::string head(std::string_view name, std::string_view version) {
  return "ruleset: " + std::string(name) + "\nversion: " + std::string(version) +
         "\nengine: \">=0.1 <1.0\"\ntitle: The set " + std::string(name) +
         "\nschema: {use: tiny@1}\n";
}

RuleFiles files(const std::vector<std::pair<std::string, std::string>>& more) {
  RuleFiles all;
  all.add("schemas/tiny/1.schema.json", std::string(kSchema));
  std::ifstream list(INTAKE_SOURCE_DIR "/schemas/list/1.schema.json");
  all.add("schemas/list/1.schema.json", {std::istreambuf_iterator<char>(list), {}});
  for (const auto& [path, text] : more) all.add(path, text);
  return all;
}

RuleFiles demo(const std::string& body) {
  return files({{std::string(kDemoPath), head("demo") + body}});
}

LoadOptions options(std::string now) {
  LoadOptions options;
  options.now = std::move(now);
  return options;
}

std::vector<std::string> show(const std::vector<Fault>& faults) {
  std::vector<std::string> lines;
  for (const Fault& fault : faults) {
    const bool own = fault.file == kDemoPath && fault.line > kHeadLines;
    std::string line = own ? "" : fault.file + ':';
    line += std::to_string(own ? fault.line - kHeadLines : fault.line) + ':' +
            std::to_string(fault.column) + ' ' + fault.message;
    if (!fault.hint.empty()) line += " | " + fault.hint;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> faults_of(const std::string& body) {
  const RuleFiles all = demo(body);
  const LoadResult result = load_rule_set(all, "demo", options());
  CHECK_FALSE(result.error.has_value());
  CHECK((result.rules == nullptr) == !result.faults.empty());
  return show(result.faults);
}

const Rule& must_find_rule(const RuleSet& rules, std::string_view id) {
  for (const Rule& rule : rules.rules) {
    if (rule.id == id) return rule;
  }
  FAIL("no rule " << id);
  std::abort();
}

}  // namespace intake::demo
