#include "part_writer.h"

#include <algorithm>
#include <utility>

#include "formats/reading/content.h"
#include "formats/reading/reading.h"

namespace intake::cli {
namespace {

using Edits = std::vector<PartEdit>;

Error refused(std::string what, std::string hint, std::string file) {
  return {ErrorCode::kRefused, std::move(what), std::move(hint), {std::move(file), 0, 0, 0}};
}

/// Adds the edits of one submission; two submissions of one mail may want the same.
Status add(const Edits& more, const std::string& file, Edits& edits) {
  for (const PartEdit& edit : more) {
    const auto same = std::find_if(edits.begin(), edits.end(), [&](const PartEdit& other) {
      return other.part == edit.part && other.address == edit.address;
    });
    if (same == edits.end()) {
      edits.push_back(edit);
    } else if (same->value != edit.value) {
      return refused("two submissions in it would write different values to one place",
                     "correct it by hand", file);
    }
  }
  return Done{};
}

Result<std::vector<Edits>> edits_by_file(const std::vector<DossierFile>& files,
                                         const std::vector<std::optional<Repaired>>& repaired) {
  std::vector<Edits> all(files.size());
  for (const auto& one : repaired) {
    if (!one) continue;
    for (const PartChanges& changes : one->parts) {
      const auto edits = edits_from_json(changes.edits, {});
      if (!edits) return edits.error();
      if (changes.file >= files.size()) continue;
      INTAKE_RETURN_IF_ERROR(add(*edits, changes.name, all[changes.file]));
    }
  }
  return all;
}

/// The text of a YAML or JSON file is written whole.
Result<std::string> write_text(const DossierFile& file, const Edits& edits) {
  if (edits.size() == 1 && edits.front().part.empty() && edits.front().address.empty()) {
    return edits.front().value;
  }
  return refused("a text has no such place to write to", "repair it by itself", file.name);
}

Status compare(const std::vector<Submission>& again,
               const std::vector<std::optional<Repaired>>& repaired, const std::string& group) {
  bool same = again.size() == repaired.size();
  for (std::size_t i = 0; same && i < again.size(); ++i) {
    if (!repaired[i]) continue;
    const Repaired& one = *repaired[i];
    const auto meant =
        Submission::read("", one.written.empty() ? one.bytes : one.written, {}, "json");
    same = meant && meant->same_values(again[i]);
  }
  if (same) return Done{};
  return refused("what the repairs make of the files is not read back as it was meant",
                 "nothing was written; make the changes by hand", group);
}

}  // namespace

Result<std::vector<RepairedFile>> write_parts(
    Submissions& submissions, const std::string& group, const std::vector<DossierFile>& files,
    const std::vector<std::optional<Repaired>>& repaired) {
  const auto edits = edits_by_file(files, repaired);
  if (!edits) return edits.error();
  std::vector<RepairedFile> written;
  std::vector<DossierFile> read = files;
  bool changed = false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool text = files[i].reading.empty();
    written.push_back(
        {files[i].name == "<stdin>" ? "-" : files[i].name, files[i].bytes, false, text});
    if ((*edits)[i].empty()) continue;
    auto bytes =
        text ? write_text(files[i], (*edits)[i])
             : submissions.helper().write(files[i].name, files[i].bytes, to_json((*edits)[i]));
    if (!bytes) return bytes.error();
    changed = changed || *bytes != files[i].bytes;
    written[i].changed = *bytes != files[i].bytes;
    read[i].bytes = *bytes;
    if (!text) {
      auto reading = submissions.helper().read(files[i].name, *bytes);
      if (!reading) return reading.error();
      read[i].reading = std::move(*reading);
    }
    written[i].bytes = std::move(*bytes);
  }
  if (!changed) return written;
  const auto again = submissions.assemble(group, std::move(read));
  if (!again) return again.error();
  INTAKE_RETURN_IF_ERROR(compare(*again, repaired, group));
  return written;
}

}  // namespace intake::cli
