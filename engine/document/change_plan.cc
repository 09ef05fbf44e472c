#include "document/change_plan.h"

#include <algorithm>
#include <unordered_set>

#include "document/pointer.h"

namespace intake {
namespace {

Error refused(const Change& change, std::string_view why) {
  std::string what = "`" + change.pointer + "` cannot be changed: ";
  what += why;
  return {ErrorCode::kRefused, std::move(what), {}, {}};
}

class Planner {
 public:
  explicit Planner(View top) : document_(*top.document()) { plan_.top = top.id(); }

  Status add(const Change& change) {
    const auto tokens = parse_pointer(change.pointer);
    if (!tokens) return refused(change, "it is no JSON Pointer");
    NodeId at = plan_.top;
    const bool adds = change.op == Change::Op::kAdd;
    if (adds && tokens->empty())
      return refused(change, "nothing can be added beside the top value");
    for (std::size_t i = 0; i + (adds ? 1 : 0) < tokens->size(); ++i) {
      at = find_child(document_, at, (*tokens)[i]);
      if (at == kNoNode) return refused(change, "there is no value `" + (*tokens)[i] + "`");
    }
    switch (change.op) {
      case Change::Op::kAdd:
        return insert(change, at, tokens->back());
      case Change::Op::kReplace:
        return once(change, plan_.replaced, at);
      case Change::Op::kRemove:
        if (at == plan_.top) return refused(change, "the top value cannot be removed");
        return once(change, plan_.removed, at);
      case Change::Op::kRename:
        if (at == plan_.top || document_.kind(document_.node(at).parent) != Kind::kObject) {
          return refused(change, "only a member of a map has a name");
        }
        named_.insert(document_.node(at).parent);
        return once(change, plan_.renamed, at);
    }
    return Done{};
  }

  Result<ChangePlan> finish() {
    for (auto& [container, list] : insertions_) {
      std::stable_sort(list.begin(), list.end(),
                       [](const auto& a, const auto& b) { return a.index < b.index; });
      plan_.insertions.push_back({container, std::move(list)});
    }
    std::sort(plan_.insertions.begin(), plan_.insertions.end(),
              [](const auto& a, const auto& b) { return a.container < b.container; });
    for (const auto* changes : {&plan_.replaced, &plan_.removed, &plan_.renamed}) {
      for (const auto& [node, change] : *changes)
        INTAKE_RETURN_IF_ERROR(check_above(node, *change));
    }
    for (const auto& [container, list] : plan_.insertions) {
      INTAKE_RETURN_IF_ERROR(check_gone(container, *list.front().change));
      INTAKE_RETURN_IF_ERROR(check_above(container, *list.front().change));
    }
    for (const NodeId object : named_) INTAKE_RETURN_IF_ERROR(check_names(object));
    return std::move(plan_);
  }

 private:
  Status once(const Change& change, std::unordered_map<NodeId, const Change*>& into, NodeId node) {
    const bool removes = &into == &plan_.removed;
    const bool taken =
        into.count(node) != 0 || plan_.removed.count(node) != 0 ||
        (removes && (plan_.replaced.count(node) != 0 || plan_.renamed.count(node) != 0));
    if (taken) return refused(change, "it is changed twice");
    into.emplace(node, &change);
    return Done{};
  }

  Status insert(const Change& change, NodeId container, const std::string& token) {
    const Node& node = document_.node(container);
    auto& list = insertions_[container];
    if (node.kind == Kind::kObject) {
      named_.insert(container);
      list.push_back({node.size, true, token, &change});
      return Done{};
    }
    if (node.kind != Kind::kArray) return refused(change, "its parent is neither a list nor a map");
    const auto index = token == "-" ? node.size : parse_index(token);
    if (!index || *index > node.size) {
      return refused(change, "the list has " + std::to_string(node.size) + " elements");
    }
    list.push_back({*index, false, {}, &change});
    return Done{};
  }

  Status check_gone(NodeId node, const Change& change) const {
    if (plan_.replaced.count(node) == 0 && plan_.removed.count(node) == 0) return Done{};
    return refused(change, "a value around it is changed too");
  }

  Status check_above(NodeId node, const Change& change) const {
    while (node != plan_.top) {
      node = document_.node(node).parent;
      INTAKE_RETURN_IF_ERROR(check_gone(node, change));
    }
    return Done{};
  }

