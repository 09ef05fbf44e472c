#include "reader/reader.h"

#include <memory>
#include <utility>

#include "formats/docx/docx.h"
#include "formats/eml/eml.h"
#include "formats/jwks/jwks.h"
#include "formats/pdf/pdf.h"
#include "formats/reading/content.h"
#include "formats/reading/private_keys.h"
#include "formats/secrets.h"
#include "formats/x509/x509.h"
#include "reader/kinds.h"

namespace intake {
namespace {

std::string_view without_folders(std::string_view name) {
  return name.substr(name.find_last_of("/\\") + 1);
}

Notice unreadable(const Error& error) {
  return {NoticeCode::kUnreadable, error.what, error.hint, {}};
}

class FileReader {
 public:
  explicit FileReader(const Limits& limits) : limits_(limits) {}

  Result<Reading> read(std::string_view name, std::string_view bytes, std::uint32_t depth) {
    const ContentKind kind = content_kind(name, bytes);
    if (const auto refused = refusal(kind)) return *refused;
    auto reading = dispatch(kind, name, bytes, depth);
    if (!reading) return reading;
    hide_private_keys(*reading);
    reading->name = without_folders(name);
    reading->bytes = bytes.size();
    if (reading->media_type.empty()) reading->media_type = media_type(kind);
    if (auto notice = other_extension(name, kind)) reading->notices.push_back(std::move(*notice));
    return reading;
  }

 private:
  Result<Reading> dispatch(ContentKind kind, std::string_view name, std::string_view bytes,
                           std::uint32_t depth) {
    switch (kind) {
      case ContentKind::kMail: {
        const eml::ReadPart each = [this](std::string_view part, std::string_view media_type,
                                          const std::string& content, std::uint32_t at) {
          return read_part(part, media_type, content, at);
        };
        return eml::read(name, bytes, each, limits_, depth);
      }
      case ContentKind::kDocx:
        return docx::read(name, bytes, limits_);
      case ContentKind::kPdf:
        return pdf::read(name, bytes, limits_);
      case ContentKind::kCertificate:
        return x509::read(name, bytes, limits_);
      case ContentKind::kKeySet:
        return jwks::read(name, bytes, limits_);
      case ContentKind::kJson:
        return read_text("json", name, bytes);
      case ContentKind::kYaml:
        return read_text("yaml", name, bytes);
      default:
        return read_text("text", name, bytes);
    }
  }

  Result<Reading> read_text(std::string_view format, std::string_view name,
                            std::string_view bytes) const {
    const Source source{std::string(name), std::string(bytes)};
    INTAKE_RETURN_IF_ERROR(check_text(source, limits_));
    Reading reading;
    reading.format = format;
    reading.text = hide_secrets(name, bytes, limits_);
    // Of YAML and JSON it is said with its place when the tree is read.
    if (format == "text" && reading.text != bytes) {
      reading.notices.push_back({NoticeCode::kPrivateKey, {}, {}, {}});
    }
    return reading;
  }

  /// A part is there even where it cannot be read: then a notice says why.
  Reading read_part(std::string_view name, std::string_view media_type, std::string_view bytes,
                    std::uint32_t depth) {
    Reading none;
    none.name = without_folders(name);
    none.format = "other";
    none.media_type = media_type;
    none.bytes = bytes.size();
    if (depth > limits_.part_depth) {
      none.notices.push_back(
          {NoticeCode::kNestedTooDeep,
           "parts are nested more than " + std::to_string(limits_.part_depth) + " deep",
           "send the file by itself",
           {}});
      return none;
    }
    if (++parts_ > limits_.parts) {
      none.notices.push_back({NoticeCode::kUnreadable,
                              "there are more than " + std::to_string(limits_.parts) + " parts",
                              "send fewer files",
                              {}});
      return none;
    }
    const ContentKind kind = content_kind(name, bytes);
    if (auto notice = notice_of(kind)) {
      none.notices.push_back(std::move(*notice));
      if (auto other = other_extension(name, kind)) none.notices.push_back(std::move(*other));
      return none;
    }
    auto reading = read(name, bytes, depth);
    if (reading) return std::move(reading).value();
    none.format = format_name(kind);
    none.notices.push_back(unreadable(reading.error()));
    return none;
  }

  const Limits& limits_;
  std::uint32_t parts_ = 0;  // of all levels
};

Error refused(std::string what, std::string hint) {
  return {ErrorCode::kRefused, std::move(what), std::move(hint), {}};
}

/// A text as a whole: the last edit of it holds.
Result<std::string> write_text(const std::vector<PartEdit>& edits) {
  for (const PartEdit& edit : edits) {
    if (!edit.part.empty() || !edit.address.empty()) {
      return refused("a text has no place `" + edit.address + "` to write to", "");
    }
  }
  return edits.back().value;
}

}  // namespace

Result<Reading> read_file(std::string_view name, std::string_view bytes, const Limits& limits,
                          std::uint32_t depth) {
  if (bytes.size() > limits.input_bytes) {
    return Error{ErrorCode::kLimit,
                 "the file is larger than " + std::to_string(limits.input_bytes >> 20) + " MiB",
                 "a submission is a few kilobytes: is this the right file?",
                 {}};
  }
  return FileReader(limits).read(name, bytes, depth);
}

Result<std::string> write_file(std::string_view name, std::string_view bytes,
                               const std::vector<PartEdit>& edits, const Limits& limits) {
  if (edits.empty()) return std::string(bytes);
  for (const PartEdit& edit : edits) {
    if (edit.part.size() > limits.part_depth) {
      return refused("the part to write is nested too deep", "write the value there by hand");
    }
  }
  const ContentKind kind = content_kind(name, bytes);
  switch (kind) {
    case ContentKind::kMail: {
      const eml::WritePart each = [&](std::string_view part, std::string_view content,
                                      const std::vector<PartEdit>& inner) {
        return write_file(part, content, inner, limits);
      };
      return eml::write(bytes, edits, each, limits);
    }
    case ContentKind::kDocx:
      return docx::write(bytes, edits, limits);
    case ContentKind::kPdf:
      return pdf::write(name, bytes, edits, limits);
    case ContentKind::kYaml:
    case ContentKind::kJson:
    case ContentKind::kText:
    case ContentKind::kEmpty:
      return write_text(edits);
    default:
      return refused("nothing can be written into " + std::string(content_name(kind)),
                     "send a corrected one");
  }
}

}  // namespace intake
