#include "formats/pdf/pages.h"

#include <set>
#include <string>
#include <vector>

namespace intake::pdf {
namespace {

constexpr std::size_t kMostPages = 10'000;
constexpr std::size_t kMostAnnotations = 200'000;

Error over_limit(std::size_t count, std::string_view what) {
  return {ErrorCode::kLimit,
          "the PDF has more than " + std::to_string(count) + " " + std::string(what),
          "send the form alone",
          {}};
}

}  // namespace

Result<Pages> Pages::of(QPDF& file) {
  Pages out;
  std::set<QPDFObjGen> seen;
  std::vector<QPDFObjectHandle> waiting{file.getRoot().getKey("/Pages")};
  std::size_t visited = 0;
  while (!waiting.empty()) {
    QPDFObjectHandle node = waiting.back();
    waiting.pop_back();
    if (++visited > 2 * kMostPages) return over_limit(kMostPages, "pages");
    if (!node.isDictionary()) continue;
    if (node.isIndirect() && !seen.insert(node.getObjGen()).second) continue;
    QPDFObjectHandle kids = node.getKey("/Kids");
    if (kids.isArray()) {
      const int count = kids.getArrayNItems();
      if (static_cast<std::size_t>(count) > kMostPages) return over_limit(kMostPages, "pages");
      for (int i = count; i-- > 0;) waiting.push_back(kids.getArrayItem(i));
      continue;
    }
    const auto number = static_cast<std::uint32_t>(out.pages_.size() + 1);
    if (number > kMostPages) return over_limit(kMostPages, "pages");
    out.pages_.emplace(node.getObjGen(), number);
    QPDFObjectHandle annotations = node.getKey("/Annots");
    if (!annotations.isArray()) continue;
    for (int i = 0; i < annotations.getArrayNItems(); ++i) {
      QPDFObjectHandle annotation = annotations.getArrayItem(i);
      if (!annotation.isIndirect()) continue;
      out.annotations_.emplace(annotation.getObjGen(), number);
      if (out.annotations_.size() > kMostAnnotations) {
        return over_limit(kMostAnnotations, "annotations");
      }
    }
  }
  return out;
}

std::uint32_t Pages::page_of(QPDFObjectHandle widget) const {
  if (const auto found = annotations_.find(widget.getObjGen()); found != annotations_.end()) {
    return found->second;
  }
  QPDFObjectHandle page = widget.getKey("/P");
  const auto found = pages_.find(page.getObjGen());
  return page.isIndirect() && found != pages_.end() ? found->second : 0;
}

}  // namespace intake::pdf