  Status check_names(NodeId object) const {
    std::unordered_set<std::string_view> names;
    const View map(document_, object);
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const View member = map.at(i);
      if (plan_.removed.count(member.id()) != 0 || plan_.renamed.count(member.id()) != 0) continue;
      names.insert(member.key());
    }
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const auto renamed = plan_.renamed.find(map.at(i).id());
      if (renamed != plan_.renamed.end() && !names.insert(renamed->second->name).second) {
        return refused(*renamed->second, "the name `" + renamed->second->name + "` is taken");
      }
    }
    if (const auto* list = plan_.inserted_into(object)) {
      for (const auto& insertion : *list) {
        if (!names.insert(insertion.name).second) {
          return refused(*insertion.change, "the name `" + insertion.name + "` is taken");
        }
      }
    }
    return Done{};
  }

  const Document& document_;
  ChangePlan plan_;
  std::unordered_map<NodeId, std::vector<ChangePlan::Insertion>> insertions_;
  std::unordered_set<NodeId> named_;  // objects whose names change
};

Datum scalar(View value) {
  switch (value.kind()) {
    case Kind::kNull:
      return {};
    case Kind::kBool:
      return value.boolean();
    case Kind::kInt:
      return value.node().payload.integer;
    case Kind::kUint:
      return value.node().payload.unsigned_integer;
    case Kind::kDouble:
      return value.node().payload.real;
    case Kind::kString:
      return value.text();
    case Kind::kArray:
      return Datum::Array{};
    case Kind::kObject:
      return Datum::Object{};
  }
  return {};
}

}  // namespace

const std::vector<ChangePlan::Insertion>* ChangePlan::inserted_into(NodeId container) const {
  const auto found = std::lower_bound(insertions.begin(), insertions.end(), container,
                                      [](const auto& i, NodeId id) { return i.container < id; });
  return found == insertions.end() || found->container != container ? nullptr : &found->list;
}

Result<ChangePlan> plan_changes(View top, const std::vector<Change>& changes) {
  if (top.document() == nullptr) {
    return Error{ErrorCode::kRefused, "there is no document to change", {}, {}};
  }
  Planner planner(top);
  for (const Change& change : changes) INTAKE_RETURN_IF_ERROR(planner.add(change));
  return planner.finish();
}

Datum changed_value(const Document& document, NodeId node, const ChangePlan& plan) {
  // A container whose children are being copied. `out` stays put: each list of children is
  // reserved before its first element is pushed.
  struct Frame {
    NodeId container;
    Datum* out;
    const std::vector<ChangePlan::Insertion>* inserted;
    std::uint32_t next = 0;
    std::size_t next_inserted = 0;
  };
  Datum result;
  std::vector<Frame> frames;
  const auto begin = [&](NodeId id, Datum& out) {
    if (const auto found = plan.replaced.find(id); found != plan.replaced.end()) {
      out = found->second->value;
      return;
    }
    const View value(document, id);
    out = scalar(value);
    if (!value.is_array() && !value.is_object()) return;
    const auto* inserted = plan.inserted_into(id);
    const std::size_t most = value.size() + (inserted == nullptr ? 0 : inserted->size());
    if (auto* array = out.array()) array->reserve(most);
    if (auto* object = out.object()) object->reserve(most);
    frames.push_back({id, &out, inserted});
  };
  const auto append = [](Datum& container, std::string_view name) -> Datum& {
    if (auto* array = container.array()) return array->emplace_back();
    return container.object()->emplace_back(std::string(name), Datum{}).second;
  };
  begin(node, result);
  while (!frames.empty()) {
    Frame& top = frames.back();
    if (top.inserted != nullptr && top.next_inserted < top.inserted->size() &&
        (*top.inserted)[top.next_inserted].index <= top.next) {
      const auto& insertion = (*top.inserted)[top.next_inserted++];
      append(*top.out, insertion.name) = insertion.change->value;
      continue;
    }
    const View container(document, top.container);
    if (top.next == container.size()) {
      frames.pop_back();
      continue;
    }
    const View child = container.at(top.next++);
    if (plan.removed.count(child.id()) != 0) continue;
    std::string_view name = container.is_object() ? child.key() : std::string_view{};
    if (const auto found = plan.renamed.find(child.id()); found != plan.renamed.end()) {
      name = found->second->name;
    }
    begin(child.id(), append(*top.out, name));
  }
  return result;
}

}  // namespace intake
