#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/eml/header.h"
#include "text/span.h"

namespace intake::eml {

inline constexpr std::uint32_t kNoEntity = 0xffffffff;

/// The mail itself, a part of it, or a multipart that holds parts. An attached message is one part:
/// what stands in it is another mail.
struct Entity {
  std::uint32_t parent = kNoEntity;
  std::uint32_t position = 0;  // among those of its parent
  std::vector<Header> headers;
  ByteSpan head;     // the header lines, without the blank line after them
  ByteSpan content;  // encoded; without the line end that belongs to the boundary after it
  bool multipart = false;
  std::string media_type;  // lower case; the default of its place where none is given
  std::string charset;
  std::string boundary;
  std::string filename;  // as given, decoded; empty: none
  std::string start;     // of multipart/related: Content-ID of its root
  std::string smime_type;
  bool attachment = false;  // Content-Disposition: attachment
  bool flowed = false;      // format=flowed
  bool delete_space = false;
  std::string encoding;  // Content-Transfer-Encoding, lower case
};

/// A mail taken apart, without anything decoded. Views into its bytes.
struct Structure {
  std::vector<Entity> entities;  // the mail first, parents before their parts
  std::string_view line_end;     // of its headers
};

/// Offsets are exact, so that read() and write() see the same places; that is why GMime, which
/// gives none for an attached message, is asked only what the pieces mean.
/// Errors: kSyntax, kUnsupported, kLimit. Linear in the bytes, no recursion.
Result<Structure> take_apart(std::string_view bytes, const Limits& limits);

/// The multipart/signed or opaque S/MIME entity around one, or itself; kNoEntity: none.
std::uint32_t signed_around(const Structure& mail, std::uint32_t entity);

/// Signed or encrypted into one blob (application/pkcs7-mime), not a file of certificates.
bool is_smime(const Entity& entity);

}  // namespace intake::eml
