#include "report/plain.h"

#include <array>
#include <utility>

#include "report/labels.h"
#include "report/plain_phrases.h"

namespace intake {
namespace {

using Op = Condition::Op;
using Texts = std::array<std::string_view, 4>;  // by Language: en, fr, nl, de

constexpr Texts kIf{"if ", "si : ", "als geldt: ", "wenn gilt: "};
constexpr Texts kThen{", then ", ", alors : ", ", dan moet gelden: ", ", dann muss gelten: "};
constexpr Texts kForEach{"for each ", "pour chaque ", "voor elke ", "für jedes "};
constexpr Texts kAnd{" and ", " et ", " en ", " und "};
constexpr Texts kOr{" or ", " ou ", " of ", " oder "};
constexpr Texts kIff{" if and only if ", " si et seulement si ", " als en alleen als ",
                     " genau dann, wenn "};
constexpr Texts kNotSo{"it is not so that ", "il n'est pas vrai que ",
                       "het is niet zo dat: ", "es gilt nicht: "};
constexpr Texts kNoneOf{"none of these holds: ", "rien de ceci n'est vrai : ",
                        "niets hiervan geldt: ", "nichts davon gilt: "};
constexpr Texts kExactly{
    "exactly {} of these: ", "exactement {} de : ", "precies {} van: ", "genau {} von: "};
constexpr Texts kAtLeast{
    "at least {} of these: ", "au moins {} de : ", "minstens {} van: ", "mindestens {} von: "};
constexpr Texts kAtMost{
    "at most {} of these: ", "au plus {} de : ", "hoogstens {} van: ", "höchstens {} von: "};
constexpr Texts kAlways{"anything is allowed", "tout est permis", "alles is toegelaten",
                        "alles ist zulässig"};
constexpr Texts kNever{"this must not occur", "ce cas ne peut pas se présenter",
                       "dit mag niet voorkomen", "das darf nicht vorkommen"};
constexpr Texts kAllOf{"all of these: ", "tout ceci : ", "al deze: ", "alle von: "};
constexpr Texts kAllOrNone{"all of these or none: ", "tout ceci ou rien : ", "al deze of geen: ",
                           "alle von diesen oder keines: "};
constexpr Texts kFollows{"the second follows from the first: ", "le second suit du premier : ",
                         "het tweede volgt uit het eerste: ", "das zweite folgt aus dem ersten: "};
constexpr Texts kRow{"the row that fits: ", "la ligne qui convient : ", "de rij die past: ",
                     "die Zeile, die passt: "};
constexpr Texts kFirstRow{"the first row that fits: ", "la première ligne qui convient : ",
                          "de eerste rij die past: ", "die erste Zeile, die passt: "};
constexpr Texts kElse{"else ", "sinon : ", "anders: ", "sonst: "};
constexpr Texts kSome{"for at least one ", "pour au moins un ", "voor minstens één ",
                      "für mindestens ein "};
constexpr Texts kAtLeastElements{" (at least {})", " (au moins {})", " (minstens {})",
                                 " (mindestens {})"};
constexpr Texts kSubmission{"the submission", "le dossier", "de inzending", "die Einreichung"};
constexpr Texts kItem{"the item", "l'élément", "het element", "das Element"};
constexpr Texts kNow{"today", "aujourd'hui", "vandaag", "heute"};
constexpr Texts kMore{" and {} more", " et {} autres", " en {} andere", " und {} weitere"};
constexpr Texts kFirstOf{"the `{}` of the list `", "le `{}` de la liste `",
                         "de `{}` uit de lijst `", "`{}` aus der Liste `"};
constexpr Texts kOtherwise{" Otherwise: ", " Sinon : ", " Anders: ", " Sonst: "};
constexpr Texts kAsked{" Where it is not filled in, the question `{}` is asked.",
                       " S'il manque, la question `{}` est posée.",
                       " Waar het ontbreekt, wordt de vraag `{}` gesteld.",
                       " Wo es fehlt, wird die Frage `{}` gestellt."};
constexpr std::size_t kMostValues = 8;

std::string filled(std::string_view text, std::string_view value) {
  std::string result(text);
  if (const std::size_t at = result.find("{}"); at != std::string::npos) {
    result.replace(at, 2, value);
  }
  return result;
}

/// Ends a sentence begun in lower case.
std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::size_t find_param(const PredicateUse& use, std::string_view name) {
  for (std::size_t i = 0; i < use.predicate->params.size(); ++i) {
    if (use.predicate->params[i].name == name) return i;
  }
  return use.args.size();
}

bool is_choice(const Condition& c) { return c.op == Op::kAny || c.op == Op::kImplies; }

}  // namespace

PlainWriter::PlainWriter(const Rule& rule, Language language)
    : rule_(rule), language_(static_cast<std::size_t>(language)) {}

std::string PlainWriter::sentence() {
  std::string text;
  current_.clear();
  std::string element(word(kItem));
  if (rule_.for_each) {
    text += std::string(word(kForEach)) + place(*rule_.for_each, "");
    if (const std::string name = variable(rule_.for_slot); !name.empty()) {
      element = '`' + name + '`';
      text += " (" + element + ')';
    }
    text += ": ";
  }
  current_ = element;
  std::string subject = rule_.at ? place(*rule_.at, element) : element;
  const bool plural = rule_.at && !rule_.at->singular() && !rule_.for_each;
  if (plural) {
    text += std::string(word(kForEach)) + subject + ": ";
    subject = word(kItem);
  }
  if (!rule_.for_each) current_ = subject;
  std::vector<std::string> premises;
  if (rule_.when) {
    premises.push_back(condition(*rule_.when, subject, false));
  }
  const bool can_be_absent = rule_.at && rule_.at->singular() && !rule_.at->segments().empty();
  const bool must_be_there = rule_.required || rule_.if_absent == IfAbsent::kFail;
  if (can_be_absent && !must_be_there && rule_.assertion) {
    premises.push_back(subject + ' ' + std::string(present()));
  }
  std::string claim;
  if (can_be_absent && must_be_there) claim = subject + ' ' + std::string(present());
  if (rule_.assertion) {
    if (!claim.empty()) claim += word(kAnd);
    if (!claim.empty() && rule_.assertion->op == Op::kLeaf) said_ = subject;
    const bool alone = claim.empty() || !is_choice(*rule_.assertion);
    claim += alone ? condition(*rule_.assertion, subject, false)
                   : '(' + condition(*rule_.assertion, subject, false) + ')';
  }
  if (!premises.empty()) {
    text += word(kIf);
    for (std::size_t i = 0; i < premises.size(); ++i) {
      if (i > 0) text += word(kAnd);
      const bool choice = i == 0 && rule_.when && premises.size() > 1 && is_choice(*rule_.when);
      text += choice ? '(' + premises[i] + ')' : premises[i];
    }
    text += word(kThen);
  }
  text += claim + '.';
  text = capitalised(std::move(text));
  text += std::string(word(kOtherwise)) +
          std::string(label(label_of(rule_.severity), static_cast<Language>(language_))) + '.';
  if (rule_.if_absent == IfAbsent::kAsk) {
    for (const FixSpec& fix : rule_.fixes) {
      if (fix.ask) text += filled(word(kAsked), fix.ask->id);
    }
  }
  return text;
}

std::string PlainWriter::condition(const Condition& c, const std::string& subject, bool inner) {
  std::string text;
  switch (c.op) {
    case Op::kLeaf:
      return leaf(c, subject, false);
    case Op::kAll:
      text = joined(c, subject, kAnd);
      break;
    case Op::kAny:
      text = joined(c, subject, kOr);
      break;
    case Op::kNone:
      return std::string(word(kNoneOf)) + '(' + joined(c, subject, kOr) + ')';
    case Op::kNot:
      if (c.children[0].op == Op::kLeaf && c.children[0].predicates.size() == 1) {
        return leaf(c.children[0], subject, true);
      }
      return std::string(word(kNotSo)) + '(' + condition(c.children[0], subject, false) + ')';
    case Op::kExactly:
    case Op::kAtLeast:
    case Op::kAtMost:
      return counted_of(c, subject);
    case Op::kIff:
      text = joined(c, subject, kIff);
      break;
    case Op::kTable:
      return table(c, subject);
    case Op::kImplies:
      text = std::string(word(kIf)) + condition(c.children[0], subject, true) +
             std::string(word(kThen)) + condition(c.children[1], subject, true);
      break;
    case Op::kEach:
    case Op::kSome:
      return quantifier(c, subject);
  }
  return inner && c.children.size() > 1 ? '(' + text + ')' : text;
}

std::string PlainWriter::head(const Condition& c, const std::string& subject) {
  if (c.children.empty() && (c.op == Op::kAll || c.op == Op::kAny)) return joined(c, subject, kOr);
  switch (c.op) {
    case Op::kAll:
      return std::string(word(kAllOf));
    case Op::kAny:
      return filled(word(kAtLeast), "1");
    case Op::kNone:
      return std::string(word(kNoneOf));
    case Op::kNot:
      return std::string(word(kNotSo));
    case Op::kExactly:
      return filled(word(kExactly), std::to_string(c.count));
    case Op::kAtLeast:
      return filled(word(kAtLeast), std::to_string(c.count));
    case Op::kAtMost:
      return filled(word(kAtMost), std::to_string(c.count));
    case Op::kIff:
      return std::string(word(kAllOrNone));
    case Op::kImplies:
      return std::string(word(kFollows));
    case Op::kTable:
      return std::string(word(c.table->first ? kFirstRow : kRow));
    case Op::kEach:
    case Op::kSome: {
      std::string text(word(c.op == Op::kEach ? kForEach : kSome));
      text += place(*c.selector, current_.empty() ? subject : current_);
      if (c.op == Op::kEach && c.count > 0) {
        text += filled(word(kAtLeastElements), std::to_string(c.count));
      }
      if (const std::string name = variable(c.variable); !name.empty()) text += " (`" + name + "`)";
      return text;
    }
    case Op::kLeaf:
      break;
  }
  return leaf(c, subject, false);
}

std::string PlainWriter::subject() {
  std::string element(word(kItem));
  if (rule_.for_each) {
    if (const std::string name = variable(rule_.for_slot); !name.empty())
      element = '`' + name + '`';
  }
  return rule_.at && (rule_.at->singular() || rule_.for_each) ? place(*rule_.at, element) : element;
}

std::string PlainWriter::focus_on(std::string element) {
  return std::exchange(current_, std::move(element));
}

std::string PlainWriter::element_of(const Condition& c) const {
  const std::string name = variable(c.variable);
  return name.empty() ? std::string(word(kItem)) : '`' + name + '`';
}

std::string_view PlainWriter::present() const { return find_phrase("present")->holds[language_]; }

std::string PlainWriter::variable(Slot slot) const {
  return slot < rule_.variable_names.size() ? rule_.variable_names[slot] : std::string();
}

/// A selector in words: `form.scopes`; `element` is what `@` stands for.
std::string PlainWriter::place(const Selector& selector, const std::string& element) const {
  std::string_view text = selector.text();
  text.remove_prefix(1);
  if (!selector.relative()) {
    if (text.empty()) return std::string(word(kSubmission));
    if (text.starts_with('.') && !text.starts_with("..")) text.remove_prefix(1);
    return '`' + std::string(text) + '`';
  }
  if (text.empty()) return element;
  // `credential` and `.type` become `credential.type`; anything else is named after its element.
  if (element.size() > 2 && element.front() == '`' && element.back() == '`') {
    return element.substr(0, element.size() - 1) + std::string(text) + '`';
  }
  if (text.starts_with('.') && !text.starts_with("..")) text.remove_prefix(1);
  return '`' + std::string(text) + '`';
}

std::string PlainWriter::joined(const Condition& c, const std::string& subject, const Texts& by) {
  // `any` and `never` of a decision table.
  if (c.children.empty()) return std::string(word(c.op == Op::kAll ? kAlways : kNever));
  std::string text;
  for (std::size_t i = 0; i < c.children.size(); ++i) {
    if (i > 0) text += word(by);
    text += condition(c.children[i], subject, c.children.size() > 1);
  }
  return text;
}

std::string PlainWriter::counted_of(const Condition& c, const std::string& subject) {
  std::string text = head(c, subject);
  for (std::size_t i = 0; i < c.children.size(); ++i) {
    text += (i > 0 ? "; (" : "(") + condition(c.children[i], subject, false) + ')';
  }
  return text;
}

std::string PlainWriter::table(const Condition& c, const std::string& subject) {
  std::string text(word(c.table->first ? kFirstRow : kRow));
  const std::size_t rows = c.children.size() / 2;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i > 0) text += "; ";
    text += '(' + std::string(word(kIf)) + condition(c.children[2 * i], subject, false) +
            std::string(word(kThen)) + condition(c.children[2 * i + 1], subject, false) + ')';
  }
  if (c.children.size() % 2 == 1) {
    text += "; (" + std::string(word(kElse)) + condition(c.children.back(), subject, false) + ')';
  }
  return text;
}

