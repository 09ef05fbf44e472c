#include <algorithm>
#include <set>
#include <utility>

#include "lint/checks.h"
#include "lint/rule_texts.h"

namespace intake::lint {
namespace {

/// Texts of fewer words may well be the same in two languages.
constexpr std::size_t kFewestWords = 3;

/// Words that are not names of values, quoted literals or numbers.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false, quoted = false, name = false;
  for (const char c : text) {
    if (c == '`') quoted = !quoted;
    if (c == '{') name = true;
    if (c == '}') name = false;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (static_cast<unsigned char>(c) & 0x80) != 0;
    const bool counts = letter && !quoted && !name;
    if (counts && !in_word) ++words;
    in_word = counts;
  }
  return words;
}

std::set<std::string> names_in(const WrittenText& text) {
  std::set<std::string> names;
  if (text.names == nullptr) return names;
  for (const Reference& reference : text.names->references) names.insert(reference.name);
  return names;
}

/// What stands between backticks and is no name of a value: to be written as it is.
std::set<std::string> literals_in(std::string_view text) {
  std::set<std::string> literals;
  for (std::size_t at = text.find('`'); at != std::string_view::npos;) {
    const std::size_t end = text.find('`', at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    // `<...>` is a placeholder that is translated.
    if (!inside.empty() && inside.find_first_of("{<") == std::string_view::npos) {
      literals.emplace(inside);
    }
    at = text.find('`', end + 1);
  }
  return literals;
}

std::vector<std::string> without(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::vector<std::string> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

class Checker {
 public:
  Checker(const LintedSet& set, const Rule& rule, Language own, Language other, Notebook& notebook)
      : set_(set), rule_(rule), own_(own), other_(other), notebook_(notebook) {}

  void run() {
    const auto own = texts_of(set_, rule_, own_);
    const auto other = texts_of(set_, rule_, other_);
    for (const WrittenText& translation : other) {
      if (const WrittenText* original = find_text(own, translation.key)) {
        compare(*original, translation);
      }
    }
  }

 private:
  void compare(const WrittenText& original, const WrittenText& translation) {
    const std::string language(name_of(other_));
    if (original.text == translation.text && count_words(original.text) >= kFewestWords) {
      add("untranslated-text", original, translation,
          "the " + language + " `" + translation.key + "` is the " + std::string(name_of(own_)) +
              " text",
          "translate it");
      return;
    }
    report_names(original, translation, "placeholder-differs", braced(names_in(original)),
                 braced(names_in(translation)));
    report_names(original, translation, "literal-differs", literals_in(original.text),
                 literals_in(translation.text));
  }

  void report_names(const WrittenText& original, const WrittenText& translation,
                    std::string_view check, const std::set<std::string>& wanted,
                    const std::set<std::string>& found) {
    const auto lacking = without(wanted, found);
    const auto extra = without(found, wanted);
    const std::string text = std::string(name_of(other_)) + " `" + translation.key + "`";
    if (!lacking.empty()) {
      add(check, original, translation,
          "the " + text + " lacks " + list_names(lacking) + ", which the " +
              std::string(name_of(own_)) + " one has",
          "readers of both languages should be told the same");
    } else if (!extra.empty()) {
      add(check, original, translation,
          "the " + text + " has " + list_names(extra) + ", which the " +
              std::string(name_of(own_)) + " one lacks",
          "readers of both languages should be told the same");
    }
  }

  static std::set<std::string> braced(const std::set<std::string>& names) {
    std::set<std::string> out;
    for (const std::string& name : names) out.insert("{" + name + "}");
    return out;
  }

  void add(std::string_view check, const WrittenText& original, const WrittenText& translation,
           std::string message, std::string hint) {
    notebook_.add(check, rule_, translation.file, span_of(translation.place), std::move(message))
        .hint(std::move(hint))
        .relate(original.file, span_of(original.place),
                "the " + std::string(name_of(own_)) + " text");
  }

  const LintedSet& set_;
  const Rule& rule_;
  Language own_, other_;
  Notebook& notebook_;
};

}  // namespace

void check_translations(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    for (const LintedSet::Messages& messages : set.messages()) {
      Checker(set, *rule, set.language(), messages.language, notebook).run();
    }
  }
}

}  // namespace intake::lint
