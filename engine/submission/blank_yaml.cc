#include "submission/blank_form.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"
#include "formats/yaml/yaml.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::size_t kWidth = 88;
constexpr std::string_view kIndex = "{i}";
constexpr std::string_view kProcedure = "procedure";  // the member that names the rule set

using Words = std::array<std::string_view, kLanguages>;
constexpr Words kSection{"Section", "Section", "Punt", "Abschnitt"};
constexpr Words kOneOf{"one of", "l’un de", "een van", "eines von"};
constexpr Words kSomeOf{"any of", "un ou plusieurs de", "een of meer van",
                        "eines oder mehrere von"};
constexpr Words kBoolean{"true (yes) or false (no)", "true (oui) ou false (non)",
                         "true (ja) of false (nee)", "true (ja) oder false (nein)"};
constexpr Words kDate{"a date, as 2026-01-31", "une date, comme 2026-01-31",
                      "een datum, zoals 2026-01-31", "ein Datum wie 2026-01-31"};
constexpr Words kExample{"for example", "par exemple", "bijvoorbeeld", "zum Beispiel"};
constexpr Words kRepeat{
    "repeat this entry for each further one", "répétez cette entrée pour chaque autre",
    "herhaal dit item voor elk volgende", "wiederholen Sie diesen Eintrag für jeden weiteren"};

struct Node {
  std::string name;  // kIndex: the element of a list
  const MapField* field = nullptr;
  const Datum* value = nullptr;  // said by the form itself
  std::vector<Node> children = {};

  Node& child(const std::string& wanted) {
    for (Node& one : children) {
      if (one.name == wanted) return one;
    }
    children.push_back({wanted, nullptr, nullptr, {}});
    return children.back();
  }
};

class Writer {
 public:
  Writer(const FormMap& map, std::string_view rule_set, Language language)
      : map_(map), rule_set_(rule_set), language_(language) {}

  std::string run() {
    comment(text_in(map_.title, language_), 0);
    if (const std::string& intro = text_in(map_.intro, language_); !intro.empty()) {
      comment(intro, 0);
    }
    out_ += "\n" + std::string(kProcedure) + ": " + scalar(rule_set_) + "\n";
    Node top;
    for (const MapField& field : map_.fields) {
      if (!is_on_form(map_, field, rule_set_)) continue;
      Node& node = at(top, field.at);
      node.field = &field;
    }
    for (const auto& [pointer, value] : map_.sets) {
      Node& node = at(top, pointer);
      node.value = &value;
      node.field = nullptr;
    }
    for (const Node& node : top.children) write(node, 0, false);
    if (const std::string& outro = text_in(map_.outro, language_); !outro.empty()) {
      out_ += '\n';
      comment(outro, 0);
    }
    return std::move(out_);
  }

 private:
  std::string_view say(const Words& words) const {
    return words[static_cast<std::size_t>(language_)];
  }

  std::string_view colon() const { return language_ == Language::kFr ? "\u00a0: " : ": "; }

  static std::string scalar(std::string_view text) {
    const Document document = to_document(Datum(text));
    return yaml::write_scalar(View(document, document.root()), false);
  }
  static std::string value_of(const Datum& value) {
    const Document document = to_document(value);
    return yaml::write_scalar(View(document, document.root()), false);
  }

  /// A pointer is as deep as the map's author made it.
  static Node& at(Node& top, std::string_view pointer) {
    Node* node = &top;
    for (const std::string& token : parse_pointer(pointer).value_or(std::vector<std::string>())) {
      node = &node->child(token);
    }
    return *node;
  }

  /// `- ` stands before the first line of a list's element.
  void write(const Node& node, std::size_t indent, bool dash) {
    if (node.name == kIndex) {
      if (!node.children.empty() && node.children.front().field != nullptr) {
        section(*node.children.front().field, indent);
      }
      comment(say(kRepeat), indent);
      bool first = true;
      for (const Node& member : node.children) {
        write(member, indent + 2, first);
        first = false;
      }
      return;
    }
    if (node.field != nullptr) explain(*node.field, indent);
    out_ += dash ? std::string(indent - 2, ' ') + "- " : std::string(indent, ' ');
    out_ += scalar(node.name) + ":";
    if (node.value != nullptr) out_ += " " + value_of(*node.value);
    const bool list = node.field != nullptr && (node.field->kind == MapField::Kind::kCheckboxes ||
                                                node.field->kind == MapField::Kind::kList);
    if (list && node.children.empty()) out_ += " []";
    out_ += '\n';
    for (const Node& member : node.children) write(member, indent + 2, false);
  }

  /// Its heading, where it is another one than that of the field before.
  void section(const MapField& field, std::size_t indent) {
    if (field.section == MapField::kNoSection || field.section == section_) return;
    section_ = field.section;
    const MapSection& section = map_.sections[field.section];
    out_ += '\n';
    std::string heading = first_in(section.headings, language_);
    if (!section.number.empty()) {
      heading = std::string(say(kSection)) + " " + section.number + std::string(colon()) + heading;
    }
    comment("== " + heading + " ==", indent);
    comment(text_in(section.guidance, language_), indent);
  }

  void explain(const MapField& field, std::size_t indent) {
    section(field, indent);
    std::string label = first_in(field.labels, language_);
    if (field.required) label += " *";
    comment(label, indent);
    comment(guidance_of(field, rule_set_, language_), indent, 2);
    choices(field, indent);
    if (const std::string example = example_of(field, rule_set_); !example.empty()) {
      comment(std::string(say(kExample)) + std::string(colon()) + example, indent, 2);
    }
  }

  void choices(const MapField& field, std::size_t indent) {
    if (field.kind == MapField::Kind::kBoolean) comment(say(kBoolean), indent, 2);
    if (field.kind == MapField::Kind::kDate) comment(say(kDate), indent, 2);
    if (field.choices.empty()) return;
    const bool several = field.kind == MapField::Kind::kCheckboxes;
    std::string all(several ? say(kSomeOf) : say(kOneOf));
    all += colon();
    bool first = true;
    for (const MapChoice& choice : field.choices) {
      const std::string text = first_in(choice.texts, language_);
      all += (first ? "" : ", ") + choice.value;
      if (!text.empty() && squash(text) != squash(choice.value)) all += " (" + text + ")";
      first = false;
    }
    comment(all, indent, 2);
  }

  /// `# words`, in as many lines as they need, with `inner` more blanks behind the mark.
  void comment(std::string_view words, std::size_t indent, std::size_t inner = 0) {
    const std::string begin = std::string(indent, ' ') + "# " + std::string(inner, ' ');
    std::string line;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find_first_of(" \n", at), words.size());
      const std::string_view word = words.substr(at, end - at);
      at = end + 1;
      if (word.empty()) continue;
      if (!line.empty() && begin.size() + display_width(line) + 1 + display_width(word) > kWidth) {
        out_ += begin + line + "\n";
        line.clear();
      }
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    if (!line.empty()) out_ += begin + line + "\n";
  }

  const FormMap& map_;
  std::string_view rule_set_;
  Language language_;
  std::string out_;
  std::uint32_t section_ = MapField::kNoSection;
};

}  // namespace

std::string blank_yaml(const FormMap& map, std::string_view rule_set, Language language) {
  return Writer(map, rule_set, language).run();
}

}  // namespace intake
