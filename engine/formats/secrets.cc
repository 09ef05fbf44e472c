#include "formats/secrets.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace intake {
namespace {

constexpr std::string_view kEnd = "-----END";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_blank_byte(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Cheap: most texts hold nothing of the kind. `\\u00` and `\\x`: a name may be written with them.
bool may_hold_secrets(std::string_view text) {
  for (const std::string_view sign : {kPrivatePem, std::string_view("kty"), kUsualExponent,
                                      std::string_view("\\u00"), std::string_view("\\x")}) {
    if (text.find(sign) != text.npos) return true;
  }
  return false;
}

/// As may_hold_secrets(), of a JSON text that was read. A text can say PRIVATE KEY otherwise only
/// with `\\u00`.
bool may_hold_secrets(const Document& json) {
  const std::string_view text = json.source()->bytes();
  return has_private_member(json) || text.find(kPrivatePem) != text.npos ||
         text.find("\\u00") != text.npos;
}

/// Finds secrets in a document and hides their bytes.
class Hider {
 public:
  explicit Hider(const Document& document)
      : document_(document), text_(document.source()->bytes()) {}

  void run() {
    for (NodeId id = 0; id < document_.size(); ++id) {
      const View value(document_, id);
      if (value.is_object() && is_key(value)) {
        note_key(value);
      } else if (value.is_string() && value.text().find(kPrivatePem) != std::string_view::npos) {
        found_.push_back({document_.pointer(id), document_.span(id), {}});
        pem_.push_back(id);
      }
    }
    // What an alias stands for is written elsewhere.
    for (NodeId id = 0; id < document_.size() && !aliased_.empty(); ++id) {
      const View value(document_, id);
      if (!value.is_string() || (value.node().flags & kFlagAnchored) == 0) continue;
      if (aliased_.contains(value.text())) hide(id);
    }
    const std::size_t before = found_.size();
    std::string pem = text_;
    hide_private_key(pem);
    if (pem != text_ && before == 0) found_.push_back({{}, first_difference(pem), {}});
    text_ = std::move(pem);
    std::ranges::stable_sort(found_, {}, [](const HiddenSecret& one) { return one.span.begin; });
  }

  const std::string& text() const { return text_; }

  /// Whether the text, read again, holds none of the secrets.
  bool holds_in(const Document& masked) const {
    if (masked.size() != document_.size()) return false;
    for (const NodeId id : secrets_) {
      if (masked.kind(id) != Kind::kString) return false;
      if (!std::ranges::all_of(masked.text(id), is_mask)) return false;
    }
    for (const NodeId id : pem_) {
      if (masked.kind(id) != Kind::kString) return false;
      std::string again(masked.text(id));
      hide_private_key(again);
      if (again != masked.text(id)) return false;
    }
    return true;
  }
  std::vector<HiddenSecret>& found() { return found_; }

 private:
  static bool is_mask(char c) { return c == 'x' || (c >= '0' && c <= '9') || is_blank_byte(c); }

  ByteSpan first_difference(const std::string& other) const {
    const auto at = std::ranges::mismatch(text_, other).in1 - text_.begin();
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)};
  }

  void note_key(View key) {
    HiddenSecret secret;
    for (std::uint32_t i = 0; i < key.size(); ++i) {
      const View member = key.at(i);
      if (!is_private_value(member)) continue;
      if (secret.members.empty()) {
        secret.pointer = document_.pointer(member.id());
        secret.span = document_.span(member.id());
      }
      secret.members.emplace_back(member.key());
      hide_all(member);
    }
    if (!secret.members.empty()) found_.push_back(std::move(secret));
  }

  void hide_all(View member) {
    std::vector<NodeId> open{member.id()};
    while (!open.empty()) {
      const View value(document_, open.back());
      open.pop_back();
      for (std::uint32_t i = 0; i < value.size(); ++i) open.push_back(value.at(i).id());
      if (value.is_string()) secrets_.push_back(value.id());
      if ((value.node().flags & kFlagAliased) != 0) {
        if (value.is_string()) aliased_.insert(value.text());
      } else if (value.is_string() || value.is_number()) {
        hide(value.id());
      }
    }
  }

  /// The same number for equal values, from 1.
  std::size_t number_of(std::string_view value) {
    return numbers_.try_emplace(value, numbers_.size() + 1).first->second;
  }

  void hide(NodeId id) {
    ByteSpan span = document_.span(id);
    const std::uint8_t flags = document_.node(id).flags;
    const bool number = document_.kind(id) != Kind::kString;
    std::size_t begin = span.begin;
    std::size_t end = std::min<std::size_t>(span.end, text_.size());
    const char first = begin < end ? text_[begin] : '\0';
    if (first == '"' || first == '\'') {
      ++begin;
      --end;
    } else if ((flags & kFlagBlock) != 0 && (first == '|' || first == '>')) {
      begin = std::min(text_.find('\n', begin), end);
    }
    std::size_t last = begin;  // behind the last byte that was hidden
    for (std::size_t i = begin; i < end; ++i) {
      char& c = text_[i];
      if (is_blank_byte(c)) continue;
      if (number) {
        if (c >= '0' && c <= '9') c = '1';
      } else {
        c = 'x';
        last = i + 1;
      }
    }
    if (number) return;
    const std::string ordinal = std::to_string(number_of(document_.text(id)));
    if (ordinal == "1" || last - begin < ordinal.size() + 8) return;
    // Only where these bytes are in one line, and so in one word.
    const std::size_t from = last - ordinal.size();
    if (std::ranges::any_of(std::string_view(text_).substr(from, ordinal.size()), is_blank_byte)) {
      return;
    }
    text_.replace(from, ordinal.size(), ordinal);
  }

