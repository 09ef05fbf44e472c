#include "document/filler.h"

#include "document/member_index.h"

namespace intake {

const Document& DocumentFiller::finish(std::string_view text, std::uint32_t largest_object) {
  document_.root_ = static_cast<NodeId>(document_.nodes_.size() - 1);
  document_.json_text_ = text;
  document_.source_ = nullptr;
  document_.index_ = nullptr;
  if (largest_object > Document::MemberIndex::kSmallObject) {
    if (index_ == nullptr) index_ = std::make_shared<Document::MemberIndex>();
    if (index_->fill({document_.nodes_.data(), document_.nodes_.size()})) {
      document_.index_ = index_;
    }
  }
  return document_;
}

}  // namespace intake
