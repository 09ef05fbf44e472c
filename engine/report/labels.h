#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <intake/report.h>

namespace intake {

/// The words of the reports themselves, in the four languages (table in labels.cc).
enum class Label : std::uint8_t {
  kError,
  kWarning,
  kNote,
  kQuestion,
  kNotChecked,
  kFailedToCheck,
  kAccept,
  kAcceptWithNotes,
  kIncomplete,
  kReject,
  kUnreadable,
  kWhy,
  kPassage,
  kToDo,
  kFix,
  kAnswer,
  kWaiting,
  kReason,
  kSafe,
  kUnsafe,
  kAsk,
  kRemoved,
  kNothing,
  kCheckedAgainst,
  kOnlyParts,
  kMissingParts,
  kNoRuleSet,
  kSeveralRuleSets,
  kNotInForce,
  kUnusable,
  kDidYouMean,
  kChooseWith,
  kErrors,
  kWarnings,
  kNotes,
  kQuestions,
  kUncheckedRules,
  kPassedRules,
  kNotShown,
  kOneError,
  kOneWarning,
  kOneNote,
  kOneQuestion,
  kOneUnchecked,
  kOnePassed,
  kRepairSafe,
  kRepairUnsafe,
  kApplied,
  kRolledBack,
  kNothingToFix,
  kAsPatch,
  kSubmissions,
  kYes,
  kNo,
  // of `intake explain` and `intake rules show`
  kOff,
  kMessage,
  kWhereAbsent,
  kAbout,
  kPart,
  kQuote,
  kCovers,
  kNone,
  kPasses,
  kFails,
  kDefinedIn,
  kMadeSafe,
  kMadeUnsafe,
  kMadeByPerson,
  // of the life of rules, and of `--timeline`
  kDeprecated,
  kSince,
  kReplacedBy,
  kPreview,
  kInForce,
  kFrom,
  kBefore,
  kNowCalled,
  kWithPreview,
  kByDate,
  kNeverChanges,
  kAppears,
  kGone,
  // of places in forms, mails, certificates and keys
  kSection,
  kTable,
  kRow,
  kColumn,
  kParagraph,
  kPage,
  kField,
  kHeader,
  kMailBody,
  kCertificate,
  kKey,
  kAnsweredBy,
  kReadWith,
  // of `intake convert` and of the fields that `intake fix` writes
  kDerived,
  kImplied,
  kNotRead,
  // of answers to questions
  kAnswered,
  kNotTaken,
  kGivenAnswer,
  // of `intake check --stream`
  kFindings,
  kCount,
};

std::string_view label(Label which, Language language);
Label label_of(Severity severity);
Label label_of(Disposition disposition);
/// "3 errors", "1 error".
std::string counted(std::uint32_t count, Label one, Label many, Language language);

}  // namespace intake
