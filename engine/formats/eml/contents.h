#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/eml/structure.h"
#include "formats/reading/reading.h"

namespace intake::eml {

/// One attached file or message.
struct Attached {
  std::uint32_t entity = 0;
  std::string name;  // without folders and control characters, no two alike
};

constexpr std::size_t kMostPictures = 20;

/// What the pieces of a mail are to a reader of it.
struct Contents {
  std::vector<std::uint32_t> texts;  // entities of the body: text/plain or text/html, in order
  std::vector<Attached> files;
  std::vector<std::string> pictures;  // small ones in the text, which are no files; kMostPictures
  std::vector<Notice> notices;
  bool encrypted = false;  // the body cannot be known
};

/// kLimit: more files than Limits::parts.
Result<Contents> find_contents(const Structure& mail, std::string_view bytes, const Limits& limits);

/// The bytes of an attached file.
struct FileBytes {
  std::string bytes;
  bool cut = false;        // its coding ends too early
  bool converted = false;  // a text in another charset, now UTF-8
};
FileBytes decode_file(const Entity& entity, std::string_view bytes);

/// The text of the body, lines with \n. `lost`: what could not be decoded; empty: nothing.
struct Body {
  std::string text;
  std::string lost;
};
/// kLimit: more than Limits::mail_text_bytes.
Result<Body> read_body(const Structure& mail, const Contents& contents, std::string_view bytes,
                       const Limits& limits);

std::string_view content_of(const Entity& entity, std::string_view bytes);

}  // namespace intake::eml
