#include "formats/docx/dates.h"

#include <chrono>
#include <vector>

namespace intake::docx {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Day {
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
};

unsigned number(std::string_view digits) {
  unsigned out = 0;
  for (const char c : digits) out = out * 10 + static_cast<unsigned>(c - '0');
  return out;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 4 && i != 7 && !is_digit(text[i])) return std::nullopt;
  }
  const Day day{number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2))};
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(day.year)),
                                         std::chrono::month(day.month), std::chrono::day(day.day)};
  if (!date.ok()) return std::nullopt;
  return day;
}

std::string padded(unsigned value, std::size_t width) {
  std::string out = std::to_string(value);
  while (out.size() < width) out.insert(0, 1, '0');
  return out;
}

}  // namespace

std::optional<std::string> shown_day(std::string_view text, std::string_view full_date) {
  const std::string_view iso = full_date.substr(0, 10);
  const std::optional<Day> day = parse_day(iso);
  if (!day) return std::nullopt;
  // The numbers in the text, whatever their order: the day and the year must be among them, and
  // the month where there are three.
  std::vector<unsigned> numbers;
  for (std::size_t i = 0; i < text.size() && numbers.size() < 5;) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - i > 4) return std::nullopt;
    numbers.push_back(number(text.substr(i, end - i)));
    i = end;
  }
  std::vector<unsigned> wanted{day->day, day->year};
  if (numbers.size() == 3) wanted.push_back(day->month);
  if (numbers.size() != wanted.size()) return std::nullopt;
  for (const unsigned want : wanted) {
    bool found = false;
    for (unsigned& have : numbers) {
      if (have != want && !(want == day->year && have == want % 100)) continue;
      have = 10'000;  // each stands for one
      found = true;
      break;
    }
    if (!found) return std::nullopt;
  }
  return std::string(iso);
}

std::optional<std::string> format_day(std::string_view text, std::string_view format) {
  const std::optional<Day> day = parse_day(text);
  if (!day) return std::nullopt;
  std::string out;
  bool year = false;
  bool month = false;
  bool date = false;
  for (std::size_t i = 0; i < format.size();) {
    const char c = format[i];
    std::size_t end = i;
    while (end < format.size() && format[end] == c) ++end;
    const std::size_t width = end - i;
    i = end;
    if (c == 'd' && width <= 2) {
      out += padded(day->day, width);
      date = true;
    } else if (c == 'M' && width <= 2) {
      out += padded(day->month, width);
      month = true;
    } else if (c == 'y' && (width == 2 || width == 4)) {
      out += padded(width == 2 ? day->year % 100 : day->year, width);
      year = true;
    } else if (c == '/' || c == '-' || c == '.' || c == ' ') {
      out.append(width, c);
    } else {
      return std::string(text);
    }
  }
  if (!(year && month && date)) return std::string(text);
  return out;
}

}  // namespace intake::docx
