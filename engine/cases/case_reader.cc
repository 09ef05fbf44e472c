#include "cases/case_reader.h"

#include <utility>

#include "eval/region.h"

namespace intake {

void CaseReader::fault(View where, std::string message, std::string hint, bool name) {
  const Region region = region_of(where, name);
  Fault fault;
  fault.file = region.source;
  fault.line = region.line;
  fault.column = region.column;
  fault.byte_begin = region.byte_begin;
  fault.byte_end = region.byte_end;
  fault.message = std::move(message);
  fault.hint = std::move(hint);
  fault.excerpt = region.excerpt;
  faults_.push_back(std::move(fault));
  failed_ = true;
}

bool CaseReader::check_keys(View map, const std::vector<std::string_view>& keys,
                            std::string_view what) {
  if (!map.is_object()) {
    fault(map, std::string(what) + " is no map");
    return false;
  }
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View member = map.at(i);
    if (std::find(keys.begin(), keys.end(), member.key()) != keys.end()) continue;
    fault(member, std::string(what) + " has no key `" + std::string(member.key()) + "`",
          did_you_mean(member.key(), keys), true);
  }
  return true;
}

std::string CaseReader::text(View map, std::string_view key, bool required) {
  const View value = map.member(key);
  if (value.absent()) {
    if (required) fault(map, "`" + std::string(key) + "` is missing");
    return {};
  }
  if (!value.is_string()) {
    fault(value, "`" + std::string(key) + "` is no text");
    return {};
  }
  return std::string(value.text());
}

std::vector<std::string> CaseReader::texts(View map, std::string_view key) {
  std::vector<std::string> out;
  const View list = map.member(key);
  if (list.absent()) return out;
  if (!list.is_array()) fault(list, "`" + std::string(key) + "` is no list");
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (list.at(i).is_string()) {
      out.emplace_back(list.at(i).text());
    } else {
      fault(list.at(i), "this is no text");
    }
  }
  return out;
}

bool CaseReader::take_failed() { return std::exchange(failed_, false); }

}  // namespace intake
