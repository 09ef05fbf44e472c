#include "submission/rederive.h"

#include <algorithm>
#include <utility>

#include "document/origin.h"
#include "document/pointer.h"
#include "formats/json/json.h"
#include "submission/derive.h"

namespace intake {
namespace {

bool is_at_or_below(std::string_view pointer, std::string_view above) {
  return pointer.starts_with(above) &&
         (pointer.size() == above.size() || pointer[above.size()] == '/');
}

/// An element of a list stays: without it the others would move.
bool ends_in_index(std::string_view pointer) {
  return parse_index(pointer.substr(pointer.rfind('/') + 1)).has_value();
}

}  // namespace

Result<Document> rederived(const DossierSpec& spec, Document document, const Limits& limits) {
  if (document.origins() == nullptr) return document;
  std::vector<Change> gone;
  Origins kept;
  for (const auto& entry : document.origins()->all()) {
    const std::string& pointer = entry.first;
    const Origin& origin = entry.second;
    // Attachments are worked out when a mail is read.
    const bool attachment =
        !spec.attachments_at.empty() && is_at_or_below(pointer, spec.attachments_at);
    const bool derived = origin.how == Origin::How::kDerived && !pointer.empty() && !attachment &&
                         !ends_in_index(pointer);
    if (!derived) {
      kept.add(pointer, origin);
      continue;
    }
    const bool inside = std::any_of(gone.begin(), gone.end(), [&](const Change& change) {
      return is_at_or_below(pointer, change.pointer);
    });
    if (inside || find_node(document, pointer) == kNoNode) continue;
    Change change;
    change.op = Change::Op::kRemove;
    change.pointer = pointer;
    gone.push_back(std::move(change));
  }
  auto bare = apply_changes(View(document, document.root()), gone);
  if (!bare) return std::move(bare).error();
  TreeBuilder tree(std::move(*bare), std::move(kept));
  derive_values(spec, tree);
  const Datum now = tree.take_tree();
  const auto origins = std::make_shared<const Origins>(tree.take_origins());
  if (!equal(now, to_datum(View(document, document.root())))) {
    const Document values = to_document(now);
    auto read =
        json::read(document.source()->rewritten(json::write(View(values, values.root()))), limits);
    if (!read) return std::move(read).error();
    document = std::move(*read);
  }
  document.set_origins(origins);
  return document;
}

}  // namespace intake
