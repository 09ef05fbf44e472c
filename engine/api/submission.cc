#include <algorithm>
#include <utility>

#include "api/state.h"
#include "report/annotated_yaml.h"

namespace intake {

namespace {

Result<const Format*> choose_format(std::string_view name, std::string_view bytes,
                                    std::string_view format) {
  const Format* chosen = format.empty() ? &recognise_format(name, bytes) : find_format(format);
  if (chosen != nullptr) return chosen;
  return Error{ErrorCode::kUsage,
               "`" + std::string(format) + "` is no format that can be read",
               "yaml or json",
               {}};
}

}  // namespace

Result<Submission> Submission::read(std::string name, std::string bytes, const Limits& limits,
                                    std::string_view format) {
  std::string file = name;
  return read_document(std::move(name), std::move(bytes), limits, format, std::move(file), 0, 1);
}

Result<Submission> Submission::read_document(std::string name, std::string bytes,
                                             const Limits& limits, std::string_view format,
                                             std::string file, std::uint64_t byte,
                                             std::uint32_t line) {
  const auto chosen = choose_format(name, bytes, format);
  if (!chosen) return chosen.error();
  const StreamPlace place{std::move(file), byte, line};
  const auto source = std::make_shared<const Source>(std::move(name), std::move(bytes), place);
  std::vector<HiddenSecret> hidden;
  auto document = read_hiding(**chosen, source, limits, hidden);
  if (!document) return std::move(document).error();
  auto state = std::make_shared<State>();
  for (const HiddenSecret& secret : hidden) {
    Origin place_of;
    place_of.source = document->source()->file();
    state->remarks.push_back(remark_of(secret, document->source(), std::move(place_of)));
  }
  state->format = *chosen;
  state->document = std::make_shared<const Document>(std::move(document).value());
  Submission submission;
  submission.state_ = std::move(state);
  return submission;
}

const std::string& Submission::name() const { return state_->document->source()->name(); }
std::string_view Submission::format() const {
  return state_->file_format.empty() ? state_->format->name : state_->file_format;
}
std::string_view Submission::bytes() const { return state_->document->source()->bytes(); }

bool Submission::assembled() const { return state_->document->origins() != nullptr; }

bool Submission::holds_private_key() const {
  return std::any_of(state_->remarks.begin(), state_->remarks.end(),
                     [](const auto& remark) { return remark.code == RemarkCode::kPrivateKey; });
}

bool Submission::same_values(const Submission& other) const {
  const Document& a = *state_->document;
  const Document& b = *other.state_->document;
  return equal(View(a, a.root()), View(b, b.root()));
}

Result<std::string> Submission::convert(std::string_view format, Language language) const {
  const View top(*state_->document, state_->document->root());
  if (format == "ndjson") return to_json(top) + '\n';
  const Format* chosen = find_format(format);
  if (chosen == nullptr) {
    return Error{ErrorCode::kUsage,
                 "`" + std::string(format) + "` is no format that can be written",
                 "yaml, json or ndjson",
                 {}};
  }
  if (assembled() && chosen->name == "yaml") {
    return annotated_yaml(*state_->document, state_->remarks, language);
  }
  return chosen->write(top);
}

}  // namespace intake
