#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <intake/dossier.h>
#include <intake/intake.h>

#include "arguments.h"
#include "document_stream.h"
#include "files.h"
#include "helper_process.h"

namespace intake::cli {

/// One submission as the command line gives it, or why there is none.
struct Given {
  std::string name;  // as shown
  std::optional<Error> error;
  std::optional<Submission> submission;
  /// The text it was read from, and what stands around it in its file (see StreamDocument).
  std::string lead, bytes, tail;
  /// What is written together: the documents of one file, the submissions of one mail. `path` is
  /// the file of a text, "-" for standard input.
  std::string path;
  bool last = true;
  /// The file could not be read to its end, so that it cannot be written again.
  bool broken = false;
  /// What it was put together from; null: one text.
  std::shared_ptr<const std::vector<DossierFile>> files;
  std::string group;  // how those are called together
};

/// What the command line names, one submission after the other, so that memory does not grow with
/// their number. Mails, forms, certificates and key sets go through intake-reader.
class Submissions {
 public:
  Submissions(const Arguments& arguments, const Library& library,
              const std::vector<std::string>& inputs);

  /// nullopt: that was all.
  std::optional<Given> next();
  /// Every file that is read; for looking at the outputs before anything is written.
  const std::vector<InputGroup>& groups() const { return groups_; }

  /// What intake-reader finds in the only file, as JSON (schemas/reading); instead of next().
  Result<std::string> reading();

  HelperProcess& helper() { return helper_; }
  /// Puts files together as next() did, with readings made anew.
  Result<std::vector<Submission>> assemble(std::string name, std::vector<DossierFile> files);

 private:
  void open(const InputGroup& group);
  void open_text(const InputGroup& group, InputFile file, std::string read, bool lines);
  void open_files(const InputGroup& group);
  /// `alone`: the whole submission, so that what cannot be read is an Error.
  Result<DossierFile> read_file(const Input& input, std::string bytes, bool alone);
  void put_together(std::string name, std::vector<DossierFile> files);
  void give_error(std::string name, Error error);
  Given document(StreamDocument document);

  const Arguments& arguments_;
  const Library& library_;
  Limits limits_;
  HelperProcess helper_;
  std::vector<InputGroup> groups_;
  std::size_t at_ = 0;  // the next group
  std::deque<Given> ready_;
  std::optional<DocumentStream> stream_;
  std::string stream_path_, stream_format_;
};

}  // namespace intake::cli
