#include "word.h"

namespace intake::word {
namespace {

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
  }
  return ~crc;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

/// The fields that a local header and the directory share.
void put_shared(std::string& out, const RawEntry& entry) {
  const auto size = static_cast<std::uint32_t>(entry.content.size());
  put(out, 20, 2);
  put(out, entry.encrypted ? 1 : 0, 2);
  put(out, 0, 2);  // stored
  put(out, 0x5a210000, 4);
  put(out, crc32(entry.content), 4);
  put(out, size, 4);
  put(out, entry.declared != 0 ? entry.declared : size, 4);
  put(out, static_cast<std::uint32_t>(entry.name.size()), 2);
  put(out, 0, 2);
}

}  // namespace

std::string raw_zip(const std::vector<RawEntry>& all) {
  std::string out;
  std::string directory;
  for (const RawEntry& entry : all) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    out += "PK\x03\x04";
    put_shared(out, entry);
    out += entry.name + entry.content;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    put_shared(directory, entry);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += entry.name;
  }
  const auto begin = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(all.size()), 2);
  put(out, static_cast<std::uint32_t>(all.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace intake::word
