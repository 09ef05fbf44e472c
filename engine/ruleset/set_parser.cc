#include "ruleset/set_parser.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <intake/version.h>

#include "ruleset/bindings.h"
#include "ruleset/condition_parser.h"
#include "ruleset/constants.h"
#include "ruleset/keys.h"
#include "ruleset/list_loader.h"
#include "ruleset/parameters.h"
#include "ruleset/scope.h"
#include "ruleset/set_keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 1> kSchemaKeys{
    {{.name = "use", .kinds = kStringBit, .required = true, .example = "name@1"}}};
constexpr std::array<KeySpec, 6> kSourceKeys{{
    {.name = "id", .kinds = kStringBit, .required = true},
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "language", .kinds = kStringBit, .required = true, .example = "en"},
    {.name = "version", .kinds = kStringBit},
    {.name = "date", .kinds = kStringBit},
    {.name = "url", .kinds = kStringBit},
}};
constexpr std::array<KeySpec, 3> kStatementKeys{{
    {.name = "id", .kinds = kStringBit, .required = true},
    {.name = "section", .kinds = kStringBit},
    {.name = "quote", .kinds = kStringBit, .required = true},
}};
constexpr std::array<KeySpec, 1> kPartKeys{{{.name = "at", .kinds = kStringBit, .required = true}}};

Keys set_keys(Loading& loading, std::uint32_t set) {
  // Faults of the keys were reported with the head.
  FaultSink ignored(Limits{});
  return {ignored, loading.sets[set].top, "a rule set", kSetKeys};
}

void check_version(Loading& loading, const Keys& keys, const ChainSet& set) {
  FaultSink& faults = loading.faults;
  if (const View name = keys["ruleset"]; name && name.text() != set.name) {
    faults.at(name,
              "the name is " + quoted(name.text()) + ", but the folder is " + quoted(set.name),
              "the name and the folder must be equal");
  }
  if (const View version = keys["version"]) {
    const auto parsed = Version::parse(version.text());
    if (!parsed) {
      faults.at(version, quoted(version.text()) + " is no version", "write three numbers: 1.0.0");
    } else if (parsed->text() != set.version.text()) {
      faults.at(version,
                "the version is " + quoted(version.text()) + ", but the folder is " +
                    quoted(set.version.text()),
                "the version and the folder must be equal");
    }
  }
  if (const View engine = keys["engine"]) {
    const auto range = VersionRange::parse(engine.text());
    const auto version = Version::parse(kVersion);
    if (!range) {
      faults.at(engine, quoted(engine.text()) + " is no range of versions",
                "write it as \">=0.1 <1.0\"");
    } else if (version && !range->contains(*version)) {
      faults.at(engine,
                "the set is for engines " + quoted(engine.text()) + ", this one is " +
                    std::string(kVersion),
                "use another engine or another version of the set");
    }
  }
}

void parse_languages(Loading& loading, std::uint32_t set, View list) {
  FaultSink& faults = loading.faults;
  SetDraft& draft = loading.sets[set];
  draft.languages_place = list;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const View item = list.at(i);
    if (!item.is_string()) continue;
    const auto language = find_language(item.text());
    if (!language) {
      faults.at(item, quoted(item.text()) + " is no language of the engine",
                "there are: en, fr, nl, de");
    } else if (std::find(draft.languages.begin(), draft.languages.end(), *language) !=
               draft.languages.end()) {
      faults.at(item, quoted(item.text()) + " is declared twice", "remove one");
    } else {
      draft.languages.push_back(*language);
    }
  }
  if (!list.absent() && list.size() == 0) {
    faults.at(list, "no language is declared", "write the language of this file: [en]");
  }
  if (draft.languages.empty()) draft.languages.push_back(Language::kEn);
}

/// Inherited rules must have texts in every language that a set offers.
void check_inherited_languages(Loading& loading, std::uint32_t set) {
  const SetDraft& draft = loading.sets[set];
  for (std::uint32_t i = 0; i < draft.languages_place.size(); ++i) {
    const View item = draft.languages_place.at(i);
    const auto language = item.is_string() ? find_language(item.text()) : std::nullopt;
    if (!language) continue;
    for (std::uint32_t parent = 0; parent < set; ++parent) {
      const auto& there = loading.sets[parent].languages;
      if (!loading.visibility().sees(set, parent) || loading.sets[parent].top.absent() ||
          std::find(there.begin(), there.end(), *language) != there.end()) {
        continue;
      }
      loading.faults.at(item,
                        "the language " + quoted(item.text()) + " is not declared by " +
                            quoted(loading.visibility().name(parent)) + ", which this extends",
                        "add it there, or leave it out here");
    }
  }
}

void parse_source(Loading& loading, View map, SourceInfo& source) {
  const Keys keys(loading.faults, map, "the source of a set", kSourceKeys);
  source.id = keys.text("id");
  source.title = keys.text("title");
  source.language = keys.text("language");
  source.version = keys.text("version");
  source.date = keys.text("date");
  source.url = keys.text("url");
}

