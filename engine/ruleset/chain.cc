#include "ruleset/chain.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/suggest.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::string_view kRules = "rules/";
constexpr std::string_view kSetFile = "/ruleset.yaml";
/// Sets in one chain; deeper ones are a mistake of whoever generates them.
constexpr std::size_t kMostSets = 200;

std::vector<std::string_view> views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

/// The set and version folder of a rule set file; empty where the path is none.
std::pair<std::string_view, std::string_view> split_set_path(std::string_view path) {
  if (!path.starts_with(kRules) || !path.ends_with(kSetFile)) return {};
  path.remove_prefix(kRules.size());
  path.remove_suffix(kSetFile.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos) {
    return {};
  }
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string validity_text(const Validity& valid) {
  std::string text;
  if (!valid.from.empty()) text += " from " + valid.from;
  if (!valid.until.empty()) text += " until " + valid.until;
  return text.empty() ? " always" : text;
}

/// What was found for a reference.
struct Choice {
  std::optional<SetVersion> version;
  std::string message;  // why there is none
  std::string hint;
};

class Resolver {
 public:
  Resolver(const RuleFiles& files, const LoadOptions& options, FaultSink& faults)
      : files_(files), options_(options), faults_(faults) {}

  Chain run(std::string_view text) {
    const auto reference = parse_reference(text);
    if (!reference) {
      return failed(ErrorCode::kUsage, quoted(text) + " names no rule set",
                    "write the name of a set, or name@range");
    }
    const Choice choice = choose(*reference);
    if (!choice.version) return failed(ErrorCode::kNotFound, choice.message, choice.hint);
    visit(reference->name, *choice.version);
    return std::move(chain_);
  }

 private:
  struct Frame {
    ChainSet set;
    View extends;
    std::uint32_t next = 0;
    std::vector<bool> ancestors;
  };

  Chain failed(ErrorCode code, std::string what, std::string hint) {
    chain_.error = Error{code, std::move(what), std::move(hint), {}};
    return std::move(chain_);
  }

  /// Null where the file cannot be parsed; that is reported once.
  DocumentPtr document(const std::string& path) {
    Result<DocumentPtr> read = files_.document(path, options_.limits);
    if (read) {
      faults_.name_file(**read, path);
      return *read;
    }
    if (reported_.emplace(path, true).second) faults_.unreadable(path, read.error());
    return nullptr;
  }

  Validity validity(const SetVersion& version) {
    const Result<DocumentPtr> read =
        files_.document(version.folder + "ruleset.yaml", options_.limits);
    if (!read) return {};
    FaultSink ignored(options_.limits);
    return parse_validity(View(**read, (*read)->root()).member("valid"), ignored);
  }

  Choice choose(const SetReference& reference) {
    const std::vector<SetVersion> versions = find_versions(files_, reference.name);
    if (versions.empty()) {
      const std::vector<std::string> names = set_names(files_);
      std::string hint = faults_.did_you_mean(reference.name, views(names));
      if (hint.empty() && !names.empty() && names.size() <= 20) {
        hint = "there are:";
        for (const std::string& name : names) hint += (&name == &names[0] ? " " : ", ") + name;
      }
      return {{}, "there is no rule set " + quoted(reference.name), std::move(hint)};
    }
    std::string there, outside;
    for (const SetVersion& version : versions) {
      const bool fits = !reference.range || reference.range->contains(version.version);
      there += (there.empty() ? "" : ", ") + version.version.text();
      if (!fits) continue;
      const Validity valid = validity(version);
      if (options_.now.empty() || valid.holds(options_.now)) return {version, "", ""};
      outside += (outside.empty() ? "" : ", ") + version.version.text() + validity_text(valid);
    }
    if (outside.empty()) {
      return {{},
              "no version of " + quoted(reference.name) + " fits " +
                  quoted(reference.range ? reference.range->text() : "*"),
              "there are: " + there};
    }
    return {{},
            "no version of " + quoted(reference.name) + " that fits is in force on " +
                options_.now.substr(0, 10),
            "in force: " + outside};
  }

  void visit(const std::string& name, const SetVersion& version) {
    push(name, version);
    while (!stack_.empty()) {
      Frame& frame = stack_.back();
      if (frame.next < frame.extends.size()) {
        follow(frame.extends.at(frame.next++));
      } else {
        finish();
      }
    }
  }

  void push(const std::string& name, const SetVersion& version) {
    Frame frame;
    frame.set = {name, version.version, version.folder, nullptr, {}};
    frame.set.file = document(version.folder + "ruleset.yaml");
    if (frame.set.file) {
      const View top(*frame.set.file, frame.set.file->root());
      if (top.is_object()) frame.set.top = top;
      frame.extends = frame.set.top.member("extends");
      if (!frame.extends.is_array()) frame.extends = {};
    }
    stack_.push_back(std::move(frame));
  }

  void follow(View item) {
    if (!item.is_string()) return;  // reported with the other shapes
    const auto reference = parse_reference(item.text());
    if (!reference) {
      faults_.at(item, quoted(item.text()) + " is no `set@range`",
                 "write a name and a range, such as `some-set@^1.0`");
      return;
    }
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      if (stack_[i].set.name != reference->name) continue;
      std::string way;
      for (std::size_t j = i; j < stack_.size(); ++j) way += stack_[j].set.name + " → ";
      faults_.at(item, "the sets extend each other in a circle: " + way + reference->name,
                 "remove one of the `extends`");
      return;
    }
    if (const auto known = places_.find(reference->name); known != places_.end()) {
      const ChainSet& set = chain_.sets[known->second];
      if (reference->range && !reference->range->contains(set.version)) {
        faults_.at(item,
                   quoted(reference->name) + " is version " + set.version.text() +
                       " in this chain already, which " + quoted(reference->range->text()) +
                       " does not contain",
                   candidates_hint(*reference));
      }
      inherit(known->second);
      return;
    }
    const Choice choice = choose(*reference);
    if (!choice.version) {
      faults_.at(item, choice.message, choice.hint);
    } else if (chain_.sets.size() + stack_.size() >= kMostSets) {
      faults_.at(item, "more than " + std::to_string(kMostSets) + " sets are extended",
                 "extend fewer sets");
    } else {
      push(reference->name, *choice.version);
    }
  }

  std::string candidates_hint(const SetReference& reference) {
    std::string text;
    for (const SetVersion& version : find_versions(files_, reference.name)) {
      text += (text.empty() ? "there are: " : ", ") + version.version.text();
    }
    return text;
  }

  /// The set on top of the stack extends this one, and what this one extends.
  void inherit(std::uint32_t parent) {
    std::vector<bool>& ancestors = stack_.back().ancestors;
    ancestors.resize(chain_.sets.size(), false);
    for (std::uint32_t i = 0; i <= parent; ++i) {
      if (chain_.visibility.sees(parent, i)) ancestors[i] = true;
    }
  }

  void finish() {
    Frame frame = std::move(stack_.back());
    stack_.pop_back();
    const auto index = static_cast<std::uint32_t>(chain_.sets.size());
    places_[frame.set.name] = index;
    chain_.visibility.add_set(frame.set.name, std::move(frame.ancestors));
    chain_.sets.push_back(std::move(frame.set));
    if (!stack_.empty()) inherit(index);
  }

  const RuleFiles& files_;
  const LoadOptions& options_;
  FaultSink& faults_;
  Chain chain_;
  std::vector<Frame> stack_;
  std::unordered_map<std::string, std::uint32_t> places_;
  std::map<std::string, bool> reported_;
};

}  // namespace

