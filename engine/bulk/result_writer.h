#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <intake/checker.h>

namespace intake::bulk {

/// Appends the results of lines (schemas/line-result/1.schema.json), one a line. `byte` is where
/// the line begins in the input.
class ResultWriter {
 public:
  /// `file` stands in each result, unless it is empty.
  explicit ResultWriter(std::string_view file);

  void checked(std::string& out, std::uint64_t byte, const Checked& checked) const;
  void unreadable(std::string& out, std::uint64_t byte, const Error& error) const;
  /// Of a document that names a procedure with other rules.
  void other_procedure(std::string& out, std::uint64_t byte, std::string_view procedure) const;

 private:
  std::string head_;  // what every result begins with
};

}  // namespace intake::bulk