void parse_statements(Loading& loading, std::uint32_t set, View list) {
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Keys keys(loading.faults, list.at(i), "a statement", kStatementKeys);
    const View id = keys["id"];
    Statement statement;
    statement.set = set;
    statement.section = keys.text("section");
    statement.quote = keys.text("quote");
    if (id.absent()) continue;
    statement.id = loading.visibility().name(set) + '/' + std::string(id.text());
    const auto index = static_cast<std::uint32_t>(loading.out->statements.size());
    Named named{Named::Kind::kStatement, std::string(id.text()), set, index, id};
    const Named* taken = loading.statements.add(std::move(named));
    if (taken != nullptr) {
      loading.faults.at(id,
                        quoted(id.text()) + " is a statement of `" +
                            loading.visibility().name(taken->set) + "` already",
                        "choose another id");
    }
    loading.out->statements.push_back(std::move(statement));
    loading.covered.push_back(false);
  }
}

void define_parts(Loading& loading, std::uint32_t set, View map) {
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View entry = map.at(i);
    const std::string name(entry.key());
    const Keys keys(loading.faults, entry, "a part", kPartKeys);
    const bool usable = check_name(loading.faults, name, entry, true);
    Scope scope(loading, set);
    auto at = parse_selector(scope, keys["at"], SelectorUse::kAny);
    const auto index = static_cast<std::uint32_t>(loading.out->parts.size());
    for (const Part& part : loading.out->parts) {
      if (part.name != name || loading.parts.find(name, set).named != nullptr) continue;
      loading.faults.at_key(entry,
                            "the part " + quoted(name) +
                                " is defined by another set of "
                                "this chain",
                            "choose another name");
    }
    loading.out->parts.push_back({name, at ? std::move(*at) : Selector()});
    if (usable) loading.define(loading.parts, {Named::Kind::kPart, name, set, index, entry});
  }
}

void define_lists(Loading& loading, std::uint32_t set, View map) {
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View entry = map.at(i);
    const std::string name(entry.key());
    const bool usable = check_name(loading.faults, name, entry, true);
    const auto index = static_cast<std::uint32_t>(loading.list_drafts.size());
    ListDraft draft;
    draft.name = name;
    draft.set = set;
    LoadedList loaded = load_list(loading, entry, name);
    draft.rows = loaded.rows;
    draft.file = std::move(loaded.file);
    loading.list_drafts.push_back(std::move(draft));
    if (usable) loading.define(loading.lists, {Named::Kind::kList, name, set, index, entry});
  }
}

/// The definition that an entry under `override` is about; null after a fault. A set overrides
/// only what it inherits.
const Named* find_overridden(Loading& loading, const NameTable& table, std::uint32_t set,
                             View entry, std::string_view what) {
  const NameTable::Found found = table.find(entry.key(), set);
  if (found.named != nullptr && found.named->set == set) {
    loading.faults.at_key(entry, quoted(entry.key()) + " is defined by this set itself",
                          "change it there");
    return nullptr;
  }
  if (found.named != nullptr) return found.named;
  if (!found.several.empty()) {
    loading.faults.at_key(
        entry, quoted(entry.key()) + " may be " + list_candidates(found, loading.visibility()),
        "write it with the name of its set");
    return nullptr;
  }
  loading.faults.at_key(
      entry, "nothing that this extends has a " + std::string(what) + ' ' + quoted(entry.key()),
      loading.faults.did_you_mean(entry.key(), table.names(set)));
  return nullptr;
}

}  // namespace

std::optional<Language> find_language(std::string_view name) {
  const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(), name);
  if (found == kLanguageNames.end()) return std::nullopt;
  return static_cast<Language>(found - kLanguageNames.begin());
}

void parse_set_head(Loading& loading, std::uint32_t set) {
  const ChainSet& chained = loading.chain.sets[set];
  SetDraft draft;
  draft.top = chained.top;
  loading.sets.push_back(std::move(draft));
  IncludedSet included;
  included.name = chained.name;
  included.version = chained.version;
  included.file = chained.file;
  if (chained.file) {
    loading.out->documents.push_back(chained.file);
    const View top(*chained.file, chained.file->root());
    const Keys keys(loading.faults, top, "a rule set", kSetKeys);
    included.title = keys.text("title");
    included.abstract = keys.has("abstract");
    check_version(loading, keys, chained);
    parse_languages(loading, set, keys["languages"]);
    check_inherited_languages(loading, set);
    parse_source(loading, keys["source"], included.source);
    parse_statements(loading, set, keys["statements"]);
    const Validity valid = parse_validity(keys["valid"], loading.faults);
    included.valid = valid;
    if (set + 1 == loading.chain.sets.size()) loading.out->valid = valid;
  } else {
    loading.sets[set].languages.push_back(Language::kEn);
  }
  loading.out->includes.push_back(std::move(included));
}

