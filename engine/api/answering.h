#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/state.h"
#include "fix/answers.h"

namespace intake {

/// A submission into which answers are put one by one, as the questions come up.
class Answering {
 public:
  /// Where answers go: only into the tree, so that places stay those of the files; or into the
  /// text, too.
  enum class Into : std::uint8_t { kTree, kText };

  Answering(std::shared_ptr<const Submission::State> state, const CheckOptions& options, Into into);

  const Submission::State& state() const { return *state_; }
  /// Whether an answer to an open question of the report has changed the submission, so that it is
  /// to be judged again.
  bool take(const Report& report);
  /// What became of the answers; of those in the text also as fixes of class ask.
  void record(Report& report) const;
  /// RFC 6902 of what was put into the text, without the brackets.
  const std::string& patch() const { return patch_; }

 private:
  bool put(const TakenAnswer& taken);
  bool put_about_reading(const TakenAnswer& taken);
  bool change(const TakenAnswer& taken, const std::optional<Change>& change,
              std::string_view answered);

  std::shared_ptr<const Submission::State> state_;
  const CheckOptions& options_;
  Into into_;
  AnswerBook book_;
  std::vector<FixRecord> fixes_;
  std::string patch_;
};

}  // namespace intake
