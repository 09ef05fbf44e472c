#include "formats/pdf/file.h"

#include <string>

namespace intake::pdf {

std::unique_ptr<QPDF> open_file(std::string_view bytes) {
  auto file = std::make_unique<QPDF>();
  file->setAttemptRecovery(false);
  file->setSuppressWarnings(true);
  file->processMemoryFile("form", bytes.data(), bytes.size());
  return file;
}

Error damaged(std::string_view name) {
  return {ErrorCode::kSyntax,
          "the PDF is damaged or cut off",
          "save it again from the program that made it",
          {std::string(name)}};
}

Error too_large(std::string_view name) {
  return {ErrorCode::kLimit,
          "the PDF needs more memory than it may have",
          "save it again from the program that made it",
          {std::string(name)}};
}

}  // namespace intake::pdf
