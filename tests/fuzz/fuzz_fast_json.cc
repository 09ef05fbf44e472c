// Any bytes as JSON, by the fast reader in each set of instructions and by the slow one: what the
// fast one reads, the slow one reads as the same document, also where the names are known from an
// earlier text.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "../support/same_document.h"
#include "formats/json/fast_reader.h"
#include "formats/json/json.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  using Instructions = json::Reader::Instructions;
  static json::Reader readers[] = {
      {nullptr, Limits{}, Instructions::kPortable},
      {nullptr, Limits{}, Instructions::kBest},
      {nullptr, Limits{},
       json::Reader::available(Instructions::kBaseline) ? Instructions::kBaseline
                                                        : Instructions::kPortable},
  };
  // Of exactly its size, so that a byte behind it is seen to be read.
  const auto bytes = std::make_unique<char[]>(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(data[i]);
  const std::string_view text(bytes.get(), size);
  const bool plain = readers[0].read(text) != nullptr;
  const auto slow =
      json::read_slowly(std::make_shared<Source>("fuzz", std::string(text)), Limits{});
  require(slow.ok() || !plain);
  for (auto& reader : readers) {
    for (int round = 0; round < 2; ++round) {
      const Document* fast = reader.read(text);
      require((fast != nullptr) == plain);
      if (fast != nullptr) require(difference(*fast, *slow).empty());
    }
  }
  return 0;
}
