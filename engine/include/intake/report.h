#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/result.h>

/// The outcome of a run as plain data: what a program that embeds the engine reads, and what the
/// report formats print. Strings are UTF-8 and as found in the submission: whoever prints them
/// escapes them for the place they go to.
namespace intake {

enum class Language : std::uint8_t { kEn, kFr, kNl, kDe };
enum class Severity : std::uint8_t { kError, kWarning, kNote, kOff };

/// What one rule said at one place. kIndeterminate and kError are never a pass: something that
/// the rule needs is missing or unreadable, and the disposition shows it.
enum class Verdict : std::uint8_t { kPass, kFail, kNotApplicable, kIndeterminate, kError };

/// The outcome for the whole submission; the first that holds of reject, incomplete,
/// accept-with-notes, accept.
enum class Disposition : std::uint8_t { kAccept, kAcceptWithNotes, kIncomplete, kReject };

enum class FixClass : std::uint8_t { kSafe, kUnsafe, kAsk };
enum class QuestionType : std::uint8_t { kText, kChoice, kBoolean, kDate };

/// One step on the way to a value in a file that is no text, the outermost first. `name` or
/// `number` (1-based) tells which one, or both.
struct OriginStep {
  enum class Kind : std::uint8_t {
    kPart,         // name: of an attached file or message
    kHeader,       // name: of a header of a mail
    kBody,         // the text of a mail
    kSection,      // name: the heading
    kTable,        // number
    kRow,          // number
    kColumn,       // number
    kParagraph,    // number
    kField,        // name: of a form field or content control
    kPage,         // number
    kCertificate,  // number, in a chain
    kKey,          // number, in a key set
    kMember,       // name: of a certificate, a key
    kAnswer,       // name: who gave it
  };
  Kind kind = Kind::kPart;
  std::string name;
  std::uint32_t number = 0;

  friend bool operator==(const OriginStep&, const OriginStep&) = default;
};

/// A part of a source. Bytes are half-open; lines and columns 1-based, columns in code
/// points, the end exclusive. `excerpt` is the first line without its line end; of
/// a long line the part around `column`, starting at the column `excerpt_column`.
/// `byte_begin == byte_end` marks an insertion point. All zero: no place in a text is known.
///
/// In a file that is no text `line` and the bytes are zero, `steps` say where, `excerpt` is what a
/// person sees there (`Client ID: hospital-7101234`), and the columns count in it. In a text
/// that is attached to a mail `steps` lead to it, and the rest is of that text.
struct Region {
  std::string source;
  std::uint32_t byte_begin = 0;
  std::uint32_t byte_end = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
  std::string excerpt;
  std::uint32_t excerpt_column = 1;
  std::vector<OriginStep> steps;
  std::string label;              // of the field, as the form writes it
  std::uint8_t confidence = 100;  // percent: how sure it is that the label means this value
};

/// The passage of the procedure that a rule rests on. `quote` is in `language`.
struct Passage {
  std::string document;  // title
  std::string section;   // "2.3"; empty where the document has no numbering
  std::string quote;
  std::string language;
};

/// A repair a rule offers for a finding. `before`/`after` are the values as they would be written
/// (absent: nullopt). `refused` is why it cannot be done in place; empty where it can.
struct FixOffer {
  FixClass cls = FixClass::kSafe;
  std::string because;
  std::string pointer;
  std::optional<std::string> before;
  std::optional<std::string> after;
  std::string refused;
};

/// One answer to choose. `text` says what it means; empty where the value says it all.
struct QuestionChoice {
  std::string value;
  std::string text;
};

/// Something only a person can answer.
struct Question {
  std::string id;
  std::string rule;
  QuestionType type = QuestionType::kText;
  std::string text;
  std::vector<QuestionChoice> choices;
  std::string writes;  // RFC 6901 pointer of the value the answer becomes
};

/// What a person says to a question, to be merged into a submission. What is empty fits any.
struct Answer {
  std::string submission;  // its name, or the end of it after a `/`
  std::string question;    // id
  std::string rule;        // set/id, or id
  std::string writes;      // RFC 6901 pointer
  std::string value;       // as said; see accept_answer()
  std::string by, on;      // who and when, as given; may be empty
  Place where;             // in the answers file
};

/// What became of an answer that was meant for a question of this report.
struct AnswerRecord {
  std::string question;  // id
  std::string rule;
  std::string text;  // of the question
  std::string pointer;
  std::string value;  // as it stands in the submission now
  std::string by, on;
  std::string refused;       // why it was not taken, so that the question is open; empty: it was
  Place where;               // in the answers file
  std::uint32_t answer = 0;  // index among those that were given
};

struct Finding {
  std::string rule;  // public id: set/id
  Severity severity = Severity::kError;
  Verdict verdict = Verdict::kFail;
  std::string pointer;  // RFC 6901; of an absent value: where it would stand
  bool absent = false;
  Region region;  // of an absent value: its nearest existing parent
  std::string message;
  std::string why;
  std::string help;
  std::string reason;  // why the verdict is kIndeterminate or kError; empty otherwise
  Passage passage;
  std::optional<FixOffer> fix;
  std::optional<Question> question;
  /// Indeterminate findings caused by this one; shown under it, counted apart.
  std::vector<Finding> consequences;
};

struct RuleSetRef {
  std::string name;
  std::string version;
  std::string title;
};

/// How many (rule, place) pairs had each verdict.
struct Counts {
  std::uint32_t pass = 0, fail = 0, not_applicable = 0, indeterminate = 0, error = 0;
  std::uint32_t errors = 0, warnings = 0, notes = 0;  // failing ones by severity
  std::uint32_t questions = 0;
  std::uint32_t suppressed = 0;  // findings over Limits::findings, counted but not kept
};

/// One fix that was tried.
struct FixRecord {
  std::string rule;
  FixOffer fix;
  bool applied = false;
  std::string reason;  // why not, where not applied
  std::string patch;   // RFC 6902, where it cannot be made in place but could be made by hand
  Region region;       // of a submission that was put together from files: what was there before
};

/// The result for one submission.
struct Report {
  std::string submission;               // the name it was given
  std::optional<Error> unreadable;      // set: nothing below holds
  std::optional<RuleSetRef> rule_set;   // unset: which one applies is not known; see candidates
  std::vector<RuleSetRef> includes;     // sets it extends, in order
  std::vector<std::string> candidates;  // names, where none or several claim the submission
  std::string named;                    // `procedure`, where it is no rule set in force
  std::string suggestion;               // the candidate that `named` is most like
  std::optional<Error> unusable;        // set: the rules could not be used; nothing was checked
  std::string now;                      // RFC 3339, the injected clock
  bool preview = false;                 // preview rules were run, too
  Language language = Language::kEn;
  std::vector<std::string> only_parts;  // --parts; empty: all
  std::vector<std::string> missing_parts;
  Disposition disposition = Disposition::kAccept;
  Counts counts;
  std::vector<Finding> findings;      // in rule order, then document order
  std::vector<FixRecord> fixes;       // of a fix run, in the order they were tried
  std::vector<AnswerRecord> answers;  // in the order they were taken
};

/// A fault of a rule file: always shown with its place. `hint` is a did-you-mean or what to do.
struct Fault {
  std::string file;
  std::uint32_t line = 0;    // 1-based
  std::uint32_t column = 0;  // 1-based, code points
  std::uint32_t byte_begin = 0, byte_end = 0;
  std::string message;
  std::string hint;
  std::string excerpt;  // the source line
};

}  // namespace intake
