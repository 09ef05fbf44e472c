#include "text/edit.h"

namespace intake {

Result<std::string> apply_edits(std::string_view text, const std::vector<Edit>& edits) {
  const auto refused = [](std::string what) {
    return Error{ErrorCode::kRefused, std::move(what), {}, {}};
  };
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const ByteSpan span = edits[i].span;
    if (span.begin > span.end || span.end > text.size()) {
      return refused("an edit at byte " + std::to_string(span.begin) + " leaves the text");
    }
    if (i > 0 && span.begin < edits[i - 1].span.begin) {
      return refused("the edits are not in the order of the text");
    }
    if (span.begin < done) {
      return refused("two edits overlap at byte " + std::to_string(span.begin));
    }
    out += text.substr(done, span.begin - done);
    out += edits[i].text;
    done = span.end;
  }
  out += text.substr(done);
  return out;
}

}  // namespace intake
