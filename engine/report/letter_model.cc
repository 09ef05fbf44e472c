#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <intake/questions.h>

#include "document/origin.h"
#include "document/pointer.h"
#include "report/json_object.h"
#include "report/labels.h"
#include "report/letter.h"
#include "report/place.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// What is listed of one kind; the rest is counted.
constexpr std::size_t kMostItems = 60;

/// Behind the title of a part that did not come.
constexpr std::array<std::string_view, 4> kPartMissing{
    ": this part is still missing.", "\u00a0: cette partie manque encore.",
    ": dit deel ontbreekt nog.", ": Dieser Teil fehlt noch."};

/// What the reading says of files of which nothing was read.
constexpr std::array<std::string_view, 5> kUnread{"reading/part-unreadable", "reading/part-unknown",
                                                  "reading/part-encrypted",
                                                  "reading/pdf-without-fields", "reading/pdf-xfa"};

bool is_unread(const Finding& finding) {
  return std::find(kUnread.begin(), kUnread.end(), finding.rule) != kUnread.end();
}

bool is_missing_part(const Finding& finding) {
  return finding.rule.ends_with("/part-not-supplied");
}

class Model {
 public:
  Model(const LetterInput& input, const LetterTexts& texts)
      : input_(input), texts_(texts), language_(input.language) {
    for (const RuleInfo& rule : input.rules) part_of_.emplace(rule.id, rule.part);
    const std::vector<Finding>& findings = input.after.findings;
    if (std::none_of(findings.begin(), findings.end(), is_missing_part)) return;
    for (const Finding& finding : findings) {
      if (is_unread(finding)) unread_.push_back(&finding);
    }
  }

  Datum build() {
    greeting();
    outcome();
    corrected();
    questions();
    to_do();
    unchecked();
    object_.always("only_unchecked", Datum(!asks_ && !to_do_));
    in_order();
    object_.always("procedure", text(texts_.procedure));
    object_.always("signature", lines(texts_.signature));
    object_.always("accepted", lines(texts_.accepted));
    list("next", paragraphs(texts_.next));
    return object_.take();
  }

 private:
  static Datum text(std::string_view words) {
    return words.empty() ? Datum(false) : Datum(valid_utf8(words));
  }

  /// `name` and `has_<name>`, as a list is not to be repeated to be asked about.
  void list(std::string_view name, Datum::Array items) {
    object_.always("has_" + std::string(name), Datum(!items.empty()));
    object_.always(std::string(name), Datum(std::move(items)));
  }

  static Datum lines(std::string_view words) {
    if (words.empty()) return Datum(false);
    Datum::Array all;
    while (true) {
      const std::size_t end = std::min(words.find('\n'), words.size());
      all.push_back(JsonObject().always("line", text(words.substr(0, end))).take());
      if (end == words.size()) break;
      words.remove_prefix(end + 1);
    }
    return JsonObject().always("lines", Datum(std::move(all))).take();
  }

  static Datum::Array paragraphs(const std::vector<std::string>& texts) {
    Datum::Array all;
    std::uint64_t number = 0;
    for (const std::string& words : texts) {
      all.push_back(JsonObject()
                        .always("number", Datum(std::to_string(++number)))
                        .always("text", text(words))
                        .take());
    }
    return all;
  }

  View at(std::string_view pointer) const {
    if (pointer.empty()) return {};
    const NodeId node = find_node(*input_.submission.document(), pointer);
    return node == kNoNode ? View() : View(*input_.submission.document(), node);
  }

  void greeting() {
    std::string name, date, subject;
    const View sender = at(texts_.sender);
    if (sender.is_object() && sender.member("name").is_string()) {
      name = collapse_blanks(sender.member("name").text());
    }
    const View about = at(texts_.subject);
    if (about.is_string()) subject = collapse_blanks(about.text());
    if (input_.mail != nullptr) {
      const Document facts = to_document(*input_.mail);
      const View top(facts, facts.root());
      if (top.member("date").is_string())
        date = date_in_words(top.member("date").text(), language_);
      if (top.member("subject").is_string())
        subject = collapse_blanks(top.member("subject").text());
    }
    const View partner = at(texts_.partner);
    object_.always("name", text(value_shortened(name)));
    object_.always(
        "partner",
        text(partner.is_string() ? value_shortened(collapse_blanks(partner.text())) : ""));
    object_.always("date", text(date));
    object_.always("subject",
                   text(subject.empty() ? "" : in_quotes(value_shortened(subject), language_)));
    Datum::Array files;
    for (const std::string& file : input_.files) {
      const std::string_view name_only = std::string_view(file).substr(file.rfind('/') + 1);
      files.push_back(JsonObject().always("name", text(name_only)).take());
    }
    list("files", std::move(files));
  }

