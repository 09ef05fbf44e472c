#include "formats/reading/content.h"

#include <algorithm>
#include <array>

#include "formats/reading/content_kinds.h"

namespace intake {
namespace {

using enum ContentKind;

struct KindText {
  ContentKind kind;
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array kTexts{
    KindText{kEmpty, "an empty file", "text/plain"},
    KindText{kYaml, "a YAML text", "application/yaml"},
    KindText{kJson, "a JSON text", "application/json"},
    KindText{kText, "a text", "text/plain"},
    KindText{kMail, "a mail", "message/rfc822"},
    KindText{kDocx, "a Word document",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    KindText{kPdf, "a PDF", "application/pdf"},
    KindText{kCertificate, "a certificate", "application/pkix-cert"},
    KindText{kKeySet, "a JSON key set", "application/jwk-set+json"},
    KindText{kPublicKey, "a public key without a certificate", "application/x-pem-file"},
    KindText{kCertificateRequest, "a request for a certificate (CSR)", "application/pkcs10"},
    KindText{kPrivateKey, "a private key", "application/pkcs8"},
    KindText{kPkcs12, "a PKCS#12 keystore", "application/x-pkcs12"},
    KindText{kJks, "a Java keystore", "application/x-java-keystore"},
    KindText{kHtml, "a web page (HTML)", "text/html"},
    KindText{kXml, "an XML text", "application/xml"},
    KindText{kRtf, "a rich text (.rtf)", "application/rtf"},
    KindText{kOutlookMessage, "an Outlook message (.msg)", "application/vnd.ms-outlook"},
    KindText{kTnef, "an Outlook attachment (winmail.dat)", "application/vnd.ms-tnef"},
    KindText{kWord97, "a Word 97-2003 document (.doc)", "application/msword"},
    KindText{kExcel97, "an Excel 97-2003 workbook (.xls)", "application/vnd.ms-excel"},
    KindText{kProtectedOffice, "an Office file that needs a password", "application/x-ole-storage"},
    KindText{kOle, "an Office 97-2003 file", "application/x-ole-storage"},
    KindText{kWorkbook, "a workbook",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    KindText{kOpenDocument, "an OpenDocument text (.odt)",
             "application/vnd.oasis.opendocument.text"},
    KindText{kZip, "a ZIP archive", "application/zip"},
    KindText{kArchive, "an archive", "application/octet-stream"},
    KindText{kImage, "a picture", "image/*"},
    KindText{kBinary, "a file of an unknown kind", "application/octet-stream"},
};
static_assert(kTexts.size() == static_cast<std::size_t>(kBinary) + 1);
static_assert(std::ranges::is_sorted(kTexts, {}, &KindText::kind));

constexpr std::size_t kLooked = 1u << 20;
constexpr std::size_t kTail = 1u << 10;

constexpr std::array<std::string_view, 3> kTextMarks{"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
constexpr std::string_view kUtf32Mark("\x00\x00\xFE\xFF", 4);

/// Control characters that no text has. Only the first of the bytes and the last are looked at.
bool has_controls(std::string_view bytes) {
  const auto control = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1A' &&
           c != '\x1B' && c != '\v' && c != '\b';
  };
  const std::string_view head = bytes.substr(0, kLooked);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kTail));
  return std::ranges::any_of(head, control) || std::ranges::any_of(tail, control);
}

bool begins_with_tag(std::string_view text, std::string_view tag) {
  return text.size() >= tag.size() && has_extension(text.substr(0, tag.size()), tag);
}

std::optional<ContentKind> markup_kind(std::string_view text) {
  if (text.starts_with("{\\rtf")) return kRtf;
  if (begins_with_tag(text, "<!doctype html") || begins_with_tag(text, "<html")) return kHtml;
  if (begins_with_tag(text, "<head") || begins_with_tag(text, "<body")) return kHtml;
  if (!begins_with_tag(text, "<?xml") && !begins_with_tag(text, "<!doctype")) return std::nullopt;
  return text.substr(0, 1000).find("<html") != text.npos ? kHtml : kXml;
}

bool named_as_text(std::string_view name) {
  return has_extension(name, ".yaml") || has_extension(name, ".yml") ||
         has_extension(name, ".json");
}

std::optional<ContentKind> secret_by_name(std::string_view name) {
  if (has_extension(name, ".p12") || has_extension(name, ".pfx") || has_extension(name, "-p12")) {
    return kPkcs12;
  }
  if (has_extension(name, ".jks") || has_extension(name, ".keystore")) return kJks;
  return std::nullopt;
}

ContentKind text_kind(std::string_view name, std::string_view text) {
  if (has_extension(name, ".yaml") || has_extension(name, ".yml")) return kYaml;
  if (!text.empty() && (text.front() == '{' || text.front() == '[')) return kJson;
  if (has_extension(name, ".json")) return kJson;
  for (const std::string_view extension : {".txt", ".md", ".csv", ".log"}) {
    if (has_extension(name, extension)) return kText;
  }
  return kYaml;
}

}  // namespace

ContentKind content_kind(std::string_view name, std::string_view bytes) {
  if (const auto kind = binary_kind(bytes)) return *kind;
  std::string_view text = bytes;
  bool wide = false;
  for (const std::string_view mark : kTextMarks) {
    if (!text.starts_with(mark)) continue;
    text.remove_prefix(mark.size());
    wide = mark.size() == 2;
    break;
  }
  const std::size_t first = text.substr(0, kLooked).find_first_not_of(" \t\r\n");
  if (first == text.npos) {
    if (text.size() <= kLooked) return kEmpty;
  } else {
    text.remove_prefix(first);
  }
  if (wide || bytes.starts_with(kUtf32Mark)) return text_kind(name, text);
  if (const auto kind = markup_kind(text)) return *kind;
  const bool yaml = has_extension(name, ".yaml") || has_extension(name, ".yml");
  if (!named_as_text(name) && (has_extension(name, ".eml") || looks_like_mail(text))) return kMail;
  // A text with a key in it is a text; one that begins with a key is a key, however it is named.
  if (!named_as_text(name) || text.starts_with("-----BEGIN ")) {
    if (const auto kind = pem_kind(text)) return *kind;
  }
  if (!yaml && looks_like_key_set(text)) return kKeySet;
  if (!named_as_text(name) && has_controls(text)) return secret_by_name(name).value_or(kBinary);
  return secret_by_name(name).value_or(text_kind(name, text));
}

std::string_view content_name(ContentKind kind) {
  return kTexts[static_cast<std::size_t>(kind)].name;
}

std::string_view media_type(ContentKind kind) {
  return kTexts[static_cast<std::size_t>(kind)].media_type;
}

bool has_extension(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  return std::ranges::equal(
      extension, name.substr(name.size() - extension.size()), [](char wanted, char c) {
        return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c);
      });
}

}  // namespace intake
