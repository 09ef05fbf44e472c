#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <intake/report.h>

#include "base/result.h"
#include "document/document.h"
#include "lang/lang_error.h"

namespace intake {

/// A text of a rule file between backticks, on one line and cut where it is long.
std::string quoted(std::string_view text);

/// Collects the faults of all files of one rule set.
class FaultSink {
 public:
  explicit FaultSink(const Limits& limits) : limit_(limits.faults) {}

  /// Faults in this document are shown under that path. The document outlives the sink.
  void name_file(const Document& document, std::string path);

  /// At the bytes of a value.
  void at(View value, std::string message, std::string hint = {});
  /// At the name of a member.
  void at_key(View member, std::string message, std::string hint = {});
  /// At an offset of the text of a scalar; see source_offset().
  void in_text(View scalar, std::uint32_t offset, std::string message, std::string hint = {});
  void in_text(View scalar, const LangError& error);
  /// A file that could not be parsed or read at all.
  void unreadable(const std::string& path, const Error& error);

  /// False once so many faults were found that a hint would hardly be seen.
  bool wants_hints() const { return kept_.size() <= 2 * limit_; }
  /// "" also where !wants_hints().
  std::string did_you_mean(std::string_view word,
                           const std::vector<std::string_view>& candidates) const;

  std::size_t count() const { return kept_.size() + uncounted_; }
  /// Sorted by file and place, each once, at most Limits::faults; then one that says how many more.
  std::vector<Fault> take();

 private:
  struct Kept {
    const Document* document;  // null: `fault` is complete
    Fault fault;
  };
  void add(const Document* document, ByteSpan span, std::string message, std::string hint);

  std::size_t limit_;
  std::vector<Kept> kept_;
  std::size_t uncounted_ = 0;  // over kFaultsKept
  std::unordered_map<const Document*, std::string> paths_;
};

}  // namespace intake
