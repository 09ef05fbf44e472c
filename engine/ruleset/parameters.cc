#include "ruleset/parameters.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "formats/yaml/yaml.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 4> kParameterKeys{{
    {.name = "type", .kinds = kStringBit, .required = true, .example = "string"},
    {.name = "default", .required = true},
    {.name = "doc", .kinds = kStringBit},
    {.name = "choices", .kinds = kArrayBit},
}};
constexpr std::array<KeySpec, 1> kRefKeys{{{.name = "ref", .kinds = kStringBit, .required = true}}};

constexpr std::array<std::pair<std::string_view, std::uint8_t>, 6> kTypes{{{"severity", kStringBit},
                                                                           {"string", kStringBit},
                                                                           {"integer", kIntegerBit},
                                                                           {"number", kNumberBit},
                                                                           {"boolean", kBoolBit},
                                                                           {"list", kArrayBit}}};

constexpr std::array<std::string_view, 4> kSeverities{"error", "warning", "note", "off"};

std::optional<Severity> find_severity(std::string_view text) {
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    if (kSeverities[i] == text) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

std::uint8_t kinds_of(std::string_view type) {
  for (const auto& [name, kinds] : kTypes) {
    if (name == type) return kinds;
  }
  return 0;
}

/// Why a value is none for the parameter: what and hint; nullopt where it is one.
std::optional<std::pair<std::string, std::string>> find_mismatch(std::string_view type,
                                                                 View choices, View value) {
  if ((kind_bit(value.kind()) & kinds_of(type)) == 0) {
    return std::pair("is " + describe_value(value) + ", but the parameter is of the type `" +
                         std::string(type) + '`',
                     value.is_array() || value.is_object() || kinds_of(type) != kStringBit
                         ? "write " + describe_kinds(kinds_of(type))
                         : "put it in quotes: \"" + to_json(value) + '"');
  }
  if (type == "severity" && !find_severity(value.text())) {
    return std::pair("is " + quoted(value.text()) + ", which is no severity",
                     std::string("write error, warning, note or off"));
  }
  if (choices.absent()) return std::nullopt;
  std::string hint;
  for (std::uint32_t i = 0; i < choices.size(); ++i) {
    if (equal(choices.at(i), value)) return std::nullopt;
    hint += (i == 0 ? "it is one of: " : ", ") + to_display(choices.at(i));
  }
  return std::pair("is " + describe_value(value) + ", which is not among its choices",
                   std::move(hint));
}

bool check_value(FaultSink& faults, const std::string& label, std::string_view type, View choices,
                 View value) {
  auto mismatch = find_mismatch(type, choices, value);
  if (!mismatch) return true;
  faults.at(value, label + ' ' + mismatch->first, std::move(mismatch->second));
  return false;
}

void define_parameter(Loading& loading, std::uint32_t set, View entry) {
  FaultSink& faults = loading.faults;
  const std::string name(entry.key());
  const Keys keys(faults, entry, "a parameter", kParameterKeys);
  const bool usable = check_name(faults, name, entry, true);
  std::string_view type = keys.text("type");
  if (keys.has("type") && kinds_of(type) == 0) {
    std::vector<std::string_view> names;
    names.reserve(std::size(kTypes));
    for (const auto& [known, kinds] : kTypes) names.push_back(known);
    std::string hint = faults.did_you_mean(type, names);
    if (hint.empty()) hint = "the types are: severity, string, integer, number, boolean, list";
    faults.at(keys["type"], "there is no type " + quoted(type), std::move(hint));
    type = {};
  }
  ParameterDraft draft;
  Parameter parameter;
  parameter.name = loading.visibility().name(set) + '/' + name;
  parameter.type = type;
  parameter.doc = keys.text("doc");
  if (!type.empty()) {
    if (const View choices = keys["choices"]) {
      draft.choices = choices;
      for (std::uint32_t i = 0; i < choices.size(); ++i) {
        if (!check_value(faults, "a choice of " + quoted(name), type, {}, choices.at(i))) {
          draft.choices = {};
        }
      }
    }
    const View value = keys["default"];
    if (!value.absent() &&
        check_value(faults, "the default of " + quoted(name), type, draft.choices, value)) {
      parameter.value = value;
    }
  }
  const auto index = static_cast<std::uint32_t>(loading.out->parameters.size());
  loading.out->parameters.push_back(std::move(parameter));
  loading.parameter_drafts.push_back(draft);
  if (usable) loading.define(loading.values, {Named::Kind::kParameter, name, set, index, entry});
}

/// The value that a `--set` text means; nullopt where it is no YAML.
std::optional<View> read_set_value(Loading& loading, std::string_view type, const std::string& name,
                                   const std::string& text) {
  if (kinds_of(type) == kStringBit) {
    return loading.keep(to_document(Datum(std::string_view(text))));
  }
  auto source = std::make_shared<const Source>("--set " + name, text);
  Result<Document> document = yaml::read(std::move(source), loading.options.limits);
  if (!document) return std::nullopt;
  return loading.keep(std::move(*document));
}

}  // namespace

