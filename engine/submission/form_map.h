#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "lang/pattern.h"
#include "ruleset/ruleset.h"
#include "submission/label.h"
#include "submission/words.h"

namespace intake {

struct MapSection {
  std::string id;
  std::string number;  // as our own form prints it: "5.1"
  Synonyms headings;
  std::vector<Label> labels;  // of `headings`
  Texts guidance;
  std::vector<std::string> only;  // rule sets whose form has it; empty: all
  std::uint32_t rows = 0;         // rows of its table; 0: it is no table
  View place;
};

struct MapChoice {
  std::string value;
  Synonyms texts;
  std::vector<Label> labels;  // of `texts`, and of the value
  View place;
};

/// What the form of one rule set says of a field beside what every form does.
struct FieldNote {
  std::string rule_set;
  Texts guidance;
  std::string example;
};

/// A place of the tree that a form can fill.
struct MapField {
  enum class Kind : std::uint8_t {
    kText,
    kMultiline,
    kChoice,      // one of `choices`
    kBoolean,     // yes or no
    kCheckboxes,  // a list: those of `choices` that are ticked
    kDate,        // as 2026-11-22 in the tree
    kList,        // a list of texts in one place
    kKnown,       // understood, and not needed: it has no place in the tree
  };
  static constexpr std::uint32_t kNoSection = 0xffffffff;

  std::string at;     // pointer, `{i}` for one index; empty: kKnown
  std::string group;  // what stands before `{i}`; empty: there is none
  Kind kind = Kind::kText;
  std::uint32_t section = kNoSection;
  std::vector<std::string> names;  // tags of content controls, names of PDF fields
  Synonyms labels;
  std::string separator;  // kList
  PatternPtr split;       // kList
  std::vector<MapChoice> choices;
  bool required = false;
  bool printed = true;  // on our own form
  std::vector<std::string> only;
  Texts guidance;
  std::string example;
  std::vector<FieldNote> notes;
  View place;
};

/// A label of the map and what it belongs to.
struct KnownLabel {
  Label label;
  std::uint32_t field = 0;
  Language language = Language::kEn;
  /// Another field has it, too, and both stand in tables, or neither does.
  bool shared = false;
};

struct RecogniseSpec {
  std::vector<std::string> phrases;                         // words folded, one blank between
  std::vector<std::string> titles;                          // likewise, in the first lines
  std::vector<std::string> excludes;                        // likewise, anywhere
  std::vector<PatternPtr> names;                            // of the file
  std::vector<std::pair<std::string, std::string>> values;  // pointer -> text, folded
  std::uint32_t least_fields = 4;
};

/// How the fields of a form become values: rules/forms/<name>/<version>.yaml, with what it extends.
struct FormMap {
  std::string name;
  Version version;
  Texts title;
  std::vector<Language> languages;
  bool abstract = false;
  std::string schema_name;
  std::vector<std::string> rule_sets;  // that this is the blank form of
  std::vector<std::pair<std::string, Datum>> sets;
  RecogniseSpec recognise;
  std::vector<MapSection> sections;  // by number
  std::vector<MapField> fields;      // by section, then as written
  Texts intro, outro;
  IgnoredWords ignored;
  std::vector<std::string> yes, no, empty;       // squashed
  std::array<std::string, kLanguages> yes_text;  // as printed
  std::array<std::string, kLanguages> no_text;

  std::vector<KnownLabel> labels;
  std::multimap<std::string, std::uint32_t, std::less<>> by_label;  // squashed -> index of `labels`
  std::map<std::string, std::uint32_t, std::less<>> by_name;        // squashed -> field

  std::vector<DocumentPtr> documents;  // what the views point into
  std::vector<std::string> files;      // paths that it was read from

  std::string reference() const { return name + '@' + version.text(); }
  /// Whether a field is a column of a table.
  bool in_table(const MapField& field) const {
    return !field.group.empty() && field.section != MapField::kNoSection &&
           sections[field.section].rows > 0;
  }
};

using FormMapPtr = std::shared_ptr<const FormMap>;

std::string_view field_kind_name(MapField::Kind kind);

}  // namespace intake
