#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "lang/condition.h"
#include "ruleset/semver.h"
#include "schema/path_table.h"

namespace intake {

inline constexpr std::size_t kLanguages = 4;
inline constexpr std::array<std::string_view, kLanguages> kLanguageNames{"en", "fr", "nl", "de"};

/// A named value: a place, and optionally the groups of a pattern over its text.
struct Binding {
  std::string name;
  Selector at;
  PatternPtr capture;  // null: the value itself
  Slot slot = 0;       // of RuleSet::bindings, or of the rule's frame
  ByteSpan span;
};

/// A part a submission can be made of; supplied where the selector finds a value.
struct Part {
  std::string name;
  Selector at;
};

struct QuestionSpec {
  std::string id;
  QuestionType type = QuestionType::kText;
  std::vector<std::string> choices;
  std::string writes;  // pointer; empty: the rule's own value
};

struct FixSpec {
  std::vector<VerbUse> steps;  // empty for class ask
  FixClass cls = FixClass::kSafe;
  std::optional<Selector> at;  // target; unset: the rule's own value
  std::optional<QuestionSpec> ask;
  ByteSpan span;
};

/// The texts of one rule in one language. A text that a rule does not have is empty.
struct RuleTexts {
  TextTemplate message;
  std::optional<TextTemplate> message_absent;
  std::string why;
  std::string help;
  std::optional<TextTemplate> question;
  std::vector<std::pair<std::string, std::string>> choices;
  std::vector<std::string> because;  // by fix
};

enum class IfAbsent : std::uint8_t { kSkip, kFail, kPass, kAsk };

struct Validity {
  std::string from;   // RFC 3339 full-date; empty: always
  std::string until;  // exclusive
  bool holds(std::string_view now) const;
};

struct Rule {
  std::string id;         // public: set/id
  std::uint32_t set = 0;  // index into RuleSet::includes of the set that defines it
  Severity severity = Severity::kError;
  std::string part;
  std::vector<std::string> covers;
  Validity valid;
  std::optional<Condition> when;
  bool when_unknown_skips = false;
  std::optional<Selector> for_each;
  Slot for_slot = 0;
  std::vector<Binding> bindings;            // rule level; slots in the frame
  std::uint32_t frame_size = 0;             // variables of the rule
  std::vector<std::string> variable_names;  // by slot
  std::optional<Selector> at;
  bool required = false;
  IfAbsent if_absent = IfAbsent::kSkip;
  std::optional<Condition> assertion;
  std::vector<FixSpec> fixes;
  std::array<std::optional<RuleTexts>, kLanguages> texts;  // set where that language was loaded
  Passage passage;
  ByteSpan span;     // of its id in the rule file
  DocumentPtr file;  // where it stands
};

struct Statement {
  std::string id;  // public: set/id, as in Rule::covers
  std::string section;
  std::string quote;
  std::uint32_t set = 0;
};

struct SourceInfo {
  std::string id, title, language, version, date, url;
};

/// One set of the chain: the chosen one last, those it extends before it.
struct IncludedSet {
  std::string name;
  Version version;
  std::string title;  // in the first loaded language that has it
  SourceInfo source;
  DocumentPtr file;
  bool abstract = false;
};

struct Parameter {
  std::string name;  // set/name
  std::string type;
  View value;  // after overrides and --set
  std::string doc;
};

/// A rule set with everything it extends, checked and resolved. Immutable.
struct RuleSet {
  std::string name;
  Version version;
  std::vector<IncludedSet> includes;
  std::vector<std::string> languages;  // declared
  std::vector<Language> loaded;        // languages whose texts are there
  Validity valid;
  std::vector<Part> parts;
  std::vector<Parameter> parameters;
  std::vector<Binding> bindings;
  std::vector<Rule> rules;
  std::vector<Statement> statements;
  PathTablePtr schema;                 // null: no schema is named
  std::vector<DocumentPtr> documents;  // keeps every literal alive
};

}  // namespace intake
