#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <intake/result.h>

namespace intake {

/// What a file is, by its first bytes. `content_name()` says it in words.
enum class ContentKind : std::uint8_t {
  kEmpty,               // no bytes, or blanks alone
  kYaml,                // text that no other kind claims
  kJson,                // text that begins with { or [, or is named .json
  kText,                // running text by its name (.txt, .md, .csv)
  kMail,                // a message with its headers (.eml)
  kDocx,                // a Word document or template, macros or not
  kPdf,                 //
  kCertificate,         // certificates: PEM, DER, base64 alone, PKCS#7
  kKeySet,              // a JWK set or one JWK
  kPublicKey,           // a key without a certificate
  kCertificateRequest,  // a CSR
  kPrivateKey,          // PEM, DER, PuTTY; no certificate beside it
  kPkcs12,              // a keystore: holds a private key
  kJks,                 // a Java keystore, also JCEKS
  kHtml,                //
  kXml,                 //
  kRtf,                 //
  kOutlookMessage,      // .msg
  kTnef,                // winmail.dat
  kWord97,              // .doc
  kExcel97,             // .xls
  kProtectedOffice,     // a Word or Excel file that needs a password
  kOle,                 // another file of the kind that Office used to 2003
  kWorkbook,            // .xlsx, .ods
  kOpenDocument,        // .odt
  kZip,                 // another zip archive
  kArchive,             // gzip, 7z, rar, xz, bzip2
  kImage,               //
  kBinary,              // not text, and not known
};

/// Content goes before the name: the name decides only between kinds of text, and where bytes are
/// no text and not known. A file that is no text is never called kYaml, kJson or kText, unless it
/// is named .yaml, .yml or .json, or begins with a UTF-16 or UTF-32 mark: their readers then say
/// which byte is wrong. Looks at no more than the first MiB and the last 64 KiB.
ContentKind content_kind(std::string_view name, std::string_view bytes);

/// "a PDF", "a PKCS#12 keystore", ...: after "this is".
std::string_view content_name(ContentKind kind);
/// "application/pdf"; of text kinds without a charset.
std::string_view media_type(ContentKind kind);

/// Why nothing here reads files of this kind and what to send instead, as a kUnsupported; nullopt
/// of the kinds that are read.
std::optional<Error> refusal(ContentKind kind);

/// Holds a private key and nothing that is wanted.
constexpr bool is_secret(ContentKind kind) {
  return kind == ContentKind::kPrivateKey || kind == ContentKind::kPkcs12 ||
         kind == ContentKind::kJks;
}

/// Text that intake reads without help.
constexpr bool is_plain(ContentKind kind) {
  return kind == ContentKind::kYaml || kind == ContentKind::kJson || kind == ContentKind::kText ||
         kind == ContentKind::kEmpty;
}

/// `name` ends in `extension` (with its dot, lower case), whatever its case.
bool has_extension(std::string_view name, std::string_view extension);

}  // namespace intake
