#include "lang/expr/identifiers_ext.h"

#include <array>

#include "base/suggest.h"
#include "lang/expr/library.h"
#include "lang/predicate/identifiers.h"

namespace intake::expr {
namespace {

/// Reading one row of the types may compile a pattern.
constexpr std::uint64_t kRowCost = 1'000;

ArgValue argument(View view) {
  ArgValue arg;
  arg.value = view;
  arg.given = !view.absent();
  return arg;
}

/// The records of identifier types, read once for one call.
class Types {
 public:
  /// Null: `failure` says why.
  static std::optional<Types> read(Context& context, const Value& list, Value& failure) {
    if (!context.charge(kRowCost * (1 + std::uint64_t{list.size()}))) {
      failure = context.budget();
      return std::nullopt;
    }
    Types types(context);
    types.rows_ = argument(context.view(list));
    const std::array literals{types.rows_.value};
    auto prepared =
        catalogue::prepare_identifier({.literals = literals, .limits = &context.limits()});
    if (!prepared || *prepared == nullptr) {
      failure = context.error_copy(prepared ? "the types are no list of records"
                                            : prepared.error().message);
      return std::nullopt;
    }
    types.prepared_ = *std::move(prepared);
    return types;
  }

  const ArgValue& rows() const { return rows_; }

  Outcome judge(std::string_view text, std::string_view type, View parts) const {
    const std::array args{rows_, argument(View::of_text(type)), argument(parts)};
    PredicateInput input;
    input.value = View::of_text(text);
    input.args = args;
    input.prepared = prepared_.get();
    input.now = context_->now();
    input.limits = &context_->limits();
    return catalogue::run_identifier(input);
  }

 private:
  explicit Types(Context& context) : context_(&context) {}

  Context* context_;
  ArgValue rows_;
  std::shared_ptr<const Prepared> prepared_;
};

Value unknown_name(Context& context, std::string_view what, std::string_view name,
                   const std::vector<std::string_view>& known) {
  std::string message = "`" + std::string(name) + "` is no known " + std::string(what);
  const std::string hint = did_you_mean(name, known);
  if (!hint.empty()) message += "; " + hint;
  return context.error_copy(message);
}

Value to_value(Context& context, const Outcome& outcome, std::string_view unknown) {
  if (outcome.truth == Truth::kUnknown) return context.error_copy(std::string(unknown));
  return Value::of_bool(outcome.truth == Truth::kTrue);
}

}  // namespace

Value run_check_digits(Context& context, Args args) {
  const CheckDigits* algorithm = find_check_digits(args[1].text());
  if (algorithm == nullptr) {
    return unknown_name(context, "algorithm of check digits", args[1].text(), check_digit_names());
  }
  const CheckDigitsResult result = algorithm->check(args[0].text());
  if (result.state == CheckDigitsResult::State::kNotReadable) {
    return context.error_copy("`" + std::string(args[0].text()) + "` cannot be read; needed was " +
                              std::string(algorithm->summary));
  }
  return Value::of_bool(result.state == CheckDigitsResult::State::kRight);
}

Value run_is_format(Context& context, Args args) {
  const TextFormat* format = find_text_format(args[1].text());
  if (format == nullptr) return unknown_name(context, "format", args[1].text(), format_names());
  return Value::of_bool(format->fits(args[0].text()));
}

Value run_identifier(Context& context, Args args) {
  Value failure;
  const auto types = Types::read(context, args[1], failure);
  if (!types) return failure;
  const View parts = args.size() > 3 ? context.view(args[3]) : View();
  return to_value(context, types->judge(args[0].text(), args[2].text(), parts),
                  "the identifier cannot be judged: the types have no record `" +
                      std::string(args[2].text()) + "`, or its check digits cannot be read");
}

Value run_identifier_types(Context& context, Args args) {
  Value failure;
  const auto types = Types::read(context, args[1], failure);
  if (!types) return failure;
  const std::array parts{Value::of_string("length"), Value::of_string("pattern"),
                         Value::of_string("check-digits")};
  const View all_parts = context.view(context.list(parts));
  ListBuilder out(context);
  for (std::uint32_t i = 0; i < types->rows().count(); ++i) {
    if (!context.charge(1) || !context.charge_text(args[0].size())) return context.budget();
    const std::string_view name = types->rows().item(i).member("name").text();
    if (types->judge(args[0].text(), name, all_parts).truth != Truth::kTrue) continue;
    if (!out.add(context.text(name))) return context.budget();
  }
  return out.finish();
}

}  // namespace intake::expr
