#include "text/distinguished_name.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct KnownType {
  std::string_view name;  // in lower case
  std::string_view number;
};

/// Sources: RFC 4514 section 3, RFC 4519 section 2, RFC 2985 section 5.2.1, ETSI EN 319 412-1.
constexpr std::array kKnownTypes{
    KnownType{"businesscategory", "2.5.4.15"},
    KnownType{"c", "2.5.4.6"},
    KnownType{"cn", "2.5.4.3"},
    KnownType{"commonname", "2.5.4.3"},
    KnownType{"countryname", "2.5.4.6"},
    KnownType{"dc", "0.9.2342.19200300.100.1.25"},
    KnownType{"description", "2.5.4.13"},
    KnownType{"dnqualifier", "2.5.4.46"},
    KnownType{"domaincomponent", "0.9.2342.19200300.100.1.25"},
    KnownType{"e", "1.2.840.113549.1.9.1"},
    KnownType{"emailaddress", "1.2.840.113549.1.9.1"},
    KnownType{"generationqualifier", "2.5.4.44"},
    KnownType{"givenname", "2.5.4.42"},
    KnownType{"gn", "2.5.4.42"},
    KnownType{"initials", "2.5.4.43"},
    KnownType{"l", "2.5.4.7"},
    KnownType{"localityname", "2.5.4.7"},
    KnownType{"o", "2.5.4.10"},
    KnownType{"organizationalunitname", "2.5.4.11"},
    KnownType{"organizationidentifier", "2.5.4.97"},
    KnownType{"organizationname", "2.5.4.10"},
    KnownType{"ou", "2.5.4.11"},
    KnownType{"postalcode", "2.5.4.17"},
    KnownType{"pseudonym", "2.5.4.65"},
    KnownType{"serialnumber", "2.5.4.5"},
    KnownType{"sn", "2.5.4.4"},
    KnownType{"st", "2.5.4.8"},
    KnownType{"stateorprovincename", "2.5.4.8"},
    KnownType{"street", "2.5.4.9"},
    KnownType{"streetaddress", "2.5.4.9"},
    KnownType{"surname", "2.5.4.4"},
    KnownType{"t", "2.5.4.12"},
    KnownType{"title", "2.5.4.12"},
    KnownType{"uid", "0.9.2342.19200300.100.1.1"},
    KnownType{"userid", "0.9.2342.19200300.100.1.1"},
};
static_assert(std::ranges::is_sorted(kKnownTypes, {}, &KnownType::name));

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// `2.5.4.3`: numbers without leading zeros, two or more.
bool is_number(std::string_view text) {
  std::size_t numbers = 0;
  for (;;) {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::string_view number = text.substr(0, end);
    if (number.empty() || !std::ranges::all_of(number, is_digit)) return false;
    if (number.size() > 1 && number.front() == '0') return false;
    ++numbers;
    if (end == text.size()) return numbers > 1;
    text.remove_prefix(end + 1);
  }
}