  void outcome() {
    const Disposition disposition = input_.after.disposition;
    object_.always("accept", Datum(disposition == Disposition::kAccept));
    object_.always("accept_with_notes", Datum(disposition == Disposition::kAcceptWithNotes));
    object_.always("incomplete", Datum(disposition == Disposition::kIncomplete));
    object_.always("reject", Datum(disposition == Disposition::kReject));
    object_.always("ok", Datum(disposition == Disposition::kAccept ||
                               disposition == Disposition::kAcceptWithNotes));
  }

  /// `Client ID`, section and header with it; of a text its member names. Empty: not known.
  std::string field(std::string_view pointer, const Region& region) const {
    Region place = region;
    if (!place.label.empty()) {
      std::erase_if(place.steps, [](const OriginStep& step) {
        return step.kind == OriginStep::Kind::kTable || step.kind == OriginStep::Kind::kRow ||
               step.kind == OriginStep::Kind::kColumn ||
               step.kind == OriginStep::Kind::kParagraph || step.kind == OriginStep::Kind::kField ||
               step.kind == OriginStep::Kind::kPage;
      });
    }
    if (std::string words = place_in_file(place, language_); !words.empty()) return words;
    if (input_.assembled && region.line == 0) return {};
    std::string names;
    for (const std::string& token : parse_pointer(pointer).value_or(std::vector<std::string>())) {
      const auto index = parse_index(token);
      if (index && !names.empty()) {
        names += " (" + std::to_string(*index + 1) + ")";
      } else {
        names += (names.empty() ? "" : " › ") + token;
      }
    }
    return value_shortened(names);
  }

  void corrected() {
    struct Correction {
      std::string field, before, after;
      std::vector<std::string> because;
      bool assumed = false;
    };
    std::vector<std::string> order;
    std::map<std::string, Correction> by_place;
    for (const FixRecord& record : input_.after.fixes) {
      if (!record.applied || record.fix.cls == FixClass::kAsk) continue;
      auto [entry, added] = by_place.try_emplace(record.fix.pointer);
      Correction& one = entry->second;
      if (added) {
        order.push_back(record.fix.pointer);
        one.field = field(record.fix.pointer, record.region);
        one.before = record.fix.before ? value_in_words(*record.fix.before, language_) : "";
      }
      one.after = record.fix.after ? value_in_words(*record.fix.after, language_) : "";
      one.assumed |= record.fix.cls == FixClass::kUnsafe;
      const std::string why = as_sentence(record.fix.because, language_);
      if (!why.empty() &&
          std::find(one.because.begin(), one.because.end(), why) == one.because.end()) {
        one.because.push_back(why);
      }
    }
    Datum::Array items;
    for (const std::string& pointer : order) {
      const Correction& one = by_place[pointer];
      if (items.size() >= kMostItems || one.before == one.after) continue;
      std::string because;
      for (const std::string& why : one.because) because += (because.empty() ? "" : " ") + why;
      items.push_back(JsonObject()
                          .always("field", text(one.field))
                          .always("before", text(one.before))
                          .always("after", text(one.after))
                          .always("because", text(because))
                          .always("assumed", Datum(one.assumed))
                          .take());
    }
    list("corrected", std::move(items));
  }

  void passage(const Finding& finding, JsonObject& item) const {
    const bool there = !finding.passage.quote.empty();
    std::string quote;  // without the marks of bold and of code
    for (std::size_t i = 0; i < finding.passage.quote.size(); ++i) {
      const char c = finding.passage.quote[i];
      if (finding.passage.quote.compare(i, 2, "**") == 0) {
        ++i;
      } else if (c != '`') {
        quote += c;
      }
    }
    item.always("passage", text(there ? in_quotes(quote, language_) : ""));
    item.always("section", text(there ? finding.passage.section : ""));
    item.always("document", text(there ? finding.passage.document : ""));
  }

