#pragma once

#include <string>

namespace intake::reader {

/// Gives up all that a parser does not need: open files beside the three standard ones, new files,
/// programs, processes and connections; more memory and processor time than Limits say. From then
/// on a call of the system that is not on the list ends the program with SIGSYS.
///
/// Returns why the kernel does not allow that; empty where it does. Call it before a byte of the
/// file is parsed, and after all that opens files.
std::string enter_sandbox();

}  // namespace intake::reader
