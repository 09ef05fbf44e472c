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

/// Where a document of a stream begins in the file: always at the start of a line.
struct StreamPlace {
  std::string file;
  std::uint64_t byte = 0;
  std::uint32_t line = 1;  // 1-based
};

/// The bytes of one input and its name. Immutable; shared by everything that points into it.
/// A line ends at LF or CRLF (and at a lone CR, for counting only). Safe to read from several
/// threads. Offsets count from its first byte; lines are those of the file that it is part of.
class Source {
 public:
  Source(std::string name, std::string bytes);
  Source(std::string name, std::string bytes, StreamPlace place);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  /// Bytes that outlive it: of a file inside the program.
  static std::shared_ptr<const Source> borrowed(std::string name, std::string_view bytes);

  /// The same place with another text.
  std::shared_ptr<const Source> rewritten(std::string bytes) const;

  const std::string& name() const { return name_; }
  /// The file that it is (or is part of), for showing places.
  const std::string& file() const { return place_.file; }
  /// Of its first byte in that file.
  std::uint64_t file_offset() const { return place_.byte; }
  std::string_view bytes() const { return bytes_; }
  std::string_view slice(ByteSpan span) const;

  /// `offset` may be one past the last byte. A UTF-8 BOM has no column of its own.
  LineColumn locate(std::uint32_t offset) const;
  /// The whole line (1-based) without its line end; empty past the last line.
  std::string_view line_text(std::uint32_t line) const;
  /// The offset of its first byte (after the BOM in line 1); of the end past the last line.
  std::uint32_t line_begin(std::uint32_t line) const;
  /// The last line.
  std::uint32_t line_count() const;

 private:
  const std::vector<std::uint32_t>& starts() const;
  std::uint32_t code_points_between(std::size_t begin, std::size_t end) const;

  std::string name_;
  StreamPlace place_;
  std::string own_;                     // empty where the bytes are borrowed
  std::string_view bytes_;              // of own_, or of somebody else
  mutable std::once_flag starts_made_;  // on first use (locate is for findings only)
  mutable std::vector<std::uint32_t> starts_;
  mutable std::once_flag blocks_made_;         // on first use, too
  mutable std::vector<std::uint32_t> blocks_;  // code points before each block of bytes
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
