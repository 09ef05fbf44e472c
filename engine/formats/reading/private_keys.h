#pragma once

#include "formats/reading/reading.h"

namespace intake {

/// Hides PEM private keys in all texts of a reading, but not of its parts, as hide_secrets() does;
/// where there were any, a notice says so.
void hide_private_keys(Reading& reading);

}  // namespace intake
