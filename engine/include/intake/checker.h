#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <intake/intake.h>

namespace intake {

/// A finding as a Checker keeps it: what Finding says, as texts that live until the next check.
struct CheckedFinding {
  std::string_view rule;  // public id: set/id
  Severity severity = Severity::kError;
  Verdict verdict = Verdict::kFail;
  bool absent = false;
  /// Among the findings of the same check: the one that caused this one; itself where none did.
  std::uint32_t cause = 0;
  std::string_view pointer;  // RFC 6901; of an absent value: where it would stand
  /// Of the value, or of the nearest existing parent of an absent one: bytes from the first byte of
  /// the document, half-open.
  std::uint32_t byte_begin = 0;
  std::uint32_t byte_end = 0;
  std::string_view message;
  std::string_view reason;  // why the verdict is kIndeterminate or kError, or the kind is wrong
};

/// What a Checker says of one document.
struct Checked {
  Disposition disposition = Disposition::kAccept;
  Counts counts;
  /// In rule order, then document order; what waits for another finding stands behind that one.
  std::span<const CheckedFinding> findings;
  /// Why the document could not be read; then nothing was checked and the disposition is
  /// kIncomplete.
  const Error* unreadable = nullptr;
};

/// Checks many JSON documents against one set of rules and keeps its memory from one to the next:
/// once it has seen a few, a document that passes costs no allocation. Says of each what
/// CompiledRules::check() says. One for each thread.
class Checker {
 public:
  /// Answers in the options are not taken (they belong to one submission).
  Checker(const CompiledRules& rules, const CheckOptions& options);
  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;
  ~Checker();

  /// One JSON text. What it gives is valid until the next call; the text may go at once.
  const Checked& check(std::string_view json);
  /// A submission that was read before.
  const Checked& check(const Submission& submission);
  /// check() of each in turn, and `use` with what it gives. The next ones are fetched from memory
  /// meanwhile: that is what checking submissions that were read long ago waits for.
  template <class Use>
  void check_each(std::span<const Submission> submissions, Use&& use) {
    for (; !submissions.empty(); submissions = submissions.subspan(1)) {
      fetch(submissions);
      use(check(submissions.front()));
    }
  }
  /// Reads a JSON text as Submission::read does, its member names numbered as the rules number
  /// them, so that checking it needs no look-up of names.
  Result<Submission> read(std::string name, std::string bytes) const;

  struct State;  // internal

 private:
  static void fetch(std::span<const Submission> submissions);

  std::unique_ptr<State> state_;
};

}  // namespace intake
