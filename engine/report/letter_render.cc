#include <exception>
#include <kainjow/mustache.hpp>
#include <utility>

#include "report/letter.h"
#include "text/unicode.h"

namespace intake {
namespace {

namespace ms = kainjow::mustache;

constexpr std::size_t kWidth = 76;
/// Sections in each other: the library parses them recursively.
constexpr std::size_t kMostSections = 16;
constexpr std::size_t kMostTemplateBytes = 256u << 10;

ms::data data_of(const Datum& datum) {  // as deep as letter_model() makes it
  if (const auto* text = datum.text()) return ms::data(*text);
  if (const auto* flag = std::get_if<bool>(&datum.value)) return ms::data(*flag);
  if (const auto* items = datum.array()) {
    ms::data list{ms::data::type::list};
    for (const Datum& item : *items) list.push_back(data_of(item));
    return list;
  }
  if (const auto* members = datum.object()) {
    ms::data object{ms::data::type::object};
    for (const auto& [name, value] : *members) object.set(name, data_of(value));
    return object;
  }
  return ms::data(false);
}

Error fault(std::string_view name, std::string_view text, std::size_t at, std::string what,
            std::string hint) {
  const Source source{std::string(name), std::string(text)};
  return error_at(source, static_cast<std::uint32_t>(at), ErrorCode::kSyntax, std::move(what),
                  std::move(hint));
}

/// The tags of a template, before the library sees them.
Status check_tags(std::string_view name, std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
    const std::size_t begin = at;
    at += 2;
    const std::size_t word = text.find_first_not_of(" \t\r\n", at);
    const char kind = word == std::string_view::npos ? '\0' : text[word];
    if (kind == '{' || kind == '&') {
      return fault(name, text, begin, "a value would be put in unescaped",
                   "write it in two braces: {{name}}");
    }
    if (kind == '>' || kind == '=') {
      return fault(name, text, begin,
                   kind == '>' ? "a template includes no other" : "the delimiters stay as they are",
                   "");
    }
    if ((kind == '#' || kind == '^') && ++depth > kMostSections) {
      return fault(
          name, text, begin,
          "sections stand in each other more than " + std::to_string(kMostSections) + " deep", "");
    }
    if (kind == '/' && depth > 0) --depth;
  }
  return Done{};
}

/// Where the text of a line begins: behind its indent and the mark of a list, under which its
/// further lines stand.
std::size_t hanging(std::string_view line) {
  std::size_t at = line.find_first_not_of(' ');
  if (at == std::string_view::npos) return 0;
  if (line.substr(at, 2) == "- ") return at + 2;
  std::size_t digits = at;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits > at && (line.substr(digits, 2) == ". " || line.substr(digits, 2) == ") ")) {
    return digits + 2;
  }
  return at;
}

void append_wrapped(std::string& out, std::string_view line) {
  const std::size_t indent = hanging(line);
  std::size_t column = 0, at = 0;
  bool first = true;
  while (at < line.size()) {
    std::size_t end = line.find(' ', at == 0 ? indent : at);
    if (end == std::string_view::npos) end = line.size();
    const std::string_view word = line.substr(at, end - at);
    const std::size_t width = display_width(word);
    if (!first && column + 1 + width > kWidth) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
    first = false;
    at = end + 1;
    while (at < line.size() && line[at] == ' ') ++at;
  }
  out += '\n';
}

/// Blanks that the template puts before what stands under a number, which it takes to be one digit.
constexpr std::size_t kUnderNumber = 3;

/// Columns by which the lines under a number of several digits are to be moved.
std::size_t wider_by(std::string_view line) {
  if (line.empty() || line[0] < '0' || line[0] > '9') return 0;
  const std::size_t text = hanging(line);
  return text > kUnderNumber ? text - kUnderNumber : 0;
}

/// Lines broken at blanks; no blanks at their ends, one empty line at most.
std::string laid_out(std::string_view text) {
  std::string out;
  bool empty = true;
  std::size_t moved = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    if (line.empty()) {
      if (!empty) out += '\n';
      empty = true;
      continue;
    }
    empty = false;
    const bool under = line.find_first_not_of(' ') >= kUnderNumber;
    if (!under) moved = wider_by(line);
    append_wrapped(out, under && moved > 0 ? std::string(moved, ' ').append(line) : line);
  }
  while (out.size() > 1 && out.ends_with("\n\n")) out.pop_back();
  return out;
}

/// Values that a letter takes: on one line, without control characters.
std::string plain(const std::string& value) {
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  return out;
}

std::string escaped(const std::string& value) { return ms::html_escape(plain(value)); }

/// Stands behind a tag that has a line of its own, in place of its line end. The library would
/// leave that line in some places and not in others.
constexpr char kTagLine = '\x01';

std::string without_tag_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view whole = text.substr(at, end - at);
    const std::string_view line = trim_blanks(whole);
    at = end;
    const bool tag = line.size() > 4 && line.starts_with("{{") &&
                     line.find("}}") == line.size() - 2 &&
                     std::string_view("#^/!").find(line[2]) != std::string_view::npos;
    out += tag ? line : whole;
    if (tag) out += kTagLine;
  }
  return out;
}

}  // namespace

Result<std::string> render_letter(std::string_view name, std::string_view mustache,
                                  const Datum& model, bool html, const Limits& limits) {
  if (mustache.size() > kMostTemplateBytes) {
    return Error{ErrorCode::kLimit,
                 "the template has more than " + std::to_string(kMostTemplateBytes) + " bytes",
                 "",
                 {std::string(name), 0, 0, 0}};
  }
  const Source source{std::string(name), std::string(mustache)};
  INTAKE_RETURN_IF_ERROR(check_text(source, limits));
  INTAKE_RETURN_IF_ERROR(check_tags(name, mustache));
  try {
    ms::mustache letter{without_tag_lines(mustache)};
    if (!letter.is_valid()) {
      return Error{ErrorCode::kSyntax,
                   "the template cannot be read: " + letter.error_message(),
                   "",
                   {std::string(name), 0, 0, 0}};
    }
    letter.set_custom_escape(html ? &escaped : &plain);
    std::string text = letter.render(data_of(model));
    std::erase(text, kTagLine);
    return html ? text : laid_out(text);
  } catch (const std::exception& thrown) {
    return Error{ErrorCode::kSyntax,
                 std::string("the template cannot be filled in: ") + thrown.what(),
                 "",
                 {std::string(name), 0, 0, 0}};
  }
}

}  // namespace intake
