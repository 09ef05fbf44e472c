#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intake/limits.h>
#include <intake/report.h>
#include <intake/result.h>

/// Submissions that are put together from files: a mail with its attachments, a Word or PDF form,
/// certificates, key sets, YAML and JSON. See Library::assemble().
namespace intake {

/// One file of a submission. `reading`: what read_part() (or the program intake-reader) found in
/// it; empty for YAML and JSON, which the engine reads itself.
struct DossierFile {
  std::string name;  // as it is to be shown
  std::string bytes;
  std::string reading;
};

/// Whether a file needs a reading: mails, packages, PDFs, certificates, key sets, by content and
/// then by name. kUnsupported, with advice, for what is refused by its kind: .msg, PKCS#12, .doc.
Result<bool> needs_reading(std::string_view name, std::string_view bytes);

struct AssembleOptions {
  std::string now;      // RFC 3339: which versions of form maps are in force
  std::string dossier;  // name[@version] of what says where parts go; empty: recognised
  std::string from;     // format of a YAML or JSON file; empty: by its name
  /// Of the submission, as shown; empty: the name of the first file, with ` + N` where there are
  /// more. Of several submissions each adds what tells it apart.
  std::string name;
  Limits limits;
};

/// A form to be filled in.
struct BlankForm {
  std::string name;         // of its map, with the version
  std::string description;  // JSON for make_form() of <intake/reader.h>
  std::string yaml;         // the same as YAML with guidance in comments
};

/// A value that a repair changes in a form or a mail.
struct FieldChange {
  std::string pointer;
  Region region;       // where it stood
  std::string before;  // as written; empty: nothing
  std::string after;
};

/// What is to be written into one file of a submission.
struct PartChanges {
  std::uint32_t file = 0;  // index among the files that it was put together from
  std::string name;
  std::string edits;  // JSON for write_part()
  std::vector<FieldChange> fields;
};

}  // namespace intake
