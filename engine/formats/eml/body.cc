#include <algorithm>

#include "formats/eml/charset.h"
#include "formats/eml/contents.h"
#include "formats/eml/html_text.h"
#include "formats/eml/transfer.h"

namespace intake::eml {
namespace {

/// Where HTML names its charset.
constexpr std::size_t kMetaBytes = 4'096;

/// Lines that were broken to be sent are joined again. Source: RFC 3676.
std::string unflow(std::string_view text, bool delete_space) {
  std::string out;
  std::size_t paragraph_depth = 0;
  bool flowing = false;  // the line before ended in a blank
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t feed = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, feed - at);
    at = feed + 1;
    std::size_t depth = 0;
    while (depth < line.size() && line[depth] == '>') ++depth;
    line.remove_prefix(depth);
    if (line.starts_with(' ')) line.remove_prefix(1);
    const bool signature = line == "-- ";
    const bool joins = flowing && depth == paragraph_depth && !signature;
    if (!joins) {
      if (flowing) out += '\n';
      out.append(depth, '>');
      if (depth > 0) out += ' ';
    }
    flowing = line.ends_with(' ') && !signature;
    if (flowing && delete_space) line.remove_suffix(1);
    paragraph_depth = depth;
    out += line;
    if (!flowing) out += '\n';
  }
  return out;
}

std::string charset_of_html(std::string_view html) {
  const std::string head = lower_ascii(html.substr(0, kMetaBytes));
  const std::size_t meta = head.find("charset=");
  if (meta == std::string::npos) return {};
  const std::string_view rest = std::string_view(head).substr(meta + 8);
  const std::size_t begin = rest.find_first_not_of("\"' ");
  if (begin == std::string_view::npos) return {};
  return std::string(rest.substr(begin, rest.find_first_of("\"' />;", begin) - begin));
}

/// Without blank lines at both ends, and without blanks at the ends of lines.
std::string trim_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t feed = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, feed - at);
    at = feed + 1;
    // The mark of a signature ends in a blank, but so it is seen, too.
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (out.empty() && line.empty()) continue;
    out += line;
    out += '\n';
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

Body read_text(const Entity& entity, std::string_view bytes) {
  Transferred transferred = decode_transfer(content_of(entity, bytes), entity.encoding);
  const bool html = entity.media_type == "text/html";
  std::string charset = entity.charset;
  if (charset.empty() && html) charset = charset_of_html(transferred.bytes);
  Decoded decoded = decode_charset(transferred.bytes, charset);
  Body out;
  out.lost = std::move(decoded.lost);
  if (transferred.cut) out.lost = "the end: its base64 coding is cut off";
  if (!tidy_text(decoded.text) && out.lost.empty()) out.lost = "control characters";
  if (html) {
    out.text = trim_lines(html_to_text(decoded.text));
  } else {
    out.text = trim_lines(entity.flowed ? unflow(decoded.text, entity.delete_space) : decoded.text);
  }
  return out;
}

}  // namespace

Result<Body> read_body(const Structure& mail, const Contents& contents, std::string_view bytes,
                       const Limits& limits) {
  Body out;
  for (const std::uint32_t index : contents.texts) {
    Body one = read_text(mail.entities[index], bytes);
    if (!one.lost.empty()) out.lost = std::move(one.lost);
    if (one.text.empty()) continue;
    if (!out.text.empty()) out.text += "\n\n";
    out.text += one.text;
    if (out.text.size() > limits.mail_text_bytes) {
      return Error{
          ErrorCode::kLimit,
          "the text of the mail has more than " + std::to_string(limits.mail_text_bytes) + " bytes",
          "send long texts as files",
          {}};
    }
  }
  return out;
}

}  // namespace intake::eml
