#pragma once

#include <string>
#include <vector>

#include <intake/report.h>

namespace intake {

// Places as a person finds them: `mail.eml » form.docx, section “4 General information”,
// “Client ID” (table 1, row 2)`. Not escaped.

/// In pieces between which a line may be broken; the commas are there. The first is the file with
/// the way to it through other files, and the line and column where it is a text. Empty: no place
/// is known.
std::vector<std::string> place_pieces(const Region& region, Language language);
/// All of it on one line.
std::string place_words(const Region& region, Language language);
/// Without the file.
std::string place_in_file(const Region& region, Language language);
/// `mail.eml » form.docx`: the first piece without line and column.
std::string file_words(const Region& region);
/// `read with 78 % confidence`; empty where it is sure.
std::string confidence_words(const Region& region, Language language);
/// A name of a field or a heading as a sentence of that language quotes it.
std::string quoted(std::string_view name, Language language);

}  // namespace intake
