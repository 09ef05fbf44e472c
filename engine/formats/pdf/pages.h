#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/result.h"
#include "formats/pdf/qpdf.h"

namespace intake::pdf {

/// On which page the widgets stand.
class Pages {
 public:
  /// kLimit: more pages or annotations than are looked at.
  static Result<Pages> of(QPDF& file);

  /// 1-based; 0 where it stands on none.
  std::uint32_t page_of(QPDFObjectHandle widget) const;

 private:
  std::map<QPDFObjGen, std::uint32_t> pages_;
  std::map<QPDFObjGen, std::uint32_t> annotations_;
};

}  // namespace intake::pdf
