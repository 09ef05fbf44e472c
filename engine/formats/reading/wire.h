#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <intake/limits.h>

#include "base/result.h"

/// What `intake` and `intake-reader` say to each other through two pipes: a line of JSON, and the
/// bytes that it is about.
namespace intake {

struct ReaderRequest {
  /// kRead: `payload` is a file, the answer its Reading; kWrite: a file, the answer what it becomes
  /// by `edits`; kForm: a description, the answer a .docx; kCompose: a draft, the answer a mail.
  enum class Verb : std::uint8_t { kRead, kWrite, kForm, kCompose };
  Verb verb = Verb::kRead;
  std::string name;   // of the file
  std::string edits;  // JSON, of kWrite
  Limits limits;
  std::string payload;
};

struct ReaderAnswer {
  std::optional<Error> error;  // `where` without a source
  /// Why the reader ran without its sandbox; empty: it had one.
  std::string no_sandbox;
  std::string payload;
};

std::string to_wire(const ReaderRequest& request);
std::string to_wire(const ReaderAnswer& answer);
/// kSyntax where it is none. What the bytes take, of the payload too, is as long as they are.
Result<ReaderRequest> request_from_wire(std::string bytes);
Result<ReaderAnswer> answer_from_wire(std::string bytes);

/// JSON is UTF-8: what of a text is not becomes U+FFFD.
std::string utf8_only(std::string_view text);

}  // namespace intake
