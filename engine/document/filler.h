#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "document/document.h"

namespace intake {

/// The parts of a Document, for a reader of JSON that fills them itself and, from one document to
/// the next, keeps what they have allocated. It places the children of each container together and
/// before the container, sets their parents, and finishes with the top value.
class DocumentFiller {
 public:
  explicit DocumentFiller(std::shared_ptr<const Names> vocabulary) {
    document_.names_ = Names(std::move(vocabulary));
  }

  Buffer<Node>& nodes() { return document_.nodes_; }
  /// Where each of the nodes begins, in bytes from the first of the text.
  Buffer<std::uint32_t>& begins() { return document_.begins_; }
  Names& names() { return document_.names_; }
  /// For texts that do not stand in the input as they are.
  Arena& arena() { return document_.arena_; }

  /// The last of nodes() is the top value. `text`: the input. `largest_object`: the most members
  /// that an object has.
  const Document& finish(std::string_view text, std::uint32_t largest_object);
  void set_source(SourcePtr source) { document_.set_source(std::move(source)); }
  /// What was finished; the filler is of no more use.
  Document take() { return std::move(document_); }

 private:
  Document document_;
  std::shared_ptr<Document::MemberIndex> index_;
};

}  // namespace intake
