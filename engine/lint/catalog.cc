#include "lint/catalog.h"

#include <algorithm>
#include <array>

#include "lint/checks.h"
#include "lint/examples_of_forms.h"
#include "lint/examples_of_names.h"
#include "lint/examples_of_rules.h"
#include "lint/examples_of_texts.h"

namespace intake::lint {
namespace {

enum Fixes : std::uint8_t { kNoFix = 0, kSafeFix = 1, kUnsafeFix = 2 };

constexpr Check entry(std::string_view id, Severity severity, std::uint8_t fixes,
                      std::string_view summary, std::string_view why, const Example& example,
                      void (*run)(const LintedSet&, Notebook&)) {
  return {{id, severity, (fixes & kSafeFix) != 0, (fixes & kUnsafeFix) != 0, summary, why,
           example.bad, example.good},
          run};
}

constexpr Severity kError = Severity::kError;
constexpr Severity kWarning = Severity::kWarning;
constexpr Severity kNote = Severity::kNote;

constexpr std::array kChecks{
    entry("dead-row", kWarning, kNoFix,
          "A row of a list stands behind another one for the same text, so that a search never "
          "reaches it.",
          "`map` and `lookup` take the first row that fits; what the later one says is never used.",
          kDeadRow, check_list_rows),
    entry("deprecated-without-replacement", kNote, kNoFix,
          "A rule is deprecated, and nothing says which one replaces it.",
          "Who overrides the rule, or reads of it in an old report, wants to know what to look at "
          "instead.",
          kDeprecatedWithoutReplacement, check_life),
    entry("duplicate-rule", kWarning, kNoFix, "Two rules ask the same of the same place.",
          "Readers are told the same twice, and only one of the two is kept up to date.",
          kDuplicateRule, check_duplicates),
    entry("duplicate-value", kWarning, kSafeFix, "A value stands twice in a list.",
          "It is often a slip for another value, which is then missing.", kDuplicateValue,
          check_list_rows),
    entry("empty-placeholder", kWarning, kNoFix,
          "A message names a value that there is never one for.",
          "`{expected}`, `{missing}`, `{extra}` and `{suggestion}` come from the predicate that "
          "failed, and not every predicate has them; where nothing stands there is no `{value}`.",
          kEmptyPlaceholder, check_messages),
    entry("fix-cannot-satisfy", kError, kNoFix, "What a fix writes never satisfies its own rule.",
          "The engine measures each fix and undoes one after which its finding is still there: "
          "this one is never kept.",
          kFixCannotSatisfy, check_fixes),
    entry("form-choice-outside-schema", kError, kNoFix,
          "A form map makes a value that the schema does not allow at that place.",
          "Whoever fills in the form like that is told that what they chose is wrong.",
          kFormChoiceOutsideSchema, nullptr),
    entry("form-kind-mismatch", kError, kNoFix,
          "A field of a form map makes values of a type that the schema does not have there.",
          "Every rule about the place then fails, whatever is filled in.", kFormKindMismatch,
          nullptr),
    entry("form-label-shared", kWarning, kNoFix,
          "Two fields of one section of a form map have the same label.",
          "Nothing tells which of them a field with that label means, so that a person has to be "
          "asked each time.",
          kFormLabelShared, nullptr),
    entry("form-place-unknown", kError, kNoFix,
          "A form map or a dossier file names a place that the schema does not have.",
          "What is read there is seen by no rule.", kFormPlaceUnknown, nullptr),
    entry("form-section-unused", kWarning, kNoFix, "No field of a form map stands in a section.",
          "It is often a slip in the `section` of its fields, which are then told apart less "
          "surely.",
          kFormSectionUnused, nullptr),
    entry("form-translation-missing", kWarning, kNoFix,
          "A text of a form map is not there in a language that the map declares.",
          "A form in that language is read less well, and our own one prints another language.",
          kFormTranslationMissing, nullptr),
    entry("form-unknown", kError, kNoFix, "A dossier file names a form map that there is none of.",
          "No submission that is made of several files can be read.", kFormUnknown, nullptr),
    entry(
        "former-rule-id", kWarning, kSafeFix, "A rule is named by an id that it no longer has.",
        "It is found by way of `redirects`, but whoever searches for the id it has now is not led "
        "here.",
        kFormerRuleId, check_overrides),
    entry("id-naming", kWarning, kNoFix,
          "A rule id does not name a fault, or repeats the name of its set.",
          "People read ids after \"allow\": `allow client-id-missing` tells what is wrong, `allow "
          "client-id-required` the opposite. The set's name stands before each id already.",
          kIdNaming, check_ids),
    entry("literal-differs", kNote, kNoFix,
          "A translation has other words between backticks than the original.",
          "What stands between backticks is to be written as it is, so that it is the same in "
          "every language; a translation that differs is often out of date.",
          kLiteralDiffers, check_translations),
    entry("loose-alternation", kWarning, kUnsafeFix,
          "In a pattern such as `^a|b$` the anchors belong to one alternative each.",
          "It finds `ax` and `xb`, too, which is hardly ever what is meant.", kLooseAlternation,
          check_patterns),
    entry("malformed-suppression", kWarning, kNoFix,
          "A `# lint-ignore` has no reason, or names a check that does not exist.",
          "It ignores nothing. The reason is what the next author needs to know.",
          kMalformedSuppression, nullptr),
    entry("message-punctuated", kNote, kSafeFix, "A message ends with a full stop.",
          "Reports give each message a line of its own, and programs put it into sentences.",
          kMessagePunctuated, check_messages),
    entry("missing-cases", kWarning, kNoFix, "A set has cases, but none for this rule.",
          "Nothing shows that the rule fails where it should, and only there.", kMissingCases,
          check_cases),
    entry("missing-help", kNote, kNoFix,
          "A rule has neither a fix nor a text that says what to do.",
          "Who reads the finding knows what is wrong, and not how to set it right.", kMissingHelp,
          check_sources),
    entry("missing-message-absent", kWarning, kNoFix,
          "A rule also fails where nothing stands, but its message speaks of the value.",
          "The message then says `‹absent›` in the place of the value.", kMissingMessageAbsent,
          check_messages),
    entry("missing-source", kWarning, kNoFix,
          "A rule quotes no passage of the document that its set is from.",
          "A finding that rests on a passage can be argued about with the passage at hand.",
          kMissingSource, check_sources),
    entry("missing-why", kNote, kNoFix, "A rule does not say why it matters.",
          "People set right sooner what they understand.", kMissingWhy, check_sources),
    entry("never-applies", kError, kNoFix, "`when` can never hold.",
          "The rule never runs, and what it was to find is never found.", kNeverApplies,
          check_outcomes),
    entry("never-fails", kError, kNoFix, "`assert` holds wherever the rule applies.",
          "The rule reads as if something were checked, and nothing is.", kNeverFails,
          check_outcomes),
    entry("never-in-force", kError, kNoFix, "The dates of a rule leave no day on which it counts.",
          "It never runs.", kNeverInForce, check_life),
    entry("never-passes", kError, kNoFix,
          "`assert` can never hold where the rule applies, or only of what the schema forbids.",
          "Every submission that the rule is about fails, whatever is written in it.", kNeverPasses,
          check_outcomes),
    entry("odd-class", kWarning, kUnsafeFix,
          "A class in a pattern has `A-z`, or a `|` between letters.",
          "`[A-z]` also takes in `[`, `\\`, `]`, `^`, `_` and a backtick; in brackets `|` is a "
          "character like any other.",
          kOddClass, check_patterns),
    entry("overlapping-fixes", kWarning, kNoFix,
          "The fixes of two rules write the same place, and the order in which they are made "
          "decides what becomes of it.",
          "Shown with a value for which it is so. The rule that stands first wins, which a new "
          "rule in between changes without anybody noticing.",
          kOverlappingFixes, check_fix_order),
    entry("override-without-effect", kWarning, kSafeFix,
          "An override says what the rule says itself.",
          "It looks like a decision of this set, and hides a later change of the rule.",
          kOverrideWithoutEffect, check_overrides),
    entry("placeholder-differs", kWarning, kNoFix,
          "A translation names other values than the original.",
          "Readers of one language are told less than those of the other.", kPlaceholderDiffers,
          check_translations),
    entry("redundant-alternative", kWarning, kSafeFix,
          "Wherever an alternative of a pattern is found, another one is, too.",
          "It changes nothing, and is often a slip for something that does.", kRedundantAlternative,
          check_patterns),
    entry("redundant-condition", kWarning, kUnsafeFix,
          "A part of a condition follows from the rest of it, or from `when`.",
          "Leaving it out changes no verdict, not even an unknown one; so something else was "
          "probably meant.",
          kRedundantCondition, check_conditions),
    entry("redundant-wildcard", kNote, kSafeFix, "A pattern begins or ends with `.*`.",
          "A pattern is found anywhere in the text unless it is anchored.", kRedundantWildcard,
          check_patterns),
    entry("repeated-text", kNote, kNoFix, "Two texts of a rule say the same.",
          "`message` says what is wrong, `why` why it matters, `help` what to do.", kRepeatedText,
          check_messages),
    entry("shadowed-rule", kWarning, kNoFix,
          "Wherever a rule fails, another one of the same place and at least the same severity "
          "fails, too.",
          "Readers get two findings for one fault.", kShadowedRule, check_duplicates),
    entry("unanchored-pattern", kNote, kUnsafeFix,
          "A pattern that counts characters has no `^` and no `$`.",
          "`\\d{8}` is found in nine digits, too.", kUnanchoredPattern, check_patterns),
    entry("unescaped-dot", kWarning, kUnsafeFix,
          "A `.` stands between letters in a pattern, as in a host name.",
          "It stands for any character: `a.example` is found in `axexample`.", kUnescapedDot,
          check_patterns),
    entry("unreachable-absence", kWarning, kNoFix,
          "`required` or `if-absent` has no effect, because `when` is not true where nothing "
          "stands.",
          "A predicate other than `absent`, `present` and `bound` is unknown of a value that is "
          "not there: the rule then is indeterminate or not applicable, and does not fail.",
          kUnreachableAbsence, check_outcomes),
    entry("unreachable-fix", kWarning, kNoFix,
          "An alternative of a fix does the same as one before it.",
          "The first one is taken, or both are not.", kUnreachableFix, check_fixes),
    entry("untranslated-text", kWarning, kNoFix, "A text in another language is the original text.",
          "It was probably copied to be translated later.", kUntranslatedText, check_translations),
    entry("unused-binding", kWarning, kSafeFix | kUnsafeFix, "A binding is used by no rule.",
          "It is often left over from a rule that is gone, or the rule that was to use it names "
          "another one.",
          kUnusedBinding, check_definitions),
    entry("unused-constant", kWarning, kSafeFix | kUnsafeFix, "A constant is used by no rule.",
          "It is often left over from a rule that is gone.", kUnusedConstant, check_definitions),
    entry("unused-list", kWarning, kSafeFix | kUnsafeFix, "A list is used by no rule.",
          "It is often left over from a rule that is gone.", kUnusedList, check_definitions),
    entry("unused-parameter", kWarning, kUnsafeFix, "A parameter is used by no rule.",
          "Whoever sets it thinks that it changes something.", kUnusedParameter, check_definitions),
    entry("unused-part", kWarning, kUnsafeFix, "No rule belongs to a part.",
          "Nothing of the part is ever checked, also where people ask for that part only.",
          kUnusedPart, check_definitions),
    entry("unused-suppression", kWarning, kSafeFix, "A `# lint-ignore` ignores nothing.",
          "What it was for is gone, and the next finding there would be ignored unseen.",
          kUnusedSuppression, nullptr),
    entry("unused-text", kWarning, kSafeFix,
          "`message-absent` belongs to a rule that does not fail where nothing stands.",
          "It is never shown. The rule was probably meant to be `required`.", kUnusedText,
          check_messages),
    entry("value-outside-schema", kWarning, kUnsafeFix,
          "A condition waits for a value that the schema does not allow at that place.",
          "In a submission that follows the schema it never comes; it is often a slip for one "
          "that does.",
          kValueOutsideSchema, check_schema_values),
    entry("wrong-part", kWarning, kUnsafeFix,
          "A rule belongs to another part than the value that it is about.",
          "Where one part was not supplied, the wrong rules count as not checked.", kWrongPart,
          check_parts),
};
constexpr std::string_view id_of(const Check& check) { return check.info.id; }
static_assert(std::ranges::is_sorted(kChecks, {}, id_of));
static_assert(std::ranges::adjacent_find(kChecks, {}, id_of) == kChecks.end());

}  // namespace

std::span<const Check> checks() { return kChecks; }

const Check* find_check(std::string_view id) {
  const auto found = std::ranges::lower_bound(kChecks, id, {}, id_of);
  return found != kChecks.end() && found->info.id == id ? &*found : nullptr;
}

std::vector<std::string_view> check_ids() {
  std::vector<std::string_view> ids;
  ids.reserve(kChecks.size());
  for (const Check& check : kChecks) ids.push_back(check.info.id);
  return ids;
}

}  // namespace intake::lint

namespace intake {

std::vector<LintCheckInfo> lint_checks() {
  std::vector<LintCheckInfo> infos;
  for (const lint::Check& check : lint::checks()) infos.push_back(check.info);
  return infos;
}

}  // namespace intake
