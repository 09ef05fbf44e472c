#include "submission/form_value.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "ruleset/keys.h"
#include "text/unicode.h"

namespace intake {
namespace {

using Kind = MapField::Kind;

constexpr std::string_view kNoAddress = "this place of the form cannot be written";

bool is_box(const FormField& field) { return field.kind == FormField::Kind::kCheckbox; }

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// `22/11/2026`, `22.11.2026`, `22-11-2026` as 2026-11-22; any other text as it is.
std::string iso_date(std::string_view text) {
  text = trim_blanks(text);
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      parts.back() += c;
    } else if (c == '/' || c == '.' || c == '-' || c == ' ') {
      if (!parts.back().empty()) parts.emplace_back();
    } else {
      return std::string(text);
    }
  }
  if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4 ||
      parts[0].empty() || parts[1].empty()) {
    return std::string(text);
  }
  const auto padded = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  std::string date = parts[2] + "-" + padded(parts[1]) + "-" + padded(parts[0]);
  return is_date(date) ? date : std::string(text);
}

class ValueReader {
 public:
  ValueReader(const Reading& reading, const FieldUnit::Cell& cell, const FormMap& map,
              const MapField& field, Language language, Origin& origin)
      : reading_(reading),
        cell_(cell),
        map_(map),
        field_(field),
        language_(language),
        origin_(origin) {}

  FieldValue run() {
    out_.text = shown_value(reading_, cell_);
    origin_.text = out_.text;
    const FormField& first = reading_.fields[cell_.fields.front()];
    origin_.address = first.address;
    if (first.locked) {
      origin_.fixed = first.why_locked.empty() ? "the field is locked" : first.why_locked;
    } else if (first.address.empty()) {
      origin_.fixed = kNoAddress;
    }
    if (is_box(first)) {
      read_boxes();
    } else {
      read_text(first);
    }
    return std::move(out_);
  }

 private:
  /// What a text means for a boolean: `yes`, `no`, or neither.
  std::optional<bool> truth(std::string_view text) const {
    const std::string word = squash(text);
    if (has(map_.yes, word)) return true;
    if (has(map_.no, word)) return false;
    std::optional<bool> answer;  // `Ja / Oui`
    for (const std::string_view piece : alternatives(text)) {
      const bool yes = has(map_.yes, squash(piece));
      if (!yes && !has(map_.no, squash(piece))) return std::nullopt;
      if (answer && *answer != yes) return std::nullopt;
      answer = yes;
    }
    return answer;
  }

  /// The value of an option of this field; the text itself where it has no other.
  std::string value_of(const std::string& option) const {
    if (field_.kind == Kind::kBoolean) {
      const auto answer = truth(option);
      return !answer ? std::string() : *answer ? "true" : "false";
    }
    const std::string value = find_choice(map_, field_, option);
    return value.empty() ? option : value;
  }

  void not_understood() { out_.understood = false; }

  void read_boxes() {
    if (field_.kind == Kind::kBoolean && cell_.fields.size() == 1) return read_single_box();
    std::vector<std::string> ticked;
    origin_.writing = Origin::Writing::kBoxes;
    for (const std::uint32_t index : cell_.fields) {
      const FormField& box = reading_.fields[index];
      std::string option = box.option.empty() ? box.label : box.option;
      std::string value = value_of(option);
      if (box.value == "true") ticked.push_back(value);
      origin_.wordings.push_back({std::move(value), std::move(option), box.address});
    }
    if (ticked.empty()) return;
    if (field_.kind == Kind::kCheckboxes || field_.kind == Kind::kList) {
      Datum::Array values(ticked.begin(), ticked.end());
      out_.value = Datum(std::move(values));
    } else if (ticked.size() > 1) {
      not_understood();
    } else if (field_.kind == Kind::kBoolean) {
      if (ticked[0].empty()) return not_understood();
      out_.value = Datum(ticked[0] == "true");
    } else {
      out_.value = Datum(ticked[0]);
    }
  }

  void read_single_box() {
    const FormField& box = reading_.fields[cell_.fields.front()];
    const auto meaning = truth(box.option);
    if (meaning) {
      // A box "yes" or "no" alone: left empty it says nothing.
      origin_.writing = Origin::Writing::kBoxes;
      origin_.wordings = {{*meaning ? "true" : "false", box.option, box.address}};
      if (box.value == "true") out_.value = Datum(*meaning);
      return;
    }
    origin_.writing = Origin::Writing::kCheckbox;
    out_.value = Datum(box.value == "true");
  }

