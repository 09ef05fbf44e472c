#include <utility>

#include "api/state.h"

namespace intake {

Result<Submission> Submission::read(std::string name, std::string bytes, const Limits& limits,
                                    std::string_view format) {
  const Format* chosen = format.empty() ? &recognise_format(name, bytes) : find_format(format);
  if (chosen == nullptr) {
    return Error{ErrorCode::kUsage,
                 "`" + std::string(format) + "` is no format that can be read",
                 "yaml or json",
                 {}};
  }
  auto source = std::make_shared<Source>(std::move(name), std::move(bytes));
  auto document = chosen->read(std::move(source), limits);
  if (!document) return std::move(document).error();
  auto state = std::make_shared<State>();
  state->format = chosen;
  state->document = std::make_shared<const Document>(std::move(document).value());
  Submission submission;
  submission.state_ = std::move(state);
  return submission;
}

const std::string& Submission::name() const { return state_->document->source()->name(); }
std::string_view Submission::format() const { return state_->format->name; }
std::string_view Submission::bytes() const { return state_->document->source()->bytes(); }

bool Submission::assembled() const { return state_->document->origins() != nullptr; }

bool Submission::same_values(const Submission& other) const {
  const Document& a = *state_->document;
  const Document& b = *other.state_->document;
  return equal(View(a, a.root()), View(b, b.root()));
}

Result<std::string> Submission::convert(std::string_view format) const {
  const Format* chosen = find_format(format);
  if (chosen == nullptr) {
    return Error{ErrorCode::kUsage,
                 "`" + std::string(format) + "` is no format that can be written",
                 "yaml or json",
                 {}};
  }
  return chosen->write(View(*state_->document, state_->document->root()));
}

}  // namespace intake
