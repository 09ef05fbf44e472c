#include <algorithm>
#include <utility>

#include <intake/intake.h>
#include <intake/lint.h>
#include <intake/version.h>

#include "document/datum.h"
#include "formats/json/json.h"
#include "report/escape.h"
#include "report/excerpt.h"
#include "report/json_object.h"
#include "report/sarif.h"
#include "report/style.h"
#include "text/unicode.h"

namespace intake {
namespace {

std::string_view name_of(Severity severity) {
  constexpr std::string_view kNames[] = {"error", "warning", "note", "off"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::size_t count(const LintReport& report, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [&](const LintFinding& finding) { return finding.severity == severity; }));
}

std::size_t count_fixes(const LintReport& report, FixClass cls) {
  return static_cast<std::size_t>(std::count_if(
      report.findings.begin(), report.findings.end(),
      [&](const LintFinding& finding) { return finding.fix && finding.fix->cls == cls; }));
}

class Writer {
 public:
  explicit Writer(const RenderOptions& options) : options_(options) {}

  std::string run(const LintReport& report) {
    if (!options_.quiet) {
      for (const LintFinding& finding : report.findings) add(finding);
    }
    tail(report);
    return std::move(out_);
  }

 private:
  void add(const LintFinding& finding) {
    const Style mark = style_of(finding.severity);
    const std::string_view kind = name_of(finding.severity);
    out_ += styled(mark, kind, options_.color) + ": ";
    out_ += wrap(escape_controls(finding.message), kind.size() + 2, 2, options_.width) + "\n";
    place(finding.region, "[" + finding.check + "]");
    out_ += excerpt_text(finding.region, mark, options_);
    detail("", finding.hint);
    if (finding.fix) {
      detail(finding.fix->cls == FixClass::kSafe ? "--fix" : "--fix --unsafe", finding.fix->title);
    }
    for (const LintRelated& related : finding.related) {
      detail("see", related.message + ":");
      place(related.region, "");
      out_ += excerpt_text(related.region, Style::kDim, options_);
    }
    out_ += '\n';
  }

  void place(const Region& region, const std::string& behind) {
    out_ += "  " + styled(Style::kDim, "-->", options_.color) + " " +
            escape_controls(region.source) + ":" + std::to_string(region.line) + ":" +
            std::to_string(region.column);
    if (!behind.empty()) out_ += " " + styled(Style::kDim, behind, options_.color);
    out_ += '\n';
  }

  void detail(std::string_view name, std::string_view words) {
    if (words.empty()) return;
    out_ += "  " + styled(Style::kDim, "=", options_.color) + " ";
    std::size_t used = 4;
    if (!name.empty()) {
      out_ += styled(Style::kBold, std::string(name) + ":", options_.color) + " ";
      used += name.size() + 2;
    }
    out_ += wrap(escape_controls(words), used, 6, options_.width) + "\n";
  }

  void tail(const LintReport& report) {
    std::string line = counted(report.rule_sets, "rule set") + ", " +
                       counted(report.rules, "rule") + ", " +
                       counted(report.faults.size(), "fault");
    const std::pair<Severity, std::string_view> kinds[] = {
        {Severity::kError, "error"}, {Severity::kWarning, "warning"}, {Severity::kNote, "note"}};
    for (const auto& [severity, noun] : kinds) {
      if (const std::size_t some = count(report, severity)) line += ", " + counted(some, noun);
    }
    if (report.ignored > 0) line += ", " + std::to_string(report.ignored) + " ignored";
    if (report.suppressed > 0) line += ", " + std::to_string(report.suppressed) + " not shown";
    out_ += line + "\n";
    if (const std::size_t safe = count_fixes(report, FixClass::kSafe)) {
      out_ += "  " + std::to_string(safe) + " can be repaired with `--fix`\n";
    }
    if (const std::size_t unsafe = count_fixes(report, FixClass::kUnsafe)) {
      out_ += "  " + std::to_string(unsafe) + " more with `--fix --unsafe`, for you to look at\n";
    }
  }

