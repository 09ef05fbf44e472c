#include "formats/eml/html_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "formats/eml/header.h"
#include "formats/eml/html_entities.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::size_t kEntityBytes = 32;
constexpr std::size_t kListDepth = 20;

enum class Effect : std::uint8_t {
  kNone,
  kLine,
  kBreak,
  kBlock,
  kItem,
  kList,
  kRow,
  kCell,
  kPre,
  kDrop
};

struct Element {
  std::string_view name;
  Effect effect = Effect::kNone;
};

constexpr std::array kElements{
    Element{"address", Effect::kLine},     Element{"article", Effect::kBlock},
    Element{"blockquote", Effect::kBlock}, Element{"br", Effect::kBreak},
    Element{"caption", Effect::kLine},     Element{"center", Effect::kLine},
    Element{"dd", Effect::kLine},          Element{"div", Effect::kLine},
    Element{"dl", Effect::kBlock},         Element{"dt", Effect::kLine},
    Element{"fieldset", Effect::kBlock},   Element{"footer", Effect::kBlock},
    Element{"form", Effect::kLine},        Element{"h1", Effect::kBlock},
    Element{"h2", Effect::kBlock},         Element{"h3", Effect::kBlock},
    Element{"h4", Effect::kBlock},         Element{"h5", Effect::kBlock},
    Element{"h6", Effect::kBlock},         Element{"header", Effect::kBlock},
    Element{"hr", Effect::kBlock},         Element{"legend", Effect::kLine},
    Element{"li", Effect::kItem},          Element{"main", Effect::kBlock},
    Element{"noscript", Effect::kLine},    Element{"ol", Effect::kList},
    Element{"option", Effect::kLine},      Element{"p", Effect::kBlock},
    Element{"pre", Effect::kPre},          Element{"script", Effect::kDrop},
    Element{"section", Effect::kBlock},    Element{"select", Effect::kDrop},
    Element{"style", Effect::kDrop},       Element{"table", Effect::kBlock},
    Element{"tbody", Effect::kLine},       Element{"td", Effect::kCell},
    Element{"template", Effect::kDrop},    Element{"textarea", Effect::kLine},
    Element{"th", Effect::kCell},          Element{"thead", Effect::kLine},
    Element{"title", Effect::kDrop},       Element{"tr", Effect::kRow},
    Element{"ul", Effect::kList},          Element{"xml", Effect::kDrop},
};
constexpr bool before(const Element& a, const Element& b) { return a.name < b.name; }
static_assert(std::is_sorted(kElements.begin(), kElements.end(), before));

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

class Converter {
 public:
  explicit Converter(std::string_view html) : html_(html) {}

