#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace intake::docx {

/// A zip in memory. Names are compared, never used as paths.
class Package {
 public:
  /// kSyntax where it is damaged or has an entry twice (also in another case), kLimit over a limit.
  /// The bytes must outlive the package.
  static Result<Package> open(std::string_view bytes, const Limits& limits);
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  bool has(std::string_view name) const;
  /// Whether an entry's name begins so.
  bool has_below(std::string_view folder) const;
  /// Unpacked. kNotFound, kSyntax (damaged), kUnsupported (encrypted), kLimit.
  Result<std::string> read(std::string_view name, const Limits& limits);
  /// The package with one entry replaced; the others keep their order and packed bytes.
  Result<std::string> with(std::string_view name, const std::string& content) const;

 private:
  struct State;
  explicit Package(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A new package; entries in the order given, all of the same date.
Result<std::string> make_package(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace intake::docx
