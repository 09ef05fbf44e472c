#include <algorithm>
#include <optional>

#include "formats/eml/addresses.h"
#include "formats/eml/contents.h"
#include "formats/eml/date.h"
#include "formats/eml/eml.h"
#include "formats/eml/structure.h"
#include "formats/eml/words.h"

namespace intake::eml {
namespace {

constexpr std::string_view kPgp = "-----BEGIN PGP MESSAGE-----";

OriginStep step_of(OriginStep::Kind kind, std::string_view name = {}) {
  return {kind, std::string(name), 0};
}

std::uint32_t count_parts(const Reading& reading) {
  // Each reading was counted when its own mail was read, so that this nests no deeper than
  // Limits::part_depth.
  std::uint32_t count = 0;
  for (const Reading& part : reading.parts) count += 1 + count_parts(part);
  return count;
}

/// Message ids without their angle brackets; what is none is left out.
Datum::Array ids_of(std::string_view value, std::uint32_t most) {
  Datum::Array out;
  for (std::size_t at = 0; at < value.size() && out.size() < most;) {
    const std::size_t open = value.find('<', at);
    const std::size_t close = open == std::string_view::npos ? open : value.find('>', open);
    if (close == std::string_view::npos) break;
    const std::string_view id = value.substr(open + 1, close - open - 1);
    const bool clean = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return c > ' ' && c <= '~' && c != '<';
    });
    if (clean) out.emplace_back(id);
    at = close + 1;
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view bytes, const ReadPart& read_part, const Limits& limits,
         std::uint32_t depth)
      : bytes_(bytes), read_part_(read_part), limits_(limits), depth_(depth) {}

  Result<Reading> run(std::string_view name) {
    auto mail = take_apart(bytes_, limits_);
    if (!mail) return std::move(mail).error();
    mail_ = std::move(mail).value();
    auto contents = find_contents(mail_, bytes_, limits_);
    if (!contents) return std::move(contents).error();
    contents_ = std::move(contents).value();
    out_.name = name;
    out_.format = "eml";
    out_.media_type = "message/rfc822";
    out_.bytes = bytes_.size();
    out_.notices = contents_.notices;
    INTAKE_RETURN_IF_ERROR(read_mailbox("From", "from"));
    INTAKE_RETURN_IF_ERROR(read_mailbox("Reply-To", "replyTo"));
    INTAKE_RETURN_IF_ERROR(read_list("To", "to"));
    INTAKE_RETURN_IF_ERROR(read_list("Cc", "cc"));
    read_subject();
    read_identity();
    INTAKE_RETURN_IF_ERROR(read_text());
    read_pictures();
    out_.facts = std::move(facts_);
    INTAKE_RETURN_IF_ERROR(read_files());
    return std::move(out_);
  }

 private:
  const std::vector<Header>& headers() const { return mail_.entities.front().headers; }

  void add_origin(std::string pointer, std::string text, std::string_view header, bool writable) {
    FactOrigin origin;
    origin.pointer = std::move(pointer);
    origin.text = std::move(text);
    if (writable) origin.address = "header:" + std::string(header);
    origin.steps.push_back(step_of(OriginStep::Kind::kHeader, header));
    out_.origins.push_back(std::move(origin));
  }

  /// The values of all headers of that name, in one line, joined by commas; nullopt: there is none.
  std::optional<std::string> value_of(std::string_view name) {
    std::optional<std::string> out;
    for (const Header& header : headers()) {
      if (!same_name(header.name, name)) continue;
      std::string value = unfold(header.value);
      note_lost(value, name);
      if (out && !value.empty()) {
        *out += ", " + value;
      } else if (!out) {
        out = std::move(value);
      }
    }
    return out;
  }

  void note_lost(std::string_view value, std::string_view header) {
    const Decoded decoded = decode_words(value);
    if (decoded.lost.empty()) return;
    Notice notice;
    notice.code = NoticeCode::kTextLost;
    notice.detail = decoded.lost;
    notice.steps.push_back(step_of(OriginStep::Kind::kHeader, header));
    out_.notices.push_back(std::move(notice));
  }

  Result<std::vector<Address>> addresses_of(std::string_view header,
                                            const std::optional<std::string>& value) {
    if (!value) return std::vector<Address>();
    auto addresses = read_addresses(*value, limits_.mail_addresses);
    if (addresses.ok()) return addresses;
    Error error = std::move(addresses).error();
    error.what = "the header " + std::string(header) + " has more than " +
                 std::to_string(limits_.mail_addresses) + " addresses";
    return error;
  }

  static Datum address_datum(const Address& address) {
    Datum::Object out;
    if (!address.name.empty()) out.emplace_back("name", address.name);
    out.emplace_back("address", address.address);
    return out;
  }

  Status read_mailbox(std::string_view header, std::string member) {
    const auto value = value_of(header);
    auto addresses = addresses_of(header, value);
    if (!addresses) return std::move(addresses).error();
    if (!value && member != "from") return Done{};
    add_origin("/" + member, value ? decode_words(*value).text : std::string(), header, true);
    if (!addresses->empty()) {
      facts_.emplace_back(std::move(member), address_datum(addresses->front()));
    }
    return Done{};
  }

