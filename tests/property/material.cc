#include <filesystem>
#include <fstream>
#include <iterator>

#include "formats/format.h"
#include "property/generator.h"
#include "support/catch.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const std::string& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(INTAKE_SOURCE_DIR + folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".json") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Datum read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  auto source = std::make_shared<Source>(path.generic_string(), std::move(bytes));
  const auto document = recognise_format(source->name(), source->bytes()).read(source, {});
  INFO(path);
  REQUIRE(document.ok());
  return to_datum(View(*document, document->root()));
}

const Datum* member(const Datum& value, const std::string& name) {
  if (value.object() == nullptr) return nullptr;
  for (const auto& [key, child] : *value.object()) {
    if (key == name) return &child;
  }
  return nullptr;
}

void collect_names(Material& material, const Datum& top) {
  std::vector<const Datum*> open{&top};
  while (!open.empty()) {
    const Datum* value = open.back();
    open.pop_back();
    if (const auto* array = value->array()) {
      for (const Datum& element : *array) open.push_back(&element);
    } else if (const auto* object = value->object()) {
      for (const auto& [name, child] : *object) {
        material.by_name[name].push_back(child);
        open.push_back(&child);
      }
    }
  }
}

void collect_changes(Material& material, const Datum& file) {
  const Datum* cases = member(file, "cases");
  if (cases == nullptr || cases->array() == nullptr) return;
  for (const Datum& one : *cases->array()) {
    const Datum* changes = member(one, "change");
    if (changes == nullptr || changes->array() == nullptr) continue;
    for (const Datum& change : *changes->array()) {
      const Datum* set = member(change, "set");
      const Datum* to = member(change, "to");
      const Datum* remove = member(change, "remove");
      if (set != nullptr && to != nullptr) {
        material.changes.push_back({*set->text(), {*to}});
        const std::string& pointer = *set->text();
        material.by_name[pointer.substr(pointer.rfind('/') + 1)].push_back(*to);
        collect_names(material, *to);
      } else if (remove != nullptr) {
        material.changes.push_back({*remove->text(), {}});
      }
    }
  }
}

Material gather() {
  Material made;
  for (const std::string set : {"ctr-rest", "fhir-vault"}) {
    for (const fs::path& path : files_below("/examples/" + set)) {
      made.bases.push_back({set, read_file(path)});
    }
    const Datum bases = read_file(INTAKE_SOURCE_DIR "/rules/" + set + "/1.0.0/cases/_bases.yaml");
    for (const auto& [name, value] : *member(bases, "bases")->object()) {
      made.bases.push_back({set, value});
    }
  }
  for (const Material::Base& base : made.bases) collect_names(made, base.value);
  for (const fs::path& path : files_below("/rules")) {
    if (path.parent_path().filename() == "cases") collect_changes(made, read_file(path));
  }
  REQUIRE(made.bases.size() > 8);
  REQUIRE(made.changes.size() > 200);
  return made;
}

CompiledRules compile(const Library& library, const std::string& rule_set) {
  CompileOptions options;
  options.now = "2026-11-22T00:00:00Z";
  options.languages = {Language::kEn};
  Compiled compiled = library.compile(rule_set, options);
  REQUIRE(compiled.rules.has_value());
  return *compiled.rules;
}

}  // namespace

const Material& material() {
  static const Material kMaterial = gather();
  return kMaterial;
}

const CompiledRules& rules_of(const std::string& rule_set) {
  static const std::map<std::string, CompiledRules> kRules = [] {
    const auto library = Library::from_folder(INTAKE_SOURCE_DIR "/rules", {});
    REQUIRE(library.ok());
    std::map<std::string, CompiledRules> made;
    for (const std::string set : {"ctr-rest", "fhir-vault"}) {
      made.emplace(set, compile(*library, set));
    }
    return made;
  }();
  return kRules.at(rule_set);
}

}  // namespace intake
