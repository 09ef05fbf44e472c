#include "lang/verb/step.h"

namespace intake::steps {

View value_of(const VerbInput& input, std::size_t index) {
  if (index >= input.args.size() || !input.args[index].given) return {};
  const ArgValue& arg = input.args[index];
  if (!arg.is_many) return arg.value;
  return arg.many.size() == 1 ? arg.many.front() : View();
}

bool has(const VerbInput& input, std::size_t index) {
  if (index >= input.args.size() || !input.args[index].given) return false;
  const ArgValue& arg = input.args[index];
  return arg.is_many ? !arg.many.empty() : !arg.value.absent();
}

std::string_view text_of(const VerbInput& input, std::size_t index, std::string_view otherwise) {
  const View value = value_of(input, index);
  return value.is_string() ? value.text() : otherwise;
}

bool flag(const VerbInput& input, std::size_t index) {
  const View value = value_of(input, index);
  return value.is_bool() && value.boolean();
}

std::optional<std::size_t> count_of(const VerbInput& input, std::size_t index) {
  const View value = value_of(input, index);
  if (value.absent() || value.kind() != Kind::kInt) return std::nullopt;
  const std::int64_t number = value.node().payload.integer;
  if (number < 0) return std::nullopt;
  return static_cast<std::size_t>(number);
}

std::string check_arguments(const VerbInput& input) {
  for (const ArgValue& arg : input.args) {
    if (arg.given && arg.unknown.code != ReasonCode::kNone) {
      return render_reason(arg.unknown, Language::kEn);
    }
  }
  return {};
}

}  // namespace intake::steps