std::string PlainWriter::quantifier(const Condition& c, const std::string& subject) {
  std::string text = head(c, subject);
  const std::string element = element_of(c);
  const std::string outer = focus_on(element);
  text += ": (" + condition(c.children[0], element) + ')';
  current_ = outer;
  return text;
}

std::string PlainWriter::leaf(const Condition& c, const std::string& subject, bool negated) {
  std::string own = c.selector ? place(*c.selector, current_) : subject;
  if (c.subject) own = operand_text(*c.subject);
  std::string text;
  bool named = std::exchange(said_, "") == own;
  for (const PredicateUse& use : c.predicates) {
    if (!text.empty()) text += word(kAnd);
    const Phrase* phrase = find_phrase(use.predicate->name);
    if (phrase == nullptr) {
      text += own + ' ' + std::string(use.predicate->name);
      continue;
    }
    const std::string_view pattern = (negated ? phrase->fails : phrase->holds)[language_];
    if (!pattern.starts_with('{') && !std::exchange(named, true)) text += own + ' ';
    text += fill(pattern, use);
  }
  return text;
}

/// The phrase with the arguments of the predicate in it; see Phrase.
std::string PlainWriter::fill(std::string_view pattern, const PredicateUse& use) {
  std::string text, part;
  bool optional = false, dropped = false, kept = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    std::string& out = optional ? part : text;
    const char c = pattern[i];
    if (c == '[') {
      optional = true;
      dropped = false;
      part.clear();
    } else if (c == ']') {
      optional = false;
      // Two parts that are both there: `at least 2, at most 4`.
      if (!dropped && kept && !part.starts_with(',')) text += ',';
      if (!dropped) text += part;
      kept = !dropped && pattern.substr(i + 1, 1) == "[";
    } else if (c == '{') {
      const std::size_t end = pattern.find('}', i);
      const std::string_view inner = pattern.substr(i + 1, end - i - 1);
      const std::size_t choice = inner.find_first_of("?|");
      if (inner == "expression") {
        out += '`' + use.expression->text + '`';
        i = end;
        continue;
      }
      const std::size_t param = find_param(use, inner.substr(0, choice));
      const bool given = param < use.args.size() && (use.args[param].kind != Operand::Kind::kNone);
      i = end;
      if (choice == std::string_view::npos) {
        dropped = dropped || !given;
        if (given) out += argument(use, param);
      } else if (inner[choice] == '|') {
        out += given ? argument(use, param) : std::string(inner.substr(choice + 1));
      } else {
        const std::size_t bar = inner.find('|', choice);
        out += given ? inner.substr(choice + 1, bar - choice - 1) : inner.substr(bar + 1);
      }
    } else {
      out += c;
    }
  }
  return text;
}

