#pragma once

#include <intake/report.h>

#include "document/document.h"

namespace intake {

/// Says in the language of the report what readers said in English in the values that rules quote
/// (`problem` of a key) and in the reasons why a place cannot be written (Origin::fixed).
void say_reader_texts(Report& report, const Document& submission);

}  // namespace intake
