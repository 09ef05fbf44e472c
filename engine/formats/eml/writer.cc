#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "formats/eml/addresses.h"
#include "formats/eml/charset.h"
#include "formats/eml/contents.h"
#include "formats/eml/eml.h"
#include "formats/eml/structure.h"
#include "formats/eml/transfer.h"
#include "formats/eml/words.h"
#include "text/edit.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

constexpr std::string_view kEncodingHeader = "Content-Transfer-Encoding";

/// Headers that can be written, in the order in which new ones stand.
constexpr std::array<std::string_view, 5> kWritable{"From", "Reply-To", "To", "Cc", "Subject"};

Error refused(std::string what, std::string hint = {}) {
  return {ErrorCode::kRefused, std::move(what), std::move(hint), {}};
}

bool is_identity(std::string_view encoding) {
  return encoding.empty() || encoding == "7bit" || encoding == "8bit" || encoding == "binary";
}

std::vector<std::string_view> lines_of(std::string_view value) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < value.size();) {
    const Line line = line_at(value, at);
    at = line.next;
    if (line.text.find_first_not_of(" \t") != std::string_view::npos) out.push_back(line.text);
  }
  return out;
}

/// A mail that is being written. Everything is collected as edits of the bytes, then made at once.
class Writer {
 public:
  Writer(std::string_view bytes, const WritePart& write_part, const Limits& limits)
      : bytes_(bytes), write_part_(write_part), limits_(limits) {}

