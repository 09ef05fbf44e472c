#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake::docx {

/// The day that a date control shows, as 2024-05-01: from what it keeps (`full_date`), where the
/// text shown agrees with it.
std::optional<std::string> shown_day(std::string_view text, std::string_view full_date);

/// 2024-05-01 as a date control shows it; nullopt where it is no such day. A format with names of
/// days or months gives the day as it is.
std::optional<std::string> format_day(std::string_view day, std::string_view format);

}  // namespace intake::docx
