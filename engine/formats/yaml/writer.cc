#include "formats/yaml/writer.h"

#include <vector>

#include "formats/yaml/yaml.h"

namespace intake::yaml {
namespace {

/// Source: YAML 1.2.2 section 7.4.2, a simple key spans at most 1024 characters.
constexpr std::size_t kLongestSimpleName = 1000;

bool is_container(View value) {
  return (value.is_array() || value.is_object()) && value.size() > 0;
}

void append_line(std::string& out, std::uint32_t column, std::string_view eol) {
  out += eol;
  out.append(column, ' ');
}

void append_comment(std::string& out, View value, const Layout& layout) {
  if (layout.comment == nullptr || !*layout.comment) return;
  const std::string words = (*layout.comment)(value);
  if (!words.empty()) out += "  # " + words;
}

void append_literal(std::string& out, View value, std::uint32_t column, const Layout& layout) {
  std::string_view text = value.text();
  const std::string_view eol = layout.eol;
  out += text.back() == '\n' ? "|" : "|-";
  append_comment(out, value, layout);
  if (text.back() == '\n') text.remove_suffix(1);
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    append_line(out, line.empty() ? 0 : column, eol);
    out += line;
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

struct Open {
  View container;
  std::uint32_t next = 0;
  std::uint32_t column = 0;
  bool same_line = false;  // the first child continues the current line
};

}  // namespace

void append_name(std::string& out, std::string_view name, Quoting quoting, bool flow,
                 std::uint32_t column, std::string_view eol) {
  const std::string text = quote_text(name, quoting, flow);
  if (text.size() <= kLongestSimpleName) {
    out += text + ":";
    return;
  }
  out += "? " + text;
  if (flow) {
    out += " :";
  } else {
    append_line(out, column, eol);
    out += ":";
  }
}

void append_block(std::string& out, View value, Before before, std::uint32_t column,
                  const Layout& layout) {
  std::vector<Open> open;
  const auto place = [&](View child, Before behind, std::uint32_t at) {
    if (!is_container(child)) {
      if (behind != Before::kNothing) out += ' ';
      if (layout.literals && child.is_string() && is_literal_safe(child.text())) {
        append_literal(out, child, at + layout.step, layout);
      } else {
        out += scalar_text(child, layout.quoting, false);
        append_comment(out, child, layout);
      }
    } else if (behind == Before::kDash) {
      out += ' ';
      open.push_back({child, 0, at + 2, true});
    } else if (behind == Before::kNothing) {
      open.push_back({child, 0, at, true});
    } else {
      append_comment(out, child, layout);
      const bool indent = child.is_object() || layout.indent_lists;
      open.push_back({child, 0, at + (indent ? layout.step : 0), false});
    }
  };
  place(value, before, column);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.container.size()) {
      open.pop_back();
      continue;
    }
    if (top.next > 0 || !top.same_line) append_line(out, top.column, layout.eol);
    const View child = top.container.at(top.next++);
    const bool map = top.container.is_object();
    const std::uint32_t at = top.column;
    if (map) {
      append_name(out, child.key(), Quoting::kPlain, false, at, layout.eol);
    } else {
      out += '-';
    }
    place(child, map ? Before::kName : Before::kDash, at);
  }
}

void append_flow(std::string& out, View value, Quoting quoting) {
  std::vector<Open> open;
  const auto place = [&](View child) {
    if (is_container(child)) {
      out += child.is_object() ? '{' : '[';
      open.push_back({child, 0, 0, true});
    } else {
      out += scalar_text(child, quoting, true);
    }
  };
  place(value);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.container.size()) {
      out += top.container.is_object() ? '}' : ']';
      open.pop_back();
      continue;
    }
    if (top.next > 0) out += ", ";
    const View child = top.container.at(top.next++);
    if (top.container.is_object()) {
      append_name(out, child.key(), Quoting::kPlain, true, 0, "\n");
      out += ' ';
    }
    place(child);
  }
}

std::string write(View value) { return write_commented(value, {}); }

std::string write_commented(View value, const std::function<std::string(View)>& comment) {
  std::string out;
  if (value.absent()) return out;
  Layout layout;
  layout.comment = &comment;
  append_block(out, value, Before::kNothing, 0, layout);
  out += '\n';
  // check_text() takes a file that begins like this for a picture.
  if (out.starts_with("GIF8")) out.insert(0, "---\n");
  return out;
}

}  // namespace intake::yaml