  Result<std::string> run(const std::vector<PartEdit>& edits) {
    auto mail = take_apart(bytes_, limits_);
    if (!mail) return std::move(mail).error();
    mail_ = std::move(mail).value();
    auto contents = find_contents(mail_, bytes_, limits_);
    if (!contents) return std::move(contents).error();
    contents_ = std::move(contents).value();
    std::map<std::uint32_t, std::vector<PartEdit>> by_part;
    for (const PartEdit& edit : edits) {
      if (edit.part.empty()) {
        INTAKE_RETURN_IF_ERROR(plan_header(edit));
        continue;
      }
      PartEdit inner = edit;
      inner.part.erase(inner.part.begin());
      by_part[edit.part.front()].push_back(std::move(inner));
    }
    for (const auto& [part, inner] : by_part) INTAKE_RETURN_IF_ERROR(write_file(part, inner));
    write_headers();
    std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
      return std::tie(a.span.begin, a.span.end) < std::tie(b.span.begin, b.span.end);
    });
    auto out = apply_edits(bytes_, edits_);
    if (!out) return std::move(out).error();
    INTAKE_RETURN_IF_ERROR(check(out.value()));
    return out;
  }

 private:
  struct NewHeader {
    std::vector<Address> addresses;
    std::string text;  // of a subject
    bool removed = false;
  };

  Status check_signature(std::uint32_t entity) const {
    if (signed_around(mail_, entity) == kNoEntity) return Done{};
    return refused("the mail is signed, and with a change it no longer would be",
                   "ask for a corrected mail");
  }

  Status plan_header(const PartEdit& edit) {
    INTAKE_RETURN_IF_ERROR(check_signature(0));
    constexpr std::string_view kPrefix = "header:";
    const std::string_view name = edit.address.starts_with(kPrefix)
                                      ? std::string_view(edit.address).substr(kPrefix.size())
                                      : std::string_view();
    const auto found = std::find_if(kWritable.begin(), kWritable.end(),
                                    [&](std::string_view one) { return same_name(one, name); });
    if (found == kWritable.end()) {
      return refused("`" + edit.address + "` of a mail cannot be written");
    }
    NewHeader header;
    if (*found == "Subject") {
      if (find_invalid_utf8(edit.value)) return refused("the subject is not UTF-8");
      header.text = unfold(edit.value);
    } else {
      for (const std::string_view line : lines_of(edit.value)) {
        auto address = read_written_address(line);
        if (!address) return std::move(address).error();
        header.addresses.push_back(std::move(address).value());
      }
      header.removed = header.addresses.empty();
    }
    headers_[static_cast<std::size_t>(found - kWritable.begin())] = std::move(header);
    return Done{};
  }

  void replace(ByteSpan span, std::string text) { edits_.push_back({span, std::move(text)}); }

  void write_headers() {
    const Entity& top = mail_.entities.front();
    for (std::size_t i = 0; i < kWritable.size(); ++i) {
      if (!headers_[i]) continue;
      bool written = headers_[i]->removed;
      for (const Header& header : top.headers) {
        if (!same_name(header.name, kWritable[i])) continue;
        replace(header.lines, written ? std::string() : header_lines(header.name, i));
        written = true;
      }
      if (!written) insert_header(top, place_for(i), header_lines(kWritable[i], i));
    }
  }

  std::string header_lines(std::string_view name, std::size_t which) const {
    const NewHeader& header = *headers_[which];
    if (kWritable[which] != "Subject") {
      return format_addresses(name, header.addresses, mail_.line_end);
    }
    return fold_header(name, needs_words(header.text) ? encode_words(header.text) : header.text,
                       mail_.line_end);
  }

  /// After the headers that stand before it as a rule, or at the end.
  std::uint32_t place_for(std::size_t which) const {
    const Entity& top = mail_.entities.front();
    for (std::size_t i = which; i-- > 0;) {
      const Header* before = find_header(top.headers, kWritable[i]);
      if (before != nullptr) return before->lines.end;
    }
    return top.head.end;
  }

  void insert_header(const Entity& entity, std::uint32_t at, std::string lines) {
    const std::string line_end(mail_.line_end);
    // The last line of the bytes may have no line end.
    if (at > 0 && bytes_[at - 1] != '\n') lines.insert(0, line_end);
    const bool open = entity.headers.empty() && entity.content.begin == at;
    if (open) lines += line_end;
    replace({at, at}, std::move(lines));
  }

  Status write_file(std::uint32_t part, const std::vector<PartEdit>& edits) {
    if (part >= contents_.files.size()) {
      return refused("the mail has no part " + std::to_string(part + 1));
    }
    const Attached& file = contents_.files[part];
    INTAKE_RETURN_IF_ERROR(check_signature(file.entity));
    const Entity& entity = mail_.entities[file.entity];
    const FileBytes before = decode_file(entity, bytes_);
    if (before.cut) {
      return refused("`" + file.name + "` is cut off in the mail", "ask for the file again");
    }
    auto after = write_part_(file.name, before.bytes, edits);
    if (!after) return std::move(after).error();
    if (after.value() == before.bytes) return Done{};
    std::string encoded = after.value();
    if (before.converted) {
      const auto narrow = encode_charset(encoded, entity.charset);
      if (!narrow) {
        return refused("`" + file.name + "` is written in " + lower_ascii(entity.charset) +
                           ", which does not have every character of the corrected text",
                       "save the file as UTF-8");
      }
      encoded = *narrow;
    }
    written_[file.entity] = std::move(after).value();
    replace_content(entity, encoded);
    return Done{};
  }

  void replace_content(const Entity& entity, const std::string& content) {
    const bool is_mail = entity.media_type.starts_with("message/");
    if (is_identity(entity.encoding) && (is_mail || fits(entity, content))) {
      return replace(entity.content, content);
    }
    if (entity.encoding == "quoted-printable") {
      const std::string text = encode_quoted_printable(content, mail_.line_end);
      if (!holds_boundary(entity, text) &&
          decode_transfer(text, entity.encoding).bytes == content) {
        return replace(entity.content, text);
      }
    }
    const std::string_view old = content_of(entity, bytes_);
    const std::size_t last = old.find_last_not_of("\r\n");
    const std::string_view tail =
        old.substr(last == std::string_view::npos ? old.size() : last + 1);
    replace(entity.content, encode_base64_lines(content, mail_.line_end) + std::string(tail));
    if (entity.encoding == "base64") return;
    std::string line(kEncodingHeader);
    line += ": base64";
    line += mail_.line_end;
    const Header* header = find_header(entity.headers, kEncodingHeader);
    if (header != nullptr) {
      replace(header->lines, std::move(line));
    } else {
      insert_header(entity, entity.head.end, std::move(line));
    }
  }

  /// Whether the content can stand in the mail as it is.
  bool fits(const Entity& entity, std::string_view content) const {
    const bool wide = entity.encoding == "8bit" || entity.encoding == "binary";
    if (!fits_plain(content, mail_.line_end, wide)) return false;
    if (content.find("\nFrom ") != std::string_view::npos || content.starts_with("From ")) {
      return false;
    }
    return !holds_boundary(entity, content);
  }

  bool holds_boundary(const Entity& entity, std::string_view text) const {
    for (std::uint32_t at = entity.parent; at != kNoEntity; at = mail_.entities[at].parent) {
      const std::string line = "--" + mail_.entities[at].boundary;
      if (text.find(line) != std::string_view::npos) return true;
    }
    return false;
  }

  /// Reads what was written, and compares it with what was meant.
  Status check(std::string_view after) const {
    Limits wider = limits_;
    wider.input_bytes = std::max(limits_.input_bytes, after.size());
    const auto mail = take_apart(after, wider);
    const Error failed = refused("the mail cannot be changed without a change of its other parts",
                                 "make the correction by hand");
    if (!mail || mail->entities.size() != mail_.entities.size()) return failed;
    const auto contents = find_contents(mail.value(), after, wider);
    if (!contents || contents->texts != contents_.texts) return failed;
    if (contents->files.size() != contents_.files.size()) return failed;
    for (std::uint32_t i = 0; i < mail_.entities.size(); ++i) {
      const Entity& old = mail_.entities[i];
      const Entity& now = mail->entities[i];
      if (!same_headers(i, old, now, after)) return failed;
      if (old.multipart) continue;
      const auto written = written_.find(i);
      const bool same = written == written_.end()
                            ? content_of(old, bytes_) == content_of(now, after)
                            : decode_file(now, after).bytes == written->second;
      if (!same) return failed;
    }
    return same_values(mail.value()) ? Status(Done{}) : Status(failed);
  }

  bool is_written_header(std::uint32_t entity, std::string_view name) const {
    if (same_name(name, kEncodingHeader)) return written_.find(entity) != written_.end();
    if (entity != 0) return false;
    for (std::size_t i = 0; i < kWritable.size(); ++i) {
      if (headers_[i] && same_name(kWritable[i], name)) return true;
    }
    return false;
  }

  bool same_headers(std::uint32_t index, const Entity& old, const Entity& now,
                    std::string_view after) const {
    const auto lines = [&](const Entity& entity, std::string_view bytes) {
      std::vector<std::string_view> out;
      for (const Header& header : entity.headers) {
        if (is_written_header(index, header.name)) continue;
        out.push_back(bytes.substr(header.lines.begin, header.lines.end - header.lines.begin));
      }
      return out;
    };
    const auto before = lines(old, bytes_);
    auto behind = lines(now, after);
    if (before == behind) return true;
    // A last line without a line end gets one where a header follows it.
    return before.size() == behind.size() && !before.empty() &&
           std::equal(before.begin(), before.end() - 1, behind.begin()) &&
           behind.back() == std::string(before.back()) + std::string(mail_.line_end);
  }

  bool same_values(const Structure& mail) const {
    const std::vector<Header>& now = mail.entities.front().headers;
    for (std::size_t i = 0; i < kWritable.size(); ++i) {
      if (!headers_[i]) continue;
      const Header* header = find_header(now, kWritable[i]);
      if (headers_[i]->removed) {
        if (header != nullptr) return false;
        continue;
      }
      if (header == nullptr) return false;
      const std::string value = unfold(header->value);
      if (kWritable[i] == "Subject") {
        if (decode_words(value).text != headers_[i]->text) return false;
        continue;
      }
      const auto addresses = read_addresses(value, 0xffffff);
      const std::vector<Address>& meant = headers_[i]->addresses;
      const bool same =
          addresses.ok() &&
          std::equal(meant.begin(), meant.end(), addresses->begin(), addresses->end(),
                     [](const Address& a, const Address& b) { return a.address == b.address; });
      if (!same) return false;
    }
    return true;
  }

  std::string_view bytes_;
  const WritePart& write_part_;
  const Limits& limits_;
  Structure mail_;
  Contents contents_;
  std::array<std::optional<NewHeader>, kWritable.size()> headers_;
  std::map<std::uint32_t, std::string> written_;  // entity -> its decoded bytes now
  std::vector<Edit> edits_;
};

}  // namespace

Result<std::string> write(std::string_view bytes, const std::vector<PartEdit>& edits,
                          const WritePart& write_part, const Limits& limits) {
  return Writer(bytes, write_part, limits).run(edits);
}

}  // namespace intake::eml
