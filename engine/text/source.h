#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/span.h"

namespace intake {

/// 1-based line and column; the column counts Unicode code points from the start of the line.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The bytes of one input and its name. Immutable; shared by everything that points into it.
/// A line ends at LF or CRLF (and at a lone CR, for counting only). Safe to read from several
/// threads.
class Source {
 public:
  Source(std::string name, std::string bytes);

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view slice(ByteSpan span) const;

  /// `offset` may be one past the last byte. A UTF-8 BOM has no column of its own.
  LineColumn locate(std::uint32_t offset) const;
  /// The whole line (1-based) without its line end; empty past the last line.
  std::string_view line_text(std::uint32_t line) const;
  /// The offset of its first byte (after the BOM in line 1); of the end past the last line.
  std::uint32_t line_begin(std::uint32_t line) const;
  std::uint32_t line_count() const;

 private:
  const std::vector<std::uint32_t>& starts() const;

  std::string name_;
  std::string bytes_;
  mutable std::once_flag starts_made_;  // on first use (locate is for findings only)
  mutable std::vector<std::uint32_t> starts_;
};

using SourcePtr = std::shared_ptr<const Source>;

/// Checks raw bytes before any parser sees them: size, UTF-8 (with the place of the first wrong
/// byte), UTF-16/32 BOM, NUL and other control characters except tab, LF, CR; CR-only line ends.
/// `binary` content gets one error that says so. An input with only blanks is kEmpty.
Status check_text(const Source& source, const Limits& limits);

/// An Error at a byte offset of a source, with line and column filled in.
Error error_at(const Source& source, std::uint32_t offset, ErrorCode code, std::string what,
               std::string hint = {});

}  // namespace intake
