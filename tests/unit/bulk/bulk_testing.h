#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <intake/bulk.h>

#include "support/tiny.h"

namespace intake::bulk {

/// Gives a text in pieces of at most `piece` bytes, then the error, if there is one.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text, std::size_t piece = ~std::size_t{0})
      : text_(text), piece_(piece) {}

  void fail_at_end(Error error) { error_ = std::move(error); }

  Result<std::size_t> read(char* to, std::size_t most) override {
    if (text_.empty() && error_) return *error_;
    const std::size_t count = std::min({most, piece_, text_.size()});
    std::copy_n(text_.begin(), count, to);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  std::size_t piece_;
  std::optional<Error> error_;
};

/// Keeps what it is given, up to `most` bytes: what goes beyond is an error.
class TextSink final : public LineSink {
 public:
  explicit TextSink(std::size_t most = ~std::size_t{0}) : most_(most) {}

  Status write(std::string_view lines) override {
    if (text.size() + lines.size() > most_) {
      return Error{ErrorCode::kUnwritable, "the disk is full", {}, {}};
    }
    text += lines;
    return Done{};
  }

  std::string text;

 private:
  std::size_t most_;
};

struct Run {
  std::string text;
  BulkTotals totals;
  Status status = Done{};
};

/// Rules for {"procedure": ..., "name": text that begins with a capital letter, "note": ...}.
inline const CompiledRules& name_rules() {
  static const CompiledRules kRules = tiny::rules(
      "rules:\n"
      "  - {id: name-missing, severity: error, at: '$.name', required: true,\n"
      "     assert: {type: string}, message: 'name is missing'}\n"
      "  - {id: name-small, severity: warning, at: '$.name', assert: {matches: '^[A-Z]'},\n"
      "     message: 'name is `{value}`'}\n"
      "  - {id: note-left, severity: note, at: '$.note', assert: {blank: true},\n"
      "     message: 'note is `{value}`'}\n");
  return kRules;
}

inline Run run(std::string_view text, const BulkOptions& options = {},
               std::size_t piece = ~std::size_t{0}) {
  TextSource source(text, piece);
  TextSink sink;
  Run made;
  made.status = check_lines(name_rules(), {}, source, sink, options, made.totals);
  made.text = std::move(sink.text);
  return made;
}

}  // namespace intake::bulk
