#include "predicate_bench.h"

#include <algorithm>
#include <fstream>
#include <iterator>

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

/// The documents of schemas of this project, by parameter.
std::vector<DocumentPtr> named_schemas(std::span<const ParamSpec> params,
                                       const std::vector<View>& literals) {
  std::vector<DocumentPtr> schemas(params.size());
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (params[i].kind != ParamKind::kSchema || !literals[i].is_string()) continue;
    std::string path(literals[i].text());
    path.replace(path.find('@'), 1, "/");
    std::ifstream file(INTAKE_SOURCE_DIR "/schemas/" + path + ".schema.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!text.empty()) schemas[i] = must_read_json(text);
  }
  return schemas;
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
  const auto is_parameter = [&](View member) {
    return std::ranges::find(params, member.key(), &ParamSpec::name) != params.end();
  };
  // A map of patterns is the argument itself where its keys are no parameters.
  bool by_name = argument.is_object();
  for (std::uint32_t i = 0; argument.is_object() && i < argument.size(); ++i) {
    INFO(argument.at(i).key());
    if (params[0].kind == ParamKind::kPatternMap) {
      by_name = by_name && is_parameter(argument.at(i));
    } else {
      REQUIRE(is_parameter(argument.at(i)));
    }
  }
  args_.resize(params.size());
  patterns_.resize(params.size());
  std::vector<View> literals(params.size());
  PrepareInput input;
  input.given = 0;
  for (std::size_t i = 0; i < params.size(); ++i) {
    View value = i == 0 ? argument : View();
    if (by_name) value = argument.member(params[i].name);
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
  const std::vector<DocumentPtr> schemas = named_schemas(params, literals);
  input.schemas = schemas;
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
