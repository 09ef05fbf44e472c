#include "ruleset/name_table.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace intake {

void Visibility::add_set(std::string name, std::vector<bool> ancestors) {
  names_.push_back(std::move(name));
  ancestors_.push_back(std::move(ancestors));
}

const Named* NameTable::add(Named named) {
  const Found found = find(named.name, named.set);
  const Named* collision = found.named;
  if (collision == nullptr && !found.several.empty()) collision = found.several.front();
  if (collision != nullptr && collision->set == named.set) return collision;
  const std::uint32_t at =
      collision == nullptr ? kNoNode : static_cast<std::uint32_t>(collision - all_.data());
  by_name_[named.name].push_back(static_cast<std::uint32_t>(all_.size()));
  all_.push_back(std::move(named));
  return at == kNoNode ? nullptr : &all_[at];
}

NameTable::Found NameTable::find(std::string_view name, std::uint32_t set) const {
  Found found;
  std::string_view owner;
  if (const std::size_t slash = name.find('/'); slash != std::string_view::npos) {
    owner = name.substr(0, slash);
    name = name.substr(slash + 1);
  }
  const auto entries = by_name_.find(std::string(name));
  if (entries == by_name_.end()) return found;
  for (const std::uint32_t i : entries->second) {
    const Named& named = all_[i];
    if (!visibility_->sees(set, named.set)) continue;
    if (!owner.empty() && visibility_->name(named.set) != owner) continue;
    // A set's own name wins; that it hides another one was reported where it is defined.
    if (named.set == set) return {&named, {}};
    found.several.push_back(&named);
  }
  if (found.several.size() == 1) return {found.several.front(), {}};
  return found;
}

std::vector<std::string_view> NameTable::names(std::uint32_t set) const {
  std::vector<std::string_view> names;
  std::unordered_set<std::string_view> seen;
  for (const Named& named : all_) {
    if (visibility_->sees(set, named.set) && seen.insert(named.name).second) {
      names.push_back(named.name);
    }
  }
  return names;
}

std::string list_candidates(const NameTable::Found& found, const Visibility& visibility) {
  std::string text;
  for (std::size_t i = 0; i < found.several.size(); ++i) {
    if (i > 0) text += i + 1 == found.several.size() ? " and " : ", ";
    text += '`' + visibility.name(found.several[i]->set) + '/' + found.several[i]->name + '`';
  }
  return text;
}

}  // namespace intake
