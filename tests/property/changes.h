#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace intake {

/// What a JSON Patch did to places: which pointer became which.
class Moves {
 public:
  explicit Moves(const nlohmann::json& patch) : patch_(patch) {}

  /// Where the value at a pointer of the original stands after the patch; nullopt: it is gone.
  std::optional<std::string> after(std::string pointer) const;
  /// For each operation, its place as a pointer of the original; of an addition, of what it is
  /// added to.
  std::vector<std::string> origins() const;

 private:
  const nlohmann::json& patch_;
};

}  // namespace intake
