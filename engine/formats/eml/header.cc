#include "formats/eml/header.h"

#include <algorithm>

namespace intake::eml {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Of a header with a blank in its name, which some gateways write: `X-Virus scan: clean`.
constexpr std::size_t kBrokenNameBytes = 80;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_broken_header(std::string_view line) {
  return !line.empty() && is_letter(line.front()) &&
         line.substr(0, kBrokenNameBytes).find(':') != std::string_view::npos;
}

bool is_fold(std::string_view line) {
  return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && begins_with_name(a, b);
}

bool begins_with_name(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

Line line_at(std::string_view bytes, std::size_t offset) {
  const std::size_t feed = bytes.find('\n', offset);
  Line line;
  line.begin = offset;
  line.next = feed == std::string_view::npos ? bytes.size() : feed + 1;
  std::size_t end = feed == std::string_view::npos ? bytes.size() : feed;
  if (end > offset && bytes[end - 1] == '\r') --end;
  line.text = bytes.substr(offset, end - offset);
  return line;
}

std::string_view header_name(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] > ' ' && line[end] < '\x7f' && line[end] != ':') ++end;
  std::size_t colon = end;
  while (colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')) ++colon;
  if (end == 0 || colon >= line.size() || line[colon] != ':') return {};
  return line.substr(0, end);
}

void read_headers(std::string_view bytes, std::size_t& offset, std::size_t end,
                  std::vector<Header>& out) {
  const std::string_view block = bytes.substr(0, end);
  while (offset < end) {
    Line line = line_at(block, offset);
    if (line.text.empty()) {
      offset = line.next;
      return;
    }
    // Some relays leave the envelope line of a mailbox among the headers.
    if (line.text.starts_with(">From ")) {
      offset = line.next;
      continue;
    }
    const std::string_view name = header_name(line.text);
    const bool broken = name.empty();
    if (broken && (out.empty() || !is_broken_header(line.text))) return;
    Header header;
    header.name = name;
    header.lines.begin = static_cast<std::uint32_t>(offset);
    const std::size_t value = block.find(':', offset + name.size()) + 1;
    std::size_t value_end = line.begin + line.text.size();
    offset = line.next;
    while (offset < end) {
      line = line_at(block, offset);
      if (!is_fold(line.text)) break;
      value_end = line.begin + line.text.size();
      offset = line.next;
    }
    if (broken) continue;
    header.value = block.substr(value, value_end - value);
    header.lines.end = static_cast<std::uint32_t>(offset);
    out.push_back(header);
  }
}

const Header* find_header(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_name(header.name, name)) return &header;
  }
  return nullptr;
}

std::string unfold(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool fold = c == '\n' || (c == '\r' && i + 1 < value.size() && value[i + 1] == '\n');
    if (fold) continue;
    const bool control = (c >= 0 && c < ' ') || c == '\x7f';
    out += control ? ' ' : c;
  }
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') + 1 - first);
}

}  // namespace intake::eml