bool Validity::holds(std::string_view now) const {
  const std::string_view date = now.substr(0, 10);
  return (from.empty() || date >= from) && (until.empty() || date < until);
}

Validity parse_validity(View valid, FaultSink& faults) {
  static constexpr std::array<KeySpec, 2> kKeys{{{"from", kStringBit}, {"until", kStringBit}}};
  Validity validity;
  if (valid.absent()) return validity;
  const Keys keys(faults, valid, "`valid`", kKeys);
  for (const KeySpec& spec : kKeys) {
    const View date = keys[spec.name];
    if (date.absent()) continue;
    if (!is_date(date.text())) {
      faults.at(date, quoted(date.text()) + " is no date", "write a date such as 2024-04-01");
      continue;
    }
    (spec.name == "from" ? validity.from : validity.until) = date.text();
  }
  if (!validity.from.empty() && !validity.until.empty() && validity.from >= validity.until) {
    faults.at(keys["until"], "`until` is not after `from`, so this is never in force",
              "`until` is the first day on which it is no longer in force");
  }
  return validity;
}

std::vector<SetVersion> find_versions(const RuleFiles& files, std::string_view set) {
  std::vector<SetVersion> versions;
  for (const std::string& path : files.list(std::string(kRules) + std::string(set) + '/')) {
    const auto [name, folder] = split_set_path(path);
    if (name != set) continue;
    if (auto version = Version::parse(folder)) {
      versions.push_back({std::move(*version), path.substr(0, path.size() - kSetFile.size() + 1)});
    }
  }
  std::sort(versions.begin(), versions.end(),
            [](const SetVersion& a, const SetVersion& b) { return a.version > b.version; });
  return versions;
}

std::vector<std::string> set_names(const RuleFiles& files) {
  std::vector<std::string> names;
  for (const std::string& path : files.list(kRules)) {
    const auto [name, folder] = split_set_path(path);
    if (!name.empty() && Version::parse(folder) && (names.empty() || names.back() != name)) {
      names.emplace_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<SetReference> parse_reference(std::string_view text) {
  SetReference reference;
  const std::size_t at = text.find('@');
  reference.name = text.substr(0, at);
  if (reference.name.empty()) return std::nullopt;
  if (at != std::string_view::npos) {
    reference.range = VersionRange::parse(text.substr(at + 1));
    if (!reference.range) return std::nullopt;
  }
  return reference;
}

Chain resolve_chain(const RuleFiles& files, std::string_view reference, const LoadOptions& options,
                    FaultSink& faults) {
  return Resolver(files, options, faults).run(reference);
}

}  // namespace intake
