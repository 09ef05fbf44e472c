#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "schema/path_table.h"

namespace intake::expr {

/// The number of a type within one Types. The first are the simple ones, in the order of TypeKind.
using TypeId = std::uint32_t;

enum class TypeKind : std::uint8_t {
  kDyn,
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTimestamp,
  kDuration,
  kType,
  kIp,
  kCidr,
  kNumber,  // parameters of functions only: int, uint or double
  kList,
  kMap,
  kOptional,
  kAbstract,  // a name, and types; of declarations only
  kObject,    // a place of a schema
  kNullable,  // that type or null
  kVariable,  // not known yet
};
constexpr TypeId simple(TypeKind kind) { return static_cast<TypeId>(kind); }

struct Type {
  TypeKind kind = TypeKind::kDyn;
  std::string name;                  // kAbstract
  std::vector<TypeId> params;        // kList: item; kMap: key, value; kOptional, kNullable: content
  const PathTable* table = nullptr;  // kObject
  PathTable::PlaceId place = 0;
  std::uint32_t variable = 0;
  std::uint32_t depth = 1;

  friend bool operator==(const Type&, const Type&) = default;
};

/// A signature whose type parameters are numbered variables of its own.
struct Signature {
  std::vector<TypeId> params;
  TypeId result = 0;
  std::uint32_t variables = 0;  // kVariable 0 to variables - 1 are to be replaced
  bool variadic = false;        // the last parameter stands for one or more
};

/// Types, each once, and what is known of the variables among them. The algorithms are those of
/// cel-go's checker (types.go): a type may stand for another where one is dyn, null for what may be
/// null, and a variable takes the most general of what it is set to.
class Types {
 public:
  Types();

  const Type& operator[](TypeId id) const { return types_[id]; }
  TypeKind kind(TypeId id) const { return types_[id].kind; }
  TypeId list(TypeId item);
  TypeId map(TypeId key, TypeId value);
  TypeId optional(TypeId content);
  TypeId nullable(TypeId content);
  TypeId abstract(std::string name, std::vector<TypeId> params);
  /// What a place of a schema holds; the table must outlive the types.
  TypeId of_place(const PathTable& table, PathTable::PlaceId place);
  TypeId fresh_variable();
  /// A numbered variable of a Signature.
  TypeId parameter(std::uint32_t number);

  /// Reads a signature of the catalogue; it is valid_signature().
  Signature signature(std::string_view text);
  /// With fresh variables in place of its own.
  Signature instantiate(const Signature& signature);

  /// Whether values of type `from` may stand where `to` is needed; sets variables. Where not, no
  /// variable is changed.
  bool assign(TypeId from, TypeId to);
  bool assign_all(std::span<const TypeId> from, std::span<const TypeId> to);
  /// The type with its variables replaced by what they are set to; with `final` by dyn where they
  /// are not set.
  TypeId resolve(TypeId type, bool final = false);
  /// One type for both, dyn where they do not agree.
  TypeId join(TypeId a, TypeId b);
  /// nullable(T) is T.
  TypeId without_null(TypeId type) const;

  /// As in signatures: `list(string)`, `map(string, dyn)`; an object of a schema: `object`.
  std::string text(TypeId type) const;

 private:
  /// dyn where the type nests too deep to be worth knowing.
  TypeId intern(Type type);
  bool assign_inner(TypeId from, TypeId to);
  bool assign_null(TypeId other) const;
  /// {whether `type` fits what `variable` is set to, whether it is set}
  std::pair<bool, bool> substitute(TypeId type, TypeId variable);
  bool less_specific(TypeId a, TypeId b) const;
  bool occurs(TypeId variable, TypeId within) const;
  void set(TypeId variable, TypeId type);
  TypeId replace(TypeId type, const std::vector<TypeId>& with);
  TypeId rebuild(TypeId type, std::vector<TypeId> params);

  std::vector<Type> types_;
  std::unordered_multimap<std::size_t, TypeId> known_;
  std::vector<TypeId> set_;                              // by number of a fresh variable; kUnset
  std::vector<std::pair<std::uint32_t, TypeId>> trail_;  // what set() replaced
  static constexpr TypeId kUnset = 0xffffffff;
  static constexpr std::uint32_t kParameters = 64;  // numbers below are of signatures
};

}  // namespace intake::expr
