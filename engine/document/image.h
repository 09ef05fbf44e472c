#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"

namespace intake {

/// A document as position-independent bytes (values, spans, names, texts, and the source with its
/// name), to be embedded in a program and loaded without parsing. For machines of the same byte
/// order and the same version of the format only; not a format of exchange.
class DocumentImage {
 public:
  static std::string to_image(const Document& document);

  /// The document keeps pointing into `image`, which must live as long as the program (or as the
  /// document). `source`: the same bytes where they are in memory already; null: made from the
  /// image. kSyntax where the image is damaged or of another format.
  static Result<Document> from_image(std::string_view image, SourcePtr source = nullptr);

 private:
  class Reader;
};

}  // namespace intake
