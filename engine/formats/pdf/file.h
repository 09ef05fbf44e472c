#pragma once

#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

#include "base/result.h"
#include "formats/pdf/qpdf.h"

namespace intake::pdf {

/// `bytes` must outlive it. Throws as qpdf does.
std::unique_ptr<QPDF> open_file(std::string_view bytes);

Error damaged(std::string_view name);
Error too_large(std::string_view name);

/// Runs what calls qpdf: its exceptions become errors here and nowhere else.
template <typename Work>
auto guarded(std::string_view name, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return too_large(name);
  } catch (const std::length_error&) {
    return too_large(name);
  } catch (const std::exception&) {
    return damaged(name);
  }
}

}  // namespace intake::pdf
