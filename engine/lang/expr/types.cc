#include "lang/expr/types.h"

#include <algorithm>
#include <array>
#include <functional>

namespace intake::expr {

namespace {

constexpr std::array<std::string_view, 14> kSimpleNames{
    "dyn",   "null",      "bool",     "int",  "uint", "double", "string",
    "bytes", "timestamp", "duration", "type", "ip",   "cidr",   "num"};
constexpr TypeId kDyn = simple(TypeKind::kDyn);

std::size_t hash_of(const Type& type) {
  std::size_t hash = static_cast<std::size_t>(type.kind) * 31 + type.place * 7 + type.variable;
  for (const TypeId param : type.params) hash = hash * 1000003 + param;
  return hash ^ std::hash<std::string>{}(type.name);
}

}  // namespace

Types::Types() {
  for (std::size_t i = 0; i < kSimpleNames.size(); ++i) {
    Type type;
    type.kind = static_cast<TypeKind>(i);
    intern(std::move(type));
  }
}

TypeId Types::intern(Type type) {
  constexpr std::uint32_t kDeepest = 40;
  type.depth = 1;
  for (const TypeId param : type.params) type.depth = std::max(type.depth, types_[param].depth + 1);
  if (type.depth > kDeepest) return kDyn;
  const std::size_t hash = hash_of(type);
  const auto [first, last] = known_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    if (types_[known->second] == type) return known->second;
  }
  const auto id = static_cast<TypeId>(types_.size());
  types_.push_back(std::move(type));
  known_.emplace(hash, id);
  return id;
}

TypeId Types::list(TypeId item) {
  Type type;
  type.kind = TypeKind::kList;
  type.params = {item};
  return intern(std::move(type));
}

TypeId Types::map(TypeId key, TypeId value) {
  Type type;
  type.kind = TypeKind::kMap;
  type.params = {key, value};
  return intern(std::move(type));
}

TypeId Types::optional(TypeId content) {
  Type type;
  type.kind = TypeKind::kOptional;
  type.params = {content};
  return intern(std::move(type));
}

TypeId Types::nullable(TypeId content) {
  if (content == kDyn || kind(content) == TypeKind::kNullable) return content;
  Type type;
  type.kind = TypeKind::kNullable;
  type.params = {content};
  return intern(std::move(type));
}

TypeId Types::abstract(std::string name, std::vector<TypeId> params) {
  Type type;
  type.kind = TypeKind::kAbstract;
  type.name = std::move(name);
  type.params = std::move(params);
  return intern(std::move(type));
}

TypeId Types::of_place(const PathTable& table, PathTable::PlaceId place) {
  // Lists of lists; a schema may well be recursive through its items.
  std::uint32_t lists = 0;
  std::vector<bool> null_outside;
  TypeId found = kDyn;
  for (constexpr std::uint32_t kMost = 16; lists < kMost; ++lists) {
    const PathTable::Place& here = table.place(place);
    const std::uint8_t kinds = here.kinds & static_cast<std::uint8_t>(~kNullBit);
    const bool null = (here.kinds & kNullBit) != 0 && kinds != 0;
    if (kinds == kArrayBit && here.items) {
      null_outside.push_back(null);
      place = *here.items;
      continue;
    }
    switch (kinds) {
      case 0:
        found = here.kinds == kNullBit ? simple(TypeKind::kNull) : kDyn;
        break;
      case kBoolBit:
        found = simple(TypeKind::kBool);
        break;
      case kIntegerBit:
        found = simple(TypeKind::kInt);
        break;
      case kNumberBit:
        found = simple(TypeKind::kDouble);
        break;
      case kStringBit:
        found = simple(TypeKind::kString);
        break;
      case kArrayBit:
        found = list(kDyn);
        break;
      case kObjectBit: {
        Type type;
        type.kind = TypeKind::kObject;
        type.table = &table;
        type.place = place;
        found = intern(std::move(type));
        break;
      }
      default:
        found = kDyn;
        break;
    }
    if (null) found = nullable(found);
    break;
  }
  while (!null_outside.empty()) {
    found = list(found);
    if (null_outside.back()) found = nullable(found);
    null_outside.pop_back();
  }
  return found;
}

TypeId Types::fresh_variable() {
  Type type;
  type.kind = TypeKind::kVariable;
  type.variable = kParameters + static_cast<std::uint32_t>(set_.size());
  set_.push_back(kUnset);
  types_.push_back(std::move(type));
  return static_cast<TypeId>(types_.size() - 1);
}

TypeId Types::parameter(std::uint32_t number) {
  Type type;
  type.kind = TypeKind::kVariable;
  type.variable = number;
  return intern(std::move(type));
}

