#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/reading/reading.h"
#include "formats/x509/openssl.h"

namespace intake::x509 {

/// The certificates of a file in its order. `notices`: what was left out.
struct Container {
  struct Entry {
    CertificatePtr certificate;
    std::uint32_t number = 0;  // 1-based, in the file; those that cannot be decoded count
  };
  std::vector<Entry> entries;
  std::vector<Notice> notices;
  bool armoured = false;  // PEM or base64
};

/// kSyntax: nothing in it can be decoded; kUnsupported: it holds no certificate; kLimit.
Result<Container> open_container(std::string_view bytes, const Limits& limits);

}  // namespace intake::x509
