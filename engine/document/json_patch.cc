#include <algorithm>
#include <unordered_set>

#include "document/change_plan.h"
#include "document/json_text.h"
#include "document/pointer.h"

namespace intake {
namespace {

// One operation and the place in the tree by which operations are put in order: the child
// indexes on the way from the top. Of an insertion: the child it stands before.
struct Operation {
  std::vector<std::uint32_t> place;
  // At one place: replace, then rename or remove, then insertions (last first in an array).
  std::uint32_t rank = 0;
  std::string text;
};

class PatchMaker {
 public:
  PatchMaker(View top, const ChangePlan& plan)
      : document_(*top.document()), top_(top.id()), plan_(plan) {
    prefix_ = document_.pointer(top_).size();
    find_tangled();
  }

  std::string make() {
    for (const auto& [node, change] : plan_.replaced) {
      if (!covered_above(node)) add(place(node), 0, "replace", pointer(node), &change->value);
    }
    for (const NodeId object : tangled_) {
      if (covered_above(object)) continue;
      const Datum whole = changed_value(document_, object, plan_);
      add(place(object), 0, "replace", pointer(object), &whole);
    }
    for (const auto& [node, change] : plan_.removed) {
      if (!covered_above(node)) add(place(node), 1, "remove", pointer(node), nullptr);
    }
    for (const auto& [node, change] : plan_.renamed) {
      if (covered_above(node)) continue;
      std::string to = pointer(document_.node(node).parent);
      append_token(to, change->name);
      add(place(node), 1, "move", to, nullptr, pointer(node));
    }
    for (const auto& [container, list] : plan_.insertions) {
      if (!covered(container)) add_insertions(container, list);
    }
    // The last place first, and what stands inside a value before the value itself, so that no
    // operation moves the place of a later one.
    std::stable_sort(operations_.begin(), operations_.end(), [](const auto& a, const auto& b) {
      return a.place != b.place ? a.place > b.place : a.rank < b.rank;
    });
    std::string out = "[";
    for (const Operation& operation : operations_) {
      if (out.size() > 1) out += ',';
      out += operation.text;
    }
    return out += ']';
  }

 private:
  // Objects where a new name was that of another member before: no order of moves and adds is
  // sure to work, so the object is replaced as a whole.
  void find_tangled() {
    const auto check = [&](NodeId object, std::string_view name) {
      if (document_.member(object, name) != kNoNode) tangled_.insert(object);
    };
    for (const auto& [node, change] : plan_.renamed) {
      check(document_.node(node).parent, change->name);
    }
    for (const auto& [container, list] : plan_.insertions) {
      if (document_.kind(container) != Kind::kObject) continue;
      for (const auto& insertion : list) check(container, insertion.name);
    }
  }

  bool covered(NodeId node) const {
    for (; !tangled_.empty(); node = document_.node(node).parent) {
      if (tangled_.count(node) != 0) return true;
      if (node == top_) break;
    }
    return false;
  }

  bool covered_above(NodeId node) const {
    return node != top_ && covered(document_.node(node).parent);
  }

  std::string pointer(NodeId node) const { return document_.pointer(node).substr(prefix_); }

  std::vector<std::uint32_t> place(NodeId node) const {
    std::vector<std::uint32_t> way;
    for (; node != top_; node = document_.node(node).parent) {
      way.push_back(node - document_.child(document_.node(node).parent, 0));
    }
    std::reverse(way.begin(), way.end());
    return way;
  }

  void add_insertions(NodeId container, const std::vector<ChangePlan::Insertion>& list) {
    const bool array = document_.kind(container) == Kind::kArray;
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto at = place(container);
      at.push_back(list[i].index);
      std::string to = pointer(container);
      append_token(to, array ? std::to_string(list[i].index) : list[i].name);
      const std::size_t rank = 2 + (array ? list.size() - i : i);
      add(std::move(at), static_cast<std::uint32_t>(rank), "add", to, &list[i].change->value);
    }
  }

  void add(std::vector<std::uint32_t> at, std::uint32_t rank, std::string_view op,
           std::string_view path, const Datum* value, std::string_view from = {}) {
    std::string text = "{\"op\":\"";
    text += op;
    if (op == "move") {
      text += "\",\"from\":";
      append_json_string(text, from);
      text += ",\"path\":";
    } else {
      text += "\",\"path\":";
    }
    append_json_string(text, path);
    if (value != nullptr) text += ",\"value\":" + to_json(*value);
    operations_.push_back({std::move(at), rank, text += '}'});
  }

  const Document& document_;
  NodeId top_;
  const ChangePlan& plan_;
  std::size_t prefix_ = 0;  // bytes of the pointer of top_
  std::unordered_set<NodeId> tangled_;
  std::vector<Operation> operations_;
};

}  // namespace

std::string to_json_patch(View document, const std::vector<Change>& changes) {
  const auto plan = plan_changes(document, changes);
  return plan.ok() ? PatchMaker(document, *plan).make() : "[]";
}

}  // namespace intake
