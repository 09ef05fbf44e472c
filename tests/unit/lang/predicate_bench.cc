#include "predicate_bench.h"

#include <algorithm>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "support/catch.h"

namespace intake::test {
namespace {

DocumentPtr must_keep(Result<Document> read, std::string_view text) {
  INFO(text);
  if (!read) FAIL(read.error().what);
  return std::make_shared<const Document>(std::move(read).value());
}

SourcePtr source(std::string_view text) {
  return std::make_shared<const Source>("test", std::string(text));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

}  // namespace

DocumentPtr must_read_json(std::string_view text) {
  return must_keep(json::read(source(text), Limits{}), text);
}

PredicateBench::PredicateBench(std::string_view yaml, const PathTable* schema, bool prepare)
    : use_(must_keep(yaml::read(source(yaml), Limits{}), yaml)), schema_(schema) {
  INFO(yaml);
  const View top(*use_, use_->root());
  REQUIRE(top.size() == 1);
  predicate_ = find_predicate(top.at(0).key());
  REQUIRE(predicate_ != nullptr);
  const View argument = top.at(0);
  const auto& params = predicate_->params;
  args_.resize(params.size());
  patterns_.resize(params.size());
  std::vector<View> literals(params.size());
  PrepareInput input;
  input.given = 0;
  for (std::uint32_t i = 0; argument.is_object() && i < argument.size(); ++i) {
    INFO(argument.at(i).key());
    REQUIRE(std::ranges::find(params, argument.at(i).key(), &ParamSpec::name) != params.end());
  }
  for (std::size_t i = 0; i < params.size(); ++i) {
    View value = i == 0 ? argument : View();
    if (argument.is_object()) value = argument.member(params[i].name);
    if (value.absent()) continue;
    literals[i] = value;
    args_[i].value = value;
    args_[i].given = true;
    *input.given |= 1u << i;
    if (params[i].kind != ParamKind::kPattern) continue;
    auto pattern = Pattern::compile(value.text(), limits_);
    REQUIRE(pattern.ok());
    patterns_[i] = *std::move(pattern);
  }
  if (!prepare || predicate_->prepare == nullptr) return;
  input.literals = literals;
  input.limits = &limits_;
  input.schema = schema;
  auto prepared = predicate_->prepare(input);
  if (prepared) {
    prepared_ = *std::move(prepared);
  } else {
    fault_ = prepared.error().message;
  }
}

Outcome PredicateBench::run(std::string_view json, bool details) {
  value_ = json.empty() ? nullptr : must_read_json(json);
  return run(value_ == nullptr ? View() : View(*value_, value_->root()), details);
}

Outcome PredicateBench::run(View value, bool details) const {
  PredicateInput input;
  input.value = value;
  input.args = args_;
  input.patterns = patterns_;
  input.prepared = prepared_.get();
  input.now = kTestNow;
  input.limits = &limits_;
  input.schema = schema_;
  input.details = details;
  return predicate_->run(input);
}

void PredicateBench::set_argument(std::size_t parameter, ArgValue value) {
  args_[parameter] = std::move(value);
  args_[parameter].given = true;
}

char letter(Truth truth) {
  return truth == Truth::kTrue ? 't' : truth == Truth::kFalse ? 'f' : '?';
}

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.use << "   for   " << row.value);
    PredicateBench bench(row.use);
    CHECK(bench.fault() == "");
    const Outcome outcome = bench.run(row.value);
    CHECK(letter(outcome.truth) == row.truth);
    CHECK(letter(bench.run(row.value, false).truth) == row.truth);
    if (row.expected != nullptr) CHECK(outcome.expected == row.expected);
    if (row.missing != nullptr) CHECK(outcome.missing == row.missing);
    if (row.extra != nullptr) CHECK(outcome.extra == row.extra);
    if (row.suggestion != nullptr) CHECK(outcome.suggestion == row.suggestion);
    if (row.reason != ReasonCode::kNone) CHECK(outcome.reason.code == row.reason);
    if (row.reason_args != nullptr) CHECK(joined(outcome.reason.args) == row.reason_args);
    if (row.truth == '?') CHECK(outcome.reason.code != ReasonCode::kNone);
  }
}

}  // namespace intake::test
