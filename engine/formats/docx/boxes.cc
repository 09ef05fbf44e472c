#include "formats/docx/boxes.h"

#include <algorithm>
#include <array>

namespace intake::docx {
namespace {

struct Glyph {
  std::string_view text;
  bool checked;
  std::string_view opposite;
};
constexpr std::array kGlyphs{
    Glyph{"\u2610", false, "\u2612"}, Glyph{"\u2611", true, "\u2610"},
    Glyph{"\u2612", true, "\u2610"},  Glyph{"\u25A1", false, "\u2612"},
    Glyph{"\uF0A8", false, "\uF0FE"}, Glyph{"\uF06F", false, "\uF0FE"},
    Glyph{"\uF0FE", true, "\uF0A8"},  Glyph{"\uF0FD", true, "\uF0A8"},
    Glyph{"\uF078", true, "\uF0A8"},  Glyph{"\uF0A3", false, "\uF052"},
    Glyph{"\uF052", true, "\uF0A3"},  Glyph{"\uF054", true, "\uF0A3"},
};
/// Those in round brackets count where a line has several: `(x)` alone is a name.
constexpr std::array kBrackets{
    Glyph{"( )", false, "(x)"}, Glyph{"(x)", true, "( )"}, Glyph{"(X)", true, "( )"},
    Glyph{"[ ]", false, "[x]"}, Glyph{"[x]", true, "[ ]"}, Glyph{"[X]", true, "[ ]"},
};

struct Symbol {
  std::string_view font;
  std::string_view code;
  bool checked;
  std::string_view opposite;
};
constexpr std::array kSymbols{
    Symbol{"Wingdings", "A8", false, "FE"},   Symbol{"Wingdings", "6F", false, "FE"},
    Symbol{"Wingdings", "70", false, "FE"},   Symbol{"Wingdings", "71", false, "FE"},
    Symbol{"Wingdings", "72", false, "FE"},   Symbol{"Wingdings", "FE", true, "A8"},
    Symbol{"Wingdings", "FD", true, "A8"},    Symbol{"Wingdings", "78", true, "A8"},
    Symbol{"Wingdings 2", "A3", false, "52"}, Symbol{"Wingdings 2", "52", true, "A3"},
    Symbol{"Wingdings 2", "53", true, "A3"},  Symbol{"Wingdings 2", "54", true, "A3"},
};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

const Symbol* find_symbol(std::string_view font, std::string_view code) {
  // F0A8 and A8 are the same: symbol fonts are mapped to U+F000.
  if (code.size() == 4 && upper(code[0]) == 'F' && code[1] == '0') code.remove_prefix(2);
  if (code.size() != 2) return nullptr;
  for (const Symbol& symbol : kSymbols) {
    if (symbol.font == font && symbol.code[0] == upper(code[0]) &&
        symbol.code[1] == upper(code[1])) {
      return &symbol;
    }
  }
  return nullptr;
}

bool in_control(const Scope& scope, std::uint32_t line, std::uint32_t byte) {
  const Spot spot{line, byte};
  std::uint32_t next = scope.first_control(spot);
  while (next < scope.controls.size() && scope.controls[next].stretch.begin == spot) ++next;
  return next > 0 && spot < scope.controls[next - 1].stretch.end;
}

const Glyph* glyph_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto starts = [&](const Glyph& glyph) { return rest.starts_with(glyph.text); };
  if (rest.front() == '[' || rest.front() == '(') {
    // `list[ ]` is none: a box stands free.
    if (at != 0 && text[at - 1] != ' ' && text[at - 1] != '\t') return nullptr;
    const auto found = std::find_if(kBrackets.begin(), kBrackets.end(), starts);
    return found == kBrackets.end() ? nullptr : &*found;
  }
  if (static_cast<unsigned char>(rest.front()) < 0xE2) return nullptr;
  const auto found = std::find_if(kGlyphs.begin(), kGlyphs.end(), starts);
  return found == kGlyphs.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Box> find_boxes(const Scope& scope, std::uint32_t line) {
  std::vector<Box> out;
  const std::string_view text = scope.lines[line].text;
  for (std::size_t i = 0; i < text.size();) {
    const Glyph* glyph = glyph_at(text, i);
    if (glyph == nullptr || in_control(scope, line, static_cast<std::uint32_t>(i))) {
      ++i;
      continue;
    }
    Box box;
    box.begin = static_cast<std::uint32_t>(i);
    box.end = static_cast<std::uint32_t>(i + glyph->text.size());
    box.checked = glyph->checked;
    box.opposite = glyph->opposite;
    out.push_back(box);
    i = box.end;
  }
  const auto round = [&](const Box& box) { return text[box.begin] == '('; };
  if (std::count_if(out.begin(), out.end(), round) == 1) {
    out.erase(std::find_if(out.begin(), out.end(), round));
  }
  return out;
}

std::string_view symbol_text(std::string_view font, std::string_view code) {
  const Symbol* symbol = find_symbol(font, code);
  if (symbol == nullptr) return {};
  return symbol->checked ? "\u2612" : "\u2610";
}

std::string_view opposite_symbol(std::string_view font, std::string_view code) {
  const Symbol* symbol = find_symbol(font, code);
  return symbol == nullptr ? std::string_view{} : symbol->opposite;
}

}  // namespace intake::docx
