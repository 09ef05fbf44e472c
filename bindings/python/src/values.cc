#include "values.h"

#include <vector>

namespace intake::python {
namespace {

constexpr const char* kFixClasses[] = {"safe", "unsafe", "ask"};
constexpr const char* kQuestionTypes[] = {"text", "choice", "boolean", "date"};
struct Classes {
  std::vector<py::object> dispositions, severities, verdicts, fix_classes, question_types;
  py::object rule_set, counts, region, passage, fix_offer, fix_record, question, question_choice;
  py::object finding, checked_finding, span, place, fault, rule_info, repaired;
  py::object error, rule_set_error, instant;
};

// Never freed: at exit the interpreter may be gone before it would be.
Classes* loaded = nullptr;

const Classes& classes() { return *loaded; }

/// The first `count` values of a Python enum, as `name` calls those of the engine.
template <typename Enum>
std::vector<py::object> members(const py::object& type, std::size_t count,
                                std::string_view (*name)(Enum)) {
  std::vector<py::object> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(type(text(name(static_cast<Enum>(i)))));
  return all;
}

std::string_view fix_class_name(FixClass cls) { return kFixClasses[static_cast<std::size_t>(cls)]; }

std::string_view question_type_name(QuestionType type) {
  return kQuestionTypes[static_cast<std::size_t>(type)];
}

template <typename Enum>
py::object pick(const std::vector<py::object>& members, Enum value) {
  return members.at(static_cast<std::size_t>(value));
}

py::object optional_text(const std::optional<std::string>& value) {
  if (!value) return py::none();
  return text(*value);
}

py::object make_choice(const QuestionChoice& choice) {
  return classes().question_choice(text(choice.value), text(choice.text));
}

template <typename T>
py::tuple to_tuple(const std::vector<T>& values, py::object (*make)(const T&)) {
  py::tuple all(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) all[i] = make(values[i]);
  return all;
}

py::object make_question(const Question& question) {
  return classes().question(text(question.id), text(question.rule),
                            pick(classes().question_types, question.type), text(question.text),
                            to_tuple(question.choices, &make_choice), text(question.writes));
}

py::object make_fix(const FixOffer& fix) {
  return classes().fix_offer(pick(classes().fix_classes, fix.cls), text(fix.because),
                             text(fix.pointer), optional_text(fix.before), optional_text(fix.after),
                             text(fix.refused));
}

py::object make_region(const Region& region) {
  return classes().region(text(region.source), region.byte_begin, region.byte_end, region.line,
                          region.column, region.end_line, region.end_column, text(region.excerpt));
}

py::object make_passage(const Passage& passage) {
  return classes().passage(text(passage.document), text(passage.section), text(passage.quote),
                           text(passage.language));
}

template <typename T>
py::object optional_value(const std::optional<T>& value, py::object (*make)(const T&)) {
  if (!value) return py::none();
  return make(*value);
}

}  // namespace

void load_values() {
  const auto module = py::module_::import("intake._values");
  auto* made = new Classes;
  made->dispositions = members(module.attr("Disposition"), 4, &disposition_name);
  made->severities = members(module.attr("Severity"), 4, &severity_name);
  made->verdicts = members(module.attr("Verdict"), 5, &verdict_name);
  made->fix_classes = members(module.attr("FixClass"), std::size(kFixClasses), &fix_class_name);
  made->question_types =
      members(module.attr("QuestionType"), std::size(kQuestionTypes), &question_type_name);
  made->rule_set = module.attr("RuleSet");
  made->counts = module.attr("Counts");
  made->region = module.attr("Region");
  made->passage = module.attr("Passage");
  made->fix_offer = module.attr("FixOffer");
  made->fix_record = module.attr("FixRecord");
  made->question = module.attr("Question");
  made->question_choice = module.attr("QuestionChoice");
  made->finding = module.attr("Finding");
  made->checked_finding = module.attr("CheckedFinding");
  made->span = module.attr("Span");
  made->place = module.attr("Place");
  made->fault = module.attr("Fault");
  made->rule_info = module.attr("RuleInfo");
  made->repaired = module.attr("Repaired");
  made->error = module.attr("IntakeError");
  made->rule_set_error = module.attr("RuleSetError");
  made->instant = module.attr("instant");
  loaded = made;
}

py::object enum_value(Disposition disposition) { return pick(classes().dispositions, disposition); }
py::object enum_value(Severity severity) { return pick(classes().severities, severity); }
py::object enum_value(Verdict verdict) { return pick(classes().verdicts, verdict); }

py::object to_python(const RuleSetRef& ref) {
  return classes().rule_set(text(ref.name), text(ref.version), text(ref.title));
}

py::object to_python(const Counts& counts) {
  return classes().counts(counts.pass, counts.fail, counts.not_applicable, counts.indeterminate,
                          counts.error, counts.errors, counts.warnings, counts.notes,
                          counts.questions, counts.suppressed);
}

py::object to_python(const Finding& finding) {
  return classes().finding(
      text(finding.rule), enum_value(finding.severity), enum_value(finding.verdict),
      text(finding.pointer), finding.absent, make_region(finding.region), text(finding.message),
      text(finding.why), text(finding.help), text(finding.reason), make_passage(finding.passage),
      optional_value(finding.fix, &make_fix), optional_value(finding.question, &make_question),
      to_tuple<Finding>(finding.consequences, &to_python));
}

py::object to_python(const CheckedFinding& finding) {
  return classes().checked_finding(
      text(finding.rule), enum_value(finding.severity), enum_value(finding.verdict),
      text(finding.pointer), finding.absent, classes().span(finding.byte_begin, finding.byte_end),
      text(finding.message), text(finding.reason), finding.cause);
}

py::object to_python(const FixRecord& record) {
  return classes().fix_record(text(record.rule), make_fix(record.fix), record.applied,
                              text(record.reason));
}

py::object to_python(const RuleInfo& rule) {
  return classes().rule_info(text(rule.id), enum_value(rule.severity), text(rule.part),
                             text(rule.message), text(rule.why), text(rule.help), text(rule.plain),
                             rule.preview, make_passage(rule.passage));
}

py::object make_repaired(const Repaired& repaired, py::object report) {
  return classes().repaired(py::bytes(repaired.bytes), repaired.changed, text(repaired.patch),
                            text(repaired.diff), report);
}

py::object to_python(const Error& error) {
  const Place& where = error.where;
  return classes().error(
      text(error_code_name(error.code)), text(error.what), text(error.hint),
      classes().place(text(where.source), where.line, where.column, where.offset));
}

void raise(py::object exception) {
  PyErr_SetObject(py::type::handle_of(exception).ptr(), exception.ptr());
  throw py::error_already_set();
}

void raise(const Error& error) { raise(to_python(error)); }

void raise(const std::string& what, const std::vector<Fault>& faults) {
  py::list all;
  for (const Fault& fault : faults) {
    all.append(classes().fault(text(fault.file), fault.line, fault.column, text(fault.message),
                               text(fault.hint)));
  }
  raise(classes().rule_set_error(what, all));
}

py::str text(std::string_view utf8) {
  PyObject* made =
      PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "replace");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

std::string instant(py::handle now) { return py::cast<std::string>(classes().instant(now)); }

}  // namespace intake::python
