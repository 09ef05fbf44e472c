#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <intake/report.h>

#include "base/suggest.h"
#include "document/document.h"

namespace intake {

/// Takes values out of case files and collects what is wrong with them.
class CaseReader {
 public:
  explicit CaseReader(std::vector<Fault>& faults) : faults_(faults) {}

  /// With `name`: at the name of a member.
  void fault(View where, std::string message, std::string hint = {}, bool name = false);
  /// False where it is no map; members that are not known are faults.
  template <std::size_t N>
  bool check_keys(View map, const std::string_view (&keys)[N], std::string_view what) {
    return check_keys(map, std::vector<std::string_view>(std::begin(keys), std::end(keys)), what);
  }
  bool check_keys(View map, const std::vector<std::string_view>& keys, std::string_view what);
  /// "" where there is none.
  std::string text(View map, std::string_view key, bool required = false);
  std::vector<std::string> texts(View map, std::string_view key);
  /// Whether there was a fault since the last call.
  bool take_failed();

 private:
  std::vector<Fault>& faults_;
  bool failed_ = false;
};

}  // namespace intake
