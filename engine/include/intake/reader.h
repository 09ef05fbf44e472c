#pragma once

#include <string>
#include <string_view>

#include <intake/limits.h>
#include <intake/result.h>

/// Reading and writing mails, Word and PDF forms, certificates and key sets. In a library of its
/// own (intake_reader_engine), which links GMime, libzip, pugixml, qpdf and OpenSSL: the program
/// `intake-reader` calls it in a sandbox, and a program that trusts its files may call it itself.
namespace intake {

/// What stands in a file, as JSON (schemas/reading/1.schema.json). `name` tells the format where
/// the content does not.
Result<std::string> read_part(std::string_view name, std::string_view bytes, const Limits& limits);

/// The file with values written into it: `edits` is JSON as Repaired::parts has it. Every byte that
/// is not part of such a value stays. kRefused where one cannot be written.
Result<std::string> write_part(std::string_view name, std::string_view bytes,
                               std::string_view edits, const Limits& limits);

/// A blank form as a .docx; `description` is JSON as Library::blank_form() gives it.
Result<std::string> make_form(std::string_view description, const Limits& limits);

/// A mail (.eml); `draft` is JSON as Letter::mail of <intake/letter.h> gives it. kRefused where a
/// value cannot stand in a header.
Result<std::string> compose_mail(std::string_view draft, const Limits& limits);

}  // namespace intake