  Status read_list(std::string_view header, std::string member) {
    const auto value = value_of(header);
    auto addresses = addresses_of(header, value);
    if (!addresses) return std::move(addresses).error();
    add_origin("/" + member, value ? decode_words(*value).text : std::string(), header, true);
    if (!value) return Done{};
    Datum::Array list;
    for (const Address& address : addresses.value()) {
      add_origin("/" + member + "/" + std::to_string(list.size()), address.text, header, false);
      list.push_back(address_datum(address));
    }
    facts_.emplace_back(std::move(member), std::move(list));
    return Done{};
  }

  void read_subject() {
    const Header* header = find_header(headers(), "Subject");
    std::string text;
    if (header != nullptr) {
      const std::string value = unfold(header->value);
      note_lost(value, "Subject");
      text = decode_words(value).text;
      facts_.emplace_back("subject", text);
    }
    add_origin("/subject", text, "Subject", true);
  }

  void read_identity() {
    if (const Header* header = find_header(headers(), "Date")) {
      const std::string value = unfold(header->value);
      const auto date = read_date(value);
      if (date) facts_.emplace_back("date", *date);
      add_origin("/date", decode_words(value).text, "Date", false);
    }
    const auto ids = [this](std::string_view name) {
      const Header* header = find_header(headers(), name);
      return header == nullptr ? Datum::Array()
                               : ids_of(unfold(header->value), limits_.mail_addresses);
    };
    Datum::Array own = ids("Message-ID");
    if (!own.empty()) facts_.emplace_back("messageId", std::move(own.front()));
    Datum::Array answered = ids("In-Reply-To");
    if (!answered.empty()) facts_.emplace_back("inReplyTo", std::move(answered.front()));
    Datum::Array references = ids("References");
    if (!references.empty()) facts_.emplace_back("references", std::move(references));
  }

  void read_pictures() {
    if (contents_.pictures.empty()) return;
    facts_.emplace_back("pictures",
                        Datum::Array(contents_.pictures.begin(), contents_.pictures.end()));
  }

  Status read_text() {
    auto body = read_body(mail_, contents_, bytes_, limits_);
    if (!body) return std::move(body).error();
    FactOrigin origin;
    origin.pointer = "/body";
    origin.steps.push_back(step_of(OriginStep::Kind::kBody));
    out_.origins.push_back(std::move(origin));
    if (!body->lost.empty()) {
      Notice notice;
      notice.code = NoticeCode::kTextLost;
      notice.detail = body->lost;
      notice.steps.push_back(step_of(OriginStep::Kind::kBody));
      out_.notices.push_back(std::move(notice));
    }
    if (body->text.starts_with(kPgp)) {
      contents_.encrypted = true;
      out_.notices.push_back({NoticeCode::kEncrypted,
                              "the text of the mail is encrypted (PGP)",
                              "ask for it again without encryption, or decrypt and save it",
                              {}});
    }
    const bool known =
        !contents_.encrypted || (!contents_.texts.empty() && !body->text.starts_with(kPgp));
    if (known) facts_.emplace_back("body", std::move(body->text));
    return Done{};
  }

  Reading unread(const Attached& file, std::uint64_t size, Notice notice) const {
    Reading reading;
    reading.name = file.name;
    reading.format = "other";
    reading.media_type = mail_.entities[file.entity].media_type;
    reading.bytes = size;
    reading.notices.push_back(std::move(notice));
    return reading;
  }

  Reading read_file(const Attached& file) const {
    const Entity& entity = mail_.entities[file.entity];
    FileBytes decoded = decode_file(entity, bytes_);
    const std::uint64_t size = decoded.bytes.size();
    if (depth_ + 1 > limits_.part_depth) {
      return unread(file, size,
                    {NoticeCode::kNestedTooDeep,
                     "parts nest more than " + std::to_string(limits_.part_depth) + " deep",
                     "send it without the mails around it",
                     {}});
    }
    const bool wrapped = entity.media_type == "application/ms-tnef" ||
                         entity.media_type == "application/vnd.ms-tnef" ||
                         same_name(file.name, "winmail.dat");
    if (wrapped) {
      return unread(file, size,
                    {NoticeCode::kUnknownFormat,
                     "Outlook's own wrapping of text and files",
                     "ask for the mail again as plain mail with attachments",
                     {}});
    }
    Reading reading =
        read_part_(file.name, entity.media_type, std::move(decoded.bytes), depth_ + 1);
    if (reading.name.empty()) reading.name = file.name;
    if (decoded.cut) {
      reading.notices.push_back({NoticeCode::kTextLost,
                                 "the end: its base64 coding is cut off",
                                 "send the file again",
                                 {}});
    }
    return reading;
  }

  Status read_files() {
    std::uint32_t count = 0;
    for (const Attached& file : contents_.files) {
      out_.parts.push_back(read_file(file));
      count += 1 + count_parts(out_.parts.back());
      if (count > limits_.parts) {
        return Error{ErrorCode::kLimit,
                     "the mail and the mails in it have more than " +
                         std::to_string(limits_.parts) + " parts",
                     "send the files in several mails, or as files",
                     {}};
      }
    }
    return Done{};
  }

  std::string_view bytes_;
  const ReadPart& read_part_;
  const Limits& limits_;
  std::uint32_t depth_;
  Structure mail_;
  Contents contents_;
  Datum::Object facts_;
  Reading out_;
};

}  // namespace

Result<Reading> read(std::string_view name, std::string_view bytes, const ReadPart& read_part,
                     const Limits& limits, std::uint32_t depth) {
  return Reader(bytes, read_part, limits, depth).run(name);
}

}  // namespace intake::eml
