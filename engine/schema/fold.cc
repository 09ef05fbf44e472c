#include "schema/fold.h"

#include <algorithm>
#include <iterator>

namespace intake {
namespace {

using Group = std::vector<Misfit>;

bool is_type_at(const Misfit& misfit, const std::string& pointer) {
  return misfit.kind == Misfit::Kind::kType && misfit.pointer == pointer;
}

// A `const` of a direct member that does not hold: the member tells alternatives apart.
bool is_discriminator(const Misfit& misfit, const std::string& pointer) {
  return misfit.kind == Misfit::Kind::kChoice && misfit.names.size() == 1 &&
         misfit.pointer.size() > pointer.size() &&
         misfit.pointer.compare(0, pointer.size(), pointer) == 0 &&
         misfit.pointer[pointer.size()] == '/' &&
         misfit.pointer.find('/', pointer.size() + 1) == std::string::npos;
}

// How far an alternative is off: another kind of value, another discriminator, or only its parts.
enum class Distance : std::uint8_t { kParts, kDiscriminator, kKind };

Distance distance_of(const Group& group, const std::string& pointer) {
  Distance distance = Distance::kParts;
  for (const Misfit& misfit : group) {
    if (is_type_at(misfit, pointer)) return Distance::kKind;
    if (is_discriminator(misfit, pointer)) distance = Distance::kDiscriminator;
  }
  return distance;
}

void add_names(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& name : from) {
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
  }
}

// One misfit for all of the same kind and place in these groups.
Misfit merged(const std::vector<Group>& groups, Misfit first) {
  for (const Group& group : groups) {
    for (const Misfit& misfit : group) {
      if (misfit.kind != first.kind || misfit.pointer != first.pointer) continue;
      first.wanted = static_cast<std::uint8_t>(first.wanted | misfit.wanted);
      add_names(first.names, misfit.names);
    }
  }
  return first;
}

// Several alternatives with one misfit each, at the same place: all are said in one sentence.
Group joined(const std::vector<Group>& groups) {
  const Misfit& first = groups[0][0];
  Misfit out{Misfit::Kind::kOther, first.pointer, 0, {}, "none of the alternatives fits: "};
  std::vector<std::string> said;
  for (const Group& group : groups) add_names(said, {say(group[0], View()).first});
  if (said.size() == 1) return groups[0];
  for (std::size_t i = 0; i < said.size(); ++i) out.text += (i == 0 ? "" : ", or ") + said[i];
  return {out};
}

Group closest_of(std::vector<Group> groups, const std::string& pointer) {
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const Group& group) { return group.empty(); }),
               groups.end());
  if (groups.empty()) {
    return {Misfit{Misfit::Kind::kOther, pointer, 0, {}, "none of the alternatives fits"}};
  }
  Distance best = Distance::kKind;
  for (const Group& group : groups) best = std::min(best, distance_of(group, pointer));
  groups.erase(
      std::remove_if(groups.begin(), groups.end(),
                     [&](const Group& group) { return distance_of(group, pointer) != best; }),
      groups.end());

  if (best == Distance::kKind) {
    for (const Misfit& misfit : groups[0]) {
      if (is_type_at(misfit, pointer)) return {merged(groups, misfit)};
    }
  }
  if (best == Distance::kDiscriminator) {
    for (const Misfit& misfit : groups[0]) {
      if (is_discriminator(misfit, pointer)) return {merged(groups, misfit)};
    }
  }
  std::size_t fewest = groups[0].size();
  for (const Group& group : groups) fewest = std::min(fewest, group.size());
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [&](const Group& group) { return group.size() != fewest; }),
               groups.end());
  const bool mergeable =
      groups.size() > 1 && fewest == 1 &&
      std::all_of(groups.begin(), groups.end(), [&](const Group& group) {
        return group[0].kind == groups[0][0].kind && group[0].pointer == groups[0][0].pointer;
      });
  if (!mergeable) return std::move(groups[0]);
  switch (groups[0][0].kind) {
    case Misfit::Kind::kMissing:
    case Misfit::Kind::kOther:
      return joined(groups);
    default:
      return {merged(groups, groups[0][0])};
  }
}

void append(Group& to, Group from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

MisfitFold::MisfitFold() : frames_(1) {}

void MisfitFold::begin(bool alternatives, std::string pointer) {
  frames_.push_back({alternatives, false, std::move(pointer), {}, {}});
}

void MisfitFold::end_schema() {
  frames_.back().groups.push_back(std::move(frames_.back().current));
  frames_.back().current.clear();
}

void MisfitFold::none_fits() { frames_.back().failed = true; }

void MisfitFold::end() {
  if (frames_.size() < 2) return;
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  Group& parent = frames_.back().current;
  if (frame.alternatives) {
    if (frame.failed) append(parent, closest_of(std::move(frame.groups), frame.pointer));
  } else {
    for (Group& group : frame.groups) append(parent, std::move(group));
  }
  append(parent, std::move(frame.current));
}

void MisfitFold::add(std::vector<Misfit> misfits) {
  append(frames_.back().current, std::move(misfits));
}

std::vector<Misfit> MisfitFold::finish() {
  while (frames_.size() > 1) end();
  return std::move(frames_.back().current);
}

}  // namespace intake
