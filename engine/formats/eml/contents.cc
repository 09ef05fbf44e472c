#include "formats/eml/contents.h"

#include <algorithm>

#include "formats/eml/charset.h"
#include "formats/eml/file_name.h"
#include "formats/eml/transfer.h"
#include "formats/eml/words.h"
#include "text/unicode.h"

namespace intake::eml {
namespace {

/// Of an attached message, to find its subject.
constexpr std::size_t kHeadBytes = 65'536;
constexpr std::size_t kMostOfOrnament = 65'536;  // bytes of a logo, encoded

bool is_plain(const Entity& entity) { return entity.media_type == "text/plain"; }
bool is_html(const Entity& entity) { return entity.media_type == "text/html"; }

/// How much a reader of the mail would want the text of an entity, and of what stands in it.
enum Worth : std::uint8_t { kNothing, kHtml, kPlain };

class Sorter {
 public:
  Sorter(const Structure& mail, std::string_view bytes, const Limits& limits)
      : mail_(mail), bytes_(bytes), limits_(limits) {}

  Result<Contents> run() {
    weigh();
    for (std::uint32_t i = 0; i < mail_.entities.size(); ++i) {
      place(i);
      if (contents_.files.size() > limits_.parts) {
        return Error{ErrorCode::kLimit,
                     "the mail has more than " + std::to_string(limits_.parts) + " parts",
                     "send the files in several mails, or as files",
                     {}};
      }
    }
    return std::move(contents_);
  }

 private:
  const Entity& parent_of(const Entity& entity) const { return mail_.entities[entity.parent]; }

  bool has_text(const Entity& entity) const {
    const std::string_view content = content_of(entity, bytes_);
    return content.find_first_not_of(" \t\r\n") != std::string_view::npos;
  }

  /// A text that stands in the mail itself, not a file.
  bool is_inline_text(const Entity& entity) const {
    if (!(is_plain(entity) || is_html(entity)) || entity.attachment || !entity.filename.empty()) {
      return false;
    }
    if (entity.parent == kNoEntity) return true;
    const Entity& parent = parent_of(entity);
    return parent.media_type != "multipart/related" || is_root_of_related(entity, parent);
  }

  /// A logo in the text of the mail, not a file that somebody attached.
  static bool is_ornament(const Entity& entity, const Entity& parent) {
    return parent.media_type == "multipart/related" && entity.position > 0 &&
           entity.media_type.starts_with("image/") && !entity.attachment &&
           find_header(entity.headers, "Content-ID") != nullptr &&
           entity.content.end - entity.content.begin <= kMostOfOrnament;
  }

  bool is_root_of_related(const Entity& entity, const Entity& parent) const {
    if (parent.start.empty()) return entity.position == 0;
    const Header* id = find_header(entity.headers, "Content-ID");
    if (id != nullptr) return unfold(id->value).find(parent.start) != std::string::npos;
    return entity.position == 0;
  }

  void weigh() {
    const std::size_t count = mail_.entities.size();
    worth_.assign(count, kNothing);
    chosen_.assign(count, kNoEntity);
    for (std::size_t i = count; i-- > 0;) {
      const Entity& entity = mail_.entities[i];
      if (!entity.multipart && is_inline_text(entity) && has_text(entity)) {
        worth_[i] = is_plain(entity) ? kPlain : kHtml;
      }
      if (entity.parent == kNoEntity || worth_[i] == kNothing) continue;
      // From the last one on: of equal ones the first is chosen.
      if (worth_[i] >= worth_[entity.parent]) {
        worth_[entity.parent] = worth_[i];
        chosen_[entity.parent] = static_cast<std::uint32_t>(i);
      }
    }
  }

  /// Whether another alternative was preferred to this one or to what holds it.
  bool is_passed_over(std::uint32_t entity) const {
    for (std::uint32_t at = entity; mail_.entities[at].parent != kNoEntity;) {
      const std::uint32_t parent = mail_.entities[at].parent;
      if (mail_.entities[parent].media_type == "multipart/alternative" && chosen_[parent] != at) {
        return true;
      }
      at = parent;
    }
    return false;
  }

  bool is_hidden(std::uint32_t entity) const {
    for (std::uint32_t at = mail_.entities[entity].parent; at != kNoEntity;
         at = mail_.entities[at].parent) {
      if (mail_.entities[at].media_type == "multipart/encrypted") return true;
    }
    return false;
  }

