#include <set>
#include <utility>

#include <intake/intake.h>

#include "report/json_object.h"
#include "report/place.h"
#include "report/sarif.h"

namespace intake {
namespace {

class Writer {
 public:
  void add(const Report& report) {
    if (report.unreadable) {
      add(*report.unreadable, report.submission);
      return;
    }
    if (report.unusable) add(*report.unusable, report.submission);
    for (const Finding& finding : report.findings) add(finding, report);
    for (const AnswerRecord& record : report.answers) {
      run_.answers.push_back(to_datum(record, report.submission));
    }
  }

  std::string take() { return write_sarif(run_); }

 private:
  void add(const Error& error, const std::string& submission) {
    SarifNotice notice;
    notice.message = error.what + (error.hint.empty() ? "" : "; " + error.hint);
    notice.region.source = error.where.source.empty() ? submission : error.where.source;
    notice.region.line = error.where.line;
    notice.region.column = error.where.column;
    run_.notices.push_back(std::move(notice));
  }

  void add(const Finding& finding, const Report& report) {
    SarifResult result;
    result.rule = finding.rule;
    result.severity = finding.severity;
    result.open = finding.verdict != Verdict::kFail;
    result.message = finding.message.empty() ? finding.reason : finding.message;
    if (finding.question && result.open) result.message = finding.question->text;
    result.region = finding.region;
    if (result.region.source.empty()) result.region.source = report.submission;
    result.pointer = finding.pointer;
    if (!finding.region.steps.empty()) result.place = place_words(finding.region, report.language);
    const auto property = [&](const char* name, const std::string& value) {
      if (!value.empty()) result.properties.emplace_back(name, value);
    };
    property("reason", finding.verdict == Verdict::kFail ? finding.reason : "");
    property("passage", finding.passage.quote);
    property("section", finding.passage.section);
    property("document", finding.passage.document);
    if (finding.fix && finding.fix->refused.empty()) property("fix", finding.fix->because);
    if (known_.insert(finding.rule).second) {
      std::string help = finding.why;
      if (!finding.help.empty()) help += (help.empty() ? "" : " ") + finding.help;
      run_.rules.push_back({finding.rule, finding.why, std::move(help), finding.severity});
    }
    run_.results.push_back(std::move(result));
    for (const Finding& waiting : finding.consequences) add(waiting, report);
  }

  SarifRun run_;
  std::set<std::string> known_;
};

}  // namespace

std::string render_sarif(std::span<const Report> reports, const RenderOptions&) {
  Writer writer;
  for (const Report& report : reports) writer.add(report);
  return writer.take();
}

}  // namespace intake
