#include "ruleset/loading.h"

#include <algorithm>
#include <array>

#include "ruleset/rule_parser.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 6> kTemplateNames{"value",   "pointer", "expected",
                                                         "missing", "extra",   "suggestion"};

/// Unset: what has such a name is always used, or is none of RuleSet::definitions.
std::optional<Definition::Kind> definition_kind(Named::Kind kind) {
  switch (kind) {
    case Named::Kind::kBinding:
      return Definition::Kind::kBinding;
    case Named::Kind::kParameter:
      return Definition::Kind::kParameter;
    case Named::Kind::kList:
      return Definition::Kind::kList;
    case Named::Kind::kPart:
      return Definition::Kind::kPart;
    case Named::Kind::kConstant:
      return Definition::Kind::kConstant;
    case Named::Kind::kRule:
    case Named::Kind::kStatement:
      break;
  }
  return std::nullopt;
}

}  // namespace

Loading::Loading(const RuleFiles& rule_files, const LoadOptions& load_options)
    : files(rule_files),
      options(load_options),
      faults(load_options.limits),
      notes(load_options.limits),
      values(chain.visibility),
      lists(chain.visibility),
      constants(chain.visibility),
      parts(chain.visibility),
      rules(chain.visibility),
      former(chain.visibility),
      statements(chain.visibility),
      out(std::make_shared<RuleSet>()) {}

Loading::~Loading() = default;

bool Loading::define(NameTable& table, Named named) {
  const View place = named.place;
  const std::string name = named.name;
  const std::uint32_t set = named.set;
  if (const auto kind = definition_kind(named.kind)) {
    named.definition = static_cast<std::uint32_t>(out->definitions.size());
    Definition definition;
    definition.kind = *kind;
    definition.name = visibility().name(set) + '/' + name;
    definition.set = set;
    definition.span = place.document()->key_span(place.id());
    definition.file = chain.sets[set].file;
    out->definitions.push_back(std::move(definition));
  }
  const Named* taken = table.add(std::move(named));
  if (taken == nullptr) return true;
  const std::string owner = '`' + visibility().name(taken->set) + '`';
  if (taken->set == set) {
    faults.at_key(place, quoted(name) + " is defined twice in this set", "choose another name");
  } else {
    faults.at_key(place, quoted(name) + " is defined by " + owner + " already, which this extends",
                  "use that one, change it under `override`, or choose another name");
  }
  return false;
}

void Loading::mark_used(const Named& named) {
  if (named.definition != Named::kNoDefinition) out->definitions[named.definition].used = true;
}

bool Loading::define_rule(Named named) {
  const View place = named.place;
  const std::string id = named.name;
  const std::uint32_t set = named.set;
  const Named* taken = rules.add(std::move(named));
  if (taken == nullptr) return true;
  if (taken->set == set) {
    faults.at(place, "two rules have the id " + quoted(id), "choose another id");
  } else {
    faults.at(place,
              quoted(id) + " is a rule of `" + visibility().name(taken->set) +
                  "` already, which this extends",
              "change its severity under `override`, or choose another id");
  }
  return false;
}

PathCheck Loading::paths() { return {faults, out->schema, schema_name}; }

View Loading::keep(Document document) {
  auto kept = std::make_shared<const Document>(std::move(document));
  out->documents.push_back(kept);
  return {*kept, kept->root()};
}

DocumentPtr Loading::read(const std::string& path) {
  return take(path, files.document(path, options.limits));
}

DocumentPtr Loading::read_head(const std::string& path) {
  return take(path, files.head(path, options.limits));
}

DocumentPtr Loading::take(const std::string& path, const Result<DocumentPtr>& document) {
  if (!document) {
    faults.unreadable(path, document.error());
    return nullptr;
  }
  faults.name_file(**document, path);
  out->documents.push_back(*document);
  out->files.push_back(path);
  return *document;
}

const Named* Loading::resolve(const NameTable& table, std::string_view name, std::uint32_t set,
                              View written, std::string_view what) {
  const NameTable::Found found = table.find(name, set);
  if (found.named != nullptr) {
    mark_used(*found.named);
    return found.named;
  }
  if (!found.several.empty()) {
    faults.at(written, quoted(name) + " may be " + list_candidates(found, visibility()),
              "write it with the name of its set");
    return nullptr;
  }
  std::vector<std::string_view> names;
  if (faults.wants_hints()) names = table.names(set);
  std::string hint = faults.did_you_mean(name, names);
  if (hint.empty() && !names.empty() && names.size() <= 20) {
    hint = "there are:";
    for (const std::string_view known : names) {
      hint += (known == names.front() ? " " : ", ") + std::string(known);
    }
  }
  if (faults.wants_hints() && names.empty()) hint = "none is defined here or in what this extends";
  faults.at(written, "there is no " + std::string(what) + ' ' + quoted(name), std::move(hint));
  return nullptr;
}

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

bool is_template_name(std::string_view text) {
  return std::find(kTemplateNames.begin(), kTemplateNames.end(), text) != kTemplateNames.end();
}

bool check_name(FaultSink& faults, std::string_view name, View place, bool at_key) {
  std::string message, hint;
  if (!is_name(name)) {
    message = quoted(name) + " cannot be a name";
    hint = "a name starts with a letter; letters, digits, `-` and `_` follow";
  } else if (is_template_name(name)) {
    message = quoted(name) + " has a meaning of its own in messages";
    hint = "choose another name";
  } else if (name == "constants") {
    message = "`constants` is what the constants of a set are reached by";
    hint = "choose another name";
  } else {
    return true;
  }
  if (at_key) {
    faults.at_key(place, std::move(message), std::move(hint));
  } else {
    faults.at(place, std::move(message), std::move(hint));
  }
  return false;
}

}  // namespace intake
