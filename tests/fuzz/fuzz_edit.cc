// Changes applied in place. The input is a line of choices and then a text;
// the first choice is the format. The edited text must hold exactly the intended value, keep every
// byte outside the edits, and agree with the RFC 6902 patch of the same changes.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "../support/change_maker.h"
#include "formats/format.h"
#include "formats/json/json.h"
#include "text/edit.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace intake;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  if (line == input.npos || line == 0 || size > 20'000) return 0;
  std::string_view choices = input.substr(0, line);
  const auto choose = [&](std::uint32_t n) -> std::uint32_t {
    if (choices.empty()) return 0;
    const auto next = static_cast<unsigned char>(choices.front());
    choices.remove_prefix(1);
    return next % n;
  };
  const Format& format = formats()[choose(static_cast<std::uint32_t>(formats().size()))];
  const std::string text(input.substr(line + 1));
  const auto document = format.read(std::make_shared<Source>("fuzz", text), Limits{});
  if (!document.ok()) return 0;
  const View top(*document, document->root());

  const auto changes = ChangeMaker(choose).changes(*document, 1 + choose(4));
  const auto intended = apply_changes(top, changes);
  require(intended.ok());
  const Document expected = to_document(*intended);
  const View wanted(expected, expected.root());

  const auto edits = format.edit(*document, changes, Limits{});
  if (edits.ok()) {
    const auto edited = apply_edits(text, *edits);
    require(edited.ok());
    const auto again = format.read(std::make_shared<Source>("again", *edited), Limits{});
    require(again.ok() && equal(View(*again, again->root()), wanted));
  } else {
    require(edits.error().code == ErrorCode::kRefused && !edits.error().what.empty());
    // JSON has no layout that cannot be edited: only values that JSON cannot say are refused.
    require(format.name != "json");
  }
  // JSON has no word for the infinite numbers of YAML.
  if (format.name != "json") return 0;
  const auto patch =
      json::read(std::make_shared<Source>("patch", to_json_patch(top, changes)), Limits{});
  require(patch.ok());
  const auto patched = json::apply_patch(*document, *patch);
  require(patched.ok() && equal(View(*patched, patched->root()), wanted));
  return 0;
}
