#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/datum.h"
#include "document/origin.h"
#include "submission/fragment.h"

namespace intake {

/// Puts the tree of a submission together, the most direct part first: what a later part says of a
/// value that is there already does not count, and is remarked where it is something else.
class TreeBuilder {
 public:
  TreeBuilder() = default;
  TreeBuilder(Datum tree, Origins origins) : tree_(std::move(tree)), origins_(std::move(origins)) {}

  void add(Fragment fragment);
  /// The value at a pointer, or null.
  const Datum* find(std::string_view pointer) const;
  const Origins& origins() const { return origins_; }
  /// A value that follows from another one; nothing where there is one. An object or a list is
  /// made on the way.
  void derive(const std::string& pointer, const Datum& value, Origin origin);
  void add_origin(const std::string& pointer, Origin origin);
  void remark(ReadingRemark remark) { remarks_.push_back(std::move(remark)); }

  /// How many elements the list at a pointer has; 0 where there is none.
  std::size_t count(std::string_view pointer) const;

  Datum take_tree() { return std::move(tree_); }
  Origins take_origins() { return std::move(origins_); }
  std::vector<ReadingRemark> take_remarks() { return std::move(remarks_); }

 private:
  enum class Outcome : std::uint8_t { kNew, kSame, kDiffers };
  Outcome put(std::string_view pointer, const Datum& value);
  void differs(const Fragment::Entry& entry, const Fragment& fragment);

  Datum tree_{Datum::Object{}};
  Origins origins_;
  std::vector<ReadingRemark> remarks_;
  std::vector<std::pair<std::string, Texts>> meanings_;
};

}  // namespace intake
