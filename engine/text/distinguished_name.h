#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace intake {

/// One attribute of a distinguished name, as in the subject of a certificate.
struct NameAttribute {
  std::string type;   // as written, without `OID.`
  std::string value;  // unescaped UTF-8; of a hexadecimal one `#` and its digits in lower case
};

/// What is wrong with the text of a name; `offset` in bytes.
struct NameFault {
  std::uint32_t offset = 0;
  std::string message;
};

/// A distinguished name as text: `CN=example\, 42+OU=x,O=Hospital,C=BE`.
///
/// Source: RFC 4514 section 3; and, as RFC 2253 section 4 asks of readers, blanks around `,` `+`
/// `=`, `;` in place of `,`, values in quotes, and `OID.` before numbers. At most 256 attributes.
class DistinguishedName {
 public:
  static Result<DistinguishedName, NameFault> parse(std::string_view text);

  /// In the order of the text. Each is one attribute or, joined by `+`, several.
  const std::vector<std::vector<NameAttribute>>& relative_names() const { return names_; }

  /// Values of an attribute in the order of the text. Case of the type does not count, nor whether
  /// it is the short name, the long name or the number (`CN`, `commonName`, `2.5.4.3`).
  std::vector<std::string_view> values(std::string_view type) const;

  /// The same names in the same order; the order of attributes joined by `+` does not count, nor
  /// does what values_match() ignores.
  bool means(const DistinguishedName& other) const;

 private:
  std::vector<std::vector<NameAttribute>> names_;
};

/// The number of a known attribute type, else the type in lower case.
std::string attribute_key(std::string_view type);

/// Equal but for case, blanks at the ends, and how many blanks stand between two words (RFC 4518,
/// caseIgnoreMatch).
bool values_match(std::string_view a, std::string_view b);

}  // namespace intake
