#pragma once

#include <string>
#include <utility>
#include <vector>

#include <intake/intake.h>

#include "support/catch.h"

/// Tiny rule sets as inline YAML, and what they say of tiny submissions.
namespace intake::tiny {

/// A rule set without a schema: `body` is everything below the title.
inline std::string set(const std::string& name, const std::string& body) {
  return "ruleset: " + name + "\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: The set " + name +
         "\nlanguages: [en]\n" + body;
}

inline RuleFile file(const std::string& name, const std::string& body) {
  return {"rules/" + name + "/1.0.0/ruleset.yaml", set(name, body)};
}

inline CompileOptions at_noon() {
  CompileOptions options;
  options.now = "2026-05-01T12:00:00Z";
  return options;
}

inline CompiledRules must_compile(const Library& library, const std::string& reference,
                                  const CompileOptions& options = at_noon()) {
  Compiled compiled = library.compile(reference, options);
  INFO(render_faults(compiled.faults, {}));
  if (compiled.error) INFO(render_error(*compiled.error, {}));
  REQUIRE(compiled.rules);
  return *compiled.rules;
}

/// The set `tiny` with this body.
inline CompiledRules rules(const std::string& body) {
  return must_compile(Library::from_memory({file("tiny", body)}), "tiny");
}

/// The set `tiny` with the one rule `one`, its keys as a flow map without the braces.
inline CompiledRules one_rule(const std::string& keys) {
  return rules("rules:\n  - {id: one, severity: error, message: m, " + keys + "}\n");
}

inline Submission must_read(const std::string& text, const std::string& name = "a.yaml") {
  auto submission = Submission::read(name, text, {});
  INFO(text);
  if (!submission.ok()) INFO(submission.error().what);
  REQUIRE(submission.ok());
  return std::move(submission).value();
}

inline Report check(const CompiledRules& compiled, const std::string& text,
                    const CheckOptions& options = {}) {
  return compiled.check(must_read(text), options);
}

inline Repaired fix(const CompiledRules& compiled, const std::string& text,
                    const RepairOptions& options = {}, const std::string& name = "a.yaml") {
  auto repaired = compiled.fix(must_read(text, name), options);
  INFO(text);
  if (!repaired.ok()) INFO(repaired.error().what);
  REQUIRE(repaired.ok());
  return std::move(repaired).value();
}

/// "pass", "fail", "skip" (not applicable), "unknown" (indeterminate) or "error", one for each
/// place, in this order.
inline std::string verdicts(const Report& report) {
  std::string out;
  const auto add = [&](std::uint32_t count, const char* word) {
    for (std::uint32_t i = 0; i < count; ++i) out += (out.empty() ? "" : " ") + std::string(word);
  };
  add(report.counts.pass, "pass");
  add(report.counts.fail, "fail");
  add(report.counts.not_applicable, "skip");
  add(report.counts.indeterminate, "unknown");
  add(report.counts.error, "error");
  return out;
}

/// "rule pointer: message or reason", consequences indented.
inline void list_findings(const std::vector<Finding>& findings, const std::string& indent,
                          std::vector<std::string>& out) {
  for (const Finding& finding : findings) {
    out.push_back(indent + finding.rule + " " + finding.pointer + ": " +
                  (finding.message.empty() ? finding.reason : finding.message));
    list_findings(finding.consequences, indent + "> ", out);
  }
}

inline std::vector<std::string> findings(const Report& report) {
  std::vector<std::string> out;
  list_findings(report.findings, "", out);
  return out;
}

}  // namespace intake::tiny
