#include "lint_testing.h"

#include <algorithm>

#include "support/catch.h"

namespace intake::linting {
namespace {

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "environment": {"type": "string", "enum": ["acceptance", "production"]},
    "colour": {"type": "string"}, "code": {"type": "string"}, "url": {"type": "string"},
    "number": {"type": "string"}, "address": {"type": "string"}, "size": {"type": "integer"},
    "flag": {"type": "boolean"},
    "items": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "properties": {"name": {"type": "string"}, "kind": {"type": "string", "enum": ["a", "b"]}}}},
    "form": {"type": "object", "additionalProperties": false, "properties": {
      "clientId": {"type": "string"}, "name": {"type": "string"},
      "kind": {"type": "string", "enum": ["m2m", "healthcare"]},
      "scopes": {"type": "array", "items": {"type": "string"}}}},
    "mail": {"type": "object", "additionalProperties": false,
             "properties": {"subject": {"type": "string"}, "to": {"type": "array"}}}}})";

constexpr std::string_view kSeparator = "--- ";
constexpr std::string_view kFolder = "rules/demo/1.0.0/";
constexpr std::uint32_t kHeadLines = 5;

std::string head(std::string_view name) {
  return "ruleset: " + std::string(name) +
         "\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: An example\nschema: {use: tiny@1}\n";
}

/// `../../base/1.0.0/ruleset.yaml` as a path from the top.
std::string path_of(std::string_view name) {
  if (name.starts_with("../../")) return "rules/" + std::string(name.substr(6));
  return std::string(kFolder) + std::string(name);
}

std::vector<RuleFile> files_of(std::string_view text) {
  std::vector<RuleFile> files{{"schemas/tiny/1.schema.json", std::string(kSchema)},
                              {path_of("ruleset.yaml"), head("demo")}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    at = end;
    if (!line.starts_with(kSeparator)) {
      files.back().bytes += line;
      continue;
    }
    const std::string path =
        path_of(line.substr(kSeparator.size(), line.size() - kSeparator.size() - 1));
    std::string begin;
    if (path.ends_with("/ruleset.yaml")) {
      const std::string name = path.substr(6, path.find('/', 6) - 6);
      begin = head(name);
    }
    files.push_back({path, begin});
  }
  return files;
}

/// What a tiny example need not have.
bool is_about_texts(std::string_view check) {
  return check == "missing-source" || check == "missing-why" || check == "missing-help";
}

}  // namespace

Library library(std::string_view text) { return Library::from_memory(files_of(text)); }

LintOptions options(std::vector<std::string> only) {
  LintOptions options;
  options.now = "2026-05-01T12:00:00Z";
  options.only = std::move(only);
  return options;
}

std::vector<std::string> show(const LintReport& report) {
  std::vector<std::string> lines;
  const std::string own = path_of("ruleset.yaml");
  for (const LintFinding& finding : report.findings) {
    const bool head = finding.region.line <= kHeadLines;
    const std::string& file = finding.region.source;
    std::string line = file == own ? "" : file.substr(file.rfind('/') + 1) + ":";
    line += std::to_string(file == own && !head ? finding.region.line - kHeadLines
                                                : finding.region.line);
    line += " " + finding.check + ": " + finding.message;
    if (!finding.hint.empty()) line += " | " + finding.hint;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> findings(std::string_view text, std::vector<std::string> only) {
  const bool all = only.empty();
  LintReport report = library(text).lint({"demo"}, options(std::move(only)));
  if (!report.faults.empty()) return {render_faults(report.faults, {})};
  if (report.error) return {render_error(*report.error, {})};
  if (all) {
    std::erase_if(report.findings,
                  [](const LintFinding& finding) { return is_about_texts(finding.check); });
  }
  return show(report);
}

std::string repaired(std::string_view text, bool unsafe, std::vector<std::string> only) {
  const auto repair = library(text).fix_rules({"demo"}, options(std::move(only)), unsafe);
  REQUIRE(repair);
  std::string out;
  for (const RuleFile& file : files_of(text)) {
    if (!file.path.starts_with("rules/")) continue;
    std::string bytes = file.bytes;
    for (const LintedFile& changed : repair->files) {
      if (changed.file == file.path) bytes = changed.after;
    }
    if (file.path != path_of("ruleset.yaml")) {
      out += std::string(kSeparator) + file.path.substr(file.path.rfind('/') + 1) + "\n";
    } else {
      bytes = bytes.substr(head("demo").size());
    }
    out += bytes;
  }
  return out;
}

}  // namespace intake::linting
