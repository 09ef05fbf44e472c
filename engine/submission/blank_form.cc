#include "submission/blank_form.h"

#include <algorithm>
#include <utility>

namespace intake {
namespace {

using Words = std::array<std::string_view, kLanguages>;
constexpr Words kExample{"For example", "Par exemple", "Bijvoorbeeld", "Zum Beispiel"};

bool is_for(const std::vector<std::string>& only, std::string_view rule_set) {
  return only.empty() || std::find(only.begin(), only.end(), rule_set) != only.end();
}

const FieldNote* note_of(const MapField& field, std::string_view rule_set) {
  const auto found = std::find_if(field.notes.begin(), field.notes.end(),
                                  [&](const FieldNote& note) { return note.rule_set == rule_set; });
  return found == field.notes.end() ? nullptr : &*found;
}

class Describer {
 public:
  Describer(const FormMap& map, std::string_view rule_set, Language language)
      : map_(map), rule_set_(rule_set), language_(language) {}

  Datum run() {
    Datum::Array sections;
    for (std::uint32_t i = 0; i < map_.sections.size(); ++i) {
      Datum::Object one = section(i);
      if (!one.empty()) sections.push_back(Datum(std::move(one)));
    }
    Datum::Object form;
    form.emplace_back("title", text_in(map_.title, language_));
    form.emplace_back("language", kLanguageNames[static_cast<std::size_t>(language_)]);
    form.emplace_back("intro", paragraphs(map_.intro));
    form.emplace_back("notes", paragraphs(map_.outro));
    form.emplace_back("sections", Datum(std::move(sections)));
    return Datum(std::move(form));
  }

 private:
  Datum paragraphs(const Texts& texts) const {
    Datum::Array all;
    if (const std::string& text = text_in(texts, language_); !text.empty()) all.emplace_back(text);
    return Datum(std::move(all));
  }

  /// Empty: nothing of it is on this form.
  Datum::Object section(std::uint32_t index) const {
    const MapSection& section = map_.sections[index];
    Datum::Array fields, columns;
    for (const MapField& field : map_.fields) {
      if (field.section != index || !is_on_form(map_, field, rule_set_)) continue;
      const bool in_table = section.rows > 0 && !field.group.empty();
      (in_table ? columns : fields).push_back(describe(field));
    }
    Datum::Object one;
    if (fields.empty() && columns.empty()) return one;
    const std::string heading = first_in(section.headings, language_);
    one.emplace_back("heading", section.number.empty() ? heading : section.number + " " + heading);
    if (const std::string& guidance = text_in(section.guidance, language_); !guidance.empty()) {
      one.emplace_back("guidance", guidance);
    }
    if (!fields.empty()) one.emplace_back("fields", Datum(std::move(fields)));
    if (!columns.empty()) {
      Datum::Object grid;
      grid.emplace_back("name", section.id);
      grid.emplace_back("columns", Datum(std::move(columns)));
      grid.emplace_back("rows", std::uint64_t{section.rows});
      one.emplace_back("grid", Datum(std::move(grid)));
    }
    return one;
  }

  std::string_view kind_of(const MapField& field) const {
    switch (field.kind) {
      case MapField::Kind::kMultiline:
        return "multiline";
      case MapField::Kind::kChoice:
      case MapField::Kind::kBoolean:
        return "choice";
      case MapField::Kind::kCheckboxes:
        return "checkboxes";
      case MapField::Kind::kDate:
        return "date";
      case MapField::Kind::kList:
        return field.separator.find('\n') == std::string::npos && !field.separator.empty()
                   ? "text"
                   : "multiline";
      case MapField::Kind::kText:
      case MapField::Kind::kKnown:
        break;
    }
    return "text";
  }

  Datum describe(const MapField& field) const {
    Datum::Object one;
    one.emplace_back("name", field.names.empty() ? squash(field.at) : field.names.front());
    one.emplace_back("label", first_in(field.labels, language_));
    one.emplace_back("kind", kind_of(field));
    const std::string guidance = guidance_of(field, rule_set_, language_);
    if (!guidance.empty()) one.emplace_back("guidance", guidance);
    if (const std::string example = example_of(field, rule_set_); !example.empty()) {
      const auto language = static_cast<std::size_t>(language_);
      one.emplace_back("placeholder", std::string(kExample[language]) + " " + example);
    }
    Datum::Array choices;
    const auto add = [&](const std::string& value, const std::string& text) {
      choices.push_back(Datum(
          Datum::Object{{"value", Datum(value)}, {"text", Datum(text.empty() ? value : text)}}));
    };
    for (const MapChoice& choice : field.choices) {
      add(choice.value, first_in(choice.texts, language_));
    }
    if (field.kind == MapField::Kind::kBoolean && choices.empty()) {
      add("true", map_.yes_text[static_cast<std::size_t>(language_)]);
      add("false", map_.no_text[static_cast<std::size_t>(language_)]);
    }
    if (!choices.empty()) one.emplace_back("choices", Datum(std::move(choices)));
    return Datum(std::move(one));
  }

  const FormMap& map_;
  std::string_view rule_set_;
  Language language_;
};

}  // namespace

Datum blank_form(const FormMap& map, std::string_view rule_set, Language language) {
  return Describer(map, rule_set, language).run();
}

bool is_on_form(const FormMap& map, const MapField& field, std::string_view rule_set) {
  if (field.at.empty() || !field.printed || !is_for(field.only, rule_set)) return false;
  return field.section == MapField::kNoSection ||
         is_for(map.sections[field.section].only, rule_set);
}

std::string guidance_of(const MapField& field, std::string_view rule_set, Language language) {
  const FieldNote* note = note_of(field, rule_set);
  std::string own = note == nullptr ? "" : text_in(note->guidance, language);
  return own.empty() ? text_in(field.guidance, language) : own;
}

std::string example_of(const MapField& field, std::string_view rule_set) {
  const FieldNote* note = note_of(field, rule_set);
  return note != nullptr && !note->example.empty() ? note->example : field.example;
}

}  // namespace intake