  const RenderOptions& options_;
  std::string out_;
};

Datum region(const Region& r) {
  return JsonObject()
      .text("file", r.source)
      .number("byteBegin", r.byte_begin)
      .number("byteEnd", r.byte_end)
      .number("line", r.line)
      .number("column", r.column)
      .number("endLine", r.end_line)
      .number("endColumn", r.end_column)
      .text("excerpt", r.excerpt)
      .take();
}

Datum finding(const LintFinding& f) {
  JsonObject object;
  object.text("check", f.check).text("severity", name_of(f.severity)).text("rule", f.rule);
  object.always("message", Datum(f.message)).text("hint", f.hint);
  object.always("region", region(f.region));
  Datum::Array related;
  for (const LintRelated& other : f.related) {
    related.push_back(JsonObject()
                          .always("message", Datum(other.message))
                          .always("region", region(other.region))
                          .take());
  }
  if (!related.empty()) object.always("related", std::move(related));
  if (f.fix) {
    Datum::Array edits;
    for (const LintEdit& edit : f.fix->edits) {
      edits.push_back(JsonObject()
                          .always("region", region(edit.region))
                          .always("text", Datum(edit.text))
                          .take());
    }
    object.always("fix", JsonObject()
                             .text("class", f.fix->cls == FixClass::kSafe ? "safe" : "unsafe")
                             .text("title", f.fix->title)
                             .always("edits", std::move(edits))
                             .take());
  }
  return object.take();
}

Datum fault(const Fault& f) {
  return JsonObject()
      .text("file", f.file)
      .number("line", f.line)
      .number("column", f.column)
      .always("message", Datum(valid_utf8(f.message)))
      .text("hint", f.hint)
      .take();
}

}  // namespace

std::string render_lint(const LintReport& report, const RenderOptions& options) {
  return Writer(options).run(report);
}

std::string render_lint_json(const LintReport& report, const RenderOptions&) {
  Datum::Array findings, faults;
  for (const LintFinding& f : report.findings) findings.push_back(finding(f));
  for (const Fault& f : report.faults) faults.push_back(fault(f));
  Datum summary = JsonObject()
                      .number("ruleSets", report.rule_sets)
                      .number("rules", report.rules)
                      .number("faults", report.faults.size())
                      .number("errors", count(report, Severity::kError))
                      .number("warnings", count(report, Severity::kWarning))
                      .number("notes", count(report, Severity::kNote))
                      .number("ignored", report.ignored)
                      .number("suppressed", report.suppressed)
                      .take();
  const Document document = to_document(
      JsonObject()
          .always("tool", JsonObject().text("name", "intake").text("version", kVersion).take())
          .always("findings", std::move(findings))
          .always("faults", std::move(faults))
          .always("summary", std::move(summary))
          .take());
  return json::write(View(document, document.root()));
}

std::string render_lint_sarif(const LintReport& report, const RenderOptions&) {
  SarifRun run;
  for (const LintCheckInfo& check : lint_checks()) {
    const bool found =
        std::any_of(report.findings.begin(), report.findings.end(),
                    [&](const LintFinding& finding) { return finding.check == check.id; });
    if (!found) continue;
    run.rules.push_back({std::string(check.id), std::string(check.summary), std::string(check.why),
                         check.severity});
  }
  for (const LintFinding& f : report.findings) {
    SarifResult result;
    result.rule = f.check;
    result.severity = f.severity;
    result.message = f.message + (f.hint.empty() ? "" : "; " + f.hint);
    result.region = f.region;
    for (const LintRelated& other : f.related) {
      result.related.emplace_back(other.message, other.region);
    }
    if (!f.rule.empty()) result.properties.emplace_back("rule", f.rule);
    if (f.fix) {
      result.fix = f.fix->title;
      result.properties.emplace_back("fixClass", f.fix->cls == FixClass::kSafe ? "safe" : "unsafe");
      for (const LintEdit& edit : f.fix->edits) result.edits.push_back({edit.region, edit.text});
    }
    run.results.push_back(std::move(result));
  }
  for (const Fault& fault : report.faults) {
    SarifNotice notice;
    notice.message = fault.message + (fault.hint.empty() ? "" : "; " + fault.hint);
    notice.region.source = fault.file;
    notice.region.line = fault.line;
    notice.region.column = fault.column;
    notice.configuration = true;
    run.notices.push_back(std::move(notice));
  }
  return write_sarif(run);
}

}  // namespace intake
