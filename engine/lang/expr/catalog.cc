#include <algorithm>
#include <array>

#include "lang/expr/encoders_ext.h"
#include "lang/expr/function.h"
#include "lang/expr/identifiers_ext.h"
#include "lang/expr/lists_ext.h"
#include "lang/expr/math_ext.h"
#include "lang/expr/names_ext.h"
#include "lang/expr/network_ext.h"
#include "lang/expr/regex_ext.h"
#include "lang/expr/sets_ext.h"
#include "lang/expr/standard_conversions.h"
#include "lang/expr/standard_operators.h"
#include "lang/expr/standard_values.h"
#include "lang/expr/strings_ext.h"
#include "lang/expr/time_ext.h"
#include "lang/expr/url_ext.h"

namespace intake::expr {

namespace {

// Every table of the catalogue; its header holds it to valid_table().
constexpr std::array kTables{
    std::span<const Function>(kOperatorFunctions),
    std::span<const Function>(kConversionFunctions),
    std::span<const Function>(kStandardFunctions),
    std::span<const Function>(kEncoderFunctions),
    std::span<const Function>(kIdentifierFunctions),
    std::span<const Function>(kListFunctions),
    std::span<const Function>(kMathFunctions),
    std::span<const Function>(kNameFunctions),
    std::span<const Function>(kNetworkFunctions),
    std::span<const Function>(kRegexFunctions),
    std::span<const Function>(kSetFunctions),
    std::span<const Function>(kStringFunctions),
    std::span<const Function>(kTimeFunctions),
    std::span<const Function>(kUrlFunctions),
};

}  // namespace

std::span<const std::span<const Function>> function_tables() { return kTables; }

std::vector<const Function*> find_functions(std::string_view name) {
  std::vector<const Function*> found;
  for (const auto table : kTables) {
    auto row = std::ranges::lower_bound(table, name, {}, &Function::name);
    for (; row != table.end() && row->name == name; ++row) found.push_back(&*row);
  }
  return found;
}

std::vector<std::string_view> function_names() {
  std::vector<std::string_view> names;
  for (const auto table : kTables) {
    for (const Function& row : table) {
      if (row.name.front() != '@' && !is_operator(row.name)) names.push_back(row.name);
    }
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string_view shown_name(std::string_view name) {
  if (!is_operator(name)) return name;
  if (name.front() == '_') name.remove_prefix(1);
  name.remove_suffix(1);
  return name;
}

}  // namespace intake::expr
