#include <utility>

#include <intake/intake.h>
#include <intake/version.h>

#include "document/datum.h"
#include "formats/json/json.h"
#include "formats/reading/reading.h"
#include "report/escape.h"
#include "report/json_object.h"

// The shapes of schemas/report/1.schema.json. A member without a value is left out.
namespace intake {
namespace {

constexpr std::string_view kSeverities[] = {"error", "warning", "note", "off"};
constexpr std::string_view kVerdicts[] = {"pass", "fail", "not-applicable", "indeterminate",
                                          "error"};
constexpr std::string_view kClasses[] = {"safe", "unsafe", "ask"};
constexpr std::string_view kTypes[] = {"text", "choice", "boolean", "date"};
constexpr std::string_view kErrors[] = {
    "unreadable", "empty",      "encoding", "syntax",   "unsupported", "limit", "not-found",
    "ambiguous",  "unwritable", "usage",    "rule-set", "refused",     "digest"};

template <typename Enum, std::size_t N>
std::string_view name_of(const std::string_view (&names)[N], Enum value) {
  return names[static_cast<std::size_t>(value)];
}

using Object = JsonObject;

Datum counts(const Counts& c) {
  return Object()
      .number("pass", c.pass)
      .number("fail", c.fail)
      .number("notApplicable", c.not_applicable)
      .number("indeterminate", c.indeterminate)
      .number("error", c.error)
      .number("errors", c.errors)
      .number("warnings", c.warnings)
      .number("notes", c.notes)
      .number("questions", c.questions)
      .number("suppressed", c.suppressed)
      .take();
}

Datum step(const OriginStep& s) {
  Object object;
  object.text("kind", step_name(s.kind)).text("name", s.name);
  if (s.number > 0) object.number("number", s.number);
  return object.take();
}

Datum region(const Region& r) {
  Object object;
  object.always("source", Datum(valid_utf8(r.source)));
  if (!r.steps.empty()) {
    Datum::Array steps;
    for (const OriginStep& s : r.steps) steps.push_back(step(s));
    object.always("steps", std::move(steps));
  }
  object.text("label", r.label);
  if (r.confidence < 100) object.number("confidence", r.confidence);
  if (r.line > 0) {
    object.number("byteBegin", r.byte_begin).number("byteEnd", r.byte_end);
    object.number("line", r.line);
  }
  if (r.column > 0) object.number("column", r.column);
  if (r.line > 0) object.number("endLine", r.end_line);
  if (r.column > 0) object.number("endColumn", r.end_column);
  object.text("excerpt", r.excerpt);
  if (r.column > 0) object.number("excerptColumn", r.excerpt_column);
  return object.take();
}

Datum fix(const FixOffer& offer) {
  Object object;
  object.text("class", name_of(kClasses, offer.cls));
  object.text("because", offer.because);
  object.always("pointer", Datum(offer.pointer));
  if (offer.before) object.always("before", Datum(*offer.before));
  if (offer.after) object.always("after", Datum(*offer.after));
  object.text("refused", offer.refused);
  return object.take();
}

Datum question(const Question& q) {
  Object object;
  object.always("id", Datum(q.id));
  object.text("type", name_of(kTypes, q.type));
  object.always("text", Datum(q.text));
  std::vector<std::string> values;
  Object texts;
  for (const QuestionChoice& choice : q.choices) {
    values.push_back(choice.value);
    texts.text(choice.value, choice.text);
  }
  object.list("choices", values);
  if (!texts.empty()) object.always("choiceTexts", texts.take());
  object.text("writes", q.writes);
  return object.take();
}

}  // namespace

Datum to_datum(const RuleSetRef& set) {
  return Object()
      .text("name", set.name)
      .text("version", set.version)
      .text("title", set.title)
      .take();
}

// Consequences have none of their own (eval/report.cc), so this goes one level deep.
Datum to_datum(const Finding& f) {
  Object object;
  object.text("rule", f.rule);
  object.text("severity", name_of(kSeverities, f.severity));
  object.text("verdict", name_of(kVerdicts, f.verdict));
  object.always("pointer", Datum(f.pointer));
  object.always("absent", Datum(f.absent));
  if (!f.region.source.empty()) object.always("region", region(f.region));
  object.always("message", Datum(f.message));
  object.text("why", f.why);
  object.text("help", f.help);
  object.text("reason", f.reason);
  if (!f.passage.quote.empty()) {
    object.always("passage", Object()
                                 .text("document", f.passage.document)
                                 .text("section", f.passage.section)
                                 .text("quote", f.passage.quote)
                                 .text("language", f.passage.language)
                                 .take());
  }
  if (f.fix) object.always("fix", fix(*f.fix));
  if (f.question) object.always("question", question(*f.question));
  if (!f.consequences.empty()) {
    Datum::Array waiting;
    for (const Finding& other : f.consequences) waiting.push_back(to_datum(other));
    object.always("consequences", std::move(waiting));
  }
  return object.take();
}

Datum to_datum(const AnswerRecord& a, std::string_view submission) {
  return Object()
      .text("submission", submission)
      .text("question", a.question)
      .text("rule", a.rule)
      .text("text", a.text)
      .always("pointer", Datum(a.pointer))
      .always("value", Datum(valid_utf8(a.value)))
      .text("by", a.by)
      .text("on", a.on)
      .text("refused", a.refused)
      .take();
}

Datum to_datum(const Error& e) {
  Object object;
  object.text("code", name_of(kErrors, e.code));
  object.always("message", Datum(valid_utf8(e.what)));
  object.text("hint", e.hint);
  if (e.where.line > 0) object.number("line", e.where.line).number("column", e.where.column);
  return object.take();
}

namespace {

Datum report(const Report& r) {
  Object object;
  object.always("tool", Object().text("name", "intake").text("version", kVersion).take());
  object.always("submission", Datum(valid_utf8(r.submission)));
  object.text("status", r.unreadable ? "unreadable" : disposition_name(r.disposition));
  if (r.unreadable) return object.always("error", to_datum(*r.unreadable)).take();
  if (r.unusable) object.always("error", to_datum(*r.unusable));
  if (r.rule_set) object.always("ruleSet", to_datum(*r.rule_set));
  if (!r.includes.empty()) {
    Datum::Array sets;
    for (const RuleSetRef& set : r.includes) sets.push_back(to_datum(set));
    object.always("includes", std::move(sets));
  }
  object.list("candidates", r.candidates);
  object.text("procedure", r.named);
  object.text("suggestion", r.suggestion);
  object.always("now", Datum(r.now));
  if (r.preview) object.always("preview", Datum(true));
  object.text("language", language_name(r.language));
  object.list("parts", r.only_parts);
  object.list("missingParts", r.missing_parts);
  object.always("counts", counts(r.counts));
  Datum::Array findings;
  for (const Finding& f : r.findings) findings.push_back(to_datum(f));
  object.always("findings", std::move(findings));
  if (!r.fixes.empty()) {
    Datum::Array fixes;
    for (const FixRecord& record : r.fixes) {
      Object entry;
      entry.text("rule", record.rule).always("fix", fix(record.fix));
      entry.always("applied", Datum(record.applied)).text("reason", record.reason);
      entry.text("patch", record.patch);
      if (!record.region.source.empty()) entry.always("region", region(record.region));
      fixes.push_back(entry.take());
    }
    object.always("fixes", std::move(fixes));
  }
  if (!r.answers.empty()) {
    Datum::Array answers;
    for (const AnswerRecord& record : r.answers) answers.push_back(to_datum(record, {}));
    object.always("answers", std::move(answers));
  }
  return object.take();
}

}  // namespace

std::string render_json(std::span<const Report> reports, const RenderOptions&) {
  std::uint64_t by_disposition[4] = {};
  std::uint64_t unreadable = 0;
  Datum::Array all;
  for (const Report& r : reports) {
    ++(r.unreadable ? unreadable : by_disposition[static_cast<std::size_t>(r.disposition)]);
    all.push_back(report(r));
  }
  Datum summary = Object()
                      .number("submissions", reports.size())
                      .number("accept", by_disposition[0])
                      .number("acceptWithNotes", by_disposition[1])
                      .number("incomplete", by_disposition[2])
                      .number("reject", by_disposition[3])
                      .number("unreadable", unreadable)
                      .take();
  const Document document = to_document(
      Object().always("reports", std::move(all)).always("summary", std::move(summary)).take());
  return json::write(View(document, document.root()));
}

std::string render_ndjson(std::span<const Report> reports, const RenderOptions&) {
  std::string out;
  for (const Report& r : reports) out += to_json(report(r)) + "\n";
  return out;
}

std::string_view language_name(Language language) {
  constexpr std::string_view kNames[] = {"en", "fr", "nl", "de"};
  return kNames[static_cast<std::size_t>(language)];
}

std::optional<Language> parse_language(std::string_view name) {
  for (const Language language : {Language::kEn, Language::kFr, Language::kNl, Language::kDe}) {
    if (name.substr(0, 2) == language_name(language) &&
        (name.size() == 2 || name[2] == '_' || name[2] == '-' || name[2] == '.')) {
      return language;
    }
  }
  return std::nullopt;
}

std::string_view disposition_name(Disposition disposition) {
  constexpr std::string_view kNames[] = {"accept", "accept-with-notes", "incomplete", "reject"};
  return kNames[static_cast<std::size_t>(disposition)];
}

std::string_view severity_name(Severity severity) { return name_of(kSeverities, severity); }
std::string_view verdict_name(Verdict verdict) { return name_of(kVerdicts, verdict); }
std::string_view error_code_name(ErrorCode code) { return name_of(kErrors, code); }

}  // namespace intake
