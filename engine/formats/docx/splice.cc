#include "formats/docx/splice.h"

#include <algorithm>

#include "formats/docx/labels.h"

namespace intake::docx {
namespace {

constexpr auto kNowhere = std::string_view::npos;

/// One past the `>` of the tag that starts at `at`. The text is well-formed.
std::size_t tag_end(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

bool closes_itself(std::string_view text, std::size_t end) {
  return end >= 2 && text[end - 2] == '/';
}

/// One past the element that starts at `at`.
std::size_t element_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    std::size_t end = kNowhere;
    if (rest.starts_with("<!--")) {
      end = text.find("-->", at);
      at = end == kNowhere ? text.size() : end + 3;
    } else if (rest.starts_with("<![CDATA[")) {
      end = text.find("]]>", at);
      at = end == kNowhere ? text.size() : end + 3;
    } else if (rest.starts_with("<?")) {
      end = text.find("?>", at);
      at = end == kNowhere ? text.size() : end + 2;
    } else if (rest.starts_with("</")) {
      at = tag_end(text, at);
      if (--depth == 0) return at;
    } else {
      at = tag_end(text, at);
      if (!closes_itself(text, at)) {
        ++depth;
      } else if (depth == 0) {
        return at;
      }
    }
    at = std::min(text.find('<', at), text.size());
  }
  return text.size();
}

bool is_blank_char(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Attribute {
  std::size_t begin = kNowhere;  // of the name
  std::size_t value = 0;
  std::size_t value_end = 0;
};

/// An attribute of the start tag at `at`, by local name; `begin` is npos where there is none.
Attribute find_attribute(std::string_view text, std::size_t at, std::string_view name) {
  const std::size_t end = tag_end(text, at);
  while (at < end && !is_blank_char(text[at])) ++at;
  while (at < end) {
    while (at < end && is_blank_char(text[at])) ++at;
    const std::size_t begin = at;
    const std::size_t equals = text.find('=', at);
    if (equals >= end) break;
    const std::string_view found = trim_ascii(text.substr(begin, equals - begin));
    const std::size_t quote = text.find_first_of("\"'", equals);
    if (quote >= end) break;
    const std::size_t close = text.find(text[quote], quote + 1);
    if (close >= end) break;
    if (local_name(found) == name && !found.starts_with("xmlns")) return {begin, quote + 1, close};
    at = close + 1;
  }
  return {};
}

Error refused(std::string what) {
  Error error;
  error.code = ErrorCode::kRefused;
  error.what = std::move(what);
  return error;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void Splice::put(std::size_t begin, std::size_t end, std::string text) {
  edits_.push_back(
      {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(text)});
}

std::size_t Splice::end_of(ElementId element) const {
  return element_end(markup_.bytes(), markup_.offset(element));
}

std::string Splice::raw(ElementId element) const {
  const std::size_t begin = markup_.offset(element);
  return markup_.bytes().substr(begin, end_of(element) - begin);
}

std::string Splice::text_xml(ElementId like, std::string_view text) const {
  const std::string prefix(markup_.prefix(like));
  std::string out;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(text.find_first_of("\n\t", begin), text.size());
    if (end > begin || text.empty()) {
      out += "<" + prefix + "t xml:space=\"preserve\">" +
             escape_xml(text.substr(begin, end - begin)) + "</" + prefix + "t>";
    }
    if (end == text.size()) return out;
    out += "<" + prefix + (text[end] == '\n' ? "br/>" : "tab/>");
    begin = end + 1;
  }
}

void Splice::replace_text(ElementId t, std::size_t from, std::size_t to, std::string text) {
  texts_[t].push_back({from, to, std::move(text)});
}

void Splice::remove(ElementId element) { put(markup_.offset(element), end_of(element), {}); }

void Splice::set_attribute(ElementId element, std::string_view name, std::string_view value) {
  const std::string& bytes = markup_.bytes();
  const std::size_t at = markup_.offset(element);
  const Attribute found = find_attribute(bytes, at, name);
  if (found.begin != kNowhere) {
    put(found.value, found.value_end, escape_xml(value));
    return;
  }
  const std::size_t end = at + 1 + std::string_view(markup_[element].node.name()).size();
  put(end, end,
      " " + std::string(markup_.prefix(element)) + std::string(name) + "=\"" + escape_xml(value) +
          "\"");
}

void Splice::remove_attribute(ElementId element, std::string_view name) {
  const Attribute found = find_attribute(markup_.bytes(), markup_.offset(element), name);
  if (found.begin != kNowhere) put(found.begin, found.value_end + 1, {});
}

void Splice::insert_first(ElementId parent, std::string_view xml) {
  const std::string& bytes = markup_.bytes();
  const std::size_t end = tag_end(bytes, markup_.offset(parent));
  if (closes_itself(bytes, end)) {
    insert_last(parent, xml);
  } else {
    put(end, end, std::string(xml));
  }
}

void Splice::insert_last(ElementId parent, std::string_view xml) {
  const std::string& bytes = markup_.bytes();
  const std::size_t end = tag_end(bytes, markup_.offset(parent));
  if (closes_itself(bytes, end)) {
    put(end - 2, end,
        ">" + std::string(xml) + "</" + std::string(markup_[parent].node.name()) + ">");
    return;
  }
  const std::size_t close = bytes.rfind("</", end_of(parent) - 1);
  put(close, close, std::string(xml));
}

void Splice::insert_after(ElementId element, std::string_view xml) {
  const std::size_t end = end_of(element);
  put(end, end, std::string(xml));
}

Result<std::string> Splice::apply() {
  for (auto& [element, edits] : texts_) {
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit& a, const TextEdit& b) { return a.from < b.from; });
    std::string text = markup_.text(element);
    if (markup_.text_attribute(element, "space") != "preserve") text = trim_ascii(text);
    std::string changed;
    std::size_t at = 0;
    for (const TextEdit& edit : edits) {
      if (edit.from < at || edit.to < edit.from || edit.to > text.size()) {
        return refused("two values of the form stand in each other's place");
      }
      changed.append(text, at, edit.from - at);
      changed += edit.text;
      at = edit.to;
    }
    changed.append(text, at);
    if (changed != text) {
      put(markup_.offset(element), end_of(element), text_xml(element, changed));
    }
  }
  texts_.clear();
  std::stable_sort(edits_.begin(), edits_.end(),
                   [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  return apply_edits(markup_.bytes(), edits_);
}

}  // namespace intake::docx
