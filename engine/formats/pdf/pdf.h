#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/reading/reading.h"

/// PDF forms (AcroForm). Page contents, scripts, actions and embedded files are not looked at.
namespace intake::pdf {

/// The header stands in the first KiB.
bool recognises(std::string_view bytes);

/// The fields in reading order: `label` is the tooltip, else the partial name; `name` the full
/// name; `section` the tooltip of the group that holds it, else the name without its last part; of
/// radio buttons a choice. `address` is the number of the object. Reading::text is the title.
/// Notices: kNoFields, kXfa, kEncrypted, kMacros, kTextLost. kSyntax where the file is damaged,
/// kLimit over a limit; memory that compressed parts need is bounded by the process alone, since
/// qpdf 11 has no limit of its own: where it runs out, kLimit.
Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits);

/// Appends the changed fields to the file (an incremental update, ISO 32000-1 section 7.5.6), so
/// that every byte that was there stays; viewers are told to draw the values anew. What is written
/// is read again and compared. kRefused: signed, encrypted, XFA, a read-only field, a text that is
/// none of the choices, an address that is not there.
Result<std::string> write(std::string_view name, std::string_view bytes,
                          const std::vector<PartEdit>& edits, const Limits& limits);

}  // namespace intake::pdf