  void questions() {
    Datum::Array items;
    std::set<std::pair<std::string, std::string>> said;  // two rows of a table may ask the same
    const std::vector<const Finding*> open = open_questions(input_.after);
    for (const Finding* finding : open) {
      const Question& asked = *finding->question;
      // What a file is that could not be read is not asked: it is to be sent again.
      if (is_of_unread(*finding)) continue;
      const std::string place = field(finding->pointer, finding->region);
      if (items.size() >= kMostItems || !said.emplace(asked.text, place).second) continue;
      JsonObject item;
      item.always("number", Datum(std::to_string(items.size() + 1)));
      item.always("text", text(as_sentence(asked.text, language_)));
      const bool fails = finding->verdict == Verdict::kFail && finding->message != asked.text;
      std::string context = fails ? as_sentence(finding->message, language_) : "";
      if (finding->rule.starts_with("reading/")) context = value_shortened(finding->region.excerpt);
      item.always("message", text(context));
      item.always("field", text(place));
      item.always("why", text(as_sentence(finding->why, language_)));
      passage(*finding, item);
      Datum::Array choices;
      const auto add = [&](std::string_view words) {
        choices.push_back(JsonObject().always("text", text(words)).take());
      };
      if (asked.type == QuestionType::kBoolean) {
        add(label(Label::kYes, language_));
        add(label(Label::kNo, language_));
      }
      for (const QuestionChoice& choice : asked.choices) {
        add(choice.text.empty() ? choice.value : choice.text);
      }
      item.always("has_choices", Datum(!choices.empty()));
      item.always("choices", Datum(std::move(choices)));
      item.always("is_date", Datum(asked.type == QuestionType::kDate));
      items.push_back(item.take());
    }
    asks_ = !items.empty();
    list("questions", std::move(items));
  }

  std::string part_of(const Finding& finding) const {
    const auto found = part_of_.find(finding.rule);
    if (found != part_of_.end() && !found->second.empty()) return found->second;
    for (const LetterPart& part : texts_.parts) {
      if (!part.at.empty() &&
          (finding.pointer == part.at || finding.pointer.starts_with(part.at + "/"))) {
        return part.name;
      }
    }
    return {};
  }

  std::string part_title(const std::string& part) const {
    for (const LetterPart& one : texts_.parts) {
      if (one.name == part) return one.title;
    }
    return part.empty() ? texts_.other : part;
  }

  Datum item(const Finding& finding) {
    JsonObject item;
    item.always("number", Datum(std::to_string(++number_)));
    item.always("message", text(as_sentence(finding.message, language_)));
    item.always("field", text(field(finding.pointer, finding.region)));
    item.always("how", text(as_sentence(finding.help, language_)));
    item.always("why", text(as_sentence(finding.why, language_)));
    const bool offered = finding.fix && finding.fix->after && finding.fix->cls != FixClass::kAsk;
    item.always("suggestion", text(offered ? value_in_words(*finding.fix->after, language_) : ""));
    item.always("suggestion_because",
                text(offered ? as_sentence(finding.fix->because, language_) : ""));
    item.always("remark", Datum(finding.severity == Severity::kNote));
    passage(finding, item);
    return item.take();
  }

