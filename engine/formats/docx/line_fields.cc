#include "formats/docx/line_fields.h"

#include <algorithm>
#include <optional>

#include "formats/docx/labels.h"
#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr std::size_t kMaxLabel = 160;  // bytes of a line that can be a label of what follows

/// A check box or control in a line.
struct Item {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t control = kNoControl;
  Box box;
};

class LineFields {
 public:
  explicit LineFields(FieldList& fields) : fields_(fields) {}

  void read(const ScopePtr& scope, const Surroundings& around, bool body) {
    // A control alone in a scope has no lines where it has no paragraph.
    if (scope->lines.empty()) {
      for (std::uint32_t i = 0; i < scope->controls.size(); ++i) {
        fields_.add_control(scope, i, body ? fields_.take_pending() : around.label, {}, around);
      }
      return;
    }
    for (std::uint32_t i = 0; i < scope->lines.size(); ++i) {
      const std::string_view text = scope->lines[i].text;
      const std::uint32_t from = free_from(*scope, i);
      const std::vector<Item> items = items_in(*scope, i);
      if (!items.empty()) {
        line_of_items(scope, i, from, items, around, body);
        continue;
      }
      if (from >= text.size()) continue;
      const std::optional<std::uint32_t> last =
          around.plain_values ? labelled_values(scope, i, from, around, body) : std::nullopt;
      if (last) i = *last;
      if (!last && body && !trim_ascii(text).empty()) {
        fields_.label_of_next(text.size() <= kMaxLabel ? clean_label(text) : std::string{});
      }
    }
  }

 private:
  static std::vector<Item> items_in(const Scope& scope, std::uint32_t line) {
    std::vector<Item> out;
    for (const Box& box : find_boxes(scope, line)) {
      out.push_back({box.begin, box.end, kNoControl, box});
    }
    const auto length = static_cast<std::uint32_t>(scope.lines[line].text.size());
    for (std::uint32_t i = scope.first_control({line, 0});
         i < scope.controls.size() && scope.controls[i].stretch.begin.line == line; ++i) {
      const Stretch& stretch = scope.controls[i].stretch;
      out.push_back(
          {stretch.begin.byte, stretch.end.line == line ? stretch.end.byte : length, i, {}});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Item& a, const Item& b) { return a.begin < b.begin; });
    return out;
  }

  /// Where the free text of a line begins: after a control that began in a line before.
  static std::uint32_t free_from(const Scope& scope, std::uint32_t line) {
    const std::uint32_t next = scope.first_control({line, 0});
    if (next == 0) return 0;
    const Spot end = scope.controls[next - 1].stretch.end;
    if (end.line < line) return 0;
    return end.line == line ? end.byte : static_cast<std::uint32_t>(scope.lines[line].text.size());
  }

  void line_of_items(const ScopePtr& scope, std::uint32_t line, std::uint32_t from,
                     const std::vector<Item>& items, const Surroundings& around, bool body) {
    const std::string_view text = scope->lines[line].text;
    const auto chunk = [&](std::size_t begin, std::size_t end) {
      return begin < end ? text.substr(begin, end - begin) : std::string_view{};
    };
    const std::string first = clean_label(chunk(from, items.front().begin));
    const std::string_view before = trim_ascii(chunk(from, items.front().begin));
    const std::string_view after = trim_ascii(chunk(items.back().end, text.size()));
    // `Acceptance [ ]   Production [ ]`: the text of a box stands before it.
    const bool leading = !first.empty() && !before.ends_with(':') && after.empty() &&
                         items.size() > 1 && is_box(*scope, items.back());
    std::string group = first;
    if (first.empty() || leading) {
      group = body ? fields_.take_pending() : around.label;
    } else if (body) {
      fields_.label_of_next({});
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Item& item = items[i];
      const std::size_t start = i == 0 ? from : items[i - 1].end;
      const std::size_t stop = i + 1 < items.size() ? items[i + 1].begin : text.size();
      const std::string own = clean_label(chunk(start, item.begin));
      const std::string option = leading ? own : collapse_blanks(trim_ascii(chunk(item.end, stop)));
      if (!is_box(*scope, item)) {
        fields_.add_control(scope, item.control, own.empty() ? group : own, {}, around);
      } else if (item.control != kNoControl) {
        fields_.add_control(scope, item.control, group, option, around);
      } else {
        fields_.add_box(scope, line, item.box, group, option, around);
      }
    }
  }

  static bool is_box(const Scope& scope, const Item& item) {
    return item.control == kNoControl ||
           scope.controls[item.control].info.kind == FormField::Kind::kCheckbox;
  }

  /// The last of the lines after this one in its paragraph that bring no field of their own; the
  /// line itself where there is none.
  static std::uint32_t last_plain(const Scope& scope, std::uint32_t line) {
    for (std::uint32_t next = line + 1; next < scope.lines.size(); ++next) {
      const Line& after = scope.lines[next];
      if (after.broken_by == kNoElement || trim_ascii(after.text).empty()) break;
      if (free_from(scope, next) > 0 || !items_in(scope, next).empty()) break;
      if (find_label(after.text, 0, after.text.size())) break;
      line = next;
    }
    return line;
  }

  /// The last line that was taken; nullopt where there is no label in this one.
  std::optional<std::uint32_t> labelled_values(const ScopePtr& scope, std::uint32_t line,
                                               std::uint32_t from, const Surroundings& around,
                                               bool body) {
    const std::string_view text = scope->lines[line].text;
    std::optional<std::uint32_t> last_line;
    for (std::size_t at = from; at < text.size();) {
      const std::optional<LabelledValue> found = find_label(text, at, text.size());
      if (!found) break;
      const std::string_view value =
          without_leaders(text.substr(found->begin, found->end - found->begin));
      std::size_t begin = found->begin;
      while (found->needs_colon && begin > 0 &&
             (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
        --begin;
      }
      Stretch stretch{{line, static_cast<std::uint32_t>(begin)},
                      {line, static_cast<std::uint32_t>(found->end)}};
      std::string written(value);
      if (found->begin >= text.size()) {
        const std::uint32_t last = last_plain(*scope, line);
        if (last != line) {
          stretch.end = {last, static_cast<std::uint32_t>(scope->lines[last].text.size())};
          written = without_empty_lines(scope->text(stretch));
        }
      }
      fields_.add_text(scope, stretch, found->label, written, found->needs_colon ? ": " : "",
                       around);
      last_line = stretch.end.line;
      at = std::max(found->end, at + 1);
      if (body) {
        if (written.empty() && found->begin >= found->end && at >= text.size()) {
          fields_.last_may_be_label();
        } else {
          fields_.label_of_next({});
        }
      }
    }
    return last_line;
  }

  FieldList& fields_;
};

}  // namespace

void add_line_fields(FieldList& fields, const ScopePtr& scope, const Surroundings& around,
                     bool body) {
  LineFields(fields).read(scope, around, body);
}

}  // namespace intake::docx
