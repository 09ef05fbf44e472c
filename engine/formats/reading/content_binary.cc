#include <algorithm>
#include <array>
#include <string>

#include "formats/reading/content_kinds.h"

namespace intake {
namespace {

using enum ContentKind;
using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace)

struct Magic {
  std::string_view bytes;
  ContentKind kind;
  std::size_t at = 0;
};

constexpr std::array kMagics{
    Magic{"\xFE\xED\xFE\xED"sv, kJks},
    Magic{"\xCE\xCE\xCE\xCE"sv, kJks},
    Magic{"\x89PNG\r\n\x1A\n"sv, kImage},
    Magic{"\xFF\xD8\xFF"sv, kImage},
    Magic{"GIF87a"sv, kImage},
    Magic{"GIF89a"sv, kImage},
    Magic{"II*\x00"sv, kImage},
    Magic{"MM\x00*"sv, kImage},
    Magic{"WEBP"sv, kImage, 8},
    Magic{"ftypheic"sv, kImage, 4},
    Magic{"ftypmif1"sv, kImage, 4},
    Magic{"ftypavif"sv, kImage, 4},
    Magic{"\x1F\x8B"sv, kArchive},
    Magic{"7z\xBC\xAF\x27\x1C"sv, kArchive},
    Magic{"Rar!\x1A\x07"sv, kArchive},
    Magic{"\xFD"
          "7zXZ\x00"sv,
          kArchive},
    Magic{"BZh91AY&SY"sv, kArchive},
    Magic{"\x78\x9F\x3E\x22"sv, kTnef},
};

constexpr std::string_view kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::size_t kWindow = 64u << 10;

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

std::string utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

/// By the names in the first sectors of the directory.
ContentKind ole_kind(std::string_view bytes) {
  const std::uint32_t power = little(bytes, 30, 2);
  if (power < 7 || power > 16) return kOle;
  const std::uint64_t at = (static_cast<std::uint64_t>(little(bytes, 48, 4)) + 1) << power;
  if (at >= bytes.size()) return kOle;
  const std::string_view directory = bytes.substr(static_cast<std::size_t>(at), kWindow);
  struct Entry {
    std::string_view name;
    ContentKind kind;
  };
  for (const Entry& entry :
       {Entry{"__substg1.0_", kOutlookMessage}, Entry{"__properties_version1.0", kOutlookMessage},
        Entry{"EncryptedPackage", kProtectedOffice}, Entry{"WordDocument", kWord97},
        Entry{"Workbook", kExcel97}}) {
    if (directory.find(utf16(entry.name)) != directory.npos) return entry.kind;
  }
  return kOle;
}

/// By the names of entries near the beginning and in the central directory.
ContentKind zip_kind(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kWindow);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kWindow));
  const auto has = [&](std::string_view name) {
    return head.find(name) != head.npos || tail.find(name) != tail.npos;
  };
  if (has("mimetypeapplication/vnd.oasis.opendocument.text")) return kOpenDocument;
  if (has("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return kWorkbook;
  if (has("xl/workbook.")) return kWorkbook;
  if (has("word/document") || (has("[Content_Types].xml") && has("word/"))) return kDocx;
  return kZip;
}

/// Writers may put other bytes before the header: readers look for it in the first KiB.
bool is_pdf(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  const std::size_t at = head.find("%PDF-");
  if (at == head.npos) return false;
  const std::string_view before = head.substr(0, at);
  if (before.find_first_not_of("\xEF\xBB\xBF \t\r\n") == before.npos) return true;
  return bytes.substr(0, kWindow).find('\0') != bytes.npos ||
         bytes.substr(at).find("\nstartxref") < (1u << 20);
}

}  // namespace

std::optional<ContentKind> binary_kind(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes)) {
      return magic.kind;
    }
  }
  if (bytes.starts_with(kOleMagic)) return ole_kind(bytes);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return zip_kind(bytes);
  if (bytes.starts_with("BM") && bytes.size() > 14 && little(bytes, 6, 4) == 0) return kImage;
  if (is_pdf(bytes)) return kPdf;
  return der_kind(bytes);
}

}  // namespace intake
