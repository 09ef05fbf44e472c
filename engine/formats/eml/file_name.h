#pragma once

#include <set>
#include <string>
#include <string_view>

namespace intake::eml {

/// Names for attached files: the last part of a path, without control and invisible characters, of
/// at most 200 bytes, and no two alike whatever their case.
class FileNames {
 public:
  /// `fallback` where nothing of `wanted` is left.
  std::string choose(std::string_view wanted, std::string_view fallback);

 private:
  std::set<std::string, std::less<>> taken_;
};

/// `.pdf` for application/pdf; empty: not known.
std::string_view extension_of(std::string_view media_type);

}  // namespace intake::eml
