// Reads any bytes as a mail. What is read must be text, and files must have names of their own and
// without folders. What is written must be read back, with everything else as it was.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/datum.h"
#include "formats/eml/eml.h"
#include "text/unicode.h"

namespace {

using namespace intake;

void require(bool holds) {
  if (!holds) std::abort();
}

Limits small_limits() {
  Limits limits;
  limits.input_bytes = 1 << 18;
  limits.depth = 20;
  limits.parts = 40;
  limits.part_depth = 3;
  limits.mail_addresses = 50;
  limits.mail_text_bytes = 1 << 17;
  return limits;
}

Reading read_attached(std::string_view name, std::string_view media_type, std::string bytes,
                      std::uint32_t depth) {
  if (media_type == "message/rfc822") {
    auto mail = eml::read(name, bytes, &read_attached, small_limits(), depth);
    if (mail) return std::move(mail).value();
  }
  Reading reading;
  reading.name = name;
  reading.format = "other";
  reading.media_type = media_type;
  reading.text = std::move(bytes);
  return reading;
}

/// Replaces a whole file, also one in an attached mail.
Result<std::string> write_attached(std::string_view, std::string_view bytes,
                                   const std::vector<PartEdit>& edits) {
  if (edits.front().part.empty() && edits.front().address.empty()) return edits.front().value;
  return eml::write(bytes, edits, &write_attached, small_limits());
}

bool is_clean(std::string_view name) {
  return !name.empty() && name.find_first_of("/\\") == std::string_view::npos && name != "." &&
         name != ".." && std::none_of(name.begin(), name.end(), [](char c) {
           return (c >= 0 && c < ' ') || c == '\x7f';
         });
}

void check_reading(const Reading& reading) {
  require(!find_invalid_utf8(to_json(reading.facts)));
  for (const FactOrigin& origin : reading.origins) require(!find_invalid_utf8(origin.text));
  for (const Notice& notice : reading.notices) require(!find_invalid_utf8(notice.detail));
  std::set<std::string> names;
  for (const Reading& part : reading.parts) {
    require(is_clean(part.name) && !find_invalid_utf8(part.name));
    require(names.insert(part.name).second);
    require(!find_invalid_utf8(part.media_type));
    if (part.format == "eml") check_reading(part);
  }
}

/// The facts without one of them.
std::string without(const Datum& facts, std::string_view name) {
  Datum::Object out;
  for (const auto& [key, value] : *facts.object()) {
    if (key != name) out.emplace_back(key, value);
  }
  return to_json(Datum(out));
}

Result<std::string> write(std::string_view bytes, PartEdit edit) {
  return eml::write(bytes, {std::move(edit)}, &write_attached, small_limits());
}

Reading must_read(std::string_view bytes) {
  auto reading = eml::read("mail", bytes, &read_attached, small_limits(), 0);
  require(reading.ok());
  return std::move(reading).value();
}

void check_headers(const Reading& before, std::string_view bytes) {
  struct Case {
    std::string_view address, value, member, json;
  };
  static const std::vector<Case> cases{
      {"header:To", "Jé <a@x.be>\nb@y.be", "to",
       R"([{"name":"Jé","address":"a@x.be"},{"address":"b@y.be"}])"},
      {"header:Cc", "", "cc", ""},
      {"header:Subject", "Une demande – 1", "subject", R"("Une demande – 1")"},
  };
  for (const Case& c : cases) {
    const auto written = write(bytes, {{}, std::string(c.address), std::string(c.value)});
    if (!written) continue;
    const Reading after = must_read(*written);
    require(without(after.facts, c.member) == without(before.facts, c.member));
    const auto& facts = *after.facts.object();
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const auto& one) { return one.first == c.member; });
    require((found == facts.end()) == c.json.empty());
    if (found != facts.end()) require(to_json(found->second) == c.json);
    require(after.parts.size() == before.parts.size());
    for (std::size_t i = 0; i < after.parts.size(); ++i) {
      require(after.parts[i].text == before.parts[i].text);
    }
  }
}

void check_files(const Reading& before, std::string_view bytes) {
  static const std::vector<std::string> values{"a: é\r\n", std::string("\0\xFF-- \n", 6), ""};
  for (std::uint32_t i = 0; i < before.parts.size() && i < 4; ++i) {
    if (before.parts[i].format == "eml") continue;
    for (const std::string& value : values) {
      const auto written = write(bytes, {{i}, "", value});
      if (!written) continue;
      const Reading after = must_read(*written);
      require(to_json(after.facts) == to_json(before.facts));
      require(after.parts.size() == before.parts.size());
      for (std::uint32_t k = 0; k < after.parts.size(); ++k) {
        if (after.parts[k].format == "eml") continue;
        // An attached mail may have become one by its content, or no longer be one.
        if (k == i) require(after.parts[k].text == value || value.empty());
        if (k != i) require(after.parts[k].text == before.parts[k].text);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  eml::recognises(bytes);
  auto reading = eml::read("mail", bytes, &read_attached, small_limits(), 0);
  if (!reading) {
    require(!reading.error().what.empty());
    return 0;
  }
  check_reading(*reading);
  const auto same = eml::write(bytes, {}, &write_attached, small_limits());
  require(same.ok() && *same == bytes);
  check_headers(*reading, bytes);
  check_files(*reading, bytes);
  if (!reading->parts.empty() && !reading->parts[0].parts.empty()) {
    const auto written = write(bytes, {{0, 0}, "", "deep"});
    if (written)
      require(must_read(*written).parts[0].parts.at(0).text == "deep" ||
              must_read(*written).parts[0].parts.at(0).format == "eml");
  }
  return 0;
}
