#include "ruleset/chain.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/suggest.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

/// Sets in one chain; deeper ones are a mistake of whoever generates them.
constexpr std::size_t kMostSets = 200;

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
    const VersionChoice choice = choose(*reference);
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

  VersionChoice choose(const SetReference& reference) const {
    return choose_version(files_, kRuleSetFiles, reference, options_.now, options_.limits, faults_);
  }

  void visit(const std::string& name, const FileVersion& version) {
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

  void push(const std::string& name, const FileVersion& version) {
    Frame frame;
    const std::string folder = version.path.substr(0, version.path.rfind('/') + 1);
    frame.set = {name, version.version, folder, nullptr, {}};
    frame.set.file = document(version.path);
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
    const VersionChoice choice = choose(*reference);
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
    for (const FileVersion& version : find_versions(files_, kRuleSetFiles, reference.name)) {
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

Chain resolve_chain(const RuleFiles& files, std::string_view reference, const LoadOptions& options,
                    FaultSink& faults) {
  return Resolver(files, options, faults).run(reference);
}

}  // namespace intake
