#include "lint/form_maps.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/suggest.h"
#include "document/pointer.h"
#include "ruleset/keys.h"
#include "ruleset/versions.h"
#include "schema/path_table.h"
#include "submission/dossier_file.h"
#include "submission/form_map_loader.h"

namespace intake::lint {
namespace {

/// What a pointer leads to: a place of the schema, or one that it leaves open.
struct Reached {
  const PathTable::Place* place = nullptr;  // null: open, or not known
  std::string unknown;                      // the token that the schema does not have
  const PathTable::Place* parent = nullptr;
};

bool is_index(const std::string& token) {
  return token == "{i}" || token == "*" || parse_index(token).has_value();
}

Reached follow(const PathTable& table, const PathTable::Place& from, std::string_view pointer) {
  const PathTable::Place* at = &from;
  for (const std::string& token : parse_pointer(pointer).value_or(std::vector<std::string>())) {
    if (is_index(token) && (at->kinds & kArrayBit) != 0) {
      if (!at->items) return {};
      at = &table.place(*at->items);
      continue;
    }
    const auto member = std::find_if(at->members.begin(), at->members.end(),
                                     [&](const auto& known) { return known.first == token; });
    if (member != at->members.end()) {
      at = &table.place(member->second);
    } else if (at->open || at->kinds == kAnyBits) {
      return {};
    } else {
      return {nullptr, token, at};
    }
  }
  return {at, {}, nullptr};
}

std::string suggestion(const Reached& reached) {
  std::vector<std::string_view> names;
  for (const auto& [name, place] : reached.parent->members) names.push_back(name);
  std::string hint = did_you_mean(reached.unknown, names);
  if (!hint.empty()) return hint;
  for (const std::string_view name : names) hint += (hint.empty() ? "" : ", ") + std::string(name);
  return hint.empty() ? "nothing stands below this place" : "there are: " + hint;
}

/// The kinds of value that a field makes.
std::uint8_t kinds_of(const MapField& field) {
  switch (field.kind) {
    case MapField::Kind::kBoolean:
      return kBoolBit;
    case MapField::Kind::kCheckboxes:
    case MapField::Kind::kList:
      return kArrayBit;
    default:
      return kStringBit;
  }
}

std::string_view kind_words(std::uint8_t kinds) {
  return kinds == kBoolBit ? "true or false" : kinds == kArrayBit ? "a list" : "a text";
}

bool is_blank(const Synonyms& texts) {
  return std::all_of(texts.begin(), texts.end(), [](const auto& of) { return of.empty(); });
}

Synonyms as_synonyms(const Texts& texts) {
  Synonyms synonyms;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].empty()) synonyms[i].push_back(texts[i]);
  }
  return synonyms;
}

class MapLinter {
 public:
  MapLinter(const RuleFiles& files, const Limits& limits, Notebook& notebook)
      : files_(files), limits_(limits), notebook_(notebook) {}

  LintedMaps run(const std::set<std::string>& rule_sets) {
    std::set<std::string> names;
    for (const std::string& name : versioned_names(files_, kFormMapFiles)) {
      for (const FileVersion& version : find_versions(files_, kFormMapFiles, name)) {
        FormMapResult loaded =
            load_form_map(files_, name + '@' + version.version.text(), "", limits_);
        if (!rule_sets.empty() && !is_of(version, rule_sets)) continue;
        for (Fault& fault : loaded.faults) out_.faults.push_back(std::move(fault));
        if (loaded.map == nullptr) continue;
        names.insert(name);
        lint(*loaded.map);
      }
    }
    for (const std::string& name : versioned_names(files_, kDossierFiles)) {
      for (const FileVersion& version : find_versions(files_, kDossierFiles, name)) {
        DossierResult loaded =
            load_dossier(files_, name + '@' + version.version.text(), "", limits_);
        if (!rule_sets.empty() && !uses(loaded.spec.get(), names)) continue;
        for (Fault& fault : loaded.faults) out_.faults.push_back(std::move(fault));
        if (loaded.spec != nullptr) lint(*loaded.spec);
      }
    }
    return std::move(out_);
  }

