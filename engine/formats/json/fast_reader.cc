#include "formats/json/fast_reader.h"

#include <utility>

#include "base/processor.h"
#include "formats/json/parser_buffers.h"
#include "formats/private_key.h"

namespace intake::json {
namespace {

ParsePlain parser_for(Reader::Instructions instructions) {
#if defined(__x86_64__)
  using Instructions = Reader::Instructions;
  if (instructions == Instructions::kBest) {
    static const bool newer = Reader::available(Instructions::kAvx2);
    return newer ? parse_plain_avx2 : parse_plain_sse2;
  }
  if (instructions == Instructions::kAvx2) return parse_plain_avx2;
  if (instructions == Instructions::kBaseline) return parse_plain_sse2;
#endif
  static_cast<void>(instructions);
  return parse_plain_portable;
}

bool holds_private_key(const Document& document, std::uint32_t signs) {
  if ((signs & kPemText) != 0) return true;
  return (signs & kPrivateMember) != 0 && has_private_member(document);
}

}  // namespace

struct Reader::State {
  ParserBuffers buffers;
  ParsePlain parse;

  const Document* read(std::string_view text) {
    return buffers.start(text) && parse(buffers) ? buffers.finish(text) : nullptr;
  }
};

Reader::Reader(std::shared_ptr<const Names> vocabulary, const Limits& limits,
               Instructions instructions)
    : state_(std::make_unique<State>(
          State{ParserBuffers(std::move(vocabulary), limits), parser_for(instructions)})) {}

Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

const Document* Reader::read(std::string_view text) {
  const Document* document = state_->read(text);
  if (document == nullptr || state_->buffers.signs == 0) return document;
  return holds_private_key(*document, state_->buffers.signs) ? nullptr : document;
}

void Reader::set_source(SourcePtr source) {
  state_->buffers.filler().set_source(std::move(source));
}

bool Reader::take(SourcePtr source, Document& document) {
  if (state_->read(source->bytes()) == nullptr) return false;
  document = state_->buffers.filler().take();
  document.set_source(std::move(source));
  return true;
}

bool Reader::available(Instructions instructions) {
#if defined(__x86_64__)
  return instructions != Instructions::kAvx2 || has_avx2();
#else
  return instructions == Instructions::kBest || instructions == Instructions::kPortable;
#endif
}

}  // namespace intake::json
