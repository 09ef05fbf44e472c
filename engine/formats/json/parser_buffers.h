#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/filler.h"
#include "formats/json/parse_state.h"

namespace intake::json {

/// The buffers that parse_plain() fills, kept from one text to the next.
class ParserBuffers final : public ParseState {
 public:
  ParserBuffers(std::shared_ptr<const Names> vocabulary, const Limits& limits);

  /// False where the text cannot be plain JSON.
  bool start(std::string_view text);
  /// After parse_plain(). Null where there are too many values.
  const Document* finish(std::string_view text);
  DocumentFiller& filler() { return filler_; }

  bool more_pending(std::uint32_t count) override;
  bool more_nodes(std::uint32_t count) override;
  bool all_different(std::uint32_t first, std::uint32_t count) override;
  std::uint32_t name_of(PlainText name, bool plain, std::uint32_t guess) override;
  const char* odd_number(const char* at, Node& node) override;
  bool escaped_character(const char*& at, char*& to) override;
  void more_text(char*& text, char*& to, std::size_t bytes) override;
  void look_at(PlainText text) override;

 private:
  void forget_names();
  void know(std::uint32_t names);

  Limits limits_;
  DocumentFiller filler_;
  Buffer<PendingValue> pending_;
  Buffer<OpenContainer> open_;
  Buffer<KnownName> known_;
  std::uint32_t serial_ = 0;  // the last that KnownName::stamp got
};

}  // namespace intake::json
