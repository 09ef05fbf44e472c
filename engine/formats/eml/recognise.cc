#include <algorithm>
#include <array>

#include "formats/eml/eml.h"
#include "formats/eml/header.h"

namespace intake::eml {
namespace {

constexpr std::size_t kHeadBytes = 65'536;

/// Headers that nothing but a mail has.
constexpr std::array<std::string_view, 12> kTelling{
    "received",     "return-path",    "mime-version", "message-id",
    "delivered-to", "dkim-signature", "x-mailer",     "x-originating-ip",
    "thread-index", "x-unsent",       "envelope-to",  "authentication-results"};

bool is_telling(std::string_view name) {
  return std::any_of(kTelling.begin(), kTelling.end(),
                     [&](std::string_view one) { return same_name(name, one); });
}

}  // namespace

bool recognises(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kHeadBytes);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::size_t offset = 0;
  Line line = line_at(head, 0);
  while (offset < head.size() && line.text.empty()) {
    offset = line.next;
    line = line_at(head, offset);
  }
  if (line.text.starts_with("From ")) offset = line.next;
  std::vector<Header> headers;
  const std::size_t begin = offset;
  read_headers(head, offset, head.size(), headers);
  if (headers.empty()) return false;
  // Headers end in a blank line, or with the bytes.
  const bool whole = offset >= head.size() || (offset > begin && head[offset - 1] == '\n' &&
                                               headers.back().lines.end < offset);
  if (!whole) return false;
  // In YAML the same words stand in small letters.
  const auto has = [&headers](std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const Header& header) { return header.name == name; });
  };
  const bool addressed = has("To") || has("Cc") || has("Subject") || has("Date");
  if (has("From") && addressed) return true;
  if (has("To") && has("Subject")) return true;
  return std::any_of(headers.begin(), headers.end(),
                     [](const Header& header) { return is_telling(header.name); });
}

}  // namespace intake::eml
