#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <intake/bulk.h>

#include "session.h"
#include "stream_input.h"

namespace intake::cli {

/// The one set of rules that all lines of a run are checked with: the one that the command line
/// names, or the one that the first document is for.
class StreamRules {
 public:
  StreamRules(const Arguments& arguments, Session& session)
      : arguments_(arguments), session_(session) {}

  /// Looks at the beginning of `first` where no rules are named. False: it has been said why there
  /// are none, and `code` says it; but kAccept where there is no document at all.
  bool choose(StreamInput& first, ExitCode& code);
  const CompiledRules& rules() const { return *rules_; }
  /// For BulkOptions::takes_procedure; null where the command line names the rules.
  std::function<bool(std::string_view)> takes_procedure();

 private:
  bool choose_for(const Submission& document, std::uint64_t byte, const std::string& input,
                  ExitCode& code);
  bool takes(std::string_view procedure);

  const Arguments& arguments_;
  Session& session_;
  const CompiledRules* rules_ = nullptr;
  std::string reference_;
  std::mutex mutex_;
  std::map<std::string, bool, std::less<>> known_;  // procedures that were asked for
};

}  // namespace intake::cli
