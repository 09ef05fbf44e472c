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
#include "schema/path_table.h"
#include "text/semver.h"

namespace intake {

inline constexpr std::size_t kLanguages = 4;
inline constexpr std::array<std::string_view, kLanguages> kLanguageNames{"en", "fr", "nl", "de"};

/// A named value: a place, and optionally the groups of a pattern over its text; or an expression.
struct Binding {
  std::string name;
  Selector at;
  ExpressionPtr expression;  // null: `at`
  PatternPtr capture;        // null: the value itself
  Slot slot = 0;             // of RuleSet::bindings, or of the rule's frame
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
  std::string deprecated;            // why it is
};

enum class IfAbsent : std::uint8_t { kSkip, kFail, kPass, kAsk };

struct Validity {
  std::string from;   // RFC 3339 full-date; empty: always
  std::string until;  // exclusive
  bool holds(std::string_view now) const;
};

/// A rule that will be gone in a later version; until then it is run like any other.
struct Deprecation {
  Version since;            // of the set
  std::string replaced_by;  // public id; empty: by nothing
};

struct Rule {
  std::string id;         // public: set/id
  std::uint32_t set = 0;  // index into RuleSet::includes of the set that defines it
  Severity severity = Severity::kError;
  std::string part;
  std::vector<std::string> covers;
  Validity valid;
  std::optional<Deprecation> deprecated;
  bool preview = false;  // run on request only
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
  Validity valid;
};

/// A rule id that is no longer, and the rule that answers to it now. Both public.
struct Redirect {
  std::string from, to;
};

/// A list as the rules see it, after overrides.
struct UsedList {
  std::string name;  // set/name
  View rows;
  std::string file;  // name@version; empty: the rows stand in the set
};

struct Parameter {
  std::string name;  // set/name
  std::string type;
  View value;  // after overrides and --set
  std::string doc;
};

/// A named value that depends on the submission, mostly on the environment it is for.
struct Constant {
  std::string name;                           // set/name
  Selector by;                                // singular, from `$`
  std::vector<std::pair<View, View>> values;  // what stands at `by`, and the value then
};

/// Something that has a name, for those who ask what is never used.
struct Definition {
  enum class Kind : std::uint8_t { kBinding, kList, kParameter, kPart, kConstant, kVariable };
  Kind kind = Kind::kBinding;
  std::string name;       // set/name; of kVariable the name alone
  std::string rule;       // kVariable: public id of the rule that has it; empty where it is faulty
  std::uint32_t set = 0;  // index into RuleSet::includes
  ByteSpan span;          // of the name, in `file`
  DocumentPtr file;
  bool used = false;  // by a condition, argument, text, severity or `part` of any set of the chain
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
  std::vector<Constant> constants;
  std::vector<Definition> definitions;  // in the order of the files
  std::vector<Rule> rules;
  std::vector<Statement> statements;
  std::vector<Redirect> redirects;  // of the whole chain; `to` is a rule, never redirected again
  std::vector<UsedList> lists;
  std::string schema_name;             // name@major; empty: none
  PathTablePtr schema;                 // null: no schema is named
  std::vector<PathTablePtr> tables;    // of captured groups and constants, for expressions
  std::vector<std::string> files;      // paths of all that was read for it, sorted
  std::vector<DocumentPtr> documents;  // keeps every literal alive
};

/// The public id of the rule that was once called so (`set/id`, or `id` where that is unique);
/// empty: none was.
std::string current_id(const RuleSet& rules, std::string_view former);

}  // namespace intake