 private:
  bool is_of(const FileVersion& version, const std::set<std::string>& rule_sets) const {
    const auto file = files_.document(version.path, limits_);
    if (!file) return false;
    const View list = View(**file, (*file)->root()).member("rule-sets");
    for (std::uint32_t i = 0; list.is_array() && i < list.size(); ++i) {
      const View item = list.at(i);
      if (item.is_string() && rule_sets.contains(std::string(item.text()))) return true;
    }
    return false;
  }

  static bool uses(const DossierSpec* spec, const std::set<std::string>& maps) {
    if (spec == nullptr) return false;
    return std::any_of(spec->forms.begin(), spec->forms.end(), [&](const std::string& form) {
      return maps.contains(form.substr(0, form.find('@')));
    });
  }

  const PathTable* table_of(const std::string& schema) {
    const auto [known, added] = tables_.try_emplace(schema);
    if (!added) return known->second.get();
    const std::size_t at = schema.find('@');
    if (at == std::string::npos) return nullptr;
    const auto file = files_.document(
        "schemas/" + schema.substr(0, at) + '/' + schema.substr(at + 1) + ".schema.json", limits_);
    if (!file) return nullptr;
    auto table = PathTable::from_schema(**file);
    if (table) known->second = std::make_shared<const PathTable>(std::move(*table));
    return known->second.get();
  }

  void open(const std::vector<DocumentPtr>& documents) {
    documents_ = &documents;
    for (const DocumentPtr& document : documents) {
      const bool known =
          std::find(out_.files.begin(), out_.files.end(), document) != out_.files.end();
      if (!known) out_.files.push_back(document);
    }
  }

  Note& note(std::string_view check, View at, std::string message, bool name = false) {
    for (const DocumentPtr& document : *documents_) {
      if (document.get() == at.document()) {
        return notebook_.add(check, document, at, std::move(message), name);
      }
    }
    return notebook_.add(check, documents_->front(), at, std::move(message), name);
  }

  void lint(const FormMap& map) {
    open(map.documents);
    const View top(*map.documents.front(), map.documents.front()->root());
    if (const PathTable* table = table_of(map.schema_name)) {
      for (const MapField& field : map.fields) check_place(*table, field);
      check_sets(*table, top.member("sets"));
    }
    check_shared_labels(map);
    check_translations(map, top);
    if (!map.abstract) check_sections(map);
  }

  void check_place(const PathTable& table, const MapField& field) {
    if (field.at.empty()) return;
    const View at = field.place.member("at");
    const Reached reached = follow(table, table.place(0), field.at);
    if (!reached.unknown.empty()) {
      note("form-place-unknown", at,
           "the schema has no " + quoted(reached.unknown) + " at " + quoted(field.at))
          .hint(suggestion(reached));
      return;
    }
    if (reached.place == nullptr) return;
    const std::uint8_t made = kinds_of(field);
    if ((reached.place->kinds & made) == 0) {
      const View kind = field.place.member("kind");
      note("form-kind-mismatch", kind ? kind : at,
           "the field makes " + std::string(kind_words(made)) + ", but the schema wants " +
               describe_kinds(reached.place->kinds) + " at " + quoted(field.at))
          .hint("change its `kind`");
      return;
    }
    const PathTable::Place* item = reached.place;
    if (made == kArrayBit) {
      if (!item->items) return;
      item = &table.place(*item->items);
    }
    for (const MapChoice& choice : field.choices) {
      check_choice(*item, choice.value, choice.place.member("value"), field.at);
    }
  }

  void check_choice(const PathTable::Place& place, const std::string& value, View at,
                    std::string_view pointer) {
    const auto& known = place.choices;
    if (known.empty() || std::find(known.begin(), known.end(), value) != known.end()) return;
    std::string hint = did_you_mean(value, {known.begin(), known.end()});
    if (hint.empty()) {
      for (const std::string& choice : known)
        hint += (hint.empty() ? "there are: " : ", ") + choice;
    }
    note("form-choice-outside-schema", at,
         "the schema does not allow " + quoted(value) + " at " + quoted(pointer))
        .hint(std::move(hint));
  }

