#include "document/json_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace intake {
namespace {

template <typename Number>
void append_number(std::string& out, Number value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

void append_real(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  const std::size_t start = out.size();
  append_number(out, value);
  // So that it is read back as the same kind of number.
  if (out.find_first_of(".e", start) == out.npos) out += ".0";
}

void append_scalar(std::string& out, View value) {
  switch (value.kind()) {
    case Kind::kNull:
      out += "null";
      break;
    case Kind::kBool:
      out += value.boolean() ? "true" : "false";
      break;
    case Kind::kInt:
      append_number(out, value.node().payload.integer);
      break;
    case Kind::kUint:
      append_number(out, value.node().payload.unsigned_integer);
      break;
    case Kind::kDouble:
      append_real(out, value.node().payload.real);
      break;
    case Kind::kString:
      append_json_string(out, value.text());
      break;
    case Kind::kArray:
      out += "[]";
      break;
    case Kind::kObject:
      out += "{}";
      break;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  std::size_t plain = 0;  // start of the run not yet copied
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out += text.substr(plain, i - plain);
    plain = i + 1;
    out += '\\';
    switch (c) {
      case '"':
        out += '"';
        break;
      case '\\':
        out += '\\';
        break;
      case '\b':
        out += 'b';
        break;
      case '\f':
        out += 'f';
        break;
      case '\n':
        out += 'n';
        break;
      case '\r':
        out += 'r';
        break;
      case '\t':
        out += 't';
        break;
      default:
        out += "u00";
        out += kHex[c >> 4];
        out += kHex[c & 0xF];
    }
  }
  out += text.substr(plain);
  out += '"';
}

void append_json(std::string& out, View value, const JsonStyle& style) {
  if (value.absent()) return;
  if (value.size() == 0) return append_scalar(out, value);

  struct Open {
    View container;
    std::uint32_t next = 0;
  };
  std::vector<Open> open;
  const auto begin = [&](View container) {
    out += container.is_array() ? '[' : '{';
    open.push_back({container, 0});
  };
  const auto new_line = [&](std::size_t levels) {
    if (style.newline.empty()) return;
    out += style.newline;
    out += style.base;
    for (std::size_t i = 0; i < levels; ++i) out += style.unit;
  };
  begin(value);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.container.size()) {
      const bool array = top.container.is_array();
      open.pop_back();
      new_line(open.size());
      out += array ? ']' : '}';
      continue;
    }
    if (top.next > 0) {
      out += ',';
      if (style.newline.empty()) out += style.after_comma;
    }
    new_line(open.size());
    const View child = top.container.at(top.next++);
    if (top.container.is_object()) {
      append_json_string(out, child.key());
      out += ':';
      out += style.after_colon;
    }
    if (child.size() > 0) {
      begin(child);
    } else {
      append_scalar(out, child);
    }
  }
}

std::string to_json(View value) {
  std::string out;
  append_json(out, value);
  return out;
}

std::string to_display(View value) {
  if (value.absent()) return "‹absent›";
  return value.is_string() ? std::string(value.text()) : to_json(value);
}

}  // namespace intake