void load_schema(Loading& loading) {
  FaultSink& faults = loading.faults;
  std::string owner;
  for (std::uint32_t set = 0; set < loading.sets.size(); ++set) {
    const View entry = set_keys(loading, set)["schema"];
    const Keys keys(faults, entry, "`schema`", kSchemaKeys);
    const View use = keys["use"];
    if (use.absent()) continue;
    if (!loading.schema_name.empty()) {
      if (use.text() != loading.schema_name) {
        faults.at(use,
                  "the schema is " + quoted(use.text()) + ", but that of `" + owner +
                      "` in this chain is " + quoted(loading.schema_name),
                  "all sets of a chain need the same schema");
      }
      continue;
    }
    const std::string_view text = use.text();
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) {
      faults.at(use, quoted(text) + " names no schema", "write name@major, such as `form@1`");
      continue;
    }
    owner = loading.visibility().name(set);
    loading.schema_name = text;
    const std::string path = "schemas/" + std::string(text.substr(0, at)) + '/' +
                             std::string(text.substr(at + 1)) + ".schema.json";
    if (!loading.files.has(path)) {
      std::vector<std::string> names;
      for (const std::string& file : loading.files.list("schemas/")) {
        std::string_view name = std::string_view(file).substr(8);
        if (!name.ends_with(".schema.json")) continue;
        name.remove_suffix(12);
        const std::size_t slash = name.find('/');
        if (slash == std::string_view::npos || name.find('/', slash + 1) != name.npos) continue;
        names.push_back(std::string(name.substr(0, slash)) + '@' +
                        std::string(name.substr(slash + 1)));
      }
      std::string hint =
          faults.did_you_mean(text, std::vector<std::string_view>(names.begin(), names.end()));
      if (hint.empty()) hint = "it would stand in " + path;
      faults.at(use, "there is no schema " + quoted(text), std::move(hint));
      continue;
    }
    const DocumentPtr file = loading.read(path);
    if (!file) continue;
    Result<PathTable> table = PathTable::from_schema(*file);
    if (table) {
      loading.out->schema = std::make_shared<const PathTable>(std::move(*table));
    } else {
      faults.unreadable(path, table.error());
    }
  }
}

void define_names(Loading& loading, std::uint32_t set) {
  const Keys keys = set_keys(loading, set);
  define_parts(loading, set, keys["parts"]);
  define_parameters(loading, set, keys["parameters"]);
  define_lists(loading, set, keys["lists"]);
  define_constants(loading, set, keys["constants"]);
  define_bindings(loading, set, keys["bind"]);
}

void override_names(Loading& loading, std::uint32_t set) {
  const View map = set_keys(loading, set)["override"];
  for (const std::string_view kind :
       {std::string_view("lists"), std::string_view("parameters"), std::string_view("constants")}) {
    const View entries = map.member(kind);
    if (entries.absent()) continue;
    const KeySpec spec{.name = kind, .kinds = kObjectBit};
    if (!check_shape(loading.faults, entries, quoted(kind), spec)) continue;
    const bool lists = kind == "lists";
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      const View entry = entries.at(i);
      if (kind == "constants") {
        const Named* named = find_overridden(loading, loading.constants, set, entry, "constant");
        if (named != nullptr) override_constant(loading, named->index, entry);
        continue;
      }
      const Named* named = find_overridden(loading, lists ? loading.lists : loading.values, set,
                                           entry, lists ? "list" : "parameter");
      if (named == nullptr) continue;
      if (lists) {
        ListDraft& draft = loading.list_drafts[named->index];
        LoadedList loaded = load_list(loading, entry, draft.name);
        draft.rows = loaded.rows;
        draft.file = std::move(loaded.file);
      } else if (named->kind != Named::Kind::kParameter) {
        loading.faults.at_key(entry, quoted(entry.key()) + " is a binding, not a parameter",
                              "bindings cannot be overridden");
      } else {
        override_parameter(loading, named->index, entry);
      }
    }
  }
}

void check_recognise(Loading& loading, std::uint32_t set) {
  const View written = set_keys(loading, set)["recognise"];
  if (written.absent()) return;
  if (loading.out->includes[set].abstract) {
    loading.faults.at_key(written, "an abstract set is never recognised",
                          "leave `recognise` or `abstract` out");
  }
  Scope scope = Scope::without_names(loading, set);
  (void)parse_condition(scope, written);
}

void check_statements(Loading& loading) {
  for (std::size_t i = 0; i < loading.out->statements.size(); ++i) {
    if (loading.covered[i]) continue;
    const Statement& statement = loading.out->statements[i];
    const std::string id = statement.id.substr(statement.id.find('/') + 1);
    const Named* named = loading.statements.find(id, statement.set).named;
    if (named == nullptr) continue;
    loading.faults.at(named->place, "no rule covers the statement " + quoted(id),
                      "add a rule with `covers: [" + id + "]`");
  }
}

}  // namespace intake
