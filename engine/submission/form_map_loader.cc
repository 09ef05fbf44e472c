#include "submission/form_map_loader.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include "ruleset/keys.h"
#include "ruleset/versions.h"
#include "submission/form_map_parser.h"
#include "submission/map_texts.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 1> kSchemaKeys{
    {{.name = "use", .kinds = kStringBit, .required = true, .example = "iam-submission@1"}}};
constexpr std::array<KeySpec, 4> kSourceKeys{{
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "url", .kinds = kStringBit},
    {.name = "quote", .kinds = kStringBit},
    {.name = "confidence", .kinds = kStringBit},
}};

/// "4" before "5.1" before "5.10" before "6".
std::vector<std::uint64_t> numbers_of(std::string_view number) {
  std::vector<std::uint64_t> numbers(1, 0);
  for (const char c : number) {
    if (c == '.') {
      numbers.push_back(0);
    } else if (c >= '0' && c <= '9') {
      numbers.back() = numbers.back() * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  return numbers;
}

class Loader {
 public:
  Loader(const RuleFiles& files, std::string_view now, const Limits& limits)
      : files_(files), now_(now), limits_(limits), faults_(limits) {}

  FormMapResult run(std::string_view reference) {
    FormMapResult result;
    const auto parsed = parse_reference(reference);
    if (!parsed) {
      result.error = Error{ErrorCode::kUsage,
                           quoted(reference) + " names no form map",
                           "write a name and a range, such as `some-form@^1.0`",
                           {}};
      return result;
    }
    VersionChoice choice = choose_version(files_, kFormMapFiles, *parsed, now_, limits_, faults_);
    if (!choice.version) {
      result.error =
          Error{ErrorCode::kNotFound, std::move(choice.message), std::move(choice.hint), {}};
      return result;
    }
    map_->name = parsed->name;
    map_->version = choice.version->version;
    std::set<std::string> names;
    read(*choice.version, parsed->name, names);
    finish();
    result.faults = faults_.take();
    if (result.faults.empty()) result.map = map_;
    return result;
  }

 private:
  /// The files from the one that is asked for to the one that extends nothing.
  struct File {
    std::string name;
    FileVersion version;
    DocumentPtr document;
  };

  DocumentPtr open(const FileVersion& version) {
    auto document = files_.document(version.path, limits_);
    if (!document) {
      faults_.unreadable(version.path, document.error());
      return nullptr;
    }
    faults_.name_file(**document, files_.shown(version.path));
    map_->documents.push_back(*document);
    map_->files.push_back(version.path);
    return *document;
  }

  void read(FileVersion version, std::string name, std::set<std::string>& names) {
    std::vector<File> chain;
    while (true) {
      names.insert(name);
      DocumentPtr document = open(version);
      if (!document) return;
      const View top(*document, document->root());
      chain.push_back({name, version, document});
      const View extends = top.member("extends");
      if (!extends.is_string()) break;
      const auto parent = parse_reference(extends.text());
      if (!parent || names.contains(parent->name)) {
        faults_.at(extends,
                   parent ? "the maps extend each other in a circle"
                          : quoted(extends.text()) + " is no `name@range`",
                   parent ? "remove one of the `extends`" : "write such as `some-form@^1.0`");
        break;
      }
      VersionChoice choice = choose_version(files_, kFormMapFiles, *parent, now_, limits_, faults_);
      if (!choice.version) {
        faults_.at(extends, std::move(choice.message), std::move(choice.hint));
        break;
      }
      version = std::move(*choice.version);
      name = parent->name;
    }
    for (std::size_t i = chain.size(); i-- > 0;) parse(chain[i], i == 0);
  }

  void parse(const File& file, bool own) {
    const View top(*file.document, file.document->root());
    const Keys keys(faults_, top, "a form map", kFormMapKeys);
    if (!keys.ok()) return;
    check_identity(faults_, keys, "form", file.name, file.version.version.text());
    (void)parse_validity(keys["valid"], faults_);
    [[maybe_unused]] const Keys source(faults_, keys["source"], "the source of a form map",
                                       kSourceKeys);
    const Keys schema(faults_, keys["schema"], "`schema`", kSchemaKeys);
    if (schema.has("use")) map_->schema_name = schema.text("use");
    if (own) map_->abstract = keys.has("abstract");
    if (!own) map_->rule_sets.clear();
    parse_form_map(faults_, keys, limits_, *map_);
  }

  void finish() {
    sort_sections();
    FormMap& map = *map_;
    for (MapSection& section : map.sections) {
      for (const auto& headings : section.headings) {
        for (const std::string& heading : headings) {
          section.labels.push_back(read_label(heading, map.ignored));
        }
      }
    }
    for (MapField& field : map.fields) {
      for (MapChoice& choice : field.choices) {
        choice.labels.push_back(read_label(choice.value, map.ignored));
        for (const auto& texts : choice.texts) {
          for (const std::string& text : texts) {
            choice.labels.push_back(read_label(text, map.ignored));
          }
        }
      }
    }
    for (std::uint32_t i = 0; i < map.fields.size(); ++i) index(i);
  }

  void sort_sections() {
    FormMap& map = *map_;
    std::vector<std::uint32_t> order(map.sections.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return numbers_of(map.sections[a].number) < numbers_of(map.sections[b].number);
    });
    std::vector<MapSection> sections;
    std::vector<std::uint32_t> places(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      places[order[i]] = i;
      sections.push_back(std::move(map.sections[order[i]]));
    }
    map.sections = std::move(sections);
    for (MapField& field : map.fields) {
      if (field.section != MapField::kNoSection) field.section = places[field.section];
    }
    std::stable_sort(map.fields.begin(), map.fields.end(),
                     [](const MapField& a, const MapField& b) { return a.section < b.section; });
  }

  void index(std::uint32_t at) {
    FormMap& map = *map_;
    const MapField& field = map.fields[at];
    for (std::size_t language = 0; language < kLanguages; ++language) {
      for (const std::string& text : field.labels[language]) {
        KnownLabel known{read_label(text, map.ignored), at, static_cast<Language>(language), false};
        // A known label is compared as a whole: brackets in it are meant.
        known.label.shortened = false;
        for (auto [i, end] = map.by_label.equal_range(known.label.squashed); i != end; ++i) {
          KnownLabel& other = map.labels[i->second];
          if (other.field == at || map.in_table(map.fields[other.field]) != map.in_table(field)) {
            continue;
          }
          other.shared = known.shared = true;
        }
        map.by_label.emplace(known.label.squashed, static_cast<std::uint32_t>(map.labels.size()));
        map.labels.push_back(std::move(known));
      }
    }
    for (const std::string& name : field.names) {
      const auto [taken, added] = map.by_name.emplace(squash(name), at);
      if (!added && taken->second != at) {
        faults_.at(field.place, "the name " + quoted(name) + " belongs to two fields",
                   "a name tells one field from all others");
      }
    }
  }

  const RuleFiles& files_;
  std::string_view now_;
  const Limits& limits_;
  FaultSink faults_;
  std::shared_ptr<FormMap> map_ = std::make_shared<FormMap>();
};

}  // namespace

FormMapResult load_form_map(const RuleFiles& files, std::string_view reference,
                            std::string_view now, const Limits& limits) {
  return Loader(files, now, limits).run(reference);
}

}  // namespace intake
