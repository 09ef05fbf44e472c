#include "formats/eml/addresses.h"

#include <algorithm>

#include "formats/eml/gmime.h"
#include "formats/eml/header.h"
#include "formats/eml/words.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::size_t kLineBytes = 76;
constexpr std::size_t kAddressBytes = 10'000;

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Parts a header value at commas and semicolons that stand outside of quotes, comments and angle
/// brackets. What is opened and never closed counts as text.
class Splitter {
 public:
  struct Item {
    std::string_view text;
    char after = 0;
  };

  explicit Splitter(std::string_view value) : value_(value) {}

  /// An item without a text is left out. False: none is left.
  bool next(Item& item) {
    while (at_ < value_.size()) {
      std::size_t begin = at_;
      bool address = false;
      char c = 0;
      for (; at_ < value_.size(); ++at_) {
        c = value_[at_];
        if (c == ',' || c == ';') break;
        if (c == '"') skip('"', no_quote_);
        if (c == '(') skip(')', no_comment_);
        if (c == '<') skip_angle();
        if (c == '@') address = true;
        // The name of a group.
        if (c == ':' && !address) begin = at_ + 1;
      }
      const std::size_t end = at_;
      item.after = at_ < value_.size() ? c : '\0';
      ++at_;
      item.text = trim(value_.substr(begin, end - begin));
      if (!item.text.empty()) return true;
    }
    return false;
  }

 private:
  /// Moves to the closing character; `none`: there is no more of them.
  void skip(char close, bool& none) {
    if (none) return;
    std::size_t i = at_ + 1;
    std::size_t open = 1;
    for (; i < value_.size(); ++i) {
      if (value_[i] == '\\') {
        ++i;
      } else if (value_[i] == close) {
        if (--open == 0) break;
      } else if (close == ')' && value_[i] == '(') {
        ++open;
      }
    }
    none = i >= value_.size();
    if (!none) at_ = i;
  }

  void skip_angle() {
    const std::size_t next = value_.find_first_of("<>", at_ + 1);
    if (next != std::string_view::npos && value_[next] == '>') at_ = next;
  }

  std::string_view value_;
  std::size_t at_ = 0;
  bool no_quote_ = false;
  bool no_comment_ = false;
};

