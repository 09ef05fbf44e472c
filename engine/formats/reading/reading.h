#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>

#include "base/result.h"
#include "document/datum.h"

namespace intake {

/// Something that a person should know of how a file was read. The catalogue is in notice.cc.
enum class NoticeCode : std::uint8_t {
  kUnreadable,      // the part cannot be read: `detail` says why, `hint` what to do
  kUnknownFormat,   // nothing here reads it (a picture, a spreadsheet)
  kNoFields,        // a PDF without form fields: a print or a scan
  kXfa,             // a PDF form of the XFA kind, which is not read
  kEncrypted,       // a password is needed
  kMacros,          // holds macros, which were left alone
  kTrackedChanges,  // has changes that nobody accepted: insertions were read, deletions not
  kPrivateKey,      // holds a private key or the secret part of one; nothing of it was kept
  kOtherExtension,  // the name says another kind of file than the content; `detail`: which
  kTextLost,        // some of it could not be decoded; `detail` says which
  kNestedTooDeep,   // parts in parts, over the limit
};

struct Notice {
  NoticeCode code = NoticeCode::kUnreadable;
  std::string detail;  // English, a few words; may be empty
  std::string hint;
  std::vector<OriginStep> steps;  // where in the file; empty: all of it

  friend bool operator==(const Notice&, const Notice&) = default;
};

/// One place of a form that can be filled in, as it was found. Nothing here knows what a label
/// means: form maps do.
struct FormField {
  enum class Kind : std::uint8_t { kText, kChoice, kCheckbox, kDate };
  Kind kind = Kind::kText;
  std::string section;  // the nearest heading above, whole ("4. General information")
  std::string label;    // what stands before it or beside it, as written
  std::string column;   // heading of its column, in a table that has headings
  std::string name;     // tag or alias of a content control, name of an AcroForm field
  /// The text, empty where nothing or only a placeholder stands there. Lines end in \n. Of a check
  /// box `true` or `false`; of a choice the text that is shown.
  std::string value;
  std::string option;                // of a check box: the text beside it
  std::vector<std::string> choices;  // of a choice, in order
  bool locked = false;               // cannot be written: `why_locked`
  std::string why_locked;
  std::string address;  // for write(): the same for the same bytes
  std::vector<OriginStep> steps;

  friend bool operator==(const FormField&, const FormField&) = default;
};

/// A value of `facts` and its place. `address` empty: it cannot be written.
struct FactOrigin {
  std::string pointer;  // RFC 6901, in facts
  std::string text;     // as it stands there; empty: the value itself
  std::string address;
  std::vector<OriginStep> steps;

  friend bool operator==(const FactOrigin&, const FactOrigin&) = default;
};

/// What a reader found in one file, before a form map or a rule set has looked at it.
struct Reading {
  std::string name;        // without folders; of an attachment as the mail gives it
  std::string format;      // eml docx pdf x509 jwks yaml json text other
  std::string media_type;  // by content; of a part that is not read: as the mail says
  std::uint64_t bytes = 0;
  std::vector<Notice> notices;
  std::vector<FormField> fields;  // docx, pdf: in reading order
  /// eml: {from, replyTo, to, cc, subject, date, messageId, inReplyTo, references, body,
  /// pictures: [names of small ones in the text, which are no parts]};
  /// x509: {certificates: [...]}; jwks: {keys: [...]}. Null for others.
  Datum facts;
  std::vector<FactOrigin> origins;
  /// docx, pdf: the running text, a paragraph a line, for recognising the form; yaml, json, text:
  /// the whole text.
  std::string text;
  std::vector<Reading> parts;  // eml: attachments and forwarded messages, in order

  friend bool operator==(const Reading&, const Reading&);
};

/// One value to write into a file. `part`: the way through Reading::parts to the file that holds
/// it. `address`: of a field or a fact; empty: the whole part is replaced (yaml, json). `value`:
/// the text; of a check box `true` or `false`; of a choice the text shown; of a list of mail
/// addresses one address a line (`Name <address>` or the address alone).
struct PartEdit {
  std::vector<std::uint32_t> part;
  std::string address;
  std::string value;

  friend bool operator==(const PartEdit&, const PartEdit&) = default;
};

/// Compact JSON, schemas/reading/1.schema.json.
std::string to_json(const Reading& reading);
/// kSyntax where it is none. Bounded by the limits: what comes from the helper is not trusted.
Result<Reading> reading_from_json(std::string_view text, const Limits& limits);
std::string to_json(const std::vector<PartEdit>& edits);
Result<std::vector<PartEdit>> edits_from_json(std::string_view text, const Limits& limits);

std::string_view notice_name(NoticeCode code);
std::string_view step_name(OriginStep::Kind kind);

}  // namespace intake