void define_parameters(Loading& loading, std::uint32_t set, View map) {
  for (std::uint32_t i = 0; i < map.size(); ++i) define_parameter(loading, set, map.at(i));
}

void override_parameter(Loading& loading, std::uint32_t parameter, View value) {
  Parameter& known = loading.out->parameters[parameter];
  if (known.type.empty()) return;
  if (check_value(loading.faults, "the new default of " + quoted(known.name), known.type,
                  loading.parameter_drafts[parameter].choices, value)) {
    known.value = value;
  }
}

std::optional<Error> set_parameters(Loading& loading) {
  const auto chosen = static_cast<std::uint32_t>(loading.chain.sets.size() - 1);
  for (const auto& [name, text] : loading.options.parameters) {
    const NameTable::Found found = loading.values.find(name, chosen);
    if (!found.several.empty()) {
      return Error{ErrorCode::kUsage,
                   "the parameter " + quoted(name) + " may be " +
                       list_candidates(found, loading.visibility()),
                   "write it with the name of its set",
                   {}};
    }
    if (found.named == nullptr || found.named->kind != Named::Kind::kParameter) {
      std::vector<std::string_view> names;
      std::string all;
      for (const Parameter& parameter : loading.out->parameters) {
        const std::string_view full = parameter.name;
        names.push_back(full.substr(full.find('/') + 1));
        names.push_back(full);
        all += (all.empty() ? "its parameters are: " : ", ") + parameter.name;
      }
      std::string hint = loading.faults.did_you_mean(name, names);
      if (hint.empty()) hint = all.empty() ? "it has no parameters" : all;
      return Error{
          ErrorCode::kUsage, "the rule set has no parameter " + quoted(name), std::move(hint), {}};
    }
    Parameter& parameter = loading.out->parameters[found.named->index];
    if (parameter.type.empty()) continue;
    const auto value = read_set_value(loading, parameter.type, name, text);
    if (!value) {
      return Error{
          ErrorCode::kUsage,
          "the value " + quoted(text) + " of the parameter " + quoted(name) + " cannot be read",
          "write " + describe_kinds(kinds_of(parameter.type)),
          {}};
    }
    if (auto mismatch = find_mismatch(
            parameter.type, loading.parameter_drafts[found.named->index].choices, *value)) {
      return Error{ErrorCode::kUsage,
                   "the parameter " + quoted(name) + ' ' + mismatch->first,
                   std::move(mismatch->second),
                   {}};
    }
    parameter.value = *value;
  }
  return std::nullopt;
}

std::optional<Severity> parse_severity(Loading& loading, std::uint32_t set, View written) {
  FaultSink& faults = loading.faults;
  if (written.is_string()) {
    if (const auto severity = find_severity(written.text())) return severity;
    std::string hint = faults.did_you_mean(
        written.text(), std::vector<std::string_view>(kSeverities.begin(), kSeverities.end()));
    if (hint.empty()) hint = "write error, warning, note, off or {ref: parameter}";
    faults.at(written, quoted(written.text()) + " is no severity", std::move(hint));
    return std::nullopt;
  }
  const Keys keys(faults, written, "a severity that is no text", kRefKeys);
  const View name = keys["ref"];
  if (name.absent()) return std::nullopt;
  const Named* named = loading.resolve(loading.values, name.text(), set, name, "parameter");
  if (named == nullptr) return std::nullopt;
  if (named->kind != Named::Kind::kParameter) {
    faults.at(name, quoted(name.text()) + " is no parameter",
              "only parameters of the type severity can stand here");
    return std::nullopt;
  }
  const Parameter& parameter = loading.out->parameters[named->index];
  if (parameter.type.empty() || parameter.value.absent()) return std::nullopt;
  if (parameter.type != "severity") {
    faults.at(name, quoted(name.text()) + " is of the type " + quoted(parameter.type),
              "a parameter of the type severity is needed");
    return std::nullopt;
  }
  return find_severity(parameter.value.text());
}

}  // namespace intake
