#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The part of a mail that its sender wrote: neither what a reply quotes nor what stands below it.
namespace intake {

/// Lines behind which nothing is said any more, such as `--` or `Sent: *`.
class Separators {
 public:
  /// A whole line, or with `*` behind it what a line begins with. Case, accents and blanks around
  /// the line do not count. False where there is no text in it.
  bool add(std::string_view line);
  bool has(std::string_view line) const;

 private:
  struct Separator {
    std::string text;
    bool open_end = false;
  };
  std::vector<Separator> separators_;
};

/// `text` up to the first separator, with an empty line in place of each that begins with `>`.
std::string said_text(std::string_view text, const Separators& separators);

}  // namespace intake