std::string PlainWriter::argument(const PredicateUse& use, std::size_t param) const {
  const Operand& operand = use.args[param];
  const ParamKind kind = use.predicate->params[param].kind;
  if (operand.kind == Operand::Kind::kLiteral) {
    const bool code = kind == ParamKind::kPattern || kind == ParamKind::kPatternMap ||
                      kind == ParamKind::kBinding;
    if (code) return '`' + to_display(operand.literal) + '`';
    const bool date = kind == ParamKind::kDate && operand.literal.is_string();
    if (date && operand.literal.text() == "now") return std::string(word(kNow));
    const bool bare = date || kind == ParamKind::kDuration || kind == ParamKind::kChoice ||
                      kind == ParamKind::kChoices || kind == ParamKind::kSchema;
    return literal(operand.literal, bare);
  }
  return operand_text(operand);
}

std::string PlainWriter::operand_text(const Operand& operand) const {
  switch (operand.kind) {
    case Operand::Kind::kLiteral:
      return literal(operand.literal, false);
    case Operand::Kind::kReference:
      return '`' + operand.reference.name + '`';
    case Operand::Kind::kAt:
      return place(*operand.at, current_);
    case Operand::Kind::kLookup: {
      std::string text =
          filled(word(kFirstOf), operand.lookup->column) + operand.lookup->list + "` (";
      bool first = true;
      for (const auto& [column, value] : operand.lookup->where) {
        if (!std::exchange(first, false)) text += ", ";
        text += '`' + column + "` = " + operand_text(value);
      }
      return text + ')';
    }
    case Operand::Kind::kTemplate:
      return '`' + operand.text->text.text() + '`';
    case Operand::Kind::kExpression:
      return '`' + operand.expression->text + '`';
    case Operand::Kind::kNone:
      break;
  }
  return {};
}

/// `bare`: texts without quotes.
std::string PlainWriter::literal(View value, bool bare) const {
  if (!value.is_array()) {
    return bare && value.is_string() ? std::string(value.text()) : to_json(value);
  }
  std::string text;
  const std::size_t size = value.size();
  const std::size_t shown = size > kMostValues + 1 ? kMostValues : size;
  for (std::uint32_t i = 0; i < shown; ++i) {
    if (i > 0) text += ", ";
    View item = value.at(i);
    if (item.is_object() && item.size() > 0) item = item.at(0);
    text += bare && item.is_string() ? std::string(item.text()) : to_json(item);
  }
  if (shown < size) text += filled(word(kMore), std::to_string(size - shown));
  return text;
}

std::string plain_sentence(const Rule& rule, Language language) {
  return PlainWriter(rule, language).sentence();
}

}  // namespace intake
