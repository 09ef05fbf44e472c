#include <optional>
#include <utility>

#include "ruleset/condition_parser.h"
#include "ruleset/keys.h"
#include "ruleset/loading.h"
#include "ruleset/scope.h"
#include "ruleset/set_keys.h"

namespace intake {
namespace {

// Of the heads that tools/embed_rules makes.
constexpr std::string_view kRulesInPreview = "rules-in-preview";
constexpr std::string_view kRulesDeprecated = "rules-deprecated";

/// Reads what choosing needs from one rule set file; the rest of it is looked at when it is
/// loaded.
std::optional<RuleSetHeader> read_header(Loading& loading, const std::string& name,
                                         const FileVersion& version) {
  const DocumentPtr file = loading.read_head(version.path);
  if (!file) return std::nullopt;
  const View top(*file, file->root());
  if (!top.is_object()) {
    loading.faults.at(top, "a rule set is a map, but this is " + describe_value(top),
                      "it starts with `ruleset: " + name + '`');
    return std::nullopt;
  }
  RuleSetHeader header;
  header.name = name;
  header.version = version.version;
  if (const View title = top.member("title"); title.is_string()) header.title = title.text();
  if (const View abstract = top.member("abstract")) {
    const KeySpec spec{.name = "abstract", .kinds = kBoolBit, .shape = KeySpec::Shape::kTrue};
    header.abstract = check_shape(loading.faults, abstract, "`abstract`", spec);
  }
  header.valid = parse_validity(top.member("valid"), loading.faults);
  if (file->source() == nullptr) {  // a head, in which the rules are only counted
    const auto count = [&](std::string_view member) {
      return static_cast<std::uint32_t>(top.member(member).node().payload.integer);
    };
    header.preview = count(kRulesInPreview);
    header.deprecated = count(kRulesDeprecated);
  }
  const View rules = top.member("rules");
  for (std::uint32_t i = 0; rules.is_array() && i < rules.size(); ++i) {
    header.preview += rules.at(i).member("preview").absent() ? 0 : 1;
    header.deprecated += rules.at(i).member("deprecated").absent() ? 0 : 1;
  }
  if (const View recognise = top.member("recognise"); recognise && !header.abstract) {
    Scope scope = Scope::without_names(loading, 0);
    header.recognise = parse_condition(scope, recognise);
  }
  header.documents = std::move(loading.out->documents);
  loading.out->documents.clear();
  return header;
}

}  // namespace

std::vector<RuleSetHeader> list_rule_sets(const RuleFiles& files, const LoadOptions& options,
                                          std::vector<Fault>& faults) {
  Loading loading(files, options);
  loading.chain.visibility.add_set("", {});
  std::vector<RuleSetHeader> headers;
  for (const std::string& name : versioned_names(files, kRuleSetFiles)) {
    std::vector<FileVersion> versions = find_versions(files, kRuleSetFiles, name);
    for (std::size_t i = versions.size(); i-- > 0;) {
      if (auto header = read_header(loading, name, versions[i])) {
        headers.push_back(std::move(*header));
      }
    }
  }
  for (Fault& fault : loading.faults.take()) faults.push_back(std::move(fault));
  return headers;
}

}  // namespace intake