TypeId Types::rebuild(TypeId type, std::vector<TypeId> params) {
  if (params == types_[type].params) return type;
  Type made = types_[type];
  made.params = std::move(params);
  return intern(std::move(made));
}

// Types nest no deeper than an expression or a signature, which are limited.
TypeId Types::replace(TypeId type, const std::vector<TypeId>& with) {
  if (kind(type) == TypeKind::kVariable) {
    const std::uint32_t number = types_[type].variable;
    return number < with.size() ? with[number] : type;
  }
  if (types_[type].params.empty()) return type;
  std::vector<TypeId> params = types_[type].params;
  for (TypeId& param : params) param = replace(param, with);
  return rebuild(type, std::move(params));
}

Signature Types::instantiate(const Signature& signature) {
  if (signature.variables == 0) return signature;
  std::vector<TypeId> with;
  for (std::uint32_t i = 0; i < signature.variables; ++i) with.push_back(fresh_variable());
  Signature made = signature;
  for (TypeId& param : made.params) param = replace(param, with);
  made.result = replace(made.result, with);
  return made;
}

namespace {

class SignatureReader {
 public:
  SignatureReader(Types& types, std::string_view text) : types_(types), text_(text) {}

  Signature read() {
    Signature signature;
    at_ = 1;
    while (text_[at_] != ')') {
      signature.params.push_back(type());
      if (text_.substr(at_, 3) == "...") {
        signature.variadic = true;
        at_ += 3;
      }
      if (text_[at_] == ',') at_ += 2;
    }
    at_ += 5;
    signature.result = type();
    signature.variables = static_cast<std::uint32_t>(letters_.size());
    return signature;
  }

 private:
  TypeId type() {
    std::size_t end = at_;
    while (end < text_.size() &&
           ((text_[end] >= 'a' && text_[end] <= 'z') || (text_[end] >= 'A' && text_[end] <= 'Z'))) {
      ++end;
    }
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end;
    if (name.size() == 1) {
      const auto letter = letters_.find(name[0]);
      if (letter == std::string::npos) letters_ += name[0];
      return types_.parameter(static_cast<std::uint32_t>(letters_.find(name[0])));
    }
    std::vector<TypeId> params;
    if (at_ < text_.size() && text_[at_] == '(') {
      do {
        at_ += text_[at_] == ',' ? 2 : 1;
        params.push_back(type());
      } while (text_[at_] == ',');
      ++at_;
    }
    if (name == "list") return types_.list(params[0]);
    if (name == "map") return types_.map(params[0], params[1]);
    if (name == "optional") return types_.optional(params[0]);
    const auto known = std::ranges::find(kSimpleNames, name);
    return static_cast<TypeId>(known - kSimpleNames.begin());
  }

  Types& types_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string letters_;
};

}  // namespace

Signature Types::signature(std::string_view text) { return SignatureReader(*this, text).read(); }

void Types::set(TypeId variable, TypeId type) {
  const std::uint32_t number = types_[variable].variable - kParameters;
  trail_.emplace_back(number, set_[number]);
  set_[number] = type;
}

bool Types::assign(TypeId from, TypeId to) { return assign_all({&from, 1}, {&to, 1}); }

bool Types::assign_all(std::span<const TypeId> from, std::span<const TypeId> to) {
  if (from.size() != to.size()) return false;
  trail_.clear();
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (assign_inner(from[i], to[i])) continue;
    for (; !trail_.empty(); trail_.pop_back()) set_[trail_.back().first] = trail_.back().second;
    return false;
  }
  return true;
}

bool Types::assign_null(TypeId other) const {
  switch (kind(other)) {
    case TypeKind::kDyn:
    case TypeKind::kNull:
    case TypeKind::kNullable:
    case TypeKind::kAbstract:
    case TypeKind::kOptional:
    case TypeKind::kIp:
    case TypeKind::kCidr:
    case TypeKind::kTimestamp:
    case TypeKind::kDuration:
      return true;
    default:
      return false;
  }
}