  void check_sets(const PathTable& table, View sets) {
    for (std::uint32_t i = 0; sets.is_object() && i < sets.size(); ++i) {
      const View value = sets.at(i);
      const Reached reached = follow(table, table.place(0), value.key());
      if (!reached.unknown.empty()) {
        note("form-place-unknown", value,
             "the schema has no " + quoted(reached.unknown) + " at " + quoted(value.key()), true)
            .hint(suggestion(reached));
      } else if (reached.place != nullptr && value.is_string()) {
        check_choice(*reached.place, std::string(value.text()), value, value.key());
      }
    }
  }

  void check_shared_labels(const FormMap& map) {
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known;
    std::set<std::pair<std::uint32_t, std::uint32_t>> reported;
    for (const KnownLabel& label : map.labels) {
      const std::uint32_t section = map.fields[label.field].section;
      const auto [other, added] =
          known.emplace(std::make_pair(section, label.label.squashed), label.field);
      if (added || other->second == label.field) continue;
      if (!reported.emplace(other->second, label.field).second) continue;
      const MapField& field = map.fields[label.field];
      const MapField& first = map.fields[other->second];
      Note& found = note("form-label-shared", field.place.member("label"),
                         "two fields of one section have the label " +
                             quoted(label_text(field, label.label.squashed)));
      found.hint("take it from one of them, or give them sections of their own");
      relate(found, first.place.member("label"), "the other one");
    }
  }

  void relate(Note& found, View at, const std::string& message) {
    for (const DocumentPtr& document : *documents_) {
      if (document.get() == at.document()) {
        found.relate(document, document->span(at.id()), message);
      }
    }
  }

  static std::string label_text(const MapField& field, const std::string& squashed) {
    for (const auto& labels : field.labels) {
      for (const std::string& label : labels) {
        if (squash(label) == squashed) return label;
      }
    }
    return squashed;
  }

  void check_translations(const FormMap& map, View top) {
    check_languages(map, as_synonyms(map.title), top.member("title"), "title");
    const Document* own = map.documents.front().get();
    for (const MapSection& section : map.sections) {
      if (section.place.document() != own) continue;
      check_languages(map, section.headings, section.place.member("heading"), "heading");
      check_languages(map, as_synonyms(section.guidance), section.place.member("guidance"),
                      "guidance");
    }
    for (const MapField& field : map.fields) {
      if (field.place.document() != own) continue;
      check_languages(map, field.labels, field.place.member("label"), "label");
      check_languages(map, as_synonyms(field.guidance), field.place.member("guidance"), "guidance");
      for (const MapChoice& choice : field.choices) {
        check_languages(map, choice.texts, choice.place.member("text"), "text");
      }
      for (const FieldNote& one : field.notes) {
        check_languages(map, as_synonyms(one.guidance),
                        field.place.member("for").member(one.rule_set).member("guidance"),
                        "guidance");
      }
    }
  }

  void check_languages(const FormMap& map, const Synonyms& texts, View at, std::string_view what) {
    if (at.absent() || is_blank(texts)) return;
    std::string missing;
    for (const Language language : map.languages) {
      if (!texts[static_cast<std::size_t>(language)].empty()) continue;
      missing += (missing.empty() ? "" : ", ");
      missing += kLanguageNames[static_cast<std::size_t>(language)];
    }
    if (missing.empty()) return;
    note("form-translation-missing", at, "the " + std::string(what) + " is not there in " + missing,
         at.node().key != kNoName)
        .hint("add it, or take the language out of `languages`");
  }

  void check_sections(const FormMap& map) {
    for (std::uint32_t i = 0; i < map.sections.size(); ++i) {
      const bool used = std::any_of(map.fields.begin(), map.fields.end(),
                                    [&](const MapField& field) { return field.section == i; });
      const View place = map.sections[i].place;
      if (used || place.document() != map.documents.front().get()) continue;
      note("form-section-unused", place,
           "no field stands in the section " + quoted(map.sections[i].id), true)
          .hint("remove it, or name it as the `section` of its fields");
    }
  }