  void read_text(const FormField& first) {
    std::string text;
    for (const std::uint32_t index : cell_.fields) {
      if (reading_.fields[index].value.empty()) continue;
      text += (text.empty() ? "" : "\n") + reading_.fields[index].value;
    }
    if (cell_.fields.size() > 1) origin_.fixed = "several fields of the form give it together";
    add_wordings(first);
    const std::string squashed = squash(text);
    if (squashed.empty() || has(map_.empty, squashed)) return;
    switch (field_.kind) {
      case Kind::kText:
      case Kind::kMultiline:
        out_.value = Datum(text);
        return;
      case Kind::kDate:
        out_.value = Datum(iso_date(text));
        return;
      case Kind::kChoice: {
        std::string value = find_choice(map_, field_, text);
        out_.value = Datum(value.empty() ? std::move(text) : std::move(value));
        return;
      }
      case Kind::kBoolean:
        if (const auto answer = truth(text)) {
          out_.value = Datum(*answer);
        } else {
          not_understood();
        }
        return;
      case Kind::kList:
      case Kind::kCheckboxes:
        out_.value = Datum(pieces(text));
        return;
      case Kind::kKnown:
        return;
    }
  }

  Datum::Array pieces(const std::string& text) {
    origin_.separator = field_.separator.empty() ? std::string("\n") : field_.separator;
    // A list that stands with a line each is written so again.
    if (text.find('\n') != std::string::npos) origin_.separator = "\n";
    std::vector<std::string> parts{text};
    if (field_.split != nullptr) parts = field_.split->split(text);
    Datum::Array values;
    std::string open;  // a text that ends in a colon or comma goes on in the next piece
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string whole = open + std::string(trim_ascii(parts[i]));
      const std::string_view trimmed = whole;
      open.clear();
      if (trimmed.empty()) continue;
      const bool comma = trimmed.ends_with(',');
      if (field_.kind == Kind::kList && i + 1 < parts.size() && (comma || whole.back() == ':')) {
        open = whole + (comma ? " " : "");
        continue;
      }
      if (field_.kind == Kind::kCheckboxes) {
        values.emplace_back(value_of(std::string(trimmed)));
      } else {
        values.emplace_back(trimmed);
      }
    }
    return values;
  }

  /// Blanks beside a separator belong to it; others (no-break spaces) are for the rules to see.
  static std::string_view trim_ascii(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
  }

  void add_wordings(const FormField& first) {
    if (field_.kind == Kind::kList) origin_.separator = field_.separator;
    if (field_.kind != Kind::kChoice && field_.kind != Kind::kBoolean) return;
    if (first.kind == FormField::Kind::kChoice && !first.choices.empty()) {
      for (const std::string& choice : first.choices) {
        std::string value = value_of(choice);
        if (!value.empty()) origin_.wordings.push_back({std::move(value), choice, {}});
      }
      return;
    }
    if (field_.kind == Kind::kBoolean) {
      const auto language = static_cast<std::size_t>(language_);
      origin_.wordings = {{"true", map_.yes_text[language], {}},
                          {"false", map_.no_text[language], {}}};
      return;
    }
    for (const MapChoice& choice : field_.choices) {
      origin_.wordings.push_back({choice.value, first_in(choice.texts, language_), {}});
    }
  }

  const Reading& reading_;
  const FieldUnit::Cell& cell_;
  const FormMap& map_;
  const MapField& field_;
  Language language_;
  Origin& origin_;
  FieldValue out_;
};

}  // namespace

std::string find_choice(const FormMap& map, const MapField& field, std::string_view text) {
  std::vector<Label> labels{read_label(text, map.ignored)};
  for (const std::string_view piece : alternatives(text)) {
    labels.push_back(read_label(piece, map.ignored));
  }
  int best_score = kSureOfLabel - 1;
  std::string best;
  for (const MapChoice& choice : field.choices) {
    for (const Label& known : choice.labels) {
      for (const Label& label : labels) {
        const int score = label_score(label, known);
        if (score > best_score) best_score = score, best = choice.value;
      }
    }
  }
  return best;
}

FieldValue read_value(const Reading& reading, const FieldUnit::Cell& cell, const FormMap& map,
                      const MapField& field, Language language, Origin& origin) {
  return ValueReader(reading, cell, map, field, language, origin).run();
}

}  // namespace intake