  /// In the order of the parts, what belongs to none at the end; errors before warnings and notes.
  Datum::Array groups(bool errors, std::size_t& left) {
    std::vector<std::string> parts = input_.parts;
    for (const LetterPart& part : texts_.parts) {
      if (std::find(parts.begin(), parts.end(), part.name) == parts.end()) {
        parts.push_back(part.name);
      }
    }
    parts.emplace_back();
    Datum::Array all;
    std::size_t shown = 0;
    for (const std::string& part : parts) {
      Datum::Array items;
      for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
        if ((severity == Severity::kError) != errors) continue;
        for (const Finding& finding : input_.after.findings) {
          if (finding.verdict != Verdict::kFail || finding.severity != severity) continue;
          if (finding.question || part_of(finding) != part || is_told(finding)) continue;
          if (shown >= kMostItems) {
            ++left;
            continue;
          }
          ++shown;
          items.push_back(item(finding));
        }
      }
      if (items.empty()) continue;
      all.push_back(JsonObject()
                        .always("title", text(part_title(part)))
                        .always("items", Datum(std::move(items)))
                        .take());
    }
    return all;
  }

  void to_do() {
    for (const auto& [name, errors] :
         {std::pair<std::string_view, bool>{"to_do", true}, {"advice", false}}) {
      std::size_t left = 0;
      Datum::Array found = groups(errors, left);
      to_do_ |= errors && !found.empty();
      list(name, std::move(found));
      object_.always(std::string(name) + "_left", text(left == 0 ? "" : std::to_string(left)));
    }
  }

  bool is_told(const Finding& finding) const {
    return std::find(unread_.begin(), unread_.end(), &finding) != unread_.end();
  }

  bool is_of_unread(const Finding& finding) const {
    return !finding.region.source.empty() &&
           std::any_of(unread_.begin(), unread_.end(), [&](const Finding* unread) {
             return file_words(unread->region) == file_words(finding.region);
           });
  }

  /// A part that did not come, and what came that could not be read, which may have been it.
  Datum missing(const Finding& finding, bool tells_unread) const {
    std::string words, how;
    for (const LetterPart& part : texts_.parts) {
      if (part.at != finding.pointer || part.title.empty()) continue;
      words = part.title + std::string(kPartMissing[static_cast<std::size_t>(language_)]);
    }
    if (words.empty()) words = as_sentence(finding.reason, language_);
    for (const Finding* unread : unread_) {
      if (!tells_unread) break;
      words += " " + as_sentence(unread->message, language_);
      const std::string help = as_sentence(unread->help, language_);
      if (how.find(help) == std::string::npos) how += (how.empty() ? "" : " ") + help;
    }
    return JsonObject()
        .always("text", text(words))
        .always("field", text(""))
        .always("how", text(how))
        .take();
  }

  void unchecked() {
    Datum::Array items;
    bool tells_unread = true;
    for (const Finding& finding : input_.after.findings) {
      if (!is_missing_part(finding)) continue;
      items.push_back(missing(finding, tells_unread));
      tells_unread = false;
    }
    std::set<std::string> said;
    for (const Finding& finding : input_.after.findings) {
      if (finding.verdict == Verdict::kFail || finding.question || items.size() >= kMostItems ||
          is_missing_part(finding) || is_told(finding)) {
        continue;
      }
      std::string words = finding.message.empty() ? finding.reason : finding.message;
      if (words.empty() || !said.insert(words).second) continue;
      items.push_back(JsonObject()
                          .always("text", text(as_sentence(words, language_)))
                          .always("field", text(field(finding.pointer, finding.region)))
                          .always("how", text(as_sentence(finding.help, language_)))
                          .take());
    }
    list("unchecked", std::move(items));
  }

  /// The parts with nothing to do, and of others the fields that nothing is said of.
  void in_order() {
    std::set<std::string> troubled;
    for (const Finding& finding : input_.after.findings) {
      troubled.insert(part_of(finding));
    }
    const std::vector<std::string>& missing = input_.after.missing_parts;
    Datum::Array parts;
    std::string fields;
    std::vector<std::string> good;
    for (const LetterPart& part : texts_.parts) {
      const View there = at(part.at);
      if (troubled.contains(part.name) || there.absent() || there.is_null() ||
          std::find(missing.begin(), missing.end(), part.name) != missing.end()) {
        continue;
      }
      good.push_back(part.at);
      parts.push_back(JsonObject().always("title", text(part.title)).take());
    }
    std::set<std::string> labels;  // of rows of a table all are the same
    for (const Finding& finding : input_.after.findings) labels.insert(finding.region.label);
    for (const FixRecord& fix : input_.after.fixes) labels.insert(fix.region.label);
    const std::size_t spoken_of = labels.size();
    const Document& document = *input_.submission.document();
    if (document.origins() != nullptr) {
      for (const auto& entry : document.origins()->all()) {
        const std::string& pointer = entry.first;
        const Origin& origin = entry.second;
        if (origin.label.empty() || find_node(document, pointer) == kNoNode) continue;
        const bool told = std::any_of(good.begin(), good.end(), [&](const std::string& part) {
          return std::string_view(pointer).starts_with(part + "/");
        });
        if (told || is_spoken_of(pointer) || labels.size() >= spoken_of + kMostItems) {
          continue;
        }
        if (!labels.insert(origin.label).second) continue;
        fields +=
            (fields.empty() ? "" : ", ") + in_quotes(collapse_blanks(origin.label), language_);
      }
    }
    object_.always("checks", Datum(std::to_string(input_.after.counts.pass)));
    object_.always("has_in_order", Datum(!parts.empty() || !fields.empty()));
    list("parts_in_order", std::move(parts));
    object_.always("fields_in_order", text(fields));
  }

  bool is_spoken_of(std::string_view pointer) const {
    const auto touches = [&](std::string_view other) {
      std::string_view a = pointer;
      if (other.empty()) return false;
      if (a.size() > other.size()) std::swap(a, other);
      return other.substr(0, a.size()) == a && (other.size() == a.size() || other[a.size()] == '/');
    };
    return std::any_of(input_.after.findings.begin(), input_.after.findings.end(),
                       [&](const Finding& finding) { return touches(finding.pointer); }) ||
           std::any_of(input_.after.fixes.begin(), input_.after.fixes.end(),
                       [&](const FixRecord& fix) { return touches(fix.fix.pointer); });
  }

  const LetterInput& input_;
  const LetterTexts& texts_;
  Language language_;
  JsonObject object_;
  std::map<std::string, std::string> part_of_;
  std::vector<const Finding*> unread_;  // told with the first part that is missing
  std::uint64_t number_ = 0;
  bool asks_ = false;
  bool to_do_ = false;
};

}  // namespace

Datum letter_model(const LetterInput& input, const LetterTexts& texts) {
  return Model(input, texts).build();
}

}  // namespace intake