  void place(std::uint32_t index) {
    const Entity& entity = mail_.entities[index];
    if (is_hidden(index)) return;
    if (entity.media_type == "multipart/encrypted") return note_encrypted();
    if (entity.multipart) return;
    if (is_smime(entity)) return place_smime(index);
    if (entity.parent != kNoEntity) {
      const Entity& parent = parent_of(entity);
      // The signature itself.
      if (parent.media_type == "multipart/signed" && entity.position > 0) return;
      if (is_ornament(entity, parent)) return note_picture(entity);
      // What a Macintosh keeps beside a file.
      if (entity.media_type == "application/applefile") return;
      // Other forms of the text: for watches, for editors.
      const bool other_text = entity.media_type.starts_with("text/") && !is_plain(entity) &&
                              !is_html(entity) && entity.media_type != "text/calendar";
      if (parent.media_type == "multipart/alternative" && other_text && entity.filename.empty() &&
          !entity.attachment) {
        return;
      }
    }
    if (is_inline_text(entity)) {
      if (!is_passed_over(index)) contents_.texts.push_back(index);
      return;
    }
    if (entity.media_type.starts_with("multipart/")) {
      contents_.notices.push_back({NoticeCode::kUnreadable,
                                   "a part of the mail does not say where its own parts end",
                                   "save the mail again, or send the files alone",
                                   {}});
    }
    add_file(index);
  }

  void note_picture(const Entity& entity) {
    if (contents_.pictures.size() >= kMostPictures) return;
    const std::string fallback = "picture-" + std::to_string(contents_.pictures.size() + 1) +
                                 std::string(extension_of(entity.media_type));
    contents_.pictures.push_back(FileNames().choose(decode_words(entity.filename).text, fallback));
  }

  void note_encrypted() {
    contents_.encrypted = true;
    contents_.notices.push_back({NoticeCode::kEncrypted,
                                 "the mail is encrypted",
                                 "ask for it again without encryption, or decrypt and save it",
                                 {}});
  }

  void place_smime(std::uint32_t index) {
    const Entity& entity = mail_.entities[index];
    if (entity.smime_type == "signed-data") {
      contents_.encrypted = true;
      contents_.notices.push_back({NoticeCode::kUnreadable,
                                   "the mail is wrapped in its signature (S/MIME signed-data)",
                                   "ask for it again with a clear signature, or without one",
                                   {}});
      return;
    }
    note_encrypted();
  }

  void add_file(std::uint32_t index) {
    const Entity& entity = mail_.entities[index];
    std::string wanted = decode_words(entity.filename).text;
    if (wanted.empty() && entity.media_type == "message/rfc822") wanted = subject_of(entity);
    const std::string fallback = "part-" + std::to_string(contents_.files.size() + 1) +
                                 std::string(extension_of(entity.media_type));
    contents_.files.push_back({index, names_.choose(wanted, fallback)});
  }

  /// `<subject>.eml`, or nothing.
  std::string subject_of(const Entity& entity) const {
    const std::string_view content = content_of(entity, bytes_).substr(0, kHeadBytes);
    const std::string head = decode_transfer(content, entity.encoding).bytes;
    std::vector<Header> headers;
    std::size_t offset = head.starts_with("From ") ? line_at(head, 0).next : 0;
    read_headers(head, offset, head.size(), headers);
    const Header* subject = find_header(headers, "Subject");
    if (subject == nullptr) return {};
    std::string text = decode_words(unfold(subject->value)).text;
    // A slash in a subject parts words, not folders.
    for (char& c : text) {
      if (c == '/' || c == '\\' || c == ':') c = '-';
    }
    if (text.find_first_not_of(" .-") == std::string::npos) return {};
    return text + ".eml";
  }

  const Structure& mail_;
  std::string_view bytes_;
  const Limits& limits_;
  std::vector<Worth> worth_;
  std::vector<std::uint32_t> chosen_;  // of a multipart: the child with the best text
  FileNames names_;
  Contents contents_;
};

}  // namespace

Result<Contents> find_contents(const Structure& mail, std::string_view bytes,
                               const Limits& limits) {
  return Sorter(mail, bytes, limits).run();
}

std::string_view content_of(const Entity& entity, std::string_view bytes) {
  return bytes.substr(entity.content.begin, entity.content.end - entity.content.begin);
}

FileBytes decode_file(const Entity& entity, std::string_view bytes) {
  Transferred transferred = decode_transfer(content_of(entity, bytes), entity.encoding);
  FileBytes out;
  out.cut = transferred.cut;
  out.bytes = std::move(transferred.bytes);
  if (!entity.media_type.starts_with("text/") || entity.charset.empty()) return out;
  const bool wide =
      begins_with_name(entity.charset, "utf-16") || begins_with_name(entity.charset, "utf-32");
  if (!wide && !find_invalid_utf8(out.bytes)) return out;
  Decoded decoded = decode_charset(out.bytes, entity.charset);
  if (!decoded.lost.empty()) return out;
  out.converted = true;
  out.bytes = std::move(decoded.text);
  return out;
}

}  // namespace intake::eml
