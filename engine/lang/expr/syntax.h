#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "lang/expr/value.h"
#include "lang/lang_error.h"

namespace intake::expr {

/// The index of a node in its Syntax.
using SyntaxId = std::uint32_t;
inline constexpr SyntaxId kNoSyntax = 0xffffffff;

enum class SyntaxKind : std::uint8_t {
  kLiteral,      // `literal`
  kName,         // `name`; absolute where `.name` was written
  kSelect,       // kid.name; with kOptional kid.?name; with kTest has(kid.name)
  kIndex,        // kid[kid]; with kOptional kid[?kid]
  kCall,         // name(kids); with kMember the first kid is the receiver. Operators: `_+_`, `!_`
  kAnd,          // two or more kids
  kOr,           // two or more kids
  kConditional,  // kid ? kid : kid
  kList,         // kids; one under kOptional is a kOptionalItem
  kMap,          // key, value, key, value ...; a key of an optional entry is a kOptionalItem
  kOptionalItem,
  kLoop,    // a macro over a list or map: `loop`, kids: range, body and maybe condition
  kBind,    // cel.bind(name, kid, kid)
  kOptMap,  // kid.optMap(name, kid); with kFlat optFlatMap
  kBlock,   // cel.block([kids but the last], last kid); the former are named @index0, @index1 ...
};

enum class Loop : std::uint8_t {
  kAll,
  kExists,
  kExistsOne,
  kMap,                // also transformList
  kFilter,             // body is the condition; there is no third kid
  kTransformMap,       // body is the value
  kTransformMapEntry,  // body is a map
};

enum SyntaxFlag : std::uint8_t {
  kAbsolute = 1,
  kOptionalAccess = 2,
  kTest = 4,
  kMemberCall = 8,
  kFlat = 16,
  kTwoNames = 32,  // a loop with a variable for the index or key and one for the item or value
};

struct SyntaxNode {
  SyntaxKind kind = SyntaxKind::kLiteral;
  std::uint8_t flags = 0;
  Loop loop = Loop::kAll;
  std::uint32_t offset = 0;  // what a fault points at: the operator, the name
  ByteSpan range;            // the whole part of the expression
  std::uint32_t first_kid = 0;
  std::uint32_t kids = 0;
  std::uint32_t depth = 1;
  std::string_view name;
  std::string_view name2;
  Value literal;
};

/// A parsed expression: every node after its kids. Owns its texts. Move-only.
class Syntax {
 public:
  SyntaxId root = kNoSyntax;

  const SyntaxNode& node(SyntaxId id) const { return nodes_[id]; }
  SyntaxNode& node(SyntaxId id) { return nodes_[id]; }
  SyntaxId kid(SyntaxId id, std::uint32_t index) const {
    return kids_[nodes_[id].first_kid + index];
  }
  std::span<const SyntaxId> kids(SyntaxId id) const {
    return {kids_.data() + nodes_[id].first_kid, nodes_[id].kids};
  }
  std::size_t size() const { return nodes_.size(); }
  Arena& arena() { return arena_; }

  /// Sets the kids, their depth and what they span together with `range`.
  SyntaxId add(SyntaxNode node, std::span<const SyntaxId> kids);

 private:
  std::vector<SyntaxNode> nodes_;
  std::vector<SyntaxId> kids_;
  Arena arena_;
};

struct ParseOptions {
  bool macros = true;
};

/// Reads one expression. Source: cel-spec, langdef.md (grammar of 2025), with the syntax of
/// optional values and quoted names. Faults: bytes that are no UTF-8, and
/// Limits::expression_bytes and expression_depth, too.
Parsed<Syntax> parse(std::string_view text, const Limits& limits, const ParseOptions& options = {});

/// Names of the macros, for did-you-mean and the reference page.
std::vector<std::string_view> macro_names();

}  // namespace intake::expr
