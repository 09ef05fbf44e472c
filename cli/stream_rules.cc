#include "stream_rules.h"

#include <utility>

#include "bulk/json_text.h"
#include "files.h"

namespace intake::cli {
namespace {

constexpr std::size_t kLookedAt = 2u << 20;  // more than the longest line
constexpr std::size_t kKnown = 1'000;

constexpr std::string_view kNameThem = "name it with --rules; `intake rules list` has all";

}  // namespace

bool StreamRules::choose(StreamInput& first, ExitCode& code) {
  if (!arguments_.rules.empty()) {
    rules_ = session_.rules(arguments_.rules, code);
    return rules_ != nullptr;
  }
  // Ranges of one file are checked with the same rules: it is the file that tells which.
  if (first.size()) {
    if (const Status there = first.go_to(0); !there) {
      print_error(render_error(there.error(), session_.render_options()));
      code = worse(code, kUnfinished);
      return false;
    }
  }
  bool ended = false;
  bool any = false;
  for (std::size_t at = 0; first.ahead().size() < kLookedAt;) {
    const std::size_t end = first.ahead().find('\n', at);
    if (end == std::string_view::npos && !ended) {
      const auto more = first.look_further();
      if (!more) {
        print_error(render_error(more.error(), session_.render_options()));
        code = worse(code, kUnfinished);
        return false;
      }
      ended = !*more;
      continue;
    }
    const std::string line(
        first.ahead().substr(at, end == std::string_view::npos ? end : end - at));
    const bool blank = line.find_first_not_of(" \t\r") == std::string::npos;
    any = any || !blank;
    if (!blank) {
      const auto document = Submission::read(first.name(), line, {}, "json");
      if (document) return choose_for(*document, at, first.name(), code);
    }
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  if (!any && ended) return false;
  print_error(render_error({ErrorCode::kUsage,
                            "no line at its beginning is a document that tells the rule set",
                            std::string(kNameThem),
                            {first.name(), 0, 0, 0}},
                           session_.render_options()));
  code = worse(code, kUsage);
  return false;
}

bool StreamRules::choose_for(const Submission& document, std::uint64_t byte,
                             const std::string& input, ExitCode& code) {
  Report undecided;
  ExitCode chosen = kAccept;
  rules_ = session_.rules_for(document, undecided, chosen);
  if (rules_ != nullptr) {
    const RuleSetRef set = rules_->ref();
    reference_ = set.name + "@" + set.version;
    if (!arguments_.quiet) {
      print_error("intake: checking with " + reference_ + ", as the first document tells\n");
    }
    return true;
  }
  if (chosen != kIncomplete) {  // faulty rules, which has been said
    code = worse(code, chosen);
    return false;
  }
  const std::string where = "the first document (byte " + std::to_string(byte) + ") ";
  std::string names;
  for (const std::string& name : undecided.candidates) names += (names.empty() ? "" : ", ") + name;
  const std::string what = !undecided.named.empty()
                               ? "names `" + undecided.named + "`, which is no rule set in force"
                               : "does not tell which rule set is meant: " + names;
  print_error(
      render_error({ErrorCode::kUsage, where + what, std::string(kNameThem), {input, 0, 0, byte}},
                   session_.render_options()));
  code = worse(code, kUsage);
  return false;
}

std::function<bool(std::string_view)> StreamRules::takes_procedure() {
  if (reference_.empty()) return {};
  return [this](std::string_view procedure) { return takes(procedure); };
}

bool StreamRules::takes(std::string_view procedure) {
  const std::lock_guard lock(mutex_);
  if (const auto known = known_.find(procedure); known != known_.end()) return known->second;
  std::string text = "{\"procedure\":";
  bulk::append_string(text, procedure);
  const auto document = Submission::read("", text + "}", {}, "json");
  const bool taken =
      document &&
      session_.library().choose(*document, session_.compile_options()).reference == reference_;
  if (known_.size() < kKnown) known_.emplace(procedure, taken);
  return taken;
}

}  // namespace intake::cli
