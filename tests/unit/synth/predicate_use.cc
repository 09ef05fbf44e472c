#include "predicate_use.h"

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

}  // namespace

PredicateUseBench::PredicateUseBench(std::string_view yaml)
    : use_(must_keep(yaml::read(source(yaml), Limits{}), yaml)) {
  INFO(yaml);
  const View top(*use_, use_->root());
  REQUIRE(top.size() == 1);
  predicate_ = find_predicate(top.at(0).key());
  REQUIRE(predicate_ != nullptr);
  const View argument = top.at(0);
  const auto& params = predicate_->params;
  // A map holds parameters by name, unless it is what the first one takes.
  bool by_name = argument.is_object();
  for (std::uint32_t i = 0; by_name && i < argument.size(); ++i) {
    bool known = false;
    for (const ParamSpec& param : params) known = known || param.name == argument.at(i).key();
    by_name = known;
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
    literals[i] = args_[i].value = value;
    args_[i].given = true;
    *input.given |= 1u << i;
    if (params[i].kind != ParamKind::kPattern) continue;
    auto pattern = Pattern::compile(value.text(), limits_);
    REQUIRE(pattern.ok());
    patterns_[i] = *std::move(pattern);
  }
  if (predicate_->prepare == nullptr) return;
  input.literals = literals;
  input.limits = &limits_;
  auto prepared = predicate_->prepare(input);
  if (!prepared) FAIL(prepared.error().message);
  prepared_ = *std::move(prepared);
}

PredicateInput PredicateUseBench::call() const {
  PredicateInput input;
  input.args = args_;
  input.patterns = patterns_;
  input.prepared = prepared_.get();
  input.now = "2026-05-01T12:00:00Z";
  input.limits = &limits_;
  return input;
}

std::vector<synth::Candidate> PredicateUseBench::invert(std::string_view value, bool holds) {
  value_ = value.empty() ? nullptr : must_keep(json::read(source(value), Limits{}), value);
  synth::InversionInput input;
  input.predicate = predicate_;
  input.call = call();
  if (value_ != nullptr) input.call.value = View(*value_, value_->root());
  input.filler = "Client name";
  return synth::invert(input, holds);
}

Truth PredicateUseBench::judge(const synth::Candidate& candidate) const {
  PredicateInput input = call();
  if (candidate.absent) return predicate_->run(input).truth;
  const Document document = to_document(candidate.value);
  input.value = View(document, document.root());
  return predicate_->run(input).truth;
}

}  // namespace intake::test
