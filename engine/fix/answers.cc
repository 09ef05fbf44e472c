#include "fix/answers.h"

#include <algorithm>
#include <utility>

#include <intake/questions.h>

#include "document/origin.h"
#include "document/pointer.h"
#include "text/edit.h"

namespace intake {
namespace {

bool names_rule(std::string_view said, std::string_view rule) {
  return said == rule || (rule.size() > said.size() && rule.ends_with(said) &&
                          rule[rule.size() - said.size() - 1] == '/');
}

bool names_file(std::string_view said, std::string_view name) {
  return said == name || (name.size() > said.size() && name.ends_with(said) &&
                          name[name.size() - said.size() - 1] == '/');
}

bool fits(const Answer& answer, const Question& question) {
  if (answer.question.empty() && answer.rule.empty() && answer.writes.empty()) return false;
  return (answer.question.empty() || answer.question == question.id) &&
         (answer.rule.empty() || names_rule(answer.rule, question.rule)) &&
         (answer.writes.empty() || answer.writes == question.writes);
}

Datum typed(const Question& question, std::string value) {
  if (question.type == QuestionType::kBoolean) return Datum(value == "true");
  return Datum(std::move(value));
}

std::string say(const std::string_view (&texts)[4], Language language) {
  return std::string(texts[static_cast<std::size_t>(language)]);
}

constexpr std::string_view kSeveral[] = {
    "it fits several questions; say by `writes` which one is meant",
    "elle convient à plusieurs questions ; indiquez par `writes` laquelle est visée",
    "het past bij verschillende vragen; zeg met `writes` welke bedoeld is",
    "sie passt zu mehreren Fragen; sagen Sie mit `writes`, welche gemeint ist"};
constexpr std::string_view kAnswered[] = {"answered", "réponse", "beantwoord", "beantwortet"};
constexpr std::string_view kBy[] = {" by ", " de ", " door ", " von "};
constexpr std::string_view kOn[] = {" on ", " du ", " op ", " am "};
constexpr std::string_view kNoPlace = "no part has a place for it";

/// The places of all values in the text that a document was read from.
Origins text_origins(const Document& document) {
  Origins origins;
  for (NodeId id = 0; id < document.size(); ++id) {
    Origin origin;
    origin.source = document.source()->name();
    origin.text_source = document.source();
    origin.span = document.span(id);
    origin.text_pointer = document.pointer(id);
    if (document.kind(id) == Kind::kObject) {  // what is missing in it is shown at its name
      const ByteSpan key = document.key_span(id);
      origin.span = key.begin != key.end ? key : ByteSpan{origin.span.begin, origin.span.begin};
    }
    origins.add(document.pointer(id), std::move(origin));
  }
  return origins;
}

/// `writing`: the value will be written to its place, which stays as it was read until then.
OriginsPtr with_answer(const Document& document, std::string_view pointer,
                       const AnswerRecord& answer, bool writing) {
  auto origins = std::make_shared<Origins>(document.origins() != nullptr ? *document.origins()
                                                                         : text_origins(document));
  const Origin* blank = origins->find(pointer);
  Origin origin;
  if (blank != nullptr && blank->text_source == nullptr) origin = *blank;
  const bool own_place = !origin.address.empty() && origin.fixed.empty();
  if (!own_place) {
    if (origin.source.empty() && document.source() != nullptr) {
      origin.source = document.source()->name();
    }
    if (origin.fixed.empty()) origin.fixed = kNoPlace;
  }
  if (!own_place || !writing) {
    origin.text = answer.value;
    origin.steps.push_back({OriginStep::Kind::kAnswer, answer.by, 0});
  }
  origin.how = Origin::How::kAnswered;
  origin.confidence = 100;
  origins->add(std::string(pointer), std::move(origin));
  return origins;
}

/// A value that was taken out stood in a field that means something else.
OriginsPtr without(const OriginsPtr& origins, const Change& change) {
  if (origins == nullptr || change.op != Change::Op::kRemove) return origins;
  auto kept = std::make_shared<Origins>();
  for (const auto& [pointer, origin] : origins->all()) {
    if (pointer != change.pointer && !pointer.starts_with(change.pointer + "/")) {
      kept->add(pointer, origin);
    }
  }
  return kept;
}

DocumentPtr shared(Document document, OriginsPtr origins) {
  document.set_origins(std::move(origins));
  return std::make_shared<const Document>(std::move(document));
}

}  // namespace

AnswerBook::AnswerBook(const std::vector<Answer>& answers, std::string_view submission,
                       Language language)
    : answers_(answers), language_(language), used_(answers.size(), false) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string& name = answers[i].submission;
    used_[i] = !name.empty() && !names_file(name, submission);  // meant for another
  }
}

