#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <intake/dossier.h>

#include "document/datum.h"
#include "document/document.h"
#include "document/origin.h"
#include "lang/reason.h"

namespace intake {

// Writing changes of a submission's tree back into the files that it was put together from.

/// A part that is a text of its own (YAML, JSON), before and after.
struct PartText {
  std::uint32_t file = 0;
  Region place;  // only the way to it
  std::string before;
  std::string after;
};

struct PartWriting {
  std::vector<PartChanges> parts;  // by file; without names
  std::vector<PartText> texts;
  /// Of the new tree: what stands there then.
  OriginsPtr origins;
  Datum tree;  // the new tree without what is left out
};

/// Why the changes cannot be written where the values stand; kNone where they can, and for a
/// document that is a file itself.
Reason unwritable(const Document& document, const std::vector<Change>& changes,
                  const Limits& limits);

/// What is to be written so that the tree of `before` becomes `after`, which has origins, too. The
/// reason where that is not possible; doubt about labels is no reason here. What is derived follows
/// by itself; changes at `elsewhere` (pointers) have no place in the files and are left out.
Result<PartWriting, Reason> write_parts(const Document& before, View after,
                                        const std::vector<std::string>& elsewhere,
                                        const Limits& limits);

/// Of a list that stands in one field, the offer says what stands there and what will.
void show_as_fields(const Document& document, const std::vector<Change>& changes,
                    std::string_view target, FixOffer& offer);

/// The origins of the values where they are after the changes.
OriginsPtr moved_origins(const Origins& origins, const std::vector<Change>& changes);

}  // namespace intake
