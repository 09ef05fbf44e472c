#include "formats/yaml/faults.h"

#include <array>
#include <optional>
#include <string>

#include "formats/yaml/extent.h"
#include "text/unicode.h"

namespace intake::yaml {
namespace {

struct Words {
  std::string_view parser;  // how the parser's words begin
  std::string_view what;
  std::string_view hint;
};

// Source: the ErrorMsg constants of yaml-cpp 0.7, exceptions.h.
constexpr std::array kWords{
    Words{"illegal map value", "a `:` stands where no mapping can begin",
          "put quotes around a text that holds `: `, or check that the line before it is complete"},
    Words{"illegal map key", "a `?` stands where no mapping can begin",
          "put quotes around the text"},
    Words{"illegal block entry", "a `- ` stands where no list can begin",
          "start a new line for the list, or put quotes around the text"},
    Words{"end of map not found", "this does not belong to the mapping above it",
          "indent it like the other names, or add the `:` after its name"},
    Words{"end of map flow not found", "a `{` is not closed, or a comma is missing here",
          "add the `}` or the `,`"},
    Words{"end of sequence not found", "this is no element of the list above it",
          "begin it with `- `, or indent it like the names above the list"},
    Words{"end of sequence flow not found", "a `[` is not closed, or a comma is missing here",
          "add the `]` or the `,`"},
    Words{"illegal flow end", "a closing bracket has no matching opening one",
          "remove it, or put quotes around the text"},
    Words{"illegal tab", "a tab is used as indentation", "use spaces"},
    Words{"illegal document indicator in scalar",
          "a quoted text is not closed before the next document", "add the closing quote"},
    Words{"illegal EOF in scalar", "a quoted text is not closed", "add the closing quote"},
    Words{"invalid unicode", "an escape names no character",
          "write the character itself, or its code after `\\U`"},
    Words{"bad character found while scanning hex number", "an escape has too few hex digits",
          "write two digits after `\\x`, four after `\\u`, eight after `\\U`"},
    Words{"unknown escape character", "a `\\` is no escape with what follows it",
          "write `\\\\` for a backslash, or use single quotes"},
    Words{"the referenced anchor is not defined", "an alias names an anchor that is not defined",
          "write the value itself, or put quotes around a text that begins with `*`"},
    Words{"alias not found after *", "a `*` has no name after it",
          "put quotes around a text that begins with `*`"},
    Words{"anchor not found after &", "a `&` has no name after it",
          "put quotes around a text that begins with `&`"},
    Words{"illegal character found while scanning alias", "the name after `*` is no anchor name",
          "put quotes around a text that begins with `*`"},
    Words{"illegal character found while scanning anchor", "the name after `&` is no anchor name",
          "put quotes around a text that begins with `&`"},
    Words{"aliases can't have any content", "an alias has a value of its own",
          "remove one of them"},
    Words{"cannot assign multiple tags", "a value has two tags", "remove one of them"},
    Words{"cannot assign multiple anchors", "a value has two anchors", "remove one of them"},
    Words{"illegal character found while scanning tag handle", "this is no tag",
          "put quotes around a text that begins with `!`"},
    Words{"tag handle with no suffix", "this is no tag",
          "put quotes around a text that begins with `!`"},
    Words{"end of verbatim tag not found", "a `!<` is not closed",
          "put quotes around a text that begins with `!`"},
    Words{"cannot set zero indentation for a block scalar",
          "`0` is no indentation of a block of text", "leave it out"},
    Words{"unexpected character in block scalar",
          "after `|` or `>` only a line of its own can follow",
          "begin the text on the next line, or put quotes around it"},
    Words{"bad YAML version", "the %YAML line names no version", "remove the line"},
    Words{"YAML major version too large", "the %YAML line names a version that is not known",
          "remove the line"},
    Words{"YAML directives must", "the %YAML line names no version", "remove the line"},
    Words{"repeated YAML directive", "there are two %YAML lines", "remove one of them"},
    Words{"TAG directives must", "the %TAG line is not complete", "remove the line"},
    Words{"repeated TAG directive", "there are two %TAG lines for one handle",
          "remove one of them"},
};

/// The character at `offset` for a message.
std::string character_at(std::string_view text, std::uint32_t offset) {
  std::size_t end = offset;
  next_code_point(text, end);
  return "`" + std::string(text.substr(offset, end - offset)) + "`";
}

/// The first tab before anything else on the line of `offset`.
std::optional<std::uint32_t> indenting_tab(std::string_view text, std::uint32_t offset) {
  const std::uint32_t begin = line_begin(text, offset);
  const std::size_t tab = text.find('\t', begin);
  if (tab == std::string_view::npos || tab >= skip_spaces(text, begin)) return std::nullopt;
  return static_cast<std::uint32_t>(tab);
}

Error tab_fault(const Source& source, std::uint32_t tab) {
  return error_at(source, tab, ErrorCode::kSyntax, "a tab is used as indentation", "use spaces");
}

/// The parser tells of a bad escape behind it: the place of its backslash.
std::uint32_t escape_begin(std::string_view text, std::uint32_t offset) {
  for (std::uint32_t back = 1; back <= 12 && back <= offset; ++back) {
    if (text[offset - back] == '\\') return offset - back;
  }
  return offset;
}

/// The quote that opened on one line and closed on a later one just before the fault: most likely
/// the real place of the mistake.
std::string open_quote_hint(const Source& source, std::uint32_t offset, const EventLog& log) {
  for (std::size_t back = 0; back < 3 && back < log.events.size(); ++back) {
    const Event& event = log.events[log.events.size() - 1 - back];
    if (event.type != Event::Type::kScalar || event.mark > offset) continue;
    const std::string_view text = source.bytes();
    const std::uint32_t at = skip_properties(text, event.mark).next;
    const char c = byte_at(text, at);
    if (c != '"' && c != '\'') continue;
    const auto end = quoted_end(text, at);
    const std::uint32_t first = source.locate(at).line;
    if (!end || source.locate(*end).line == first) continue;
    return "close the quote that opens on line " + std::to_string(first);
  }
  return {};
}

}  // namespace

Error stray_fault(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.bytes();
  if (offset >= text.size()) {
    return error_at(source, offset, ErrorCode::kSyntax, "the text ends too early",
                    "check for a bracket or a quote that is not closed");
  }
  if (const auto tab = indenting_tab(text, offset)) return tab_fault(source, *tab);
  return error_at(source, offset, ErrorCode::kSyntax,
                  character_at(text, offset) + " stands where it belongs to nothing",
                  "remove it, or put quotes around the text");
}

Error parser_fault(const Source& source, std::uint32_t offset, std::string_view words,
                   const EventLog& log) {
  const std::string_view text = source.bytes();
  std::string_view what = "the text is not well-formed YAML";
  std::string hint = "check the line for a quote, bracket or `:` that is missing or too many";
  std::string owned;
  if (words.substr(0, 13) == "unknown token" && offset < text.size()) {
    owned = character_at(text, offset) + " cannot begin a text";
    what = owned;
    hint = "put quotes around the text";
  }
  for (const Words& known : kWords) {
    if (words.substr(0, known.parser.size()) != known.parser) continue;
    what = known.what;
    hint = known.hint;
    break;
  }
  if (const auto tab = indenting_tab(text, offset)) return tab_fault(source, *tab);
  if (what.find("escape") != std::string_view::npos) offset = escape_begin(text, offset);
  if (std::string quote = open_quote_hint(source, offset, log); !quote.empty()) hint = quote;
  return error_at(source, offset, ErrorCode::kSyntax, std::string(what), std::move(hint));
}

}  // namespace intake::yaml
