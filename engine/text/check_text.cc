#include <algorithm>
#include <array>
#include <cstdio>

#include "text/source.h"
#include "text/unicode.h"

namespace intake {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::string_view seems;
};

// Source: the formats' own signatures. A longer one stands before its prefix.
constexpr std::array kMagic{
    Magic{"%PDF-"sv, "a PDF"sv},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
          "an Outlook message or old Office file (.msg, .doc)"sv},
    Magic{"{\\rtf"sv, "an RTF document"sv},
    Magic{"\x89PNG"sv, "a PNG image"sv},
    Magic{"\xFF\xD8\xFF"sv, "a JPEG image"sv},
    Magic{"GIF8"sv, "a GIF image"sv},
    Magic{"\x1F\x8B"sv, "a gzip archive"sv},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"sv},
    Magic{"\xFE\xED\xFE\xED"sv, "a Java key store"sv},
};

constexpr std::string_view kOnlyText = "only YAML and JSON text can be read";

// DER: a SEQUENCE with a two-byte (or, in BER, indefinite) length, then `inside`.
bool is_der_sequence(std::string_view bytes, std::string_view inside) {
  if (bytes.starts_with("\x30\x82"))
    return bytes.substr(2).size() > 2 && bytes.substr(4).starts_with(inside);
  if (bytes.starts_with("\x30\x80")) return bytes.substr(2).starts_with(inside);
  return false;
}

std::string_view binary_kind(std::string_view bytes) {
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes)) return magic.seems;
  }
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) {
    const std::string_view head = bytes.substr(0, 4096);
    if (head.find("word/") != head.npos) return "a Word document (.docx)";
    if (head.find("xl/") != head.npos) return "an Excel workbook (.xlsx)";
    return "a ZIP archive or Office document";
  }
  // PFX ::= SEQUENCE { version INTEGER (3), ... }; RFC 7292 section 4.
  if (is_der_sequence(bytes, "\x02\x01\x03"sv)) return "a PKCS#12 key store (.p12, .pfx)";
  if (is_der_sequence(bytes, "\x30\x82"sv)) return "a certificate or request in DER form";
  return {};
}

std::string_view wide_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE\x00\x00"sv) || bytes.starts_with("\x00\x00\xFE\xFF"sv)) {
    return "UTF-32";
  }
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  if (bytes.starts_with("\x00\x00\x00"sv)) return bytes.size() % 4 == 0 ? "UTF-32" : "";
  // Without a BOM: an ASCII character and a NUL byte, in either order, twice.
  if (bytes.size() >= 2 && bytes.size() % 2 == 0) {
    const auto ascii = [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r'; };
    const std::string_view head = bytes.substr(0, 4);
    bool little = true;
    bool big = true;
    for (std::size_t i = 0; i < head.size(); i += 2) {
      little = little && ascii(head[i]) && head[i + 1] == '\0';
      big = big && head[i] == '\0' && ascii(head[i + 1]);
    }
    if (little || big) return "UTF-16";
  }
  return {};
}

std::string hex_byte(char c) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "0x%02X",
                static_cast<unsigned>(static_cast<unsigned char>(c)));
  return text.data();
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// Many control characters among the first bytes: not a text with one stray byte.
bool looks_binary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  std::size_t odd = 0;
  for (const char c : head) odd += is_control(c) ? 1 : 0;
  return odd * 20 > head.size() && odd > 1;
}

Error binary_error(const Source& source) {
  return error_at(source, 0, ErrorCode::kEncoding, "the file is binary, not text",
                  std::string(kOnlyText));
}

}  // namespace

Status check_text(const Source& source, const Limits& limits) {
  const std::string_view bytes = source.bytes();
  const std::size_t most = std::min<std::size_t>(limits.input_bytes, 0xfffffff0u);
  if (bytes.size() > most) {
    return Error{ErrorCode::kLimit,
                 "the input has " + std::to_string(bytes.size()) + " bytes, more than the " +
                     std::to_string(most) + " that are read",
                 "split it, or raise the limit on input bytes",
                 {source.file(), 0, 0, 0}};
  }
  if (const auto seems = binary_kind(bytes); !seems.empty()) {
    return error_at(source, 0, ErrorCode::kEncoding, "the file seems to be " + std::string(seems),
                    std::string(kOnlyText));
  }
  if (const auto wide = wide_encoding(bytes); !wide.empty()) {
    return error_at(source, 0, ErrorCode::kEncoding,
                    "the file is " + std::string(wide) + ", not UTF-8", "save it as UTF-8");
  }
  if (const auto wrong = find_invalid_utf8(bytes)) {
    if (looks_binary(bytes)) return binary_error(source);
    return error_at(source, static_cast<std::uint32_t>(*wrong), ErrorCode::kEncoding,
                    "the byte " + hex_byte(bytes[*wrong]) + " is not valid UTF-8 here",
                    "save the file as UTF-8");
  }
  bool blank = true;
  const std::size_t start = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t i = start; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const auto offset = static_cast<std::uint32_t>(i);
    if (is_control(c)) {
      if (looks_binary(bytes)) return binary_error(source);
      return error_at(source, offset, ErrorCode::kEncoding,
                      c == '\0' ? "a NUL byte stands in the text"
                                : "the control character " + hex_byte(c) + " stands in the text",
                      "remove it");
    }
    if (c == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n')) {
      return error_at(source, offset, ErrorCode::kEncoding,
                      "a line ends in CR alone, as on old Macintosh systems",
                      "save the file with LF or CRLF line ends");
    }
    blank = blank && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
  }
  if (blank) {
    return error_at(source, 0, ErrorCode::kEmpty, "the input is empty",
                    "check that the right file was saved and sent");
  }
  return Done{};
}

}  // namespace intake
