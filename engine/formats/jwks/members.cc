#include "formats/jwks/members.h"

#include <algorithm>

#include <openssl/crypto.h>

#include "formats/secrets.h"
#include "text/base64.h"

namespace intake::jwks {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool holds_private_key(std::string_view text) { return text.find("PRIVATE KEY-----") != text.npos; }

/// Copies values without recursion: what is still to be copied, and where it goes.
class PublicCopy {
 public:
  explicit PublicCopy(std::vector<std::string>& dropped) : dropped_(dropped) {}

  Datum::Object run(View key) {
    Datum root;
    waiting_.push_back({key, &root});
    while (!waiting_.empty()) {
      const Task task = waiting_.back();
      waiting_.pop_back();
      copy(task.from, *task.to);
    }
    return std::move(*root.object());
  }

 private:
  struct Task {
    View from;
    Datum* to;
  };

  bool is_secret(View value) const { return value.is_string() && holds_private_key(value.text()); }

  void copy(View from, Datum& to) {
    if (from.is_object()) return copy_members(from, to);
    if (!from.is_array()) {
      to = to_datum(from);
      return;
    }
    to = Datum::Array(from.size());
    for (std::uint32_t i = 0; i < from.size(); ++i) {
      if (is_secret(from.at(i))) {
        dropped_.emplace_back("PRIVATE KEY");
      } else {
        waiting_.push_back({from.at(i), &(*to.array())[i]});
      }
    }
  }

  void copy_members(View from, Datum& to) {
    to = Datum::Object();
    Datum::Object& members = *to.object();
    members.reserve(from.size());
    for (std::uint32_t i = 0; i < from.size(); ++i) {
      const View value = from.at(i);
      const std::string_view name = value.key();
      if (is_private_member(name) || is_secret(value)) {
        if (std::ranges::find(dropped_, name) == dropped_.end()) dropped_.emplace_back(name);
        continue;
      }
      members.emplace_back(std::string(name), Datum());
      waiting_.push_back({value, &members.back().second});
    }
  }

  std::vector<std::string>& dropped_;
  std::vector<Task> waiting_;
};

bool holds_any(std::string_view text, std::string_view characters) {
  return text.find_first_of(characters) != text.npos;
}

std::optional<std::string> lenient(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '=' || kBlanks.find(c) != kBlanks.npos) continue;
    plain += c == '-' ? '+' : c == '_' ? '/' : c;
  }
  return decode_base64(plain);
}

}  // namespace

Datum::Object public_members(View key, std::vector<std::string>& dropped) {
  return PublicCopy(dropped).run(key);
}

void wipe(std::string_view text) { OPENSSL_cleanse(const_cast<char*>(text.data()), text.size()); }

void wipe(const Document& document) {
  for (NodeId id = 0; id < document.size(); ++id) {
    if (document.kind(id) == Kind::kString) wipe(document.text(id));
  }
  wipe(document.source()->bytes());
}

Decoded decode_base64url(std::string_view text) {
  Decoded out;
  if (text.empty()) {
    out.problem = "is empty";
  } else if (holds_any(text, kBlanks)) {
    out.problem = "holds blanks or line ends";
  } else if (holds_any(text, "+/")) {
    out.problem = "is base64, not base64url (`+` and `/` are `-` and `_` there)";
  } else if (holds_any(text, "=")) {
    out.problem = "ends in `=`, which base64url leaves out";
  }
  if (auto bytes = lenient(text)) {
    out.bytes = *std::move(bytes);
  } else {
    out.problem = "is no base64url";
  }
  return out;
}

Decoded decode_x5c(std::string_view text) {
  Decoded out;
  constexpr std::string_view kDashes = "-----";
  if (const std::size_t begin = text.find("-----BEGIN "); begin != text.npos) {
    out.problem = "is PEM text; its base64 alone is wanted, without BEGIN and END";
    text.remove_prefix(begin + kDashes.size());
    text.remove_prefix(std::min(text.size(), text.find(kDashes)));
    text.remove_prefix(std::min(text.size(), kDashes.size()));
    text = text.substr(0, text.find(kDashes));
  } else if (holds_any(text, kBlanks)) {
    out.problem = "holds blanks or line ends";
  } else if (holds_any(text, "-_")) {
    out.problem = "is base64url, not base64 (`-` and `_` are `+` and `/` there)";
  } else if (text.size() % 4 != 0) {
    out.problem = "lacks the `=` at its end";
  }
  auto bytes = lenient(text);
  if (bytes && !bytes->empty()) {
    out.bytes = *std::move(bytes);
  } else {
    out.problem = "is no base64";
  }
  return out;
}

}  // namespace intake::jwks
