#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace intake {

/// Cuts a stream into its documents without parsing them: YAML at the lines that begin with `---`
/// or `...` (which can stand in no value, YAML 1.2 rule c-forbidden), NDJSON at line ends. What it
/// is fed comes out whole and in order, so that all pieces together are the stream.
class Splitter {
 public:
  enum class Kind : std::uint8_t { kYaml, kLines };
  struct Piece {
    std::string bytes;
    std::uint64_t byte = 0;  // where it begins in the stream
    std::uint32_t line = 1;
    bool blank = true;  // nothing but blanks, comments and marks
  };

  explicit Splitter(Kind kind) : kind_(kind) {}

  void feed(std::string_view bytes);
  /// No more comes.
  void finish() { finished_ = true; }
  /// The next piece that is complete; of a finished stream also the rest, once.
  std::optional<Piece> next();
  /// Bytes that were fed and are no piece yet.
  std::size_t held() const { return held_.size() - begin_; }

 private:
  Piece cut(std::size_t end);
  /// Looks at the line [scanned_, end); true where the piece ends before it (or, of `...`, after).
  bool ends_before(std::string_view line, bool& after);

  Kind kind_;
  bool finished_ = false;
  std::string held_;
  std::size_t begin_ = 0;     // of the piece, in held_
  std::size_t scanned_ = 0;   // lines before it were looked at
  std::size_t searched_ = 0;  // no line ends between scanned_ and it
  std::uint32_t lines_ = 0;   // how many those are
  bool content_ = false;      // in the piece so far
  bool marker_ = false;
  std::uint64_t byte_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace intake
