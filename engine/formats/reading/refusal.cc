#include <array>
#include <string>

#include "formats/reading/content.h"

namespace intake {
namespace {

using enum ContentKind;

struct Refused {
  ContentKind kind;
  std::string_view but;  // what follows the name of the kind
  std::string_view hint;
};

constexpr std::string_view kKeyHint =
    "never send it; send the certificate alone (.cer, .pem); if it was mailed to anyone, have the "
    "certificate revoked";
constexpr std::string_view kFormHint = "send the form as Word document (.docx) or PDF";

constexpr std::string_view kWordHint = "open it in Word and save it as .docx";
constexpr std::string_view kArchiveHint = "unpack it and attach the files themselves";

constexpr std::array kRefused{
    Refused{kPkcs12, ": it holds a private key", kKeyHint},
    Refused{kJks, ": it holds a private key", kKeyHint},
    Refused{kPrivateKey, "", kKeyHint},
    Refused{kCertificateRequest, ", not a certificate",
            "send the certificate that was issued for it (.cer, .pem)"},
    Refused{kPublicKey, "", "send the certificate (.cer, .pem)"},
    Refused{kOutlookMessage, "", "save the mail as .eml, or forward it as an attachment"},
    Refused{kTnef, "", "ask the sender for the mail as plain text or HTML, or for the files alone"},
    Refused{kWord97, "", kWordHint},
    Refused{kExcel97, "", kFormHint},
    Refused{kProtectedOffice, "", "take the password off and save it again"},
    Refused{kOle, "", kWordHint},
    Refused{kWorkbook, "", kFormHint},
    Refused{kOpenDocument, "", kWordHint},
    Refused{kRtf, "", kWordHint},
    Refused{kHtml, "", kFormHint},
    Refused{kXml, "", kFormHint},
    Refused{kZip, "", kArchiveHint},
    Refused{kArchive, "", kArchiveHint},
    Refused{kImage, "", "send the form itself, not a picture of it"},
    Refused{kBinary, "", "send a mail (.eml), a form (.docx, .pdf), a certificate or YAML"},
};

}  // namespace

std::optional<Error> refusal(ContentKind kind) {
  for (const Refused& refused : kRefused) {
    if (refused.kind != kind) continue;
    Error error;
    error.code = ErrorCode::kUnsupported;
    error.what = "this is " + std::string(content_name(kind)) + std::string(refused.but);
    error.hint = refused.hint;
    return error;
  }
  return std::nullopt;
}

}  // namespace intake
