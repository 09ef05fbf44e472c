#pragma once

#include <array>
#include <string>
#include <string_view>

#include <intake/report.h>

#include "ruleset/ruleset.h"

namespace intake {

/// A rule as a sentence that a person who does not read YAML understands: what it is about, where
/// it applies, what it asks for, and what follows where that is not so. Made from the condition
/// tree that is evaluated, and says every part of it. One paragraph, no line breaks.
std::string plain_sentence(const Rule& rule, Language language);

/// Says conditions of one rule in words.
class PlainWriter {
 public:
  PlainWriter(const Rule& rule, Language language);

  std::string sentence();
  /// `subject`: what leaves without `at` are about. `inner`: in parentheses where it has parts.
  /// Recursion is bounded by Limits::depth of the rule file.
  std::string condition(const Condition& c, const std::string& subject, bool inner = false);
  /// What a condition with parts asks of them: `all of these`, `for each x`.
  std::string head(const Condition& c, const std::string& subject);
  /// What the rule is about.
  std::string subject();
  /// What `@` stands for from now on, in words; gives what it stood for.
  std::string focus_on(std::string element);
  /// The name of the element of a quantifier.
  std::string element_of(const Condition& c) const;

 private:
  using Texts = std::array<std::string_view, 4>;  // by Language
  std::string_view word(const Texts& texts) const { return texts[language_]; }
  std::string_view present() const;
  std::string variable(Slot slot) const;
  std::string place(const Selector& selector, const std::string& element) const;
  std::string joined(const Condition& c, const std::string& subject, const Texts& by);
  std::string counted_of(const Condition& c, const std::string& subject);
  std::string table(const Condition& c, const std::string& subject);
  std::string quantifier(const Condition& c, const std::string& subject);
  std::string leaf(const Condition& c, const std::string& subject, bool negated);
  std::string fill(std::string_view pattern, const PredicateUse& use);
  std::string argument(const PredicateUse& use, std::size_t param) const;
  std::string operand_text(const Operand& operand) const;
  std::string literal(View value, bool bare) const;

  const Rule& rule_;
  std::size_t language_;
  std::string current_;  // what `@` stands for, in words
  std::string said_;     // the subject that the next leaf need not name again
};

}  // namespace intake