/// The text in quotes, without them; any other text as it is.
std::string unquote(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

std::string name_of(std::string_view phrase) {
  const std::string text = decode_words(unquote(phrase)).text;
  return std::string(trim_blanks(text));
}

bool is_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

/// What GMime makes of one address; false where it is none or more than one.
bool parse(std::string_view text, Address& out) {
  if (text.size() > kAddressBytes) return false;
  start_gmime();
  const ObjectPtr<InternetAddressList> list(
      internet_address_list_parse(nullptr, std::string(text).c_str()));
  if (!list || internet_address_list_length(list.get()) != 1) return false;
  InternetAddress* only = internet_address_list_get_address(list.get(), 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(only)) return false;
  const char* address =
      internet_address_mailbox_get_addr(reinterpret_cast<InternetAddressMailbox*>(only));
  if (address == nullptr || !is_address(address) || find_invalid_utf8(address)) return false;
  out.address = address;
  const char* name = internet_address_get_name(only);
  if (name != nullptr && !find_invalid_utf8(name)) out.name = trim_blanks(name);
  return true;
}

Address read_one(std::string_view item) {
  Address out;
  out.text = decode_words(item).text;
  const std::size_t open = item.rfind('<');
  const std::size_t close = open == std::string_view::npos ? open : item.find('>', open);
  const bool bracketed = close != std::string_view::npos;
  const std::string_view behind = bracketed ? trim(item.substr(close + 1)) : std::string_view();
  const bool parsed = parse(item, out);
  if (bracketed && (behind.empty() || behind.front() == '(')) {
    const std::string name = name_of(item.substr(0, open));
    if (!name.empty()) out.name = name;
    if (!parsed) out.address = decode_words(trim(item.substr(open + 1, close - open - 1))).text;
    return out;
  }
  const bool commented = item.find('(') != std::string_view::npos;
  if (parsed && !bracketed && (commented || item == out.address)) return out;
  // A whole `Name <address>` in encoded words is not allowed, but written.
  if (!bracketed && !parsed && out.text != item && parse(out.text, out)) return out;
  out.name.clear();
  out.address = out.text;
  return out;
}

bool is_atom(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-/=?^_`{|}~ ").find(c) != std::string_view::npos;
}

std::string format_name(std::string_view name) {
  if (needs_words(name)) return encode_words(name);
  if (std::all_of(name.begin(), name.end(), is_atom) && name.find("  ") == std::string_view::npos) {
    return std::string(name);
  }
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

Error refused(std::string_view text, const std::string& why, std::string hint) {
  return {ErrorCode::kRefused, "`" + std::string(text) + "` " + why, std::move(hint), {}};
}

}  // namespace

Result<std::vector<Address>> read_addresses(std::string_view value, std::uint32_t most) {
  std::vector<Address> out;
  Splitter splitter(value);
  Splitter::Item item;
  std::string surname;  // `Surname,` of an unquoted `Surname, First name <address>`
  const auto add = [&out](std::string_view text) { out.push_back(read_one(text)); };
  while (splitter.next(item)) {
    const bool named = item.text.find('<') != std::string_view::npos;
    if (!surname.empty()) {
      if (named && item.text.front() != '<') {
        Address one = read_one(item.text);
        one.name = name_of(surname + ", " + one.name);
        one.text = decode_words(surname).text + ", " + one.text;
        out.push_back(std::move(one));
        surname.clear();
        continue;
      }
      add(surname);
      surname.clear();
    }
    const bool bare = item.text.find_first_of("@<\"") == std::string_view::npos;
    if (bare && item.after == ',') {
      surname = item.text;
    } else {
      add(item.text);
    }
    if (out.size() > most) {
      return Error{ErrorCode::kLimit,
                   "a header has more than " + std::to_string(most) + " addresses",
                   {},
                   {}};
    }
  }
  if (!surname.empty()) add(surname);
  return out;
}

Result<Address> read_written_address(std::string_view text) {
  text = trim(text);
  Address out;
  out.text = text;
  std::string_view address = text;
  if (text.ends_with('>') && text.find('<') != std::string_view::npos) {
    const std::size_t open = text.rfind('<');
    address = trim(text.substr(open + 1, text.size() - open - 2));
    out.name = unquote(text.substr(0, open));
  }
  out.address = address;
  if (find_invalid_utf8(text)) return refused("?", "is not UTF-8", {});
  for (const char c : out.name) {
    if ((c >= 0 && c < ' ') || c == '\x7f') return refused("?", "holds control characters", {});
  }
  const bool ascii = std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c <= '~' &&
           std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
  if (!is_address(address) || !ascii || address.size() > kLineBytes * 10) {
    return refused(address, "is no mail address", "write it as name@example.org");
  }
  return out;
}

std::string format_address(const Address& address) {
  if (address.name.empty()) return address.address;
  return format_name(address.name) + " <" + address.address + ">";
}

std::string format_addresses(std::string_view name, const std::vector<Address>& addresses,
                             std::string_view line_end) {
  std::string out(name);
  out += ':';
  std::size_t column = out.size();
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    std::string one = format_address(addresses[i]);
    if (i + 1 < addresses.size()) one += ',';
    if (i > 0 && column + 1 + one.size() > kLineBytes) {
      out += line_end;
      column = 0;
    }
    if (column + 1 + one.size() <= kLineBytes) {
      out += ' ' + one;
      column += 1 + one.size();
      continue;
    }
    // A long name: folded within, as a header of its own would be.
    const std::string folded = fold_header({}, one, line_end);
    const std::string_view body = std::string_view(folded).substr(1);
    out += body.substr(0, body.size() - line_end.size());
    const std::size_t last = out.rfind('\n');
    column = last == std::string::npos ? out.size() : out.size() - last - 1;
  }
  if (addresses.empty()) out += ' ';
  out += line_end;
  return out;
}

}  // namespace intake::eml
