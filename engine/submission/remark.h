#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "document/origin.h"
#include "formats/reading/reading.h"
#include "formats/secrets.h"

namespace intake {

/// What a person should know of how a submission was read. Each becomes a finding `reading/<name>`
/// of every report on it; severity, verdict and texts stand in report/reading_catalogue.cc.
/// Behind each: the names in ReadingRemark::args that its texts use.
enum class RemarkCode : std::uint8_t {
  kLabelDoubtful,       // meaning (what the field was taken for, per language: see args)
  kFieldNotUnderstood,  // label, value: a field that no map knows; what it says was left out
  kValueNotUnderstood,  // meaning, value: a choice or a text that the map has no value for
  kPartsDiffer,         // meaning, value, other: `place` and `others` say where
  kSeveralForms,        // a form beside the one that was read; name
  kFormAmbiguous,       // nothing tells which of several kinds of form this is; name
  kNothingRecognised,   // no form was recognised in any of the files
  // Of Notice, by remark_code(NoticeCode). All: name (of the part), format, detail, hint.
  kPartUnreadable,
  kPartUnknown,
  kPdfWithoutFields,
  kPdfXfa,
  kPartEncrypted,
  kMacros,
  kTrackedChanges,
  kPrivateKey,
  kOtherExtension,
  kTextLost,
  kNestedTooDeep,
  kPictureInText,  // no form, and pictures in the text of the mail were left out; name: which
  kCount,
};

struct RemarkQuestion {
  QuestionType type = QuestionType::kBoolean;
  std::vector<QuestionChoice> choices;  // texts in no language in particular: values, as written
  std::string writes;                   // RFC 6901; empty: the answer only confirms the reading
};

/// The question of a remark has the id `<name>:<pointer>` (`label-doubtful:/form/realm`), so that
/// an answer finds it again; where there is no pointer `<name>:<source>`.
struct ReadingRemark {
  RemarkCode code = RemarkCode::kFieldNotUnderstood;
  std::string pointer;  // of the value it is about, in the tree; empty: none
  /// Where: source, steps, label, text, confidence, or text_source and span.
  Origin place;
  std::vector<Origin> others;  // kPartsDiffer: the places that say something else
  /// name -> text. A name may come once for each language (`meaning.fr`): that of the report is
  /// taken, then the bare name, then `.en`. Never holds a secret.
  std::vector<std::pair<std::string, std::string>> args;
  std::optional<RemarkQuestion> question;
};

RemarkCode remark_code(NoticeCode code);
/// `label-doubtful`: without `reading/`.
std::string_view remark_name(RemarkCode code);
/// The remark of a notice of one part. `place.steps` of the part itself come before the notice's.
ReadingRemark remark_of(const Notice& notice, const Reading& part, Origin place);
/// Of a private key that was hidden in a text. `place`: of the part that it stands in.
ReadingRemark remark_of(const HiddenSecret& secret, SourcePtr text, Origin place);

}  // namespace intake
