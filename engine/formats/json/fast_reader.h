#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace intake::json {

/// Reads many JSON texts, each into the same Document, and keeps its memory from one to the next:
/// once it has seen a few, reading one allocates nothing. Not thread-safe.
class Reader {
 public:
  /// The instructions to use; kBest: the best ones that the processor has.
  enum class Instructions : std::uint8_t { kBest, kPortable, kBaseline, kAvx2 };

  /// `vocabulary`: names with fixed numbers; may be null; frozen, may be shared between threads.
  Reader(std::shared_ptr<const Names> vocabulary, const Limits& limits,
         Instructions instructions = Instructions::kBest);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// The document of a JSON text, valid until the next call. Its texts point into `text`, which
  /// must live as long. Null where the text is not plain: it has a fault, starts with a BOM, holds
  /// a single value without brackets, goes over a limit, names a member twice, or holds a private
  /// key; then json::read() and read_hiding() tell.
  const Document* read(std::string_view text);

  /// Gives the document of the last read() a source: the same bytes.
  void set_source(SourcePtr source);

  /// As read(), for one text: a document with that source. Nothing where the text is not plain, but
  /// for private keys, which stay. The reader is of no more use.
  bool take(SourcePtr source, Document& document);

  /// Whether this processor has them.
  static bool available(Instructions instructions);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace intake::json