std::optional<TakenAnswer> AnswerBook::take(const Report& report) {
  const std::vector<const Finding*> open = open_questions(report);
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    if (used_[i]) continue;
    const Answer& answer = answers_[i];
    std::vector<const Question*> meant;
    for (const Finding* finding : open) {
      if (fits(answer, *finding->question)) meant.push_back(&*finding->question);
    }
    if (meant.empty()) continue;
    used_[i] = true;
    const Question& question = *meant.front();
    AnswerRecord record{question.id,   question.rule,
                        question.text, question.writes,
                        answer.value,  answer.by,
                        answer.on,     {},
                        answer.where,  static_cast<std::uint32_t>(i)};
    Result<std::string> value = accept_answer(question, answer.value, language_);
    if (meant.size() > 1) {
      record.refused = say(kSeveral, language_);
    } else if (!value) {
      record.refused = value.error().what;
    } else {
      record.value = *value;
    }
    const bool good = record.refused.empty();
    records_.push_back(std::move(record));
    if (!good) continue;
    return TakenAnswer{question, typed(question, std::move(value).value()), question.writes,
                       records_.size() - 1};
  }
  return std::nullopt;
}

void AnswerBook::refuse(const TakenAnswer& taken, std::string why) {
  records_[taken.record].refused = std::move(why);
}

std::string AnswerBook::because(const TakenAnswer& taken) const {
  const AnswerRecord& record = records_[taken.record];
  std::string words = say(kAnswered, language_);
  if (!record.by.empty()) words += say(kBy, language_) + record.by;
  if (!record.on.empty()) words += say(kOn, language_) + record.on;
  return words;
}

std::optional<Change> change_to(const Document& document, std::string_view pointer, Datum value) {
  const auto tokens = parse_pointer(pointer);
  if (!tokens || tokens->empty()) return std::nullopt;
  NodeId node = document.root();
  std::size_t depth = 0;
  while (depth < tokens->size()) {
    const NodeId child = find_child(document, node, (*tokens)[depth]);
    if (child == kNoNode) break;
    node = child;
    ++depth;
  }
  Change change;
  change.pointer = document.pointer(node);
  if (depth == tokens->size()) {
    if (equal(to_datum(View(document, node)), value)) return std::nullopt;
    change.value = std::move(value);
    return change;
  }
  // An index names an element of a list that is not there: no map is made in its stead.
  for (std::size_t i = depth; i < tokens->size(); ++i) {
    const std::string& token = (*tokens)[i];
    if (token == "-" || token.find_first_not_of("0123456789") == std::string::npos) {
      return std::nullopt;
    }
  }
  for (std::size_t i = tokens->size(); i-- > depth + 1;) {
    value = Datum(Datum::Object{{(*tokens)[i], std::move(value)}});
  }
  if (document.kind(node) == Kind::kNull) {
    change.value = Datum(Datum::Object{{(*tokens)[depth], std::move(value)}});
    return change;
  }
  if (document.kind(node) != Kind::kObject) return std::nullopt;
  change.op = Change::Op::kAdd;
  append_token(change.pointer, (*tokens)[depth]);
  change.value = std::move(value);
  return change;
}

Result<DocumentPtr> with_change(const Document& document, const std::optional<Change>& change,
                                std::string_view pointer, const AnswerRecord& answer) {
  const View root(document, document.root());
  std::vector<Change> changes;
  if (change) changes.push_back(*change);
  Result<Datum> tree = apply_changes(root, changes);
  if (!tree) return std::move(tree).error();
  OriginsPtr origins = pointer.empty()
                           ? (document.origins() != nullptr
                                  ? document.origins()
                                  : std::make_shared<const Origins>(text_origins(document)))
                           : with_answer(document, pointer, answer, false);
  if (change) origins = without(origins, *change);
  return shared(to_document(*tree), std::move(origins));
}

Result<DocumentPtr> with_edit(const Format& format, const Document& document, const Change& change,
                              std::string_view pointer, const AnswerRecord& answer,
                              const Limits& limits) {
  auto edits = format.edit(document, {change}, limits);
  if (!edits) return std::move(edits).error();
  auto text = apply_edits(document.source()->bytes(), *edits);
  if (!text) return std::move(text).error();
  auto read = format.read(document.source()->rewritten(std::move(*text)), limits);
  if (!read) return std::move(read).error();
  OriginsPtr origins = without(document.origins(), change);
  if (origins != nullptr && !pointer.empty()) {
    origins = with_answer(document, pointer, answer, true);
  }
  return shared(std::move(*read), std::move(origins));
}

DocumentPtr with_sure_label(const Format& format, const Document& document,
                            std::string_view pointer, const Limits& limits) {
  auto origins =
      std::make_shared<Origins>(document.origins() != nullptr ? *document.origins() : Origins());
  if (const Origin* doubtful = origins->find(pointer)) {
    Origin sure = *doubtful;
    sure.confidence = 100;
    origins->add(std::string(pointer), std::move(sure));
  }
  if (document.source() != nullptr) {
    if (auto read = format.read(document.source(), limits)) {
      return shared(std::move(*read), std::move(origins));
    }
  }
  return shared(to_document(to_datum(View(document, document.root()))), std::move(origins));
}

}  // namespace intake
