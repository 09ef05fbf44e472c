#include "synth/annotate.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "document/pointer.h"
#include "formats/yaml/yaml.h"
#include "synth/shape.h"
#include "text/edit.h"
#include "text/unicode.h"

namespace intake::synth {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostExample = 120;  // characters of an example
constexpr std::size_t kMostPassages = 2;   // at one member
constexpr std::size_t kMostChoices = 20;

/// The words of the comments, by language.
struct Words {
  std::string_view smallest, nearest, fillers, example, one_of, asks;
};
constexpr std::array<Words, kLanguages> kWords{{
    {"The smallest submission that was found for {set} at {now}: {outcome}.",
     "The nearest to a submission for {set} that was found at {now}. What remains:",
     "Made by intake from the rules. Put your own texts in place of names such as `{filler}`.",
     "example", "one of", "asked"},
    {"La plus petite demande trouvée pour {set} au {now} : {outcome}.",
     "Ce qui a été trouvé de plus proche d'une demande pour {set} au {now}. Il reste :",
     "Établie par intake à partir des règles. Remplacez les textes tels que `{filler}` par les "
     "vôtres.",
     "exemple", "au choix", "question"},
    {"De kleinste aanvraag die voor {set} op {now} gevonden werd: {outcome}.",
     "Wat op {now} het dichtst bij een aanvraag voor {set} komt. Wat overblijft:",
     "Door intake opgemaakt uit de regels. Zet uw eigen teksten in de plaats van `{filler}` en "
     "dergelijke.",
     "voorbeeld", "een van", "vraag"},
    {"Der kleinste Antrag, der für {set} am {now} gefunden wurde: {outcome}.",
     "Was am {now} einem Antrag für {set} am nächsten kommt. Was bleibt:",
     "Von intake aus den Regeln gebildet. Setzen Sie Ihre eigenen Texte an die Stelle von "
     "`{filler}` und dergleichen.",
     "Beispiel", "eines von", "Frage"},
}};
constexpr std::array<std::array<std::string_view, 4>, kLanguages> kOutcomes{{
    {"accept", "accept with notes", "incomplete", "reject"},
    {"acceptée", "acceptée avec remarques", "incomplète", "refusée"},
    {"aanvaard", "aanvaard met opmerkingen", "onvolledig", "geweigerd"},
    {"angenommen", "angenommen mit Hinweisen", "unvollständig", "abgelehnt"},
}};

std::string filled(std::string_view text, std::string_view name, std::string_view value) {
  std::string out(text);
  if (const std::size_t at = out.find(name); at != std::string::npos) {
    out.replace(at, name.size(), value);
  }
  return out;
}

/// One line, without what a YAML comment cannot hold.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_invisible(c)) continue;
    if (is_blank(c) || c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      append_utf8(out, c);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Lines of a comment at a column, wrapped at blanks; those that follow stand in by two.
void append_comment(std::string& out, std::size_t column, std::string_view text) {
  const std::string words = one_line(text);
  std::string line;
  bool first = true;
  const auto flush = [&] {
    out.append(column, ' ');
    out += first ? "# " : "#   ";
    out += line + "\n";
    line.clear();
    first = false;
  };
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word = words.substr(at, end - at);
    if (!line.empty() && column + display_width(line) + display_width(word) + 5 > kWidth) flush();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  if (!line.empty()) flush();
}

const RuleTexts* texts_of(const Rule& rule, Language language) {
  const auto& own = rule.texts[static_cast<std::size_t>(language)];
  if (own) return &*own;
  for (const auto& other : rule.texts) {
    if (other) return &*other;
  }
  return nullptr;
}

/// How much a rule says about why a value is there: the smaller the more.
int rank(const Rule& rule) {
  if (rule.required || rule.if_absent == IfAbsent::kAsk) return 0;
  if (rule.if_absent == IfAbsent::kFail) return 1;
  return rule.severity == Severity::kError ? 2 : 3;
}

/// A rule about whatever stands anywhere says nothing about one member.
bool speaks_of_all(const Rule& rule) {
  const auto& at = rule.for_each ? rule.for_each : rule.at;
  return at && std::any_of(at->segments().begin(), at->segments().end(),
                           [](const SelectorSegment& segment) { return segment.descendant; });
}

class Annotator {
 public:
  Annotator(const Plan& plan, const Trial& trial, const Datum* example, Language language)
      : plan_(plan),
        trial_(trial),
        shape_(plan.rules->schema.get()),
        words_(kWords[static_cast<std::size_t>(language)]),
        language_(language) {
    if (example != nullptr) example_ = to_document(*example);
    for (const auto& [key, verdict] : trial.verdicts()) {
      const Rule* rule = plan.program[key.first].rule;
      if (verdict == Verdict::kPass && !speaks_of_all(*rule)) rules_[key.second].push_back(rule);
    }
    for (auto& [pointer, rules] : rules_) {
      std::stable_sort(rules.begin(), rules.end(),
                       [](const Rule* a, const Rule* b) { return rank(*a) < rank(*b); });
    }
  }

  std::string annotate() {
    std::string plain = yaml::write(View(trial_.document(), trial_.document().root()));
    auto source = std::make_shared<Source>("submission.yaml", plain);
    const auto read = yaml::read(source, Limits{});
    if (!read) return plain;
    std::vector<Edit> edits;
    for (NodeId node = 0; node < read->size(); ++node) {
      if (read->key_span(node) == ByteSpan{}) continue;
      const std::uint32_t line = source->locate(read->key_span(node).begin).line;
      const std::uint32_t begin = source->line_begin(line);
      const std::string_view text = source->line_text(line);
      const std::string comment = comment_of(read->pointer(node), text.find_first_not_of(' '));
      if (!comment.empty()) edits.push_back({{begin, begin}, comment});
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    auto text = apply_edits(plain, edits);
    std::string whole = head() + (text ? *text : plain);
    // A comment must never have changed a value.
    const auto again = yaml::read(std::make_shared<Source>("submission.yaml", whole), Limits{});
    const bool same = again && equal(View(*again, again->root()), View(*read, read->root()));
    return same ? whole : plain;
  }

 private:
  std::string head() const {
    const std::string set = plan_.rules->name + " " + plan_.rules->version.text();
    const bool good = trial_.disposition() == Disposition::kAccept ||
                      trial_.disposition() == Disposition::kAcceptWithNotes;
    const auto& outcomes = kOutcomes[static_cast<std::size_t>(language_)];
    std::string line(good ? words_.smallest : words_.nearest);
    line = filled(line, "{set}", set);
    line = filled(line, "{now}", plan_.now.substr(0, 10));
    line = filled(line, "{outcome}", outcomes[static_cast<std::size_t>(trial_.disposition())]);
    std::string out;
    append_comment(out, 0, line);
    for (const Hit& hit : trial_.evaluator().hits()) {
      const Finding& finding = hit.finding;
      append_comment(out, 0,
                     finding.rule + " " + finding.pointer + ": " +
                         (finding.message.empty() ? finding.reason : finding.message));
    }
    if (const std::string filler = some_filler(); !filler.empty()) {
      append_comment(out, 0, filled(words_.fillers, "{filler}", filler));
    }
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      append_comment(out, 0, "[" + std::to_string(i + 1) + "] " + documents_[i]);
    }
    return out + "\n";
  }

  /// A text of the submission that is nothing but the name of its place.
  std::string some_filler() const {
    const Document& document = trial_.document();
    for (NodeId node = 0; node < document.size(); ++node) {
      if (document.kind(node) != Kind::kString) continue;
      if (document.text(node) == shape_.filler_text(document.pointer(node))) {
        return std::string(document.text(node));
      }
    }
    return {};
  }

  std::string comment_of(const std::string& pointer, std::size_t column) {
    std::string out;
    const PathTable::Place* place = shape_.place(pointer);
    if (place != nullptr && !(place->title + place->description).empty()) {
      const bool both = !place->title.empty() && !place->description.empty();
      append_comment(out, column, place->title + (both ? ": " : "") + place->description);
    }
    const auto rules = rules_.find(pointer);
    if (rules != rules_.end()) append_question(out, column, *rules->second.front());
    append_example(out, column, pointer, place);
    if (rules == rules_.end()) return out;
    std::vector<std::string> quotes;
    for (const Rule* rule : rules->second) {
      if (rule->passage.quote.empty() || quotes.size() >= kMostPassages) continue;
      std::string text = "[" + std::to_string(number_of(rule->passage.document)) + "]";
      if (!rule->passage.section.empty()) text += " " + rule->passage.section;
      text += " \"" + rule->passage.quote + "\"";
      if (std::find(quotes.begin(), quotes.end(), text) != quotes.end()) continue;
      append_comment(out, column, text);
      quotes.push_back(std::move(text));
    }
    return out;
  }

  void append_question(std::string& out, std::size_t column, const Rule& rule) const {
    const RuleTexts* texts = texts_of(rule, language_);
    if (texts == nullptr) return;
    // A text that names other values reads badly where none are filled in.
    if (texts->question && texts->question->references.empty()) {
      append_comment(out, column, std::string(words_.asks) + ": " + texts->question->text.text());
    }
  }

  void append_example(std::string& out, std::size_t column, const std::string& pointer,
                      const PathTable::Place* place) const {
    if (place != nullptr && place->choices.size() > 1 && place->choices.size() <= kMostChoices) {
      std::string choices;
      for (const std::string& choice : place->choices) {
        choices += (choices.empty() ? "" : ", ") + choice;
      }
      append_comment(out, column, std::string(words_.one_of) + ": " + choices);
      return;
    }
    const NodeId node = example_.size() == 0 ? kNoNode : find_node(example_, pointer);
    if (node == kNoNode) return;
    const View value(example_, node);
    const View here = trial_.at(pointer);
    if (value.is_object() || value.is_null() || equal(value, here)) return;
    const std::string text = to_display(value);
    if (count_code_points(text) > kMostExample || (value.is_array() && !here.is_array())) return;
    append_comment(out, column, std::string(words_.example) + ": " + text);
  }

  std::size_t number_of(const std::string& document) {
    const auto found = std::find(documents_.begin(), documents_.end(), document);
    if (found != documents_.end()) {
      return static_cast<std::size_t>(found - documents_.begin()) + 1;
    }
    documents_.push_back(document);
    return documents_.size();
  }

  const Plan& plan_;
  const Trial& trial_;
  Shape shape_;
  const Words& words_;
  Language language_;
  Document example_;
  std::map<std::string, std::vector<const Rule*>> rules_;  // that pass there
  std::vector<std::string> documents_;                     // that passages stand in
};

}  // namespace

std::string annotated_yaml(const Plan& plan, const Trial& trial, const Datum* example,
                           Language language) {
  return Annotator(plan, trial, example, language).annotate();
}

std::unique_ptr<Datum> accepted_base(const Plan& plan, const Document* bases,
                                     const EvaluationOptions& options) {
  if (bases == nullptr) return nullptr;
  const View map = View(*bases, bases->root()).member("bases");
  for (std::uint32_t i = 0; map.is_object() && i < map.size(); ++i) {
    Trial trial(plan, to_datum(map.at(i)), options);
    trial.run();
    if (trial.disposition() == Disposition::kAccept) {
      return std::make_unique<Datum>(trial.submission());
    }
  }
  return nullptr;
}

}  // namespace intake::synth
