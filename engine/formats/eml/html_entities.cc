#include "formats/eml/html_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace intake::eml {
namespace {

struct Entity {
  std::string_view name;
  char16_t code = 0;
};

/// The named characters of HTML 4, which is what mailers write; sorted.
constexpr std::array kEntities{
    Entity{"AElig", 0xC6},    Entity{"Aacute", 0xC1},    Entity{"Acirc", 0xC2},
    Entity{"Agrave", 0xC0},   Entity{"Alpha", 0x391},    Entity{"Aring", 0xC5},
    Entity{"Atilde", 0xC3},   Entity{"Auml", 0xC4},      Entity{"Beta", 0x392},
    Entity{"Ccedil", 0xC7},   Entity{"Chi", 0x3A7},      Entity{"Dagger", 0x2021},
    Entity{"Delta", 0x394},   Entity{"ETH", 0xD0},       Entity{"Eacute", 0xC9},
    Entity{"Ecirc", 0xCA},    Entity{"Egrave", 0xC8},    Entity{"Epsilon", 0x395},
    Entity{"Eta", 0x397},     Entity{"Euml", 0xCB},      Entity{"Gamma", 0x393},
    Entity{"Iacute", 0xCD},   Entity{"Icirc", 0xCE},     Entity{"Igrave", 0xCC},
    Entity{"Iota", 0x399},    Entity{"Iuml", 0xCF},      Entity{"Kappa", 0x39A},
    Entity{"Lambda", 0x39B},  Entity{"Mu", 0x39C},       Entity{"Ntilde", 0xD1},
    Entity{"Nu", 0x39D},      Entity{"OElig", 0x152},    Entity{"Oacute", 0xD3},
    Entity{"Ocirc", 0xD4},    Entity{"Ograve", 0xD2},    Entity{"Omega", 0x3A9},
    Entity{"Omicron", 0x39F}, Entity{"Oslash", 0xD8},    Entity{"Otilde", 0xD5},
    Entity{"Ouml", 0xD6},     Entity{"Phi", 0x3A6},      Entity{"Pi", 0x3A0},
    Entity{"Prime", 0x2033},  Entity{"Psi", 0x3A8},      Entity{"Rho", 0x3A1},
    Entity{"Scaron", 0x160},  Entity{"Sigma", 0x3A3},    Entity{"THORN", 0xDE},
    Entity{"Tau", 0x3A4},     Entity{"Theta", 0x398},    Entity{"Uacute", 0xDA},
    Entity{"Ucirc", 0xDB},    Entity{"Ugrave", 0xD9},    Entity{"Upsilon", 0x3A5},
    Entity{"Uuml", 0xDC},     Entity{"Xi", 0x39E},       Entity{"Yacute", 0xDD},
    Entity{"Yuml", 0x178},    Entity{"Zeta", 0x396},     Entity{"aacute", 0xE1},
    Entity{"acirc", 0xE2},    Entity{"acute", 0xB4},     Entity{"aelig", 0xE6},
    Entity{"agrave", 0xE0},   Entity{"alefsym", 0x2135}, Entity{"alpha", 0x3B1},
    Entity{"amp", 0x26},      Entity{"and", 0x2227},     Entity{"ang", 0x2220},
    Entity{"apos", 0x27},     Entity{"aring", 0xE5},     Entity{"asymp", 0x2248},
    Entity{"atilde", 0xE3},   Entity{"auml", 0xE4},      Entity{"bdquo", 0x201E},
    Entity{"beta", 0x3B2},    Entity{"brvbar", 0xA6},    Entity{"bull", 0x2022},
    Entity{"cap", 0x2229},    Entity{"ccedil", 0xE7},    Entity{"cedil", 0xB8},
    Entity{"cent", 0xA2},     Entity{"chi", 0x3C7},      Entity{"circ", 0x2C6},
    Entity{"clubs", 0x2663},  Entity{"cong", 0x2245},    Entity{"copy", 0xA9},
    Entity{"crarr", 0x21B5},  Entity{"cup", 0x222A},     Entity{"curren", 0xA4},
    Entity{"dArr", 0x21D3},   Entity{"dagger", 0x2020},  Entity{"darr", 0x2193},
    Entity{"deg", 0xB0},      Entity{"delta", 0x3B4},    Entity{"diams", 0x2666},
    Entity{"divide", 0xF7},   Entity{"eacute", 0xE9},    Entity{"ecirc", 0xEA},
    Entity{"egrave", 0xE8},   Entity{"empty", 0x2205},   Entity{"emsp", 0x2003},
    Entity{"ensp", 0x2002},   Entity{"epsilon", 0x3B5},  Entity{"equiv", 0x2261},
    Entity{"eta", 0x3B7},     Entity{"eth", 0xF0},       Entity{"euml", 0xEB},
    Entity{"euro", 0x20AC},   Entity{"exist", 0x2203},   Entity{"fnof", 0x192},
    Entity{"forall", 0x2200}, Entity{"frac12", 0xBD},    Entity{"frac14", 0xBC},
    Entity{"frac34", 0xBE},   Entity{"frasl", 0x2044},   Entity{"gamma", 0x3B3},
    Entity{"ge", 0x2265},     Entity{"gt", 0x3E},        Entity{"hArr", 0x21D4},
    Entity{"harr", 0x2194},   Entity{"hearts", 0x2665},  Entity{"hellip", 0x2026},
    Entity{"iacute", 0xED},   Entity{"icirc", 0xEE},     Entity{"iexcl", 0xA1},
    Entity{"igrave", 0xEC},   Entity{"image", 0x2111},   Entity{"infin", 0x221E},
    Entity{"int", 0x222B},    Entity{"iota", 0x3B9},     Entity{"iquest", 0xBF},
    Entity{"isin", 0x2208},   Entity{"iuml", 0xEF},      Entity{"kappa", 0x3BA},
    Entity{"lArr", 0x21D0},   Entity{"lambda", 0x3BB},   Entity{"lang", 0x2329},
    Entity{"laquo", 0xAB},    Entity{"larr", 0x2190},    Entity{"lceil", 0x2308},
    Entity{"ldquo", 0x201C},  Entity{"le", 0x2264},      Entity{"lfloor", 0x230A},
    Entity{"lowast", 0x2217}, Entity{"loz", 0x25CA},     Entity{"lrm", 0x200E},
    Entity{"lsaquo", 0x2039}, Entity{"lsquo", 0x2018},   Entity{"lt", 0x3C},
    Entity{"macr", 0xAF},     Entity{"mdash", 0x2014},   Entity{"micro", 0xB5},
    Entity{"middot", 0xB7},   Entity{"minus", 0x2212},   Entity{"mu", 0x3BC},
    Entity{"nabla", 0x2207},  Entity{"nbsp", 0xA0},      Entity{"ndash", 0x2013},
    Entity{"ne", 0x2260},     Entity{"ni", 0x220B},      Entity{"not", 0xAC},
    Entity{"notin", 0x2209},  Entity{"nsub", 0x2284},    Entity{"ntilde", 0xF1},
    Entity{"nu", 0x3BD},      Entity{"oacute", 0xF3},    Entity{"ocirc", 0xF4},
    Entity{"oelig", 0x153},   Entity{"ograve", 0xF2},    Entity{"oline", 0x203E},
    Entity{"omega", 0x3C9},   Entity{"omicron", 0x3BF},  Entity{"oplus", 0x2295},
    Entity{"or", 0x2228},     Entity{"ordf", 0xAA},      Entity{"ordm", 0xBA},
    Entity{"oslash", 0xF8},   Entity{"otilde", 0xF5},    Entity{"otimes", 0x2297},
    Entity{"ouml", 0xF6},     Entity{"para", 0xB6},      Entity{"part", 0x2202},
    Entity{"permil", 0x2030}, Entity{"perp", 0x22A5},    Entity{"phi", 0x3C6},
    Entity{"pi", 0x3C0},      Entity{"piv", 0x3D6},      Entity{"plusmn", 0xB1},
    Entity{"pound", 0xA3},    Entity{"prime", 0x2032},   Entity{"prod", 0x220F},
    Entity{"prop", 0x221D},   Entity{"psi", 0x3C8},      Entity{"quot", 0x22},
    Entity{"rArr", 0x21D2},   Entity{"radic", 0x221A},   Entity{"rang", 0x232A},
    Entity{"raquo", 0xBB},    Entity{"rarr", 0x2192},    Entity{"rceil", 0x2309},
    Entity{"rdquo", 0x201D},  Entity{"real", 0x211C},    Entity{"reg", 0xAE},
    Entity{"rfloor", 0x230B}, Entity{"rho", 0x3C1},      Entity{"rlm", 0x200F},
    Entity{"rsaquo", 0x203A}, Entity{"rsquo", 0x2019},   Entity{"sbquo", 0x201A},
    Entity{"scaron", 0x161},  Entity{"sdot", 0x22C5},    Entity{"sect", 0xA7},
    Entity{"shy", 0xAD},      Entity{"sigma", 0x3C3},    Entity{"sigmaf", 0x3C2},
    Entity{"sim", 0x223C},    Entity{"spades", 0x2660},  Entity{"sub", 0x2282},
    Entity{"sube", 0x2286},   Entity{"sum", 0x2211},     Entity{"sup", 0x2283},
    Entity{"sup1", 0xB9},     Entity{"sup2", 0xB2},      Entity{"sup3", 0xB3},
    Entity{"supe", 0x2287},   Entity{"szlig", 0xDF},     Entity{"tau", 0x3C4},
    Entity{"there4", 0x2234}, Entity{"theta", 0x3B8},    Entity{"thetasym", 0x3D1},
    Entity{"thinsp", 0x2009}, Entity{"thorn", 0xFE},     Entity{"tilde", 0x2DC},
    Entity{"times", 0xD7},    Entity{"trade", 0x2122},   Entity{"uArr", 0x21D1},
    Entity{"uacute", 0xFA},   Entity{"uarr", 0x2191},    Entity{"ucirc", 0xFB},
    Entity{"ugrave", 0xF9},   Entity{"uml", 0xA8},       Entity{"upsih", 0x3D2},
    Entity{"upsilon", 0x3C5}, Entity{"uuml", 0xFC},      Entity{"weierp", 0x2118},
    Entity{"xi", 0x3BE},      Entity{"yacute", 0xFD},    Entity{"yen", 0xA5},
    Entity{"yuml", 0xFF},     Entity{"zeta", 0x3B6},     Entity{"zwj", 0x200D},
    Entity{"zwnj", 0x200C},
};
constexpr bool before(const Entity& a, const Entity& b) { return a.name < b.name; }
static_assert(std::is_sorted(kEntities.begin(), kEntities.end(), before));

/// Numbers 0x80 to 0x9F mean windows-1252. Source: HTML, numeric character references.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char32_t numbered(std::string_view digits) {
  const bool hex = !digits.empty() && (digits.front() == 'x' || digits.front() == 'X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 8) return 0;
  std::uint64_t code = 0;
  for (const char c : digits) {
    const std::uint64_t digit = c >= '0' && c <= '9'   ? static_cast<std::uint64_t>(c - '0')
                                : c >= 'a' && c <= 'f' ? static_cast<std::uint64_t>(c - 'a' + 10)
                                : c >= 'A' && c <= 'F' ? static_cast<std::uint64_t>(c - 'A' + 10)
                                                       : 99;
    if (digit >= (hex ? 16u : 10u)) return 0;
    code = code * (hex ? 16 : 10) + digit;
  }
  if (code >= 0x80 && code < 0xA0) return kWindows1252[code - 0x80];
  const bool character = code >= ' ' && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (code == '\t' || code == '\n' || code == '\r') return U' ';
  return character && code != 0x7F ? static_cast<char32_t>(code) : U'\uFFFD';
}

}  // namespace

char32_t html_entity(std::string_view name) {
  if (!name.empty() && name.front() == '#') return numbered(name.substr(1));
  const auto found = std::lower_bound(kEntities.begin(), kEntities.end(), Entity{name, 0}, before);
  return found != kEntities.end() && found->name == name ? found->code : 0;
}

}  // namespace intake::eml
