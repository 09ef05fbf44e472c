#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "lang/template/template.h"
#include "text/unicode.h"

using namespace intake;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

/// The text of a name, written as it would stand in a template; braces doubled.
std::string escaped(std::string_view literal) {
  std::string text;
  for (const char c : literal) {
    text += c;
    if (c == '{' || c == '}') text += c;
  }
  return text;
}

}  // namespace

/// Any text is a template or a fault within the text. The pieces written again give the same
/// template; what is rendered is what the pieces say, cut at the limit, and is UTF-8 where the
/// template and the values are. The first byte is the limit, what stands behind the first NUL the
/// value of every name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t limit = std::size_t{data[0]} * 4;
  const std::string input(data + 1, data + size);
  const std::size_t end = input.find('\0');
  const std::string text = input.substr(0, end);
  const std::string value = end == std::string::npos ? "é\xf0\x9f\x98\x80" : input.substr(end + 1);

  const auto parsed = Template::parse(text);
  if (!parsed.ok()) {
    check(parsed.error().offset <= text.size() && !parsed.error().message.empty());
    return 0;
  }
  std::string again, whole;
  std::size_t names = 0;
  for (const Template::Piece& piece : parsed->pieces()) {
    check(piece.name.empty() != piece.literal.empty());
    check(piece.offset < text.size());
    if (piece.name.empty()) {
      again += escaped(piece.literal);
      whole += piece.literal;
      continue;
    }
    ++names;
    check(text[piece.offset] == '{');
    again += '{';
    for (std::size_t i = 0; i < piece.name.size(); ++i) again += (i > 0 ? "." : "") + piece.name[i];
    again += '}';
    whole += value;
  }
  const auto reread = Template::parse(again);
  check(reread.ok() && reread->pieces().size() == parsed->pieces().size());

  std::size_t asked = 0;
  const auto lookup = [&](const std::vector<std::string>& name) {
    check(!name.empty());
    ++asked;
    return value;
  };
  check(parsed->render(lookup, whole.size()) == whole);
  check(asked == names);
  const std::string cut = parsed->render(lookup, limit);
  check(cut.size() <= std::max<std::size_t>(limit, 3));
  check(cut == parsed->render(lookup, limit));
  if (!find_invalid_utf8(text) && !find_invalid_utf8(value)) check(!find_invalid_utf8(cut));
  return 0;
}
