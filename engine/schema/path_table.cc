#include "schema/path_table.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "schema/schema_graph.h"
#include "schema/schema_text.h"

namespace intake {
namespace {

// Schema nodes that may be looked at while the table is made; alternatives multiply.
constexpr std::size_t kMostWork = 2'000'000;
constexpr std::size_t kMostPlaces = 50'000;

using Texts = std::vector<std::string_view>;  // of the schema; sorted, unique

// What one schema says of its value, compositions resolved.
struct Facts {
  std::uint8_t kinds = kAnyBits;
  bool open = true;      // of an object
  bool any_text = true;  // `choices` does not limit strings
  Texts choices;
  Texts required;
  std::string_view title;
  std::string_view description;
  std::vector<NodeId> parts;  // the schemas that may declare members and items
};

bool has(std::uint8_t kinds, std::uint8_t bit) { return (kinds & bit) != 0; }

void tidy(Texts& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

Texts both(const Texts& a, const Texts& b) {
  Texts out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

Texts either(const Texts& a, const Texts& b) {
  Texts out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

void join_parts(Facts& a, const Facts& b) {
  for (const NodeId part : b.parts) a.parts.push_back(part);
  if (a.title.empty()) a.title = b.title;
  if (a.description.empty()) a.description = b.description;
}

// Either schema may hold.
void alternate(Facts& a, const Facts& b) {
  if (!has(a.kinds, kObjectBit)) {
    a.required = b.required;
  } else if (has(b.kinds, kObjectBit)) {
    a.required = both(a.required, b.required);
  }
  a.open = (a.open && has(a.kinds, kObjectBit)) || (b.open && has(b.kinds, kObjectBit));
  a.any_text = (a.any_text && has(a.kinds, kStringBit)) || (b.any_text && has(b.kinds, kStringBit));
  a.choices = either(a.choices, b.choices);
  a.kinds = static_cast<std::uint8_t>(a.kinds | b.kinds);
  join_parts(a, b);
}

// Both schemas hold.
void conjoin(Facts& a, const Facts& b) {
  a.kinds = static_cast<std::uint8_t>(a.kinds & b.kinds);
  a.open = a.open && b.open;
  a.required = either(a.required, b.required);
  if (a.any_text) {
    a.choices = b.choices;
  } else if (!b.any_text) {
    a.choices = both(a.choices, b.choices);
  }
  a.any_text = a.any_text && b.any_text;
  join_parts(a, b);
}

std::string_view text_of(View value) {
  return value.is_string() ? value.text() : std::string_view();
}

class Builder {
 public:
  explicit Builder(const Document& schema) : schema_(schema) {}

  Result<std::vector<PathTable::Place>> build() {
    auto top = place_of({schema_.root()});
    if (!top.ok()) return std::move(top).error();
    for (std::size_t next = 0; next < keys_.size(); ++next) {
      INTAKE_RETURN_IF_ERROR(fill(static_cast<PathTable::PlaceId>(next)));
    }
    return std::move(places_);
  }

 private:
  // The number of the place that any of these schemas describe; filled later.
  Result<PathTable::PlaceId> place_of(std::vector<NodeId> key) {
    std::sort(key.begin(), key.end());
    key.erase(std::unique(key.begin(), key.end()), key.end());
    work_ += key.size();
    if (work_ > kMostWork || keys_.size() >= kMostPlaces) return over_limit();
    const auto [at, added] = ids_.emplace(key, static_cast<PathTable::PlaceId>(keys_.size()));
    if (added) {
      keys_.push_back(std::move(key));
      places_.emplace_back();
    }
    return at->second;
  }

  Error over_limit() const {
    return schema_error(schema_, schema_.root(), ErrorCode::kLimit,
                        "the schema has too many places or alternatives",
                        "split the schema or use fewer nested alternatives");
  }

  Status fill(PathTable::PlaceId id) {
    const std::vector<NodeId> key = keys_[id];
    Facts facts;
    for (std::size_t i = 0; i < key.size(); ++i) {
      auto one = facts_of(key[i]);
      if (!one.ok()) return std::move(one).error();
      if (i == 0) {
        facts = **one;
      } else {
        alternate(facts, **one);
      }
    }
    std::sort(facts.parts.begin(), facts.parts.end());
    facts.parts.erase(std::unique(facts.parts.begin(), facts.parts.end()), facts.parts.end());
    work_ += facts.parts.size();
    if (work_ > kMostWork) return over_limit();

    std::map<std::string_view, std::vector<NodeId>> members;
    std::vector<NodeId> items;
    for (const NodeId part : facts.parts) declare(part, members, items);

    PathTable::Place place;
    place.kinds = facts.kinds;
    place.open = facts.open && has(facts.kinds, kObjectBit);
    if (!facts.any_text) place.choices.assign(facts.choices.begin(), facts.choices.end());
    place.required.assign(facts.required.begin(), facts.required.end());
    place.title = facts.title;
    place.description = facts.description;
    for (auto& [name, schemas] : members) {
      auto member = place_of(std::move(schemas));
      if (!member.ok()) return std::move(member).error();
      place.members.emplace_back(name, *member);
    }
    if (!items.empty()) {
      auto item = place_of(std::move(items));
      if (!item.ok()) return std::move(item).error();
      place.items = *item;
    }
    places_[id] = std::move(place);
    return Done{};
  }

  bool forbids(View schema) const { return schema.is_bool() && !schema.boolean(); }

  void declare(NodeId part, std::map<std::string_view, std::vector<NodeId>>& members,
               std::vector<NodeId>& items) const {
    const View properties = keyword(schema_, part, "properties");
    for (std::uint32_t i = 0; i < (properties.is_object() ? properties.size() : 0); ++i) {
      const View member = properties.at(i);
      if (!forbids(member)) members[member.key()].push_back(member.id());
    }
    const View item = keyword(schema_, part, "items");
    if (item.is_array()) {
      for (std::uint32_t i = 0; i < item.size(); ++i) items.push_back(item.at(i).id());
      const View more = keyword(schema_, part, "additionalItems");
      if (!more.absent() && !forbids(more)) items.push_back(more.id());
    } else if (!item.absent() && !forbids(item)) {
      items.push_back(item.id());
    }
  }

  // Compositions form a graph without cycles, or it is refused: post-order with an own stack.
  Result<const Facts*> facts_of(NodeId top) {
    std::vector<std::pair<NodeId, bool>> open{{top, false}};
    while (!open.empty()) {
      const auto [node, entered] = open.back();
      if (entered) {
        open.pop_back();
        compose(node);
        continue;
      }
      if (const auto seen = facts_.find(node); seen != facts_.end()) {
        if (!done_[node]) {
          return schema_error(schema_, node, ErrorCode::kUnsupported,
                              "the schema leads only to itself",
                              "let a property or an item stand between a schema and itself");
        }
        open.pop_back();
        continue;
      }
      open.back().second = true;
      Result<Facts> own = own_facts(node);
      if (!own.ok()) return std::move(own).error();
      facts_.emplace(node, std::move(own).value());
      done_[node] = false;
      for (const auto& group : compositions(node)) {
        for (const NodeId child : group.schemas) open.emplace_back(child, false);
      }
      work_ += open.size() / 16 + 1;
      if (work_ > kMostWork) return over_limit();
    }
    return &facts_.at(top);
  }

  struct Group {
    bool alternatives = false;
    std::vector<NodeId> schemas;
  };

  std::vector<Group> compositions(NodeId node) const {
    std::vector<Group> groups;
    if (schema_.kind(node) != Kind::kObject) return groups;
    if (const View reference = keyword(schema_, node, "$ref"); !reference.absent()) {
      const auto target = resolve_reference(schema_, reference.id());
      groups.push_back({false, {*target}});  // own_facts() has seen that it resolves
      return groups;
    }
    constexpr std::pair<std::string_view, bool> kKeywords[] = {
        {"allOf", false}, {"anyOf", true}, {"oneOf", true}};
    for (const auto& [name, alternatives] : kKeywords) {
      const View list = keyword(schema_, node, name);
      if (!list.is_array() || list.size() == 0) continue;
      Group group{alternatives, {}};
      for (std::uint32_t i = 0; i < list.size(); ++i) group.schemas.push_back(list.at(i).id());
      groups.push_back(std::move(group));
    }
    return groups;
  }

  void compose(NodeId node) {
    Facts facts = std::move(facts_.at(node));
    for (const Group& group : compositions(node)) {
      if (group.alternatives) {
        Facts merged = facts_.at(group.schemas[0]);
        for (std::size_t i = 1; i < group.schemas.size(); ++i) {
          alternate(merged, facts_.at(group.schemas[i]));
        }
        conjoin(facts, merged);
      } else {
        for (const NodeId one : group.schemas) conjoin(facts, facts_.at(one));
      }
    }
    if (!facts.any_text && facts.choices.empty()) {
      facts.kinds = static_cast<std::uint8_t>(facts.kinds & ~kStringBit);
    }
    work_ += facts.parts.size();
    facts_[node] = std::move(facts);
    done_[node] = true;
  }

  Result<Facts> own_facts(NodeId node) const {
    Facts facts;
    const View schema(schema_, node);
    if (schema.is_bool()) {
      if (!schema.boolean()) {
        facts.kinds = 0;
        facts.open = facts.any_text = false;
      }
      return facts;
    }
    if (!schema.is_object()) {
      return schema_error(
          schema_, node, ErrorCode::kUnsupported,
          "a schema is an object or a boolean, not " + std::string(kind_name(schema.kind())));
    }
    facts.title = text_of(schema.member("title"));
    facts.description = text_of(schema.member("description"));
    if (const View reference = schema.member("$ref"); !reference.absent()) {
      const auto target = resolve_reference(schema_, reference.id());
      if (!target.ok()) return target.error();
      return facts;  // draft 7: what stands beside a $ref does not constrain
    }
    facts.parts.push_back(node);
    const View type = schema.member("type");
    if (type.is_string()) {
      facts.kinds = type_bits(type.text());
    } else if (type.is_array()) {
      facts.kinds = 0;
      for (std::uint32_t i = 0; i < type.size(); ++i) {
        if (type.at(i).is_string()) {
          facts.kinds = static_cast<std::uint8_t>(facts.kinds | type_bits(type.at(i).text()));
        }
      }
    }
    const View constant = schema.member("const");
    const View choices = schema.member("enum");
    if (!constant.absent()) limit_to(facts, {constant});
    if (choices.is_array()) {
      std::vector<View> values;
      for (std::uint32_t i = 0; i < choices.size(); ++i) values.push_back(choices.at(i));
      limit_to(facts, values);
    }
    facts.open = has(facts.kinds, kObjectBit) && !forbids(schema.member("additionalProperties"));
    const View required = schema.member("required");
    for (std::uint32_t i = 0; i < (required.is_array() ? required.size() : 0); ++i) {
      if (required.at(i).is_string()) facts.required.emplace_back(required.at(i).text());
    }
    tidy(facts.required);
    return facts;
  }

  static void limit_to(Facts& facts, const std::vector<View>& values) {
    std::uint8_t kinds = 0;
    Texts texts;
    for (const View value : values) {
      kinds = static_cast<std::uint8_t>(kinds | kind_bit(value.kind()));
      if (value.is_string()) texts.emplace_back(value.text());
    }
    tidy(texts);
    facts.kinds = static_cast<std::uint8_t>(facts.kinds & kinds);
    facts.choices = facts.any_text ? std::move(texts) : both(facts.choices, texts);
    facts.any_text = false;
  }

  const Document& schema_;
  std::size_t work_ = 0;
  std::vector<std::vector<NodeId>> keys_;  // by PlaceId
  std::map<std::vector<NodeId>, PathTable::PlaceId> ids_;
  std::vector<PathTable::Place> places_;
  std::unordered_map<NodeId, Facts> facts_;
  std::unordered_map<NodeId, bool> done_;
};

}  // namespace

Result<PathTable> PathTable::from_schema(const Document& schema) {
  auto places = Builder(schema).build();
  if (!places.ok()) return std::move(places).error();
  PathTable table;
  table.places_ = std::move(places).value();
  return table;
}

std::optional<PathTable::PlaceId> PathTable::member(PlaceId object, std::string_view name) const {
  const auto& members = places_[object].members;
  const auto at = std::lower_bound(
      members.begin(), members.end(), name,
      [](const auto& member, std::string_view wanted) { return member.first < wanted; });
  if (at == members.end() || at->first != name) return std::nullopt;
  return at->second;
}

}  // namespace intake
