#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/limits.h>
#include <intake/result.h>

#include "formats/reading/reading.h"

/// Mails as they are saved (.eml, RFC 5322 and MIME), with or without an mbox `From ` line.
namespace intake::eml {

/// Reads one attached file; the caller knows the other formats. `bytes`: decoded; a text in another
/// charset as UTF-8. `depth`: of that part.
using ReadPart = std::function<Reading(std::string_view name, std::string_view media_type,
                                       std::string bytes, std::uint32_t depth)>;

/// Reads a mail. `facts`: {from: {name, address}, replyTo, to: [...], cc: [...], subject, date
/// (RFC 3339), messageId, inReplyTo, references: [...], body}; message ids stand without their
/// angle brackets, `name` is left out where there is none, what is no address stands in `address`
/// as it is written, an absent header is absent. `body` is absent where it is encrypted.
/// `parts`: attached files and messages, in order, with names of their own and without folders.
///
/// `depth`: of the mail among the parts of a submission, 0 for a file.
/// Errors: kSyntax where no headers stand at the top, kLimit, kUnsupported (several mails).
Result<Reading> read(std::string_view name, std::string_view bytes, const ReadPart& read_part,
                     const Limits& limits, std::uint32_t depth);

/// Writes one part again: its decoded bytes, and the edits with the first step of `part` taken off.
using WritePart = std::function<Result<std::string>(std::string_view name, std::string_view bytes,
                                                    const std::vector<PartEdit>& edits)>;

/// Makes edits of headers (`header:To`, `header:Cc`, `header:From`, `header:Reply-To`,
/// `header:Subject`; an empty value takes the header away, but leaves an empty subject) and of
/// attached parts. Every other byte stays. The outcome is read again and compared.
/// kRefused: a signed mail, another address, a value that no header can hold.
Result<std::string> write(std::string_view bytes, const std::vector<PartEdit>& edits,
                          const WritePart& write_part, const Limits& limits);

/// A mail to be made. `from`: `Name <address>` or the address alone; `to`, `cc`: the same, one
/// address an item. `date`: RFC 3339. Message ids with or without angle brackets. `html`, where
/// given, stands beside `text` as an alternative. `language`: en, fr ...; may be empty.
struct Draft {
  std::string from;
  std::vector<std::string> to;
  std::vector<std::string> cc;
  std::string subject;
  std::string date;
  std::string message_id;
  std::string in_reply_to;
  std::vector<std::string> references;
  std::string text;
  std::string html;
  std::string language;
};

/// A mail with CRLF line ends; the same draft gives the same bytes. kRefused where a value cannot
/// stand in a header.
Result<std::string> compose(const Draft& draft);

/// Whether headers of a mail stand at the top. A YAML text with `from:` and `to:` is none.
bool recognises(std::string_view bytes);

/// Opens the charsets that the bytes name, so that read() opens no file later: for a process that
/// gives up its right to open files. Not safe between threads.
void prepare(std::string_view bytes);

}  // namespace intake::eml
