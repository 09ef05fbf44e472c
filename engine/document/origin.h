#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <intake/report.h>

#include "text/source.h"
#include "text/span.h"

namespace intake {

/// From this percentage on a label is taken to mean its value; below, a person is asked.
inline constexpr std::uint8_t kSureOfLabel = 90;

/// Where a value of a submission that was put together from parts stands, and how it is written
/// back there. Also of a value that is absent: the blank field that it would be filled into.
struct Origin {
  /// kDerived: worked out from what stands there (a pattern, another part); kImplied: said by the
  /// kind of form or mail, not by a text in it; kAnswered: by a person, see steps.
  enum class How : std::uint8_t { kRead, kDerived, kImplied, kAnswered };
  /// What FieldText (submission/field_text.h) makes of the value to write it there.
  enum class Writing : std::uint8_t {
    kText,       // the text; of a list the elements with `separator` between them
    kCheckbox,   // `true` or `false`, of a boolean
    kBoxes,      // one check box a value, in `wordings`; of a list: each that is in it is ticked
    kAddresses,  // of a mail: one address a line
  };
  /// How a form shows one value.
  struct Wording {
    std::string value;    // in the tree: the text, or `true` and `false`
    std::string text;     // what the form shows for it
    std::string address;  // kBoxes: of its check box
  };

  std::string source;             // the file, as it was named
  std::vector<OriginStep> steps;  // empty: a place in a text, see `text_source`
  std::string label;              // of the field, as the form writes it
  std::string text;               // what stands there, as written
  std::uint8_t confidence = 100;  // percent: how sure it is that the label means this value
  /// A value in a part that is a text (YAML, JSON): the bytes there.
  SourcePtr text_source;
  ByteSpan span;
  std::string text_pointer;  // of the value, in the document of that part

  How how = How::kRead;
  /// For writing back: the file among those of the submission, the way through its nested parts
  /// (Reading::parts), and the place there as its reader calls it.
  std::uint32_t file = 0;
  std::vector<std::uint32_t> part;
  std::string address;
  /// Why nothing can be written there; empty where it can.
  std::string fixed;
  Writing writing = Writing::kText;
  std::string separator;          // of a list that stands in one place; empty: one element a line
  std::vector<Wording> wordings;  // kText of a choice, kBoxes; empty: the value is the text
};

/// Origins by RFC 6901 pointer. A value without one of its own has that of its nearest parent.
class Origins {
 public:
  void add(std::string pointer, Origin origin);
  const Origin* find(std::string_view pointer) const;
  /// Of the value itself or of the nearest parent that has one; `at`, where given, gets its
  /// pointer. Null: none has.
  const Origin* nearest(std::string_view pointer, std::string* at = nullptr) const;
  const std::map<std::string, Origin, std::less<>>& all() const { return all_; }

 private:
  std::map<std::string, Origin, std::less<>> all_;
};

using OriginsPtr = std::shared_ptr<const Origins>;

/// The place as a finding shows it. `value`: what is pointed at within `text`; empty: all of it.
Region region_of(const Origin& origin, std::string_view value);

}  // namespace intake
