#include "report/trace.h"

#include <array>
#include <utility>
#include <vector>

#include "document/origin.h"
#include "eval/region.h"
#include "report/escape.h"
#include "report/place.h"
#include "report/plain.h"

namespace intake {
namespace {

using Op = Condition::Op;
using Texts = std::array<std::string_view, 4>;  // by Language: en, fr, nl, de

constexpr std::array<Texts, 3> kTruths{{{"no", "non", "nee", "nein"},
                                        {"yes", "oui", "ja", "ja"},
                                        {"unknown", "inconnu", "onbekend", "unbekannt"}}};
constexpr std::array<Texts, 5> kVerdicts{{
    {"pass", "réussi", "in orde", "bestanden"},
    {"fail", "non respecté", "niet in orde", "nicht bestanden"},
    {"not applicable", "sans objet", "niet van toepassing", "nicht anwendbar"},
    {"indeterminate", "indéterminé", "onbepaald", "unbestimmt"},
    {"error", "erreur", "fout", "Fehler"},
}};
constexpr Texts kApplies{"applies where", "s'applique si", "geldt als", "gilt, wenn"};
constexpr Texts kHolds{"must hold", "doit être vrai", "moet waar zijn", "muss gelten"};
constexpr Texts kNothing{"nothing stands here", "rien ne figure ici", "hier staat niets",
                         "hier steht nichts"};
constexpr Texts kRow{"row {}", "ligne {}", "rij {}", "Zeile {}"};
constexpr Texts kElse{"else", "sinon", "anders", "sonst"};
constexpr Texts kMore{"{} more", "encore {}", "nog {}", "weitere {}"};
constexpr Texts kNoPlace{"no place", "aucun endroit", "geen plaats", "keine Stelle"};

std::string filled(std::string_view text, std::size_t number) {
  std::string result(text);
  result.replace(result.find("{}"), 2, std::to_string(number));
  return result;
}

class Tracer {
 public:
  Tracer(Evaluator& evaluator, const Document& document, std::uint32_t rule, Language language)
      : evaluator_(evaluator),
        document_(document),
        entry_(evaluator.plan().program[rule]),
        words_(*entry_.rule, language),
        language_(static_cast<std::size_t>(language)) {
    scene_.rule = rule;
  }

  std::string run() {
    const Rule& rule = *entry_.rule;
    line(0, rule.id);
    std::size_t shown = 0, places = 0;
    for (const PlaceVerdict& place : evaluator_.verdicts()) {
      if (place.rule != scene_.rule) continue;
      if (++places > evaluator_.options().limits.findings) continue;
      ++shown;
      scene_.match = place.match;
      scene_.current = rule.for_each ? place.match : place.value;
      scene_.value = place.value;
      const std::string pointer = place.pointer.empty() ? "/" : place.pointer;
      line(1, pointer + ": " +
                  std::string(kVerdicts[static_cast<std::size_t>(place.verdict)][language_]));
      if (document_.origins() != nullptr) line(2, where(place));
      if (place.value.absent()) line(2, word(kNothing));
      const std::string subject = words_.subject();
      words_.focus_on(subject);
      part(kApplies, entry_.when, rule.when, subject);
      if (!place.value.absent()) part(kHolds, entry_.assertion, rule.assertion, subject);
    }
    if (places == 0) line(1, word(kNoPlace));
    if (places > shown) line(1, filled(word(kMore), places - shown));
    return std::move(text_);
  }

 private:
  std::string_view word(const Texts& texts) const { return texts[language_]; }

  /// Where the value stands in the files that the submission was put together from.
  std::string where(const PlaceVerdict& place) const {
    const Region region = place.value.absent()
                              ? region_of_missing({document_, document_.root()}, place.pointer)
                              : region_of(place.value);
    const auto language = static_cast<Language>(language_);
    const std::string doubt = confidence_words(region, language);
    return "(" + place_words(region, language) + (doubt.empty() ? "" : ", " + doubt) + ")";
  }

  void line(std::size_t depth, std::string_view words) {
    text_ += std::string(2 * depth, ' ') + escape_controls(words) + '\n';
  }

  void part(const Texts& title, std::uint32_t node, const std::optional<Condition>& condition,
            const std::string& subject) {
    if (node == kNone || !condition) return;
    line(2, std::string(word(title)) + ':');
    walk(node, *condition, subject, 3);
  }

  /// Recursion is bounded by Limits::depth of the rule file.
  void walk(std::uint32_t index, const Condition& c, const std::string& subject,
            std::size_t depth) {
    evaluator_.enter(scene_);
    const Truth truth = evaluator_.truth(index);
    std::string words = words_.head(c, subject);
    while (words.ends_with(' ') || words.ends_with(':')) words.pop_back();
    line(depth,
         "[" + std::string(kTruths[static_cast<std::size_t>(truth)][language_]) + "] " + words);
    const PlanNode& node = evaluator_.plan().nodes[index];
    if (c.op == Op::kEach || c.op == Op::kSome) {
      elements(node, c, depth + 1);
      return;
    }
    for (std::uint32_t i = 0; i < node.children; ++i) {
      std::size_t below = depth + 1;
      if (c.op == Op::kTable) {
        if (i + 1 == node.children && i % 2 == 0) {
          line(depth + 1, std::string(word(kElse)) + ':');
        } else if (i % 2 == 0) {
          line(depth + 1, filled(word(kRow), i / 2 + 1) + ':');
        }
        ++below;
      }
      walk(node.first_child + i, c.children[i], subject, below);
    }
  }

  void elements(const PlanNode& node, const Condition& c, std::size_t depth) {
    const View root(document_, document_.root());
    std::vector<View> found;
    const View base = c.selector->relative() ? scene_.current : root;
    (void)c.selector->select(base, evaluator_.options().limits, found);
    const View outer = scene_.current, value = scene_.value;
    const std::string name = words_.element_of(c);
    const std::string before = words_.focus_on(name);
    for (std::size_t i = 0; i < found.size() && i < kTracedElements; ++i) {
      const View element = found[i];
      scene_.current = scene_.value = element;
      scene_.variables.emplace_back(node.variable, element);
      line(depth, element.document()->pointer(element.id()) + ':');
      walk(node.first_child, c.children[0], name, depth + 1);
      scene_.variables.pop_back();
    }
    if (found.size() > kTracedElements) {
      line(depth, filled(word(kMore), found.size() - kTracedElements));
    }
    words_.focus_on(before);
    scene_.current = outer;
    scene_.value = value;
  }

  Evaluator& evaluator_;
  const Document& document_;
  const PlanRule& entry_;
  PlainWriter words_;
  std::size_t language_;
  Evaluator::Scene scene_;
  std::string text_;
};

}  // namespace

std::string render_trace(Evaluator& evaluator, const Document& document, std::string_view rule,
                         Language language) {
  const Plan& plan = evaluator.plan();
  for (std::uint32_t i = 0; i < plan.program.size(); ++i) {
    if (plan.program[i].rule->id == rule) return Tracer(evaluator, document, i, language).run();
  }
  return {};
}

}  // namespace intake
