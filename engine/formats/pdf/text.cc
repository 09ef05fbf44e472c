#include "formats/pdf/text.h"

#include "text/unicode.h"

namespace intake::pdf {

std::string text_of(QPDFObjectHandle string, bool& lost) {
  const std::string utf8 = string.getUTF8Value();
  std::string whole;
  whole.reserve(utf8.size());
  std::string_view rest = utf8;
  while (const auto wrong = find_invalid_utf8(rest)) {
    lost = true;
    whole += rest.substr(0, *wrong);
    whole += "\xEF\xBF\xBD";
    rest.remove_prefix(*wrong + 1);
  }
  whole += rest;
  std::string lines;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] == '\0' || (whole[i] == '\n' && i > 0 && whole[i - 1] == '\r')) continue;
    lines += whole[i] == '\r' ? '\n' : whole[i];
  }
  return lines;
}

std::string name_of(QPDFObjectHandle name) {
  std::string text = name.isName() ? name.getName() : std::string();
  if (text.starts_with('/')) text.erase(0, 1);
  return find_invalid_utf8(text) ? std::string() : text;
}

}  // namespace intake::pdf
