#pragma once

#include <string>

namespace intake::test {

/// The same PDF as qpdf writes it with a password for opening; empty: none is needed for reading.
std::string encrypted(const std::string& pdf, const char* user_password);
/// The same PDF with its objects packed, and a cross-reference stream.
std::string with_object_streams(const std::string& pdf);

}  // namespace intake::test
