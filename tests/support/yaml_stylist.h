#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "document/datum.h"
#include "formats/yaml/yaml.h"

namespace intake {

/// Writes a value as YAML in a style of its own: what people's files look like. Comments are
/// numbered in document order: `# c7`, `# own c8` on a line of its own, `# top c0`.
class YamlStylist {
 public:
  explicit YamlStylist(std::mt19937& random) : random_(random) {
    eol_ = roll(4) == 0 ? "\r\n" : "\n";
    step_ = roll(3) == 0 ? 4 : 2;
    indent_lists_ = roll(2) == 0;
  }

  std::string document(const Datum& value) {
    out_.clear();
    if (roll(3) == 0) line("# top c" + std::to_string(comments_++));
    if (roll(6) == 0) line("---");
    write(value, 0, false);
    if (roll(4) != 0 && !out_.ends_with(eol_)) out_ += eol_;
    return out_;
  }

  std::uint32_t comments() const { return comments_; }

 private:
  std::uint32_t roll(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

  void line(const std::string& text) { out_ += text + eol_; }

  void end_line() {
    if (roll(4) == 0) out_ += " # c" + std::to_string(comments_++);
    out_ += eol_;
    if (roll(8) == 0) out_ += eol_;
  }

  std::string scalar(const Datum& value, bool flow) {
    const Document document = to_document(value);
    const View view(document, document.root());
    if (const std::string* text = value.text()) {
      const bool simple = text->find_first_of("\n\t") == std::string::npos;
      if (simple && roll(3) == 0) {
        std::string quoted = "'";
        for (const char c : *text) quoted += c == '\'' ? "''" : std::string(1, c);
        return quoted + "'";
      }
      if (roll(3) == 0) return to_json(value);
    }
    if (value.is_null() && roll(2) == 0) return "~";
    return yaml::write_scalar(view, flow);
  }

  void flow(const Datum& value) {
    const bool lines = roll(4) == 0;
    const std::string gap = lines ? eol_ + std::string(flow_indent_, ' ') : roll(2) == 0 ? " " : "";
    std::string separator;
    const auto item = [&] {
      out_ += separator;
      out_ += separator.empty() && !lines ? "" : gap;
      separator = lines || gap == " " ? "," : ", ";
    };
    if (const auto* array = value.array()) {
      out_ += '[';
      for (const Datum& element : *array) {
        item();
        flow(element);
      }
      out_ += (array->empty() ? "" : lines ? eol_ + std::string(flow_indent_ - 1, ' ') : "") + "]";
    } else if (const auto* object = value.object()) {
      out_ += '{';
      for (const auto& [name, member] : *object) {
        item();
        out_ += scalar(Datum(name), true) + ": ";
        flow(member);
      }
      out_ += (object->empty() ? "" : lines ? eol_ + std::string(flow_indent_ - 1, ' ') : "") + "}";
    } else {
      out_ += scalar(value, true);
    }
  }

  /// Writes a value that begins on the current line (`same_line`: behind `- `) or on new lines.
  void write(const Datum& value, std::uint32_t column, bool same_line) {
    const auto* array = value.array();
    const auto* object = value.object();
    if ((array == nullptr && object == nullptr) || (array != nullptr && array->empty()) ||
        (object != nullptr && object->empty())) {
      flow(value);
      end_line();
      return;
    }
    bool first = same_line;
    const auto begin_entry = [&] {
      if (!first) {
        if (roll(8) == 0) line(std::string(column, ' ') + "# own c" + std::to_string(comments_++));
        out_.append(column, ' ');
      }
      first = false;
    };
    if (array != nullptr) {
      for (const Datum& element : *array) {
        begin_entry();
        out_ += '-';
        child(element, column, true);
      }
      return;
    }
    for (const auto& [name, member] : *object) {
      begin_entry();
      out_ += scalar(Datum(name), false) + ":";
      child(member, column, false);
    }
  }

  void child(const Datum& value, std::uint32_t column, bool dash) {
    const bool container = value.array() != nullptr || value.object() != nullptr;
    const bool empty = (value.array() != nullptr && value.array()->empty()) ||
                       (value.object() != nullptr && value.object()->empty());
    if (value.is_null() && roll(3) == 0) return end_line();
    if (!container || empty || roll(3) == 0) {
      out_ += roll(5) == 0 ? "   " : " ";
      flow_indent_ = column + 3;
      flow(value);
      return end_line();
    }
    if (dash) {
      out_ += ' ';
      return write(value, column + 2, true);
    }
    end_line();
    const bool indent = value.object() != nullptr || indent_lists_;
    write(value, column + (indent ? step_ : 0), false);
  }

  std::mt19937& random_;
  std::string out_;
  std::string eol_;
  std::uint32_t step_ = 2;
  std::uint32_t flow_indent_ = 2;
  std::uint32_t comments_ = 0;
  bool indent_lists_ = true;
};

}  // namespace intake
