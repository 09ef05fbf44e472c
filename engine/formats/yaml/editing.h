#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/change_plan.h"
#include "document/document.h"
#include "formats/yaml/scalar_text.h"
#include "formats/yaml/writer.h"
#include "text/edit.h"

namespace intake::yaml {

/// One entry of a list or map as it is to be: an old child (`node`), or a new one.
struct Item {
  NodeId node = kNoNode;
  View value;        // new ones
  std::string name;  // new members
};

/// The edits of one document while they are made. Nothing here is verified: the caller reads the
/// edited text again.
class Editing {
 public:
  Editing(const Document& document, bool cautious);

  /// Queues what the plan wants and works it off. Refused: the reason with its place.
  Status run(const ChangePlan& plan);
  /// Sorted, deletions that touch merged.
  std::vector<Edit> take_edits();

 private:
  struct Replacement {
    NodeId node = kNoNode;
    View value;
  };
  struct Rebuild {
    NodeId container = kNoNode;
    std::vector<Item> items;
  };
  /// Where a child stands with all that belongs to it: `- `, name, `?`, anchors, tags.
  struct Entry {
    NodeId node = kNoNode;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;     // of its value
    bool starts_line = false;  // only blanks before it on its line
  };

  // editor.cc
  void queue(const ChangePlan& plan);
  void rename(NodeId node, std::string_view name);
  void replace(NodeId node, View value);
  void diff_objects(NodeId node, View value);
  void diff_arrays(NodeId node, View value);
  void prepare(const Rebuild& asked);
  bool refuse_untouchable(NodeId node);
  void refuse(std::uint32_t at, std::string what, std::string hint);
  View keep(const Datum& value);

  // edit_scalar.cc
  void replace_scalar(NodeId node, View value);
  void replace_block_scalar(NodeId node, View value);
  void fill_null(NodeId node, View value);
  void expand(NodeId node, View value);
  void collapse(NodeId node, View value);

  // edit_block.cc
  /// Makes the value the only element of a list, in place; false where there is no room.
  bool wrap(NodeId container);
  void rebuild_block(const Rebuild& wanted);
  void empty_block(NodeId container);
  void remove_entry_lines(const Entry& entry, bool leading);
  void remove_first_entries(const std::vector<Entry>& entries, const std::vector<bool>& kept);
  std::string block_entry(NodeId container, const Item& item, std::uint32_t column);

  // edit_flow.cc
  void rebuild_flow(const Rebuild& wanted);
  void remove_flow(const std::vector<Entry>& entries, std::size_t first, std::size_t last,
                   bool before, bool after);
  void insert_flow(NodeId container, const std::vector<Item>& items, std::size_t first,
                   std::size_t last, const Entry* before, const Entry* after);
  std::string flow_entry(NodeId container, const Item& item);
  bool own_lines(const Entry& entry) const;

  // edit_layout.cc
  void measure_layout();
  std::vector<Entry> entries(NodeId container) const;
  std::uint32_t column(std::uint32_t at) const;
  bool in_flow(NodeId node) const;
  /// Where a value's own text can begin: after the `:` or `-` and its properties.
  std::uint32_t head(NodeId node);
  /// The column of a value's name or `-`.
  std::uint32_t entry_column(NodeId node);
  /// Where the `-` of an element stands.
  std::uint32_t element_begin(NodeId node);
  Quoting quoting_of(std::uint32_t at) const;
  Quoting sibling_quoting(NodeId container) const;
  Quoting name_quoting(NodeId container) const;
  bool wants_flow(View value) const;

  void put(std::uint32_t begin, std::uint32_t end, std::string text) {
    if (begin == end && text.empty()) return;
    edits_.push_back({{begin, end}, std::move(text)});
  }

  const Document& document_;
  std::string_view text_;
  Layout layout_;
  bool cautious_;           // double quotes everywhere, no literal blocks
  bool flow_lists_ = true;  // how this document writes lists of scalars
  std::vector<Edit> edits_;
  std::deque<Document> values_;
  std::vector<Replacement> replacements_;
  std::vector<Rebuild> rebuilds_;
  std::vector<Rebuild> ready_;      // new elements paired with those that go
  NodeId measured_list_ = kNoNode;  // whose entries `measured_` holds
  std::vector<Entry> measured_;
  std::optional<Error> refusal_;
};

}  // namespace intake::yaml
