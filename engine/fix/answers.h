#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/report.h>

#include "document/datum.h"
#include "document/document.h"
#include "formats/format.h"

namespace intake {

/// An answer that fits one open question of a report.
struct TakenAnswer {
  Question question;
  Datum value;
  std::string pointer;  // where it belongs; empty: nowhere, it only confirms something
  std::size_t record = 0;
};

/// The answers to one submission. Each is used at most once, so that taking them comes to an end.
class AnswerBook {
 public:
  AnswerBook(const std::vector<Answer>& answers, std::string_view submission, Language language);

  /// The next answer that fits an open question of the report; what does not fit is recorded with
  /// the reason and stays open.
  std::optional<TakenAnswer> take(const Report& report);
  /// An answer that was taken could not be put where it belongs.
  void refuse(const TakenAnswer& taken, std::string why);
  /// `answered by Ann on 2026-05-01`, as far as that is known.
  std::string because(const TakenAnswer& taken) const;
  const std::vector<AnswerRecord>& records() const { return records_; }

 private:
  const std::vector<Answer>& answers_;
  Language language_;
  std::vector<bool> used_;
  std::vector<AnswerRecord> records_;
};

/// What makes `value` stand at a pointer: a value replaced, or a member added with the maps on the
/// way to it. nullopt: it is there already, or there is no place for it.
std::optional<Change> change_to(const Document& document, std::string_view pointer, Datum value);

/// The document with one change in its tree, which nobody wrote: its text stays what it was, and
/// every value knows its place there. The value at `pointer` gets the origin of an answer.
/// `pointer` empty: no value is an answer.
Result<DocumentPtr> with_change(const Document& document, const std::optional<Change>& change,
                                std::string_view pointer, const AnswerRecord& answer);

/// The document with one change written into its text. Other than with_change() it can be refused.
Result<DocumentPtr> with_edit(const Format& format, const Document& document, const Change& change,
                              std::string_view pointer, const AnswerRecord& answer,
                              const Limits& limits);

/// The doubt whether the label means this value is gone.
DocumentPtr with_sure_label(const Format& format, const Document& document,
                            std::string_view pointer, const Limits& limits);

}  // namespace intake