  const Document& document_;
  std::string text_;
  std::vector<HiddenSecret> found_;
  std::vector<NodeId> secrets_;  // texts, all of which is hidden
  std::vector<NodeId> pem_;
  std::set<std::string_view> aliased_;
  std::map<std::string_view, std::size_t> numbers_;
};

/// Messages quote what they are about.
Error without_quotes(Error error) {
  std::string plain;
  bool quoted = false;
  std::size_t length = 0;
  for (const char c : error.what) {
    if (c == '`') {
      quoted = !quoted;
      length = 0;
    } else if (quoted) {
      const bool starts = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      if (starts && ++length == 13) plain += "…";
      if (length > 12) continue;
    }
    plain += c;
  }
  error.what = std::move(plain);
  return error;
}

/// Values behind the names of private members, in a text that is no YAML or JSON.
void hide_by_words(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ':' && text[i] != '=') continue;
    std::size_t name_end = i;
    while (name_end > 0 && (is_blank_byte(text[name_end - 1]) || text[name_end - 1] == '"' ||
                            text[name_end - 1] == '\'')) {
      --name_end;
    }
    std::size_t name = name_end;
    while (name > 0 && is_letter_or_digit(text[name - 1]) && name_end - name < 4) --name;
    if (!is_private_member(std::string_view(text).substr(name, name_end - name))) continue;
    std::size_t at = i + 1;
    while (at < text.size() && text[at] != '\n' && text[at] != ',' && text[at] != '}') {
      if (is_letter_or_digit(text[at]) || text[at] == '-' || text[at] == '_') text[at] = 'x';
      ++at;
    }
  }
}

}  // namespace

bool hide_private_key(std::string& text) {
  constexpr std::string_view kDashes = "-----";
  bool found = false;
  // No byte is searched twice for these, or many beginnings would take the square of their number.
  std::size_t line = text.npos, searched = 0, end = 0;
  for (std::size_t at = text.find(kPrivatePem); at != text.npos; at = text.find(kPrivatePem, at)) {
    const std::string_view between = std::string_view(text).substr(searched, at - searched);
    if (const std::size_t last = between.rfind(kDashes); last != between.npos) {
      line = searched + last;
    }
    searched = at - std::min(at, kDashes.size() - 1);
    at += kPrivatePem.size();
    if (line == text.npos || text.compare(line, 9, "-----END ") == 0) continue;
    if (end < at) end = text.find(kEnd, at);
    const bool closed = end != text.npos && end - at < (1u << 20);
    for (; at < text.size() && (!closed || at < end); ++at) {
      const char c = text[at];
      if (is_letter_or_digit(c) || c == '+' || c == '=') {
        if (text[at - 1] == '\\' || c == 'x') continue;
        text[at] = 'x';
        found = true;
      } else if (!closed && !is_blank_byte(c) && c != '/' && c != '\\' && c != '#') {
        break;
      }
    }
  }
  return found;
}

Result<Document> read_hiding(const Format& format, const SourcePtr& source, const Limits& limits,
                             std::vector<HiddenSecret>& hidden) {
  auto document = format.read(source, limits);
  const bool json = document.ok() && format.name == "json";
  if (!(json ? may_hold_secrets(*document) : may_hold_secrets(source->bytes()))) return document;
  if (!document) return without_quotes(std::move(document).error());
  Hider hider(*document);
  hider.run();
  if (hider.found().empty()) return document;
  auto masked = format.read(source->rewritten(hider.text()), limits);
  if (!masked || !hider.holds_in(*masked)) {
    const HiddenSecret& first = hider.found().front();
    return error_at(*source, first.span.begin, ErrorCode::kUnsupported,
                    "a private key stands here, written in a way that it cannot be left out",
                    "take it out, and revoke the key if anyone was sent it");
  }
  hidden = std::move(hider.found());
  return masked;
}

std::string hide_secrets(std::string_view name, std::string_view text, const Limits& limits) {
  if (!may_hold_secrets(text)) return std::string(text);
  std::vector<HiddenSecret> hidden;
  const auto source = std::make_shared<const Source>(std::string(name), std::string(text));
  if (const auto read = read_hiding(recognise_format(name, text), source, limits, hidden)) {
    return std::string(read->source()->bytes());
  }
  std::string plain(text);
  hide_private_key(plain);
  hide_by_words(plain);
  return plain;
}

}  // namespace intake
