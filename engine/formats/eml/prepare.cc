#include <array>
#include <set>
#include <string>

#include "formats/eml/charset.h"
#include "formats/eml/date.h"
#include "formats/eml/eml.h"
#include "formats/eml/gmime.h"
#include "formats/eml/header.h"

namespace intake::eml {
namespace {

constexpr std::size_t kCharsets = 30;
constexpr std::size_t kNameBytes = 40;

/// What GMime itself may turn to for bytes that name no charset.
constexpr std::array<std::string_view, 5> kAlways{"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15",
                                                  "windows-1252"};

class Names {
 public:
  /// The name at `at`, which ends before one of `ends`.
  void add(std::string_view bytes, std::size_t at, std::string_view ends) {
    while (at < bytes.size() && (bytes[at] == '"' || bytes[at] == '\'' || bytes[at] == ' ')) ++at;
    const std::string_view rest = bytes.substr(at, kNameBytes + 1);
    const std::string_view name = rest.substr(0, rest.find_first_of(ends));
    if (name.empty() || name.size() > kNameBytes || names_.size() >= kCharsets) return;
    if (names_.insert(lower_ascii(name)).second) hold_charset(name);
  }
  bool full() const { return names_.size() >= kCharsets; }

 private:
  std::set<std::string, std::less<>> names_;
};

}  // namespace

void start_gmime() {
  static const bool started = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(started);
}

void prepare(std::string_view bytes) {
  start_gmime();
  static const bool always = [] {
    for (const std::string_view name : kAlways) hold_charset(name);
    // Zones and types that are made at first use.
    read_date("Mon, 23 Nov 2026 10:00:00 +0100");
    read_date("Mon, 23 Nov 2026 10:00:00 GMT");
    return true;
  }();
  static_cast<void>(always);
  Names names;
  for (std::size_t i = 0; i + 3 < bytes.size() && !names.full(); ++i) {
    const char c = bytes[i];
    if ((c == 'c' || c == 'C') && begins_with_name(bytes.substr(i), "charset=")) {
      names.add(bytes, i + 8, "\"' ;\r\n\t)>/");
    } else if (c == '=' && bytes[i + 1] == '?') {
      names.add(bytes, i + 2, "?*");
    } else if (c == '*' && bytes[i + 1] == '=') {
      names.add(bytes, i + 2, "'");
    }
  }
}

}  // namespace intake::eml