bool Types::assign_inner(TypeId from, TypeId to) {
  if (from == to) return true;
  if (kind(to) == TypeKind::kVariable) {
    const auto [valid, was_set] = substitute(from, to);
    if (valid) return true;
    if (was_set) return false;
  }
  if (kind(from) == TypeKind::kVariable) return substitute(to, from).first;
  if (from == kDyn || to == kDyn) return true;
  if (kind(from) == TypeKind::kNull) return assign_null(to);
  if (kind(to) == TypeKind::kNull) return assign_null(from);
  if (kind(from) == TypeKind::kNullable || kind(to) == TypeKind::kNullable) {
    return assign_inner(without_null(from), without_null(to));
  }
  const auto is_number = [](TypeKind k) {
    return k == TypeKind::kInt || k == TypeKind::kUint || k == TypeKind::kDouble;
  };
  if (kind(to) == TypeKind::kNumber) return is_number(kind(from));
  if (kind(from) == TypeKind::kNumber) return is_number(kind(to));
  if (kind(from) == TypeKind::kObject || kind(to) == TypeKind::kObject) {
    // An object is a map of texts to anything.
    const TypeId other = kind(from) == TypeKind::kObject ? to : from;
    if (kind(other) == TypeKind::kObject) return true;
    if (kind(other) != TypeKind::kMap) return false;
    const TypeId key = types_[other].params[0];
    const TypeId value = types_[other].params[1];
    return assign_inner(simple(TypeKind::kString), key) && assign_inner(kDyn, value);
  }
  if (kind(from) != kind(to) || types_[from].name != types_[to].name) return false;
  const std::vector<TypeId> left = types_[from].params;
  const std::vector<TypeId> right = types_[to].params;
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!assign_inner(left[i], right[i])) return false;
  }
  return true;
}

std::pair<bool, bool> Types::substitute(TypeId type, TypeId variable) {
  const TypeId now = set_[types_[variable].variable - kParameters];
  if (now == kUnset) {
    if (!occurs(variable, type)) {
      set(variable, type);
      return {true, false};
    }
    return {false, false};
  }
  if (type == now) return {true, true};
  if (!assign_inner(type, now)) return {false, true};
  const TypeId general = less_specific(type, now) ? type : now;
  if (general != now && !occurs(variable, general)) set(variable, general);
  return {true, true};
}

// Whether `a` says no more than `b`.
bool Types::less_specific(TypeId a, TypeId b) const {
  const Type& left = types_[a];
  const Type& right = types_[b];
  if (left.kind == TypeKind::kDyn || left.kind == TypeKind::kVariable) return true;
  if (right.kind == TypeKind::kDyn || right.kind == TypeKind::kVariable) return false;
  if (left.kind == TypeKind::kNullable && right.kind != TypeKind::kNullable) return true;
  if (left.kind == TypeKind::kMap && right.kind == TypeKind::kObject) return true;
  if (left.kind != right.kind || left.name != right.name) return false;
  if (left.params.size() != right.params.size()) return false;
  for (std::size_t i = 0; i < left.params.size(); ++i) {
    if (!less_specific(left.params[i], right.params[i])) return false;
  }
  return true;
}

bool Types::occurs(TypeId variable, TypeId within) const {
  if (variable == within) return true;
  if (kind(within) == TypeKind::kVariable) {
    const TypeId now = set_[types_[within].variable - kParameters];
    return now != kUnset && occurs(variable, now);
  }
  return std::ranges::any_of(types_[within].params,
                             [&](TypeId param) { return occurs(variable, param); });
}

TypeId Types::resolve(TypeId type, bool final) {
  if (kind(type) == TypeKind::kVariable) {
    const TypeId now = set_[types_[type].variable - kParameters];
    if (now != kUnset) return resolve(now, final);
    return final ? kDyn : type;
  }
  if (types_[type].params.empty()) return type;
  std::vector<TypeId> params = types_[type].params;
  for (TypeId& param : params) param = resolve(param, final);
  return rebuild(type, std::move(params));
}

TypeId Types::join(TypeId a, TypeId b) {
  if (!assign(a, b)) {
    if (kind(a) == TypeKind::kNull && kind(b) != TypeKind::kVariable) return nullable(b);
    if (kind(b) == TypeKind::kNull && kind(a) != TypeKind::kVariable) return nullable(a);
    return kDyn;
  }
  if (kind(b) == TypeKind::kNull) return a;
  if (kind(a) == TypeKind::kNull) return b;
  return less_specific(a, b) ? a : b;
}

TypeId Types::without_null(TypeId type) const {
  return kind(type) == TypeKind::kNullable ? types_[type].params[0] : type;
}

std::string Types::text(TypeId id) const {
  const Type& type = types_[id];
  const auto inner = [&] {
    std::string out = "(";
    for (const TypeId param : type.params) {
      if (out.size() > 1) out += ", ";
      out += text(param);
    }
    return out + ")";
  };
  switch (type.kind) {
    case TypeKind::kList:
      return "list" + inner();
    case TypeKind::kMap:
      return "map" + inner();
    case TypeKind::kOptional:
      return "optional" + inner();
    case TypeKind::kAbstract:
      return type.name + (type.params.empty() ? "" : inner());
    case TypeKind::kObject:
      return "object";
    case TypeKind::kNullable:
      return text(type.params[0]) + " or null";
    case TypeKind::kVariable:
      return "dyn";
    default:
      return std::string(kSimpleNames[static_cast<std::size_t>(type.kind)]);
  }
}

}  // namespace intake::expr
