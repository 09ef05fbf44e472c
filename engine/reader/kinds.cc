#include "reader/kinds.h"

#include <array>
#include <string>

namespace intake {
namespace {

using enum ContentKind;

struct Extension {
  std::string_view text;  // with its dot, lower case
  ContentKind kind;
};

/// Names that promise a kind. A text may be called anything.
constexpr std::array kExtensions{
    Extension{".eml", kMail},
    Extension{".docx", kDocx},
    Extension{".docm", kDocx},
    Extension{".dotx", kDocx},
    Extension{".pdf", kPdf},
    Extension{".pem", kCertificate},
    Extension{".crt", kCertificate},
    Extension{".cer", kCertificate},
    Extension{".der", kCertificate},
    Extension{".p7b", kCertificate},
    Extension{".p7c", kCertificate},
    Extension{".json", kJson},
    Extension{".jwks", kKeySet},
    Extension{".jwk", kKeySet},
    Extension{".yaml", kYaml},
    Extension{".yml", kYaml},
    Extension{".doc", kWord97},
    Extension{".xls", kExcel97},
    Extension{".msg", kOutlookMessage},
    Extension{".p12", kPkcs12},
    Extension{".pfx", kPkcs12},
    Extension{".rtf", kRtf},
    Extension{".odt", kOpenDocument},
    Extension{".xlsx", kWorkbook},
    Extension{".zip", kZip},
    Extension{".png", kImage},
    Extension{".jpg", kImage},
    Extension{".jpeg", kImage},
    Extension{".gif", kImage},
    Extension{".txt", kText},
    Extension{".html", kHtml},
    Extension{".htm", kHtml},
    Extension{".xml", kXml},
};

/// Texts that are often named as other texts are.
constexpr bool is_loose(ContentKind kind) {
  return kind == kYaml || kind == kJson || kind == kText || kind == kEmpty || kind == kKeySet;
}

/// What PEM files hold besides certificates is one with them.
constexpr ContentKind family(ContentKind kind) {
  if (kind == kPublicKey || kind == kCertificateRequest || kind == kPrivateKey) return kCertificate;
  if (kind == kProtectedOffice || kind == kOle) return kWord97;
  return kind;
}

}  // namespace

std::string_view format_name(ContentKind kind) {
  switch (kind) {
    case kMail:
      return "eml";
    case kDocx:
      return "docx";
    case kPdf:
      return "pdf";
    case kCertificate:
      return "x509";
    case kKeySet:
      return "jwks";
    case kYaml:
      return "yaml";
    case kJson:
      return "json";
    case kText:
    case kEmpty:
      return "text";
    default:
      return "other";
  }
}

std::optional<Notice> notice_of(ContentKind kind) {
  const auto refused = refusal(kind);
  if (!refused) return std::nullopt;
  NoticeCode code = NoticeCode::kUnknownFormat;
  if (is_secret(kind)) code = NoticeCode::kPrivateKey;
  if (kind == kProtectedOffice) code = NoticeCode::kEncrypted;
  return Notice{code, refused->what, refused->hint, {}};
}

std::optional<Notice> other_extension(std::string_view name, ContentKind kind) {
  for (const Extension& extension : kExtensions) {
    if (!has_extension(name, extension.text)) continue;
    const bool promised = family(extension.kind) == family(kind);
    if (promised || (is_loose(extension.kind) && is_loose(kind))) return std::nullopt;
    return Notice{
        NoticeCode::kOtherExtension,
        "it is named " + std::string(extension.text) + " and is " + std::string(content_name(kind)),
        "name it as what it is",
        {}};
  }
  return std::nullopt;
}

}  // namespace intake
