#include "formats/docx/styles.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr int kMaxParents = 20;

/// What headings are called in English, French, Dutch and German; a level may follow.
constexpr std::array<std::string_view, 9> kHeadings{"heading",     "kop",         "titre",
                                                    "überschrift", "uberschrift", "berschrift",
                                                    "title",       "titel",       "subtitle"};
constexpr std::array<std::string_view, 5> kContents{"toc", "tm", "inhopg", "verzeichnis",
                                                    "contents"};

/// The word is the name, or the name is the word and a number.
bool named(std::string_view name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  name.remove_prefix(word.size());
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return c == ' ' || c == '_' || (c >= '0' && c <= '9'); });
}

void take_name(Style& style, std::string_view given) {
  const std::string name = to_lower(given);
  style.heading =
      style.heading || std::any_of(kHeadings.begin(), kHeadings.end(),
                                   [&](std::string_view word) { return named(name, word); });
  style.contents =
      style.contents || std::any_of(kContents.begin(), kContents.end(),
                                    [&](std::string_view word) { return named(name, word); });
  style.placeholder = style.placeholder || name == "placeholder text" || name == "placeholdertext";
}

struct Entry {
  Style style;
  std::string parent;
  bool says_bold = false;
  bool says_level = false;
};

}  // namespace

Styles::Styles(const Markup& markup) {
  std::map<std::string, Entry, std::less<>> entries;
  for (ElementId id = 0; id < markup.size(); ++id) {
    if (markup.tag(id) != Tag::kStyle) continue;
    Entry entry;
    const std::string name = markup.text_attribute(id, "styleId");
    take_name(entry.style, name);
    take_name(entry.style, markup.text_attribute(markup.child(id, Tag::kName), "val"));
    entry.parent = markup.text_attribute(markup.child(id, Tag::kBasedOn), "val");
    const ElementId run = markup.child(id, Tag::kRPr);
    const ElementId bold = markup.child(run, Tag::kB);
    entry.says_bold = bold != kNoElement;
    entry.style.bold = entry.says_bold && markup.on(bold);
    entry.style.hidden = run != kNoElement && markup.has_on(run, Tag::kVanish);
    const ElementId level = markup.child(markup.child(id, Tag::kPPr), Tag::kOutlineLvl);
    entry.says_level = level != kNoElement;
    if (entry.says_level) entry.style.heading = markup.text_attribute(level, "val") < "9";
    entries.emplace(name, std::move(entry));
    id = markup.end(id) - 1;
  }
  for (const auto& [name, entry] : entries) {
    Style style = entry.style;
    bool says_bold = entry.says_bold;
    bool says_level = entry.says_level;
    const Entry* at = &entry;
    for (int i = 0; i < kMaxParents; ++i) {
      const auto parent = entries.find(at->parent);
      if (parent == entries.end()) break;
      at = &parent->second;
      if (!says_level) style.heading = style.heading || at->style.heading;
      if (!says_bold) style.bold = at->style.bold;
      style.hidden = style.hidden || at->style.hidden;
      style.contents = style.contents || at->style.contents;
      says_bold = says_bold || at->says_bold;
      says_level = says_level || at->says_level;
    }
    styles_.emplace(name, style);
  }
}

Style Styles::find(std::string_view id) const {
  if (id.empty()) return {};
  const auto found = styles_.find(id);
  if (found != styles_.end()) return found->second;
  Style style;
  take_name(style, id);
  return style;
}

}  // namespace intake::docx
