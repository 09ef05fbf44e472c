#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <intake/limits.h>
#include <intake/result.h>

#include "files.h"
#include "formats/splitter.h"

namespace intake::cli {

/// One document of a file that may hold many.
struct StreamDocument {
  std::string name;  // `a.yaml` where it is the only one, else `a.yaml#2`; of NDJSON `a.ndjson:17`
  std::string lead;  // blanks and comments before it that belong to none
  std::string bytes;
  std::string tail;        // and after the last one
  std::uint64_t byte = 0;  // where `bytes` begin in the file
  std::uint32_t line = 1;
  bool last = false;
  std::optional<Error> error;  // the file cannot be read from here on
};

/// Reads a file document by document and holds no more than two of them.
class DocumentStream {
 public:
  /// `read`: what was taken from the file already. `name`: as it is to be shown.
  DocumentStream(InputFile file, const std::string& read, std::string name, Splitter::Kind kind,
                 const Limits& limits);
  /// At least one document; of a file with nothing in it that has all its bytes.
  std::optional<StreamDocument> next();

 private:
  std::optional<StreamDocument> fetch();
  std::optional<Splitter::Piece> take();
  Error over(std::string what, std::string hint) const;

  InputFile file_;
  std::string name_;
  Splitter::Kind kind_;
  Limits limits_;
  Splitter splitter_;
  std::optional<StreamDocument> ahead_;
  std::optional<Error> error_;
  std::string blank_;  // since the last document
  std::uint64_t taken_ = 0;
  std::uint32_t count_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace intake::cli
