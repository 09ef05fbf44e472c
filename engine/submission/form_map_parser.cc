#include "submission/form_map_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/pointer.h"
#include "submission/map_texts.h"

namespace intake {
namespace {

using Shape = KeySpec::Shape;
constexpr std::uint8_t kTextOrMap = kStringBit | kObjectBit;
constexpr std::uint8_t kTextOrList = kStringBit | kArrayBit;

constexpr std::array<KeySpec, 6> kRecogniseKeys{{
    {.name = "phrases", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "titles", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "excludes", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "names", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "values", .kinds = kObjectBit},
    {.name = "fields", .kinds = kIntegerBit},
}};
constexpr std::array<KeySpec, 4> kWordKeys{{
    {.name = "yes", .kinds = kObjectBit},
    {.name = "no", .kinds = kObjectBit},
    {.name = "empty", .kinds = kObjectBit},
    {.name = "ignored", .kinds = kObjectBit},
}};
constexpr std::array<KeySpec, 5> kSectionKeys{{
    {.name = "number", .kinds = kStringBit, .required = true, .example = "\"4\""},
    {.name = "heading", .kinds = kTextOrMap, .required = true},
    {.name = "guidance", .kinds = kTextOrMap},
    {.name = "only", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "rows", .kinds = kIntegerBit},
}};
constexpr std::array<KeySpec, 15> kFieldKeys{{
    {.name = "at", .kinds = kStringBit},
    {.name = "known", .kinds = kBoolBit, .shape = Shape::kTrue},
    {.name = "section", .kinds = kStringBit},
    {.name = "kind", .kinds = kStringBit},
    {.name = "name", .kinds = kTextOrList},
    {.name = "label", .kinds = kTextOrMap, .required = true},
    {.name = "choices", .kinds = kArrayBit},
    {.name = "separator", .kinds = kStringBit},
    {.name = "split", .kinds = kStringBit},
    {.name = "required", .kinds = kBoolBit},
    {.name = "printed", .kinds = kBoolBit},
    {.name = "only", .kinds = kArrayBit, .shape = Shape::kTexts},
    {.name = "guidance", .kinds = kTextOrMap},
    {.name = "example", .kinds = kStringBit},
    {.name = "for", .kinds = kObjectBit},
}};
constexpr std::array<KeySpec, 2> kNoteKeys{{
    {.name = "guidance", .kinds = kTextOrMap},
    {.name = "example", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 2> kChoiceKeys{{
    {.name = "value", .kinds = kStringBit, .required = true},
    {.name = "text", .kinds = kTextOrMap, .required = true},
}};

struct KindName {
  std::string_view name;
  MapField::Kind kind;
};
constexpr std::array<KindName, 7> kKindNames{{
    {"text", MapField::Kind::kText},
    {"multiline", MapField::Kind::kMultiline},
    {"choice", MapField::Kind::kChoice},
    {"boolean", MapField::Kind::kBoolean},
    {"checkboxes", MapField::Kind::kCheckboxes},
    {"date", MapField::Kind::kDate},
    {"list", MapField::Kind::kList},
}};

constexpr std::string_view kDefaultSeparator = " ; ";
constexpr std::string_view kDefaultSplit = R"([;\n])";

bool has_choices(MapField::Kind kind) {
  return kind == MapField::Kind::kChoice || kind == MapField::Kind::kCheckboxes;
}

std::string joined_words(std::string_view text) {
  std::string out;
  for (const std::string& word : fold_words(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool says_something(const Texts& texts) {
  return std::any_of(texts.begin(), texts.end(),
                     [](const std::string& text) { return !text.empty(); });
}

class Parser {
 public:
  Parser(FaultSink& faults, const Keys& keys, const Limits& limits, FormMap& map)
      : faults_(faults), keys_(keys), limits_(limits), map_(map) {}

  void run() {
    languages_ = parse_languages(faults_, keys_["languages"]);
    map_.languages = languages_;
    map_.title = texts("title");
    if (Texts intro = texts("intro"); says_something(intro)) map_.intro = std::move(intro);
    if (Texts outro = texts("outro"); says_something(outro)) map_.outro = std::move(outro);
    for (std::uint32_t i = 0; i < keys_["rule-sets"].size(); ++i) {
      map_.rule_sets.emplace_back(keys_["rule-sets"].at(i).text());
    }
    parse_sets(keys_["sets"]);
    parse_recognise(keys_["recognise"]);
    parse_words(keys_["words"]);
    const View sections = keys_["sections"];
    for (std::uint32_t i = 0; i < sections.size(); ++i) parse_section(sections.at(i));
    const View fields = keys_["fields"];
    for (std::uint32_t i = 0; i < fields.size(); ++i) parse_field(fields.at(i));
  }

 private:
  Texts texts(std::string_view key) {
    return parse_texts(faults_, keys_[key], quoted(key), languages_);
  }

  void parse_sets(View sets) {
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
      const View member = sets.at(i);
      const auto tokens = parse_pointer(member.key());
      if (!tokens || tokens->empty()) {
        faults_.at_key(member, quoted(member.key()) + " is no place in a submission",
                       "write a JSON Pointer such as /form/kind");
      } else {
        map_.sets.emplace_back(member.key(), to_datum(member));
      }
    }
  }

  void parse_recognise(View view) {
    const Keys keys(faults_, view, "`recognise`", kRecogniseKeys);
    RecogniseSpec& spec = map_.recognise;
    const auto add = [&](std::string_view key, std::vector<std::string>& out) {
      for (std::uint32_t i = 0; i < keys[key].size(); ++i) {
        out.push_back(joined_words(keys[key].at(i).text()));
      }
    };
    add("phrases", spec.phrases);
    add("titles", spec.titles);
    add("excludes", spec.excludes);
    for (std::uint32_t i = 0; i < keys["names"].size(); ++i) {
      if (PatternPtr pattern = compile(keys["names"].at(i))) {
        spec.names.push_back(std::move(pattern));
      }
    }
    const View values = keys["values"];
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      for (std::string& text : parse_text_list(faults_, values.at(i), quoted(values.at(i).key()))) {
        spec.values.emplace_back(values.at(i).key(), squash(text));
      }
    }
    if (const View fields = keys["fields"]; !fields.absent()) {
      const std::int64_t least = fields.node().payload.integer;
      if (least < 1) {
        faults_.at(fields, "`fields` is " + to_json(fields) + ", but must be 1 or more",
                   "it is how many fields have to be found where no phrase is");
      } else {
        spec.least_fields = static_cast<std::uint32_t>(std::min<std::int64_t>(least, 10'000));
      }
    }
  }

  PatternPtr compile(View text) {
    auto pattern = Pattern::compile(text.text(), limits_);
    if (!pattern) {
      faults_.in_text(text, pattern.error());
      return nullptr;
    }
    return *pattern;
  }

  void parse_words(View view) {
    const Keys keys(faults_, view, "`words`", kWordKeys);
    const auto add = [&](std::string_view key, std::vector<std::string>& out) {
      Synonyms words = parse_synonyms(faults_, keys[key], quoted(key), languages_);
      for (const auto& of_language : words) {
        for (const std::string& word : of_language) out.push_back(squash(word));
      }
      return words;
    };
    const Synonyms yes = add("yes", map_.yes);
    const Synonyms no = add("no", map_.no);
    for (std::size_t i = 0; i < kLanguages; ++i) {
      if (!yes[i].empty()) map_.yes_text[i] = yes[i].front();
      if (!no[i].empty()) map_.no_text[i] = no[i].front();
    }
    add("empty", map_.empty);
    std::vector<std::string> ignored;
    add("ignored", ignored);
    map_.ignored.insert(ignored.begin(), ignored.end());
  }

  void parse_section(View member) {
    const Keys keys(faults_, member, "a section", kSectionKeys);
    MapSection section;
    section.id = member.key();
    section.place = member;
    section.number = keys.text("number");
    section.headings = parse_synonyms(faults_, keys["heading"], "`heading`", languages_);
    section.guidance = parse_texts(faults_, keys["guidance"], "`guidance`", languages_);
    section.only = parse_text_list(faults_, keys["only"], "`only`");
    if (const View rows = keys["rows"]; !rows.absent()) {
      const std::int64_t count = rows.node().payload.integer;
      if (count < 1 || count > 50) {
        faults_.at(rows, "`rows` is " + to_json(rows) + ", but must be from 1 to 50");
      } else {
        section.rows = static_cast<std::uint32_t>(count);
      }
    }
    if (find_section(section.id) != MapField::kNoSection) {
      faults_.at_key(member, "the section " + quoted(section.id) + " is there already",
                     "choose another name");
      return;
    }
    map_.sections.push_back(std::move(section));
  }

  std::uint32_t find_section(std::string_view id) const {
    for (std::uint32_t i = 0; i < map_.sections.size(); ++i) {
      if (map_.sections[i].id == id) return i;
    }
    return MapField::kNoSection;
  }

  void parse_field(View item) {
    const Keys keys(faults_, item, "a field", kFieldKeys);
    if (!keys.ok()) return;
    MapField field;
    field.place = item;
    field.labels = parse_synonyms(faults_, keys["label"], "`label`", languages_);
    field.names = parse_text_list(faults_, keys["name"], "`name`");
    if (keys.has("known")) {
      field.kind = MapField::Kind::kKnown;
      field.printed = false;
      if (keys.has("at")) {
        faults_.at(keys["at"], "a field that is only `known` has no place in a submission",
                   "leave out `at` or `known`");
      }
    } else {
      parse_place(keys, item, field);
      parse_kind(keys, field);
    }
    parse_section_of(keys, field);
    field.required = keys.has("required") && keys["required"].boolean();
    if (keys.has("printed")) field.printed = keys["printed"].boolean();
    field.only = parse_text_list(faults_, keys["only"], "`only`");
    field.guidance = parse_texts(faults_, keys["guidance"], "`guidance`", languages_);
    field.example = keys.text("example");
    const View notes = keys["for"];
    for (std::uint32_t i = 0; i < notes.size(); ++i) {
      const Keys note(faults_, notes.at(i), "what a rule set says of a field", kNoteKeys);
      field.notes.push_back({std::string(notes.at(i).key()),
                             parse_texts(faults_, note["guidance"], "`guidance`", languages_),
                             std::string(note.text("example"))});
    }
    map_.fields.push_back(std::move(field));
  }

  void parse_place(const Keys& keys, View item, MapField& field) {
    const View at = keys["at"];
    if (at.absent()) {
      if (!keys.written("at")) {
        faults_.at_key(item.at(0), "a field needs `at`",
                       "add the place of its value, such as `at: /form/general/clientId`, or "
                       "`known: true` where it has none");
      }
      return;
    }
    if (!check_pointer(faults_, at, true)) return;
    field.at = at.text();
    const std::size_t index = field.at.find("/{i}/");
    if (index != std::string::npos) field.group = field.at.substr(0, index);
    const bool taken = std::any_of(map_.fields.begin(), map_.fields.end(),
                                   [&](const MapField& other) { return other.at == field.at; });
    if (taken) {
      faults_.at(at, "another field has the place " + quoted(field.at) + " already",
                 "give one field all its labels");
    }
  }

  void parse_kind(const Keys& keys, MapField& field) {
    if (const View kind = keys["kind"]; !kind.absent()) {
      const auto found = std::find_if(kKindNames.begin(), kKindNames.end(),
                                      [&](const KindName& k) { return k.name == kind.text(); });
      if (found == kKindNames.end()) {
        std::vector<std::string_view> names;
        names.reserve(kKindNames.size());
        for (const KindName& name : kKindNames) names.push_back(name.name);
        std::string hint = faults_.did_you_mean(kind.text(), names);
        if (hint.empty()) hint = "text, multiline, choice, boolean, checkboxes, date or list";
        faults_.at(kind, quoted(kind.text()) + " is no kind of field", std::move(hint));
      } else {
        field.kind = found->kind;
      }
    } else if (keys.has("choices")) {
      field.kind = MapField::Kind::kChoice;
    }
    const View choices = keys["choices"];
    if (has_choices(field.kind) && choices.size() == 0 && !keys.written("choices")) {
      faults_.at(keys["kind"], "a field of this kind needs `choices`",
                 "add a list of `{value: ..., text: ...}`");
    }
    if (!has_choices(field.kind) && !choices.absent()) {
      faults_.at(choices, "only `choice` and `checkboxes` have choices", "change the kind");
    }
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      const Keys choice(faults_, choices.at(i), "a choice", kChoiceKeys);
      if (!choice.ok()) continue;
      field.choices.push_back({std::string(choice.text("value")),
                               parse_synonyms(faults_, choice["text"], "`text`", languages_),
                               {},
                               choices.at(i)});
    }
    if (field.kind != MapField::Kind::kList) return;
    field.separator = keys.has("separator") ? keys.text("separator") : kDefaultSeparator;
    if (const View split = keys["split"]; !split.absent()) {
      field.split = compile(split);
    } else if (auto pattern = Pattern::compile(kDefaultSplit, limits_)) {
      field.split = *pattern;
    }
  }

  void parse_section_of(const Keys& keys, MapField& field) {
    const View name = keys["section"];
    if (name.absent()) return;
    field.section = find_section(name.text());
    if (field.section != MapField::kNoSection) return;
    std::vector<std::string_view> names;
    for (const MapSection& section : map_.sections) names.push_back(section.id);
    faults_.at(name, "there is no section " + quoted(name.text()),
               faults_.did_you_mean(name.text(), names));
  }

  FaultSink& faults_;
  const Keys& keys_;
  const Limits& limits_;
  FormMap& map_;
  std::vector<Language> languages_;
};

}  // namespace

std::string_view field_kind_name(MapField::Kind kind) {
  for (const KindName& name : kKindNames) {
    if (name.kind == kind) return name.name;
  }
  return "known";
}

void parse_form_map(FaultSink& faults, const Keys& keys, const Limits& limits, FormMap& map) {
  Parser(faults, keys, limits, map).run();
}

}  // namespace intake
