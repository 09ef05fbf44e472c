#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace intake::eml {

/// What is no address stands in `address` as it is written, so that a person sees it.
struct Address {
  std::string name;
  std::string address;
  std::string text;  // all of it, as written, decoded
};

/// The addresses of a header, those of groups among them. `value`: in one line. Semicolons part
/// them as commas do, and an unquoted `Surname, First name <address>` is one.
/// kLimit: more than `most`.
Result<std::vector<Address>> read_addresses(std::string_view value, std::uint32_t most);

/// One address as a person or a rule writes it, `Name <address>` or the address alone; kRefused
/// where no header can hold it.
Result<Address> read_written_address(std::string_view text);

/// As a header has it: the name quoted or in encoded words where it must be.
std::string format_address(const Address& address);

/// The lines of a header with these addresses; each stays in one line where it can.
std::string format_addresses(std::string_view name, const std::vector<Address>& addresses,
                             std::string_view line_end);

}  // namespace intake::eml
