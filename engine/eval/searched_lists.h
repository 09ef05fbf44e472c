#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

#include "document/document.h"
#include "lang/condition.h"

namespace intake {

/// Lists of a submission that predicates search at many places of it: the second search makes an
/// index, so that searching n places in a list of m does not take n times m steps.
class SearchedLists {
 public:
  /// The index for PredicateInput::prepared, or null where there is none to use. Valid until
  /// clear(), which is due before another document is looked at.
  const Prepared* find(const PredicateUse& use, std::span<const ArgValue> args);
  void clear() { lists_.clear(); }

 private:
  struct Known {
    const Document* document = nullptr;
    NodeId list = kNoNode;
    bool indexed = false;
    std::shared_ptr<const Prepared> index;
  };
  std::unordered_map<const PredicateUse*, Known> lists_;
};

}  // namespace intake
