#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "formats/reading/reading.h"

/// Word documents (.docx, .docm, templates; transitional and strict). Nothing is unpacked to disk;
/// macros are never touched.
namespace intake::docx {

/// A zip whose main part is a word-processing document.
bool recognises(std::string_view bytes);

/// The places that can be filled in, in reading order, and the running text. kUnsupported for
/// other kinds of file (said which) and for protected ones, kSyntax where the package or its XML is
/// damaged, kLimit over a limit.
Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits);

/// The package with values written into fields, by FormField::address. Every entry but the main
/// document stays byte for byte, and in that one every byte that is not of such a value. The result
/// is read again: kRefused where anything but the wanted fields would differ.
Result<std::string> write(std::string_view bytes, const std::vector<PartEdit>& edits,
                          const Limits& limits);

/// A form to fill in, with a content control for every field (its tag: the field's name). The same
/// bytes for the same description. kUsage where the description has another shape than:
///
///     {title, language ("nl"), intro: [text], notes: [text],
///      sections: [{heading, guidance,
///                  fields: [{name, label, kind: text|multiline|choice|checkbox|checkboxes|date,
///                            guidance, value, placeholder, choices: [{value, text}]}],
///                  grid: {name, columns: [{name, label, kind, choices, placeholder}], rows}}]}
///
/// All but `title` and the names may be left out. Tags in a grid: `name[0].column`; of check boxes
/// in a group: `name=value`. `value` of a group: the chosen values, separated by blanks or a list.
Result<std::string> blank(View description, const Limits& limits);

}  // namespace intake::docx
