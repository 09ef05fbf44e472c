#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/datum.h"
#include "document/origin.h"
#include "submission/remark.h"
#include "submission/words.h"

namespace intake {

/// What one part says of the tree, with its places.
struct Fragment {
  struct Entry {
    std::string pointer;
    std::optional<Datum> value;  // unset: the place of a value that is not there
    Origin origin;
  };
  std::vector<Entry> entries;
  std::vector<ReadingRemark> remarks;
  /// What the values are called, by pointer.
  std::vector<std::pair<std::string, Texts>> meanings;
};

/// A file or a part of one: where its values come from.
struct PartPlace {
  std::string source;  // the file, as it was named
  std::uint32_t file = 0;
  std::vector<std::uint32_t> part;  // the way through Reading::parts
  std::vector<OriginStep> steps;    // the same, as a person goes it

  Origin origin() const {
    Origin origin;
    origin.source = source;
    origin.file = file;
    origin.part = part;
    origin.steps = steps;
    return origin;
  }
  PartPlace inside(std::uint32_t index, const std::string& name) const {
    PartPlace place = *this;
    place.part.push_back(index);
    place.steps.push_back({OriginStep::Kind::kPart, name, 0});
    return place;
  }
};

/// `meaning.en`, `meaning.fr` ... of a remark.
void add_meaning(ReadingRemark& remark, const Texts& meaning);

}  // namespace intake
