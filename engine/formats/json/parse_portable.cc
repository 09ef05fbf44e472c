#include "formats/json/parse_plain.h"

namespace intake::json {
namespace {

struct Block {
  using Mask = std::uint32_t;
  static constexpr std::uint32_t kBytes = ParseState::kTail;

  unsigned char bytes[kBytes];

  static Block load(const char* from) {
    Block block;
    __builtin_memcpy(block.bytes, from, kBytes);
    return block;
  }
  void store(char* to) const { __builtin_memcpy(to, bytes, kBytes); }

  template <typename Test>
  Mask mask(Test test) const {
    Mask out = 0;
    for (std::uint32_t i = 0; i < kBytes; ++i) out |= Mask{test(bytes[i]) ? 1u : 0u} << i;
    return out;
  }
  Mask equal(const Block& other) const {
    Mask out = 0;
    for (std::uint32_t i = 0; i < kBytes; ++i) {
      out |= Mask{bytes[i] == other.bytes[i] ? 1u : 0u} << i;
    }
    return out;
  }
  Mask quotes() const {
    return mask([](unsigned char c) { return c == '"'; });
  }
  Mask odd() const {
    return mask([](unsigned char c) { return c < ' ' || c >= 0x80 || c == '\\'; });
  }
  Mask stops() const {
    return mask([](unsigned char c) { return c < ' ' || c == '"' || c == '\\'; });
  }
  Mask non_ascii() const {
    return mask([](unsigned char c) { return c >= 0x80; });
  }
  Mask filled() const {
    return mask([](unsigned char c) { return c != ' ' && c != '\n' && c != '\t'; });
  }

  class Dashes {
   public:
    void add(const char* from) {
      for (std::uint32_t i = 0; i < kBytes; ++i) {
        found_ = found_ || (from[i] == '-' && from[i + 2] == '-' && from[i + 4] == '-');
      }
    }
    bool any() const { return found_; }

   private:
    bool found_ = false;
  };
};

}  // namespace

bool parse_plain_portable(ParseState& state) { return parse_with<Block>(state); }

}  // namespace intake::json