  std::string run() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && read_markup()) continue;
      if (c == '&' && read_entity()) continue;
      put(std::string_view(&html_[at_], 1));
      ++at_;
    }
    return std::move(out_);
  }

 private:
  struct List {
    bool ordered = false;
    std::uint32_t number = 0;
  };

  void put(std::string_view text) {
    if (pre_ == 0 && text.size() == 1 && is_space(text.front())) {
      blank_ = true;
      return;
    }
    if (pre_ > 0 && text == "\n") {
      ++lines_;
      return;
    }
    if (pre_ > 0 && text == "\r") return;
    start_line();
    if (blank_ && !out_.empty() && out_.back() != '\n' && out_.back() != '\t' &&
        out_.back() != ' ') {
      out_ += ' ';
    }
    blank_ = false;
    cells_ = 0;
    fresh_cell_ = false;
    out_ += text;
  }

  /// Writes the line ends, cell marks and item marks that were asked for before a text.
  void start_line() {
    if (lines_ > 0 && !out_.empty()) {
      out_.append(std::min(lines_, 2u), '\n');
      blank_ = false;
      cells_ = 0;
    }
    lines_ = 0;
    if (!item_.empty()) {
      out_ += item_;
      item_.clear();
      blank_ = false;
      return;
    }
    if (cells_ > 0 && !out_.empty() && out_.back() != '\n') {
      out_.append(std::min(cells_, 20u), '\t');
      blank_ = false;
    }
  }

  void need_lines(std::uint32_t lines) {
    lines_ = std::max(lines_, lines);
    blank_ = false;
    cells_ = 0;
  }

  bool read_entity() {
    std::size_t end = at_ + 1;
    while (
        end < html_.size() && end - at_ <= kEntityBytes &&
        (is_letter(html_[end]) || (html_[end] >= '0' && html_[end] <= '9') || html_[end] == '#')) {
      ++end;
    }
    const char32_t code = html_entity(html_.substr(at_ + 1, end - at_ - 1));
    if (code == 0) return false;
    at_ = end < html_.size() && html_[end] == ';' ? end + 1 : end;
    std::string text;
    append_utf8(text, code == 0xA0 ? U' ' : code);
    if (code == 0xA0) {
      // It keeps words together and fills empty cells; to a reader it is a blank.
      blank_ = true;
    } else {
      put(text);
    }
    return true;
  }

  /// False: the `<` is text.
  bool read_markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return true;
    }
    if (rest.size() < 2) return false;
    const bool closing = rest[1] == '/';
    const char first = closing && rest.size() > 2 ? rest[2] : rest[1];
    const bool declaration = rest[1] == '!' || rest[1] == '?';
    if (!is_letter(first) && !declaration) return false;
    const std::size_t end = find_tag_end();
    if (end == std::string_view::npos) return false;
    const std::size_t name_begin = at_ + (closing ? 2 : 1);
    std::size_t name_end = name_begin;
    while (name_end < end && !is_space(html_[name_end]) && html_[name_end] != '/') ++name_end;
    const std::string name =
        lower_ascii(html_.substr(name_begin, std::min<std::size_t>(name_end - name_begin, 20)));
    at_ = end + 1;
    if (!declaration) apply(name, closing);
    return true;
  }

  /// The `>` of the tag at `at_`, not within quotes as long as quotes are closed.
  std::size_t find_tag_end() {
    if (no_more_tags_) return std::string_view::npos;
    if (!ignore_quotes_) {
      char quote = 0;
      for (std::size_t i = at_ + 1; i < html_.size(); ++i) {
        const char c = html_[i];
        if (quote != 0) {
          if (c == quote) quote = 0;
        } else if ((c == '"' || c == '\'') && html_[i - 1] == '=') {
          quote = c;
        } else if (c == '>') {
          return i;
        }
      }
      ignore_quotes_ = true;
    }
    const std::size_t end = html_.find('>', at_ + 1);
    no_more_tags_ = end == std::string_view::npos;
    return end;
  }

  void apply(std::string_view name, bool closing) {
    const auto found =
        std::lower_bound(kElements.begin(), kElements.end(), Element{name, Effect::kNone}, before);
    if (found == kElements.end() || found->name != name) return;
    switch (found->effect) {
      case Effect::kNone:
        return;
      case Effect::kLine:
        if (!fresh_cell_) need_lines(1);
        return;
      case Effect::kBreak:
        blank_ = false;
        cells_ = 0;
        ++lines_;
        return;
      case Effect::kBlock:
        if (!fresh_cell_) need_lines(2);
        return;
      case Effect::kRow:
        cells_in_row_ = 0;
        fresh_cell_ = false;
        return need_lines(1);
      case Effect::kCell:
        if (!closing) begin_cell();
        return;
      case Effect::kItem:
        return begin_item(closing);
      case Effect::kList:
        return begin_list(name == "ol", closing);
      case Effect::kPre:
        need_lines(2);
        pre_ = closing ? (pre_ > 0 ? pre_ - 1 : 0) : pre_ + 1;
        return;
      case Effect::kDrop:
        if (!closing) drop(name);
        return;
    }
  }

  /// Paragraphs at the beginning and end of a cell are only how Word writes cells.
  void begin_cell() {
    blank_ = false;
    if (cells_in_row_++ > 0) {
      lines_ = 0;
      ++cells_;
    }
    fresh_cell_ = true;
  }

  void begin_item(bool closing) {
    need_lines(1);
    item_.clear();
    if (closing) return;
    const std::size_t depth = std::max<std::size_t>(lists_.size(), 1);
    item_.assign((depth - 1) * 2, ' ');
    if (lists_.empty() || !lists_.back().ordered) {
      item_ += "- ";
    } else {
      item_ += std::to_string(++lists_.back().number) + ". ";
    }
  }

  void begin_list(bool ordered, bool closing) {
    item_.clear();
    if (closing) {
      if (over_ > 0) {
        --over_;
      } else if (!lists_.empty()) {
        lists_.pop_back();
      }
      return need_lines(lists_.empty() ? 2 : 1);
    }
    need_lines(lists_.empty() ? 2 : 1);
    if (lists_.size() < kListDepth) {
      lists_.push_back({ordered, 0});
    } else {
      ++over_;
    }
  }

  /// Leaves out what stands up to the closing tag; without one, everything.
  void drop(std::string_view name) {
    const std::string closing = "</" + std::string(name);
    std::size_t at = at_;
    while ((at = html_.find("</", at)) != std::string_view::npos) {
      if (begins_with_name(html_.substr(at), closing)) break;
      at += 2;
    }
    at_ = at == std::string_view::npos ? html_.size() : at;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<List> lists_;
  std::string item_;
  std::uint32_t lines_ = 0;
  std::uint32_t cells_ = 0;  // tabs to write before the next text
  std::uint32_t cells_in_row_ = 0;
  bool fresh_cell_ = false;  // nothing has been written in this cell
  std::uint32_t pre_ = 0;
  std::uint32_t over_ = 0;  // lists in lists beyond kListDepth
  bool blank_ = false;
  bool ignore_quotes_ = false;
  bool no_more_tags_ = false;
};

}  // namespace

std::string html_to_text(std::string_view html) { return Converter(html).run(); }

}  // namespace intake::eml
