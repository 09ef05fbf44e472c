#include <algorithm>
#include <cstdint>

#include "formats/eml/addresses.h"
#include "formats/eml/date.h"
#include "formats/eml/eml.h"
#include "formats/eml/header.h"
#include "formats/eml/transfer.h"
#include "formats/eml/words.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::string_view kEnd = "\r\n";

Error refused(std::string what) { return {ErrorCode::kRefused, std::move(what), {}, {}}; }

/// With angle brackets; empty: it is no message id.
std::string id_of(std::string_view id) {
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  const bool clean =
      !id.empty() && id.size() < 900 && std::all_of(id.begin(), id.end(), [](char c) {
        return c > ' ' && c <= '~' && c != '<' && c != '>';
      });
  return clean ? "<" + std::string(id) + ">" : std::string();
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    at = line.next;
    out += line.text;
    out += kEnd;
  }
  return out;
}

/// FNV-1a: not a secret, only different for different texts.
std::string digest_of(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::uint64_t state = 14695981039346656037ull;
  for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kHex[state >> shift & 15];
  return out;
}

struct Encoded {
  std::string headers;
  std::string content;
};

Encoded encode_text(std::string_view text, std::string_view media_type) {
  Encoded out;
  const std::string lines = with_crlf(text);
  const bool plain = fits_plain(lines, kEnd, false) && lines.find("\r\nFrom ") == std::string::npos;
  out.headers = "Content-Type: " + std::string(media_type) + "; charset=utf-8\r\n" +
                "Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable") + "\r\n";
  out.content = plain ? lines : encode_quoted_printable(lines, kEnd);
  return out;
}

class Composer {
 public:
  explicit Composer(const Draft& draft) : draft_(draft) {}

  Result<std::string> run() {
    for (const std::string* text : {&draft_.subject, &draft_.text, &draft_.html}) {
      if (find_invalid_utf8(*text)) return refused("a text of the mail is not UTF-8");
    }
    INTAKE_RETURN_IF_ERROR(add_addresses("From", {draft_.from}));
    INTAKE_RETURN_IF_ERROR(add_addresses("To", draft_.to));
    INTAKE_RETURN_IF_ERROR(add_addresses("Cc", draft_.cc));
    const std::string subject = unfold(draft_.subject);
    out_ += fold_header("Subject", needs_words(subject) ? encode_words(subject) : subject, kEnd);
    if (!draft_.date.empty()) {
      const auto date = write_date(draft_.date);
      if (!date) return refused("`" + draft_.date + "` is no date (RFC 3339)");
      out_ += fold_header("Date", *date, kEnd);
    }
    add_thread();
    if (!draft_.language.empty() && draft_.language.size() <= 35) {
      out_ += fold_header("Content-Language", unfold(draft_.language), kEnd);
    }
    // Outlook opens such a file ready to be sent.
    out_ += "X-Unsent: 1\r\nMIME-Version: 1.0\r\n";
    add_body();
    return std::move(out_);
  }

 private:
  Status add_addresses(std::string_view name, const std::vector<std::string>& lines) {
    std::vector<Address> addresses;
    for (const std::string& line : lines) {
      if (line.empty()) continue;
      auto address = read_written_address(line);
      if (!address) return std::move(address).error();
      addresses.push_back(std::move(address).value());
    }
    if (!addresses.empty()) out_ += format_addresses(name, addresses, kEnd);
    return Done{};
  }

  void add_thread() {
    const std::string own = id_of(draft_.message_id);
    if (!own.empty()) out_ += fold_header("Message-ID", own, kEnd);
    const std::string answered = id_of(draft_.in_reply_to);
    if (!answered.empty()) out_ += fold_header("In-Reply-To", answered, kEnd);
    std::string references;
    for (const std::string& reference : draft_.references) {
      const std::string id = id_of(reference);
      if (id.empty() || id == answered) continue;
      references += (references.empty() ? "" : " ") + id;
    }
    if (!answered.empty()) references += (references.empty() ? "" : " ") + answered;
    if (!references.empty()) out_ += fold_header("References", references, kEnd);
  }

  void add_body() {
    const Encoded text = encode_text(draft_.text, "text/plain");
    if (draft_.html.empty()) {
      out_ += text.headers + "\r\n" + text.content;
      return;
    }
    const Encoded html = encode_text(draft_.html, "text/html");
    std::string boundary;
    do {
      boundary = "=_" + digest_of(boundary + draft_.text + draft_.html);
    } while ((text.content + html.content).find(boundary) != std::string::npos);
    out_ += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
    for (const Encoded* one : {&text, &html}) {
      out_ += "--" + boundary + "\r\n" + one->headers + "\r\n" + one->content + "\r\n";
    }
    out_ += "--" + boundary + "--\r\n";
  }

  const Draft& draft_;
  std::string out_;
};

}  // namespace

Result<std::string> compose(const Draft& draft) { return Composer(draft).run(); }

}  // namespace intake::eml
