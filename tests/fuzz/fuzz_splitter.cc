// Any bytes as a stream: the pieces are the stream, wherever they lie, and they do not depend on
// how it was fed.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "formats/splitter.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> split(std::string_view text, intake::Splitter::Kind kind,
                               std::size_t block) {
  intake::Splitter splitter(kind);
  std::string all;
  std::uint32_t lines = 1;
  std::vector<std::string> pieces;
  const auto take = [&] {
    while (auto piece = splitter.next()) {
      require(!piece->bytes.empty() && piece->byte == all.size() && piece->line == lines);
      for (const char c : piece->bytes) lines += c == '\n' ? 1 : 0;
      all += piece->bytes;
      pieces.push_back((piece->blank ? "-" : "+") + piece->bytes);
    }
  };
  for (std::size_t i = 0; i < text.size(); i += block) {
    splitter.feed(text.substr(i, block));
    take();
  }
  splitter.finish();
  take();
  require(all == text && splitter.held() == 0);
  return pieces;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {intake::Splitter::Kind::kYaml, intake::Splitter::Kind::kLines}) {
    require(split(text, kind, size + 1) == split(text, kind, 3));
  }
  return 0;
}
