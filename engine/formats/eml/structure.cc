#include "formats/eml/structure.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "formats/eml/gmime.h"

namespace intake::eml {
namespace {

/// Headers of a mail and its parts together. Real mails have a few hundred at most.
constexpr std::size_t kHeaders = 20'000;
/// Longer ones (RFC 2046 allows 70) are not looked for.
constexpr std::size_t kBoundaryBytes = 1'000;
constexpr std::size_t kTypeBytes = 200;
/// Of Content-Type and Content-Disposition: what is longer is cut.
constexpr std::size_t kParameterBytes = 16'384;

std::string text_of(const char* text) { return text == nullptr ? std::string() : text; }

std::string parameters_of(const Header& header) {
  return unfold(header.value.substr(0, kParameterBytes));
}

void read_type(Entity& entity, const Header& header) {
  const ObjectPtr<GMimeContentType> type(
      g_mime_content_type_parse(nullptr, parameters_of(header).c_str()));
  if (!type) return;
  const TextPtr name(g_mime_content_type_get_mime_type(type.get()));
  const auto parameter = [&type](const char* key) {
    return text_of(g_mime_content_type_get_parameter(type.get(), key));
  };
  entity.media_type = lower_ascii(text_of(name.get()));
  const bool clean = std::all_of(entity.media_type.begin(), entity.media_type.end(),
                                 [](char c) { return c > ' ' && c <= '~'; });
  if (!clean || entity.media_type.size() > kTypeBytes) {
    entity.media_type = "application/octet-stream";
  }
  entity.charset = parameter("charset");
  entity.filename = parameter("name");
  entity.start = parameter("start");
  entity.smime_type = lower_ascii(parameter("smime-type"));
  entity.flowed = same_name(parameter("format"), "flowed");
  entity.delete_space = same_name(parameter("delsp"), "yes");
  if (entity.media_type.starts_with("multipart/")) {
    entity.boundary = parameter("boundary");
    // What has no boundary cannot be taken apart and stays one part.
    entity.multipart = !entity.boundary.empty() && entity.boundary.size() <= kBoundaryBytes;
  }
}

void read_disposition(Entity& entity, const Header& header) {
  const ObjectPtr<GMimeContentDisposition> disposition(
      g_mime_content_disposition_parse(nullptr, parameters_of(header).c_str()));
  if (!disposition) return;
  entity.attachment = g_mime_content_disposition_is_attachment(disposition.get()) != 0;
  const std::string filename =
      text_of(g_mime_content_disposition_get_parameter(disposition.get(), "filename"));
  if (!filename.empty()) entity.filename = filename;
}

void read_meaning(Entity& entity) {
  if (const Header* type = find_header(entity.headers, "Content-Type")) read_type(entity, *type);
  if (const Header* how = find_header(entity.headers, "Content-Disposition")) {
    read_disposition(entity, *how);
  }
  if (const Header* encoding = find_header(entity.headers, "Content-Transfer-Encoding")) {
    entity.encoding = lower_ascii(unfold(encoding->value.substr(0, kBoundaryBytes)));
  }
}

/// `From someone@example.org Mon Nov 23 10:11:12 2026`, as a mailbox begins each mail.
bool is_envelope(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  const std::string_view rest = line.substr(5, 200);
  return rest.find(':') != std::string_view::npos &&
         std::any_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class TakeApart {
 public:
  TakeApart(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  Result<Structure> run() {
    skip_to_headers();
    INTAKE_RETURN_IF_ERROR(open(kNoEntity));
    const Entity& top = mail_.entities.front();
    if (top.headers.empty()) {
      return Error{ErrorCode::kSyntax, "no headers of a mail stand at the top",
                   "save the mail again as .eml", place(0)};
    }
    const ByteSpan first = top.headers.front().lines;
    const Line line = line_at(bytes_, first.begin);
    mail_.line_end = line.next > first.begin + line.text.size() + 1 ? "\r\n" : "\n";
    while (at_ < bytes_.size()) INTAKE_RETURN_IF_ERROR(read_line());
    close_to(0, bytes_.size());
    close(0, bytes_.size());
    return std::move(mail_);
  }

 private:
  /// A multipart whose last boundary has not come yet.
  struct Open {
    std::uint32_t entity = 0;
    std::uint32_t parts = 0;
    std::uint32_t hidden = kNoEntity;  // the open multipart outside with the same boundary
  };

  static Place place(std::size_t offset) {
    Place where;
    where.offset = offset;
    return where;
  }

  void skip_to_headers() {
    if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    Line line = line_at(bytes_, at_);
    while (at_ < bytes_.size() && line.text.empty()) {
      at_ = line.next;
      line = line_at(bytes_, at_);
    }
    if (line.text.starts_with("From ")) {
      at_ = line.next;
      mailbox_ = true;
    }
  }

  Status open(std::uint32_t parent) {
    if (leaves_ > limits_.parts + 50u || mail_.entities.size() > limits_.parts * 2u + 100u) {
      return Error{ErrorCode::kLimit,
                   "the mail has more than " + std::to_string(limits_.parts) + " parts",
                   "send the files in several mails, or as files", place(at_)};
    }
    Entity entity;
    entity.parent = parent;
    entity.media_type = "text/plain";
    if (parent != kNoEntity) {
      entity.position = stack_.back().parts++;
      if (mail_.entities[parent].media_type == "multipart/digest") {
        entity.media_type = "message/rfc822";
      }
    }
    entity.head.begin = static_cast<std::uint32_t>(at_);
    read_headers(bytes_, at_, head_end(), entity.headers);
    headers_ += entity.headers.size();
    if (headers_ > kHeaders) {
      return Error{ErrorCode::kLimit,
                   "the mail has more than " + std::to_string(kHeaders) + " headers",
                   {},
                   place(at_)};
    }
    entity.head.end = entity.headers.empty() ? entity.head.begin : entity.headers.back().lines.end;
    entity.content = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_)};
    read_meaning(entity);
    const auto index = static_cast<std::uint32_t>(mail_.entities.size());
    mail_.entities.push_back(std::move(entity));
    if (!mail_.entities.back().multipart) {
      ++leaves_;
      inside_ = index;
      return Done{};
    }
    inside_ = kNoEntity;
    return push(index);
  }

  /// Headers are no place for a boundary, but a part may end in the middle of them.
  std::size_t head_end() const {
    if (stack_.empty()) return bytes_.size();
    std::size_t at = at_;
    bool last = false;
    while (at < bytes_.size()) {
      const Line line = line_at(bytes_, at);
      if (line.text.empty()) return line.next;
      if (level_of(line.text, last) < stack_.size()) return line.begin;
      at = line.next;
    }
    return at;
  }

  Status push(std::uint32_t index) {
    if (stack_.size() >= limits_.depth) {
      return Error{
          ErrorCode::kLimit,
          "the parts of the mail nest more than " + std::to_string(limits_.depth) + " deep",
          "save the mail again, or send the files alone", place(at_)};
    }
    const std::string& boundary = mail_.entities[index].boundary;
    Open one;
    one.entity = index;
    const auto found = open_.find(boundary);
    if (found != open_.end()) one.hidden = found->second;
    open_[boundary] = static_cast<std::uint32_t>(stack_.size());
    stack_.push_back(one);
    return Done{};
  }

  void pop() {
    const Open one = stack_.back();
    const std::string& boundary = mail_.entities[one.entity].boundary;
    stack_.pop_back();
    if (one.hidden == kNoEntity) {
      open_.erase(boundary);
    } else {
      open_[boundary] = one.hidden;
    }
  }

  /// Ends what is open inside of the multipart at `level` of the stack.
  void close_to(std::size_t level, std::size_t end) {
    if (inside_ != kNoEntity) close(inside_, end);
    inside_ = kNoEntity;
    while (stack_.size() > level) {
      close(stack_.back().entity, end);
      pop();
    }
    // Multiparts whose last boundary has come, but not the end of what is around them.
    while (!ended_.empty() && ended_.back().second >= level) {
      close(ended_.back().first, end);
      ended_.pop_back();
    }
  }

  void close(std::uint32_t entity, std::size_t end) {
    ByteSpan& content = mail_.entities[entity].content;
    content.end = std::max(content.begin, static_cast<std::uint32_t>(end));
  }

  /// The level in the stack that a boundary line belongs to, or the size of the stack.
  std::size_t level_of(std::string_view line, bool& last) const {
    if (stack_.empty() || !line.starts_with("--")) return stack_.size();
    std::string_view text = line.substr(2);
    text = text.substr(0, text.find_last_not_of(" \t") + 1);
    if (text.size() > kBoundaryBytes + 2) return stack_.size();
    last = false;
    auto found = open_.find(std::string(text));
    if (found == open_.end() && text.ends_with("--")) {
      text.remove_suffix(2);
      last = true;
      found = open_.find(std::string(text));
    }
    return found == open_.end() ? stack_.size() : found->second;
  }

  Status read_line() {
    const Line line = line_at(bytes_, at_);
    if (mailbox_ && after_blank_ && is_envelope(line.text) &&
        !header_name(line_at(bytes_, line.next).text).empty()) {
      return Error{ErrorCode::kUnsupported, "the file is a mailbox of several mails",
                   "save the mail that carries the request alone", place(at_)};
    }
    after_blank_ = line.text.empty();
    bool last = false;
    const std::size_t level = level_of(line.text, last);
    if (level >= stack_.size()) {
      at_ = line.next;
      return Done{};
    }
    close_to(level + 1, before_line_end(line.begin));
    at_ = line.next;
    const std::uint32_t entity = stack_[level].entity;
    if (!last) return open(entity);
    pop();
    ended_.emplace_back(entity, level);
    return Done{};
  }

  /// Where the line before `begin` ends: that line end is part of the boundary.
  std::size_t before_line_end(std::size_t begin) const {
    if (begin > 0 && bytes_[begin - 1] == '\n') --begin;
    if (begin > 0 && bytes_[begin - 1] == '\r') --begin;
    return begin;
  }

  std::string_view bytes_;
  const Limits& limits_;
  Structure mail_;
  std::vector<Open> stack_;
  std::vector<std::pair<std::uint32_t, std::size_t>> ended_;  // entity, its level
  std::unordered_map<std::string, std::uint32_t> open_;       // boundary -> level, the innermost
  std::uint32_t inside_ = kNoEntity;                          // the part whose content is read
  std::size_t at_ = 0;
  std::size_t headers_ = 0;
  std::size_t leaves_ = 0;
  bool mailbox_ = false;
  bool after_blank_ = false;
};

}  // namespace

Result<Structure> take_apart(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.input_bytes || bytes.size() >= 0xffffffffu) {
    return Error{ErrorCode::kLimit,
                 "the mail has more than " + std::to_string(limits.input_bytes) + " bytes",
                 {},
                 {}};
  }
  start_gmime();
  return TakeApart(bytes, limits).run();
}

bool is_smime(const Entity& entity) {
  const bool pkcs7 = entity.media_type == "application/pkcs7-mime" ||
                     entity.media_type == "application/x-pkcs7-mime";
  if (!pkcs7 || entity.smime_type == "certs-only") return false;
  // Certificates are sent under this type, too.
  return entity.parent == kNoEntity || !entity.smime_type.empty() ||
         same_name(entity.filename, "smime.p7m");
}

std::uint32_t signed_around(const Structure& mail, std::uint32_t entity) {
  while (entity != kNoEntity) {
    const Entity& one = mail.entities[entity];
    if (one.media_type == "multipart/signed" || is_smime(one)) return entity;
    entity = one.parent;
  }
  return kNoEntity;
}

}  // namespace intake::eml
