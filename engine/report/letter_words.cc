#include <array>

#include "formats/json/json.h"
#include "report/labels.h"
#include "report/letter.h"
#include "text/unicode.h"

namespace intake {
namespace {

using Months = std::array<std::string_view, 12>;

constexpr std::array<Months, 4> kMonths{
    Months{"January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"},
    Months{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre"},
    Months{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december"},
    Months{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kQuotes{
    {{"“", "”"}, {"«\u00a0", "\u00a0»"}, {"“", "”"}, {"„", "“"}}};

/// Bytes of a value that a letter shows.
constexpr std::size_t kMostBytes = 600;

/// An address as people write it; a text as it is; empty: something else.
std::string address_words(View address) {
  if (address.is_string()) return std::string(address.text());
  const View mail = address.member("address");
  const View name = address.member("name");
  if (!mail.is_string()) return {};
  if (!name.is_string() || name.text().empty()) return std::string(mail.text());
  return std::string(name.text()) + " <" + std::string(mail.text()) + ">";
}

std::optional<unsigned> number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

std::string date_in_words(std::string_view date, Language language) {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return {};
  const auto year = number(date.substr(0, 4));
  const auto month = number(date.substr(5, 2));
  const auto day = number(date.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
  std::string words = std::to_string(*day);
  if (language == Language::kFr && *day == 1) words += "er";
  if (language == Language::kDe) words += '.';
  words += ' ';
  words += kMonths[static_cast<std::size_t>(language)][*month - 1];
  return words + " " + std::to_string(*year);
}

std::string in_quotes(std::string_view text, Language language) {
  const auto& [open, close] = kQuotes[static_cast<std::size_t>(language)];
  return std::string(open) + std::string(text) + std::string(close);
}

std::string value_shortened(std::string text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string value_in_words(const std::string& shown, Language language) {
  if (shown == "true") return std::string(label(Label::kYes, language));
  if (shown == "false") return std::string(label(Label::kNo, language));
  if (shown.empty()) return {};
  std::string as_it_is = in_quotes(value_shortened(shown), language);
  if (shown.front() != '[' && shown.front() != '{') return as_it_is;
  const auto read = json::read(std::make_shared<const Source>("value", shown), {});
  if (!read) return as_it_is;
  const View top(*read, read->root());
  if (top.is_object()) {
    const std::string address = address_words(top);
    return address.empty() ? as_it_is : in_quotes(address, language);
  }
  std::string words;
  for (std::uint32_t i = 0; i < top.size(); ++i) {
    std::string one = address_words(top.at(i));
    if (one.empty()) one = to_display(top.at(i));
    if (words.size() < kMostBytes) {
      words += (words.empty() ? "" : ", ") + in_quotes(value_shortened(one), language);
    } else if (!words.ends_with("…")) {
      words += ", …";
    }
  }
  return words;
}

std::string as_sentence(std::string_view message, Language language) {
  std::string out;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const std::size_t end = message[i] == '`' ? message.find('`', i + 1) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string value(message.substr(i + 1, end - i - 1));
      const bool list = !value.empty() && value.front() == '[';
      out += list ? value_in_words(value, language) : in_quotes(value, language);
      i = end;
    } else if (message.substr(i, 2) == "**") {  // bold, in passages
      ++i;
    } else if (message[i] != '`') {
      out += message[i];
    }
  }
  std::string_view words = trim_blanks(out);
  if (words.empty()) return {};
  std::size_t first = 0;
  (void)next_code_point(words, first);
  std::string sentence = to_upper(words.substr(0, first)) + std::string(words.substr(first));
  const char end = sentence.back();
  const bool ellipsis = sentence.ends_with("…");
  if (end != '.' && end != '?' && end != '!' && end != ':' && !ellipsis) sentence += '.';
  return sentence;
}

}  // namespace intake