bool is_descriptor(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

constexpr std::size_t kMostAttributes = 256;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<std::vector<std::vector<NameAttribute>>, NameFault> read() {
    std::vector<std::vector<NameAttribute>> names;
    skip_blanks();
    if (at_ == text_.size()) return names;  // the empty name
    bool joined = false;
    for (std::size_t attributes = 1;; ++attributes) {
      if (attributes > kMostAttributes) {
        return NameFault{
            place(), "the name has more than " + std::to_string(kMostAttributes) + " attributes"};
      }
      NameAttribute attribute;
      if (!read_type(attribute.type) || !read_value(attribute.value)) return fault_;
      if (!joined) names.emplace_back();
      names.back().push_back(std::move(attribute));
      skip_blanks();
      if (at_ == text_.size()) return names;
      const char separator = text_[at_];
      if (separator != ',' && separator != ';' && separator != '+') {
        return NameFault{place(), "behind a value stands `" + character() +
                                      "`; needed was a comma, a `+` or the end"};
      }
      joined = separator == '+';
      ++at_;
      skip_blanks();
    }
  }

 private:
  std::uint32_t place() const { return static_cast<std::uint32_t>(at_); }

  std::string character() const {
    std::size_t end = at_;
    next_code_point(text_, end);
    return std::string(text_.substr(at_, end - at_));
  }

  bool fail(std::string message) {
    fault_ = NameFault{place(), std::move(message)};
    return false;
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  bool read_type(std::string& type) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) ||
                                  text_[at_] == '-' || text_[at_] == '.')) {
      ++at_;
    }
    std::string_view written = text_.substr(begin, at_ - begin);
    if (lower_ascii(written.substr(0, 4)) == "oid.") written.remove_prefix(4);
    if (!is_descriptor(written) && !is_number(written)) {
      at_ = begin;
      return fail("here begins no attribute; needed was one as `CN=...` or `2.5.4.3=...`");
    }
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != '=') {
      return fail("behind the attribute `" + std::string(written) + "` stands no `=`");
    }
    ++at_;
    skip_blanks();
    type = written;
    return true;
  }

  bool read_value(std::string& value) {
    if (at_ < text_.size() && text_[at_] == '#') return read_hexadecimal(value);
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) ++at_;
    const std::size_t begin = at_;
    std::size_t kept = 0;  // of `value`, without blanks at its end that are not escaped
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        if (!read_escape(value)) return false;
        kept = value.size();
        continue;
      }
      if (quoted ? c == '"' : c == ',' || c == ';' || c == '+') break;
      if (c == '\0' || (!quoted && (c == '"' || c == '<' || c == '>'))) {
        return fail("`" + std::string(c == '\0' ? "U+0000" : std::string(1, c)) +
                    "` stands in a value; needed was a backslash before it");
      }
      value += c;
      if (quoted || (c != ' ' && c != '\n' && c != '\r')) kept = value.size();
      ++at_;
    }
    if (quoted) {
      if (at_ == text_.size()) return fail("the quotes of a value are never closed");
      ++at_;
    }
    value.resize(kept);
    if (!find_invalid_utf8(value)) return true;
    at_ = begin;
    return fail("the bytes of a value are no UTF-8");
  }

  /// `\,` or `\C3`.
  bool read_escape(std::string& value) {
    if (at_ + 1 == text_.size()) return fail("the name ends within an escape");
    const char c = text_[at_ + 1];
    const int high = hex_value(c);
    const int low = at_ + 2 < text_.size() ? hex_value(text_[at_ + 2]) : -1;
    if (high >= 0 && low >= 0) {
      value += static_cast<char>(high * 16 + low);
      at_ += 3;
      return true;
    }
    if (std::string_view(" \"#+,;<=>\\").find(c) == std::string_view::npos) {
      return fail(
          "a backslash stands before what needs none; needed was one of ` \"#+,;<=>\\` or two "
          "hexadecimal digits");
    }
    value += c;
    at_ += 2;
    return true;
  }

  bool read_hexadecimal(std::string& value) {
    value = '#';
    std::size_t digits = at_ + 1;
    while (digits < text_.size() && hex_value(text_[digits]) >= 0) ++digits;
    if (digits == at_ + 1 || (digits - at_ - 1) % 2 != 0) {
      return fail("`#` begins a value; needed were pairs of hexadecimal digits behind it");
    }
    value += lower_ascii(text_.substr(at_ + 1, digits - at_ - 1));
    at_ = digits;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  NameFault fault_;
};

bool same_attribute(const NameAttribute& a, const NameAttribute& b) {
  return attribute_key(a.type) == attribute_key(b.type) && values_match(a.value, b.value);
}

bool same_relative_name(const std::vector<NameAttribute>& a, const std::vector<NameAttribute>& b) {
  return std::ranges::is_permutation(a, b, same_attribute);
}

}  // namespace

Result<DistinguishedName, NameFault> DistinguishedName::parse(std::string_view text) {
  if (const auto wrong = find_invalid_utf8(text)) {
    return NameFault{static_cast<std::uint32_t>(*wrong), "the name is no UTF-8"};
  }
  auto names = Reader(text).read();
  if (!names) return names.error();
  DistinguishedName name;
  name.names_ = *std::move(names);
  return name;
}

std::vector<std::string_view> DistinguishedName::values(std::string_view type) const {
  const std::string key = attribute_key(type);
  std::vector<std::string_view> found;
  for (const auto& name : names_) {
    for (const NameAttribute& attribute : name) {
      if (attribute_key(attribute.type) == key) found.push_back(attribute.value);
    }
  }
  return found;
}

bool DistinguishedName::means(const DistinguishedName& other) const {
  return std::ranges::equal(names_, other.names_, same_relative_name);
}

std::string attribute_key(std::string_view type) {
  std::string key = lower_ascii(type);
  const auto known =
      std::ranges::lower_bound(kKnownTypes, std::string_view(key), {}, &KnownType::name);
  if (known != kKnownTypes.end() && known->name == key) return std::string(known->number);
  return key;
}

bool values_match(std::string_view a, std::string_view b) {
  return equal_ignoring_case(collapse_blanks(to_nfkc(a)), collapse_blanks(to_nfkc(b)));
}

}  // namespace intake