  void lint(const DossierSpec& spec) {
    open(spec.documents);
    const View forms = spec.top.member("forms");
    for (std::uint32_t i = 0; i < forms.size(); ++i) check_form(forms.at(i));
    const View kinds = spec.top.member("attachments").member("kinds");
    for (std::uint32_t i = 0; i < kinds.size(); ++i) check_cue(spec, kinds.at(i).member("form"));
    const PathTable* table = table_of(spec.schema_name);
    if (table == nullptr) return;
    for (const std::string_view part :
         {"form", "mail", "attachments", "certificates", "key-sets"}) {
      check_pointer(*table, spec.top.member(part).member("at"), "", false);
    }
    const View members = spec.top.member("mail").member("members");
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      check_pointer(*table, members.at(i), spec.mail_at, true);
    }
    const View names = spec.top.member("attachments").member("members");
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      check_path(*table, names.at(i),
                 spec.attachments_at + "/*/" + escape_token(names.at(i).text()), false);
    }
    const View derive = spec.top.member("derive");
    for (std::uint32_t i = 0; i < derive.size(); ++i) check_derivation(*table, derive.at(i));
  }

  void check_form(View form) {
    if (!form.is_string()) return;
    const auto reference = parse_reference(form.text());
    if (!reference) return;
    const FaultSink faults(limits_);
    const VersionChoice choice =
        choose_version(files_, kFormMapFiles, *reference, "", limits_, faults);
    if (choice.version) return;
    note("form-unknown", form, choice.message)
        .hint(choice.hint.empty() ? "write the name of a form map" : choice.hint);
  }

  void check_cue(const DossierSpec& spec, View form) {
    if (!form.is_string()) return;
    std::vector<std::string> names;
    for (const std::string& one : spec.forms) names.push_back(one.substr(0, one.find('@')));
    if (std::find(names.begin(), names.end(), form.text()) != names.end()) return;
    std::string hint = did_you_mean(form.text(), {names.begin(), names.end()});
    note("form-unknown", form, quoted(form.text()) + " is none of the `forms` of this file")
        .hint(hint.empty() ? "add it to `forms`" : std::move(hint));
  }

  void check_derivation(const PathTable& table, View one) {
    const View each = one.member("each");
    const std::string base = each.is_string() ? std::string(each.text()) : std::string();
    check_path(table, each, base, false);
    const auto below = [&](View at) {
      if (at.is_string()) check_path(table, at, base + std::string(at.text()), false);
      for (std::uint32_t i = 0; at.is_array() && i < at.size(); ++i) {
        check_path(table, at.at(i), base + std::string(at.at(i).text()), false);
      }
    };
    below(one.member("if").member("at"));
    below(one.member("from"));
    below(one.member("except-values"));
    below(one.member("to"));
    const View gives = one.member("gives");
    for (std::uint32_t i = 0; i < gives.size(); ++i) {
      check_path(table, gives.at(i), base + std::string(gives.at(i).key()), true);
    }
  }

  /// `key`: the member's name is the last token, not its value.
  void check_pointer(const PathTable& table, View at, const std::string& base, bool key) {
    if (!at.is_string()) return;
    const std::string pointer =
        key ? base + '/' + escape_token(at.key()) : base + std::string(at.text());
    check_path(table, at, pointer, key);
  }

  void check_path(const PathTable& table, View at, const std::string& pointer, bool key) {
    if (at.absent()) return;
    const Reached reached = follow(table, table.place(0), pointer);
    if (reached.unknown.empty()) return;
    note("form-place-unknown", at,
         "the schema has no " + quoted(reached.unknown) + " at " + quoted(pointer), key)
        .hint(suggestion(reached));
  }

  const RuleFiles& files_;
  const Limits& limits_;
  Notebook& notebook_;
  LintedMaps out_;
  const std::vector<DocumentPtr>* documents_ = nullptr;
  std::map<std::string, std::shared_ptr<const PathTable>> tables_;
};

}  // namespace

LintedMaps lint_form_maps(const RuleFiles& files, const std::set<std::string>& rule_sets,
                          const Limits& limits, Notebook& notebook) {
  return MapLinter(files, limits, notebook).run(rule_sets);
}

}  // namespace intake::lint
