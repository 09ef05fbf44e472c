#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "formats/docx/form.h"
#include "formats/docx/parts.h"

namespace intake::docx {

/// A Word file, read.
struct Opened {
  Package package;
  Parts parts;
  std::unique_ptr<Markup> markup;  // of the main document
  Styles styles;
  Form form;
};

/// Everything but the headers, footers and notes. Errors as read().
Result<Opened> open(std::string_view bytes, const Limits& limits);

/// What a reader of the form sees of it.
Reading to_reading(Opened& opened, const Limits& limits);

}  // namespace intake::docx
