#include "eval/searched_lists.h"

#include "lang/predicate/collections.h"
#include "lang/predicate/equality.h"
#include "lang/predicate/value_sets.h"

namespace intake {

const Prepared* SearchedLists::find(const PredicateUse& use, std::span<const ArgValue> args) {
  constexpr std::uint32_t kShort = 16;
  const auto prepare = use.predicate->prepare;
  if (prepare != &catalogue::prepare_one_of && prepare != &catalogue::prepare_list) return nullptr;
  const View list = args[0].value;
  if (args[0].is_many || !list.is_array() || list.size() <= kShort) return nullptr;
  Known& known = lists_[&use];
  if (known.document != list.document() || known.list != list.id()) {
    known = {list.document(), list.id(), false, nullptr};
    return nullptr;
  }
  if (!known.indexed) {
    const View column = args.size() > 1 ? args[1].value : View();
    known.index = catalogue::ListIndex::make(list, column.is_string() ? column.text() : "");
    known.indexed = true;
  }
  return known.index.get();
}

}  // namespace intake
