#include "ruleset/argument_parser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "ruleset/expression_parser.h"
#include "ruleset/keys.h"
#include "ruleset/operand_parser.h"

namespace intake {
namespace {

bool is_literal_only(ParamKind kind) {
  switch (kind) {
    case ParamKind::kTrue:
    case ParamKind::kBoolean:
    case ParamKind::kPattern:
    case ParamKind::kPatternMap:
    case ParamKind::kChoice:
    case ParamKind::kChoices:
    case ParamKind::kBinding:
    case ParamKind::kSchema:
    case ParamKind::kExpression:
      return true;
    default:
      return false;
  }
}

/// The arguments of one predicate or verb while they are read.
struct Arguments {
  explicit Arguments(std::span<const ParamSpec> specs)
      : params(specs),
        args(params.size()),
        patterns(params.size()),
        schemas(params.size()),
        written(params.size()) {}

  std::span<const ParamSpec> params;
  std::vector<Operand> args;
  std::vector<PatternPtr> patterns;
  std::vector<DocumentPtr> schemas;
  std::vector<View> written;  // where each argument stands; absent: left out
  std::vector<std::string> misspelt;
  bool good = true;

  std::vector<View> literals() const {
    std::vector<View> values(args.size());
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (args[i].kind == Operand::Kind::kLiteral) values[i] = args[i].literal;
    }
    return values;
  }
};

/// What faults call an argument; a text only where there is one.
struct ArgumentName {
  std::string_view owner;      // the predicate or verb
  std::string_view parameter;  // empty: the bare argument

  std::string text() const {
    const std::string whole = '`' + std::string(owner) + '`';
    return parameter.empty() ? whole : '`' + std::string(parameter) + "` of " + whole;
  }
};

/// Whether check_literal() has nothing to say of it. False: it may have.
bool surely_fits(View literal, const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::kAny:
      return true;
    case ParamKind::kTrue:
      return literal.is_bool() && literal.boolean();
    case ParamKind::kText:
    case ParamKind::kPattern:
    case ParamKind::kBinding:
    case ParamKind::kSchema:
    case ParamKind::kExpression:
    case ParamKind::kTexts:
      return literal.is_string();
    default:
      return false;
  }
}

std::string parameters_hint(std::span<const ParamSpec> params) {
  std::string text;
  for (const ParamSpec& param : params) {
    text += (text.empty() ? "it knows: " : ", ") + std::string(param.name);
  }
  return text.empty() ? "it has no parameters" : text;
}

/// Null: a fault was reported, or the file has one of its own.
DocumentPtr read_schema(Scope& scope, View written) {
  const std::string name(written.text());
  const std::size_t at = name.find('@');
  const std::string path = at == std::string::npos ? std::string()
                                                   : "schemas/" + name.substr(0, at) + '/' +
                                                         name.substr(at + 1) + ".schema.json";
  if (!path.empty() && scope.loading().files.has(path)) return scope.loading().read(path);
  scope.faults().at(written, "there is no schema " + quoted(name),
                    path.empty() ? "write name@major" : "it would stand in " + path);
  return nullptr;
}

/// Each of the values that a constant can have has to be one that the parameter takes.
void check_constant(Scope& scope, const Reference& reference, View written, const ParamSpec& spec,
                    const std::string& label, Arguments& arguments) {
  for (const auto& [key, value] : scope.loading().out->constants[reference.slot].values) {
    View member = value;
    for (const std::string& step : reference.path) member = member.member(step);
    if (check_literal(scope.faults(), member, written, spec,
                      label + " for " + quoted(key.text()))) {
      continue;
    }
    arguments.good = false;
    return;
  }
}

void parse_argument(Scope& scope, Arguments& arguments, std::size_t index, View written,
                    const ArgumentName& name) {
  const ParamSpec& spec = arguments.params[index];
  arguments.written[index] = written;
  Operand& operand = arguments.args[index];
  if (looks_like_operand(written)) {
    if (is_literal_only(spec.kind)) {
      scope.faults().at(written,
                        name.text() + " must be written out, it cannot come from elsewhere",
                        spec.kind == ParamKind::kTrue ? "write `true`" : "write the value itself");
      arguments.good = false;
      return;
    }
    auto parsed = parse_operand(scope, written);
    if (!parsed) {
      arguments.good = false;
      return;
    }
    operand = std::move(*parsed);
  } else {
    operand.kind = Operand::Kind::kLiteral;
    operand.literal = written;
    operand.span = written.document()->span(written.id());
  }
  if (operand.kind == Operand::Kind::kReference &&
      operand.reference.kind == Reference::Kind::kConstant) {
    check_constant(scope, operand.reference, written, spec, name.text(), arguments);
  }
  if (operand.kind == Operand::Kind::kExpression &&
      !check_result(scope.faults(), *operand.expression, written, spec.kind, name.text())) {
    arguments.good = false;
  }
  if (operand.kind != Operand::Kind::kLiteral) return;
  if (!surely_fits(operand.literal, spec) &&
      !check_literal(scope.faults(), operand.literal, written, spec, name.text())) {
    arguments.good = false;
    return;
  }
  if (spec.kind == ParamKind::kPattern) {
    arguments.patterns[index] = parse_pattern(scope.loading(), written);
    arguments.good = arguments.good && arguments.patterns[index] != nullptr;
  } else if (spec.kind == ParamKind::kSchema) {
    arguments.schemas[index] = read_schema(scope, written);
    arguments.good = arguments.good && arguments.schemas[index] != nullptr;
  }
}

/// `owner`: the predicate or verb. `skip`: a key of the map that is no parameter.
void parse_parameters(Scope& scope, Arguments& arguments, View map, std::string_view owner,
                      std::string_view skip) {
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View member = map.at(i);
    if (!skip.empty() && member.key() == skip) continue;
    const auto param =
        std::find_if(arguments.params.begin(), arguments.params.end(),
                     [&](const ParamSpec& spec) { return spec.name == member.key(); });
    if (param == arguments.params.end()) {
      std::vector<std::string_view> names;
      for (const ParamSpec& spec : arguments.params) names.push_back(spec.name);
      std::string hint = parameters_hint(arguments.params);
      if (const auto meant = closest(member.key(), names)) {
        hint = "did you mean `" + *meant + "`?";
        arguments.misspelt.push_back(*meant);
      }
      scope.faults().at_key(
          member, ArgumentName{owner, {}}.text() + " has no parameter " + quoted(member.key()),
          std::move(hint));
      arguments.good = false;
      continue;
    }
    parse_argument(scope, arguments, static_cast<std::size_t>(param - arguments.params.begin()),
                   member, {owner, param->name});
  }
}

void check_required(Scope& scope, Arguments& arguments, View place, std::string_view owner) {
  for (std::size_t i = 0; i < arguments.params.size(); ++i) {
    const ParamSpec& spec = arguments.params[i];
    const auto& misspelt = arguments.misspelt;
    if (!spec.required || !arguments.written[i].absent() ||
        std::find(misspelt.begin(), misspelt.end(), spec.name) != misspelt.end()) {
      continue;
    }
    scope.faults().at_key(
        place, ArgumentName{owner, {}}.text() + " needs `" + std::string(spec.name) + '`',
        std::string(spec.doc));
    arguments.good = false;
  }
}

/// A map is the argument itself only where the first parameter is a map of patterns and the keys
/// are no parameters.
bool is_parameter_map(View value, const Predicate& predicate) {
  if (!value.is_object() || looks_like_operand(value)) return false;
  if (predicate.params[0].kind != ParamKind::kPatternMap) return true;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    const bool known =
        std::any_of(predicate.params.begin(), predicate.params.end(),
                    [&](const ParamSpec& spec) { return spec.name == value.at(i).key(); });
    if (!known) return false;
  }
  return true;
}

void prepare(Scope& scope, PredicateUse& use, const Arguments& arguments, View member) {
  const std::vector<View> literals = arguments.literals();
  std::uint32_t given = 0;
  View only;
  std::size_t count = 0;
  for (std::size_t i = 0; i < arguments.written.size(); ++i) {
    if (arguments.written[i].absent()) continue;
    given |= 1u << i;
    only = arguments.written[i];
    ++count;
  }
  PrepareInput input;
  input.literals = literals;
  input.given = given;
  input.limits = &scope.loading().options.limits;
  input.schema = scope.loading().out->schema.get();
  input.schemas = arguments.schemas;
  auto prepared = use.predicate->prepare(input);
  if (prepared) {
    use.prepared = std::move(*prepared);
    return;
  }
  const LangError& error = prepared.error();
  if (count == 1) {
    scope.faults().at(only, error.message, error.hint);
  } else {
    scope.faults().at_key(member, error.message, error.hint);
  }
}

/// What the verb itself says of its literal arguments. A message that begins with the name of a
/// parameter is shown at that argument.
bool check_verb(Scope& scope, const Arguments& arguments, const Verb& verb, View name) {
  if (verb.check == nullptr) return true;
  std::vector<ArgValue> args(arguments.args.size());
  const std::vector<View> literals = arguments.literals();
  for (std::size_t i = 0; i < args.size(); ++i) {
    args[i].given = !arguments.written[i].absent();
    args[i].value = literals[i];
  }
  const std::string wrong = verb.check({args, arguments.patterns, {}});
  if (wrong.empty()) return true;
  View place = name;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string label = '`' + std::string(arguments.params[i].name) + "` ";
    if (args[i].given && wrong.starts_with(label)) place = arguments.written[i];
  }
  scope.faults().at(place, wrong, '`' + std::string(verb.name) + "`: " + std::string(verb.summary));
  return false;
}

}  // namespace

std::optional<PredicateUse> parse_predicate(Scope& scope, View member) {
  const Predicate* predicate = find_predicate(member.key());
  if (predicate == nullptr) return std::nullopt;
  auto use = parse_predicate(scope, *predicate, member);
  if (use) use->span = member.document()->key_span(member.id());
  return use;
}

std::optional<PredicateUse> parse_predicate(Scope& scope, const Predicate& predicate, View member) {
  const std::size_t faults_before = scope.faults().count();
  const std::string_view owner = predicate.name;
  PredicateUse use;
  use.predicate = &predicate;
  use.span = member.document()->span(member.id());
  Arguments arguments(predicate.params);
  if (predicate.params.empty() || is_parameter_map(member, predicate)) {
    parse_parameters(scope, arguments, member, owner, "");
  } else {
    parse_argument(scope, arguments, 0, member, {owner, {}});
  }
  check_required(scope, arguments, member, owner);
  if (!arguments.good) return std::nullopt;

  for (std::size_t i = 0; i < arguments.params.size(); ++i) {
    if (arguments.params[i].kind != ParamKind::kBinding || arguments.written[i].absent()) continue;
    const auto bound = scope.resolve_binding(arguments.written[i]);
    if (!bound) return std::nullopt;
    use.binding = bound->slot;
    use.binding_is_variable = bound->is_variable;
  }
  if (predicate.prepare != nullptr) prepare(scope, use, arguments, member);
  if (scope.faults().count() != faults_before) return std::nullopt;
  use.args = std::move(arguments.args);
  use.patterns = std::move(arguments.patterns);
  return use;
}

PredicateUse make_statement(std::string_view predicate, ByteSpan span) {
  PredicateUse use;
  use.predicate = find_predicate(predicate);
  use.args.resize(use.predicate->params.size());
  use.patterns.resize(use.predicate->params.size());
  use.span = span;
  return use;
}

PredicateUse make_predicate(std::string_view predicate, View literal, ByteSpan span) {
  PredicateUse use = make_statement(predicate, span);
  use.args[0].kind = Operand::Kind::kLiteral;
  use.args[0].literal = literal;
  use.args[0].span = span;
  return use;
}

std::optional<VerbUse> parse_verb(Scope& scope, View step) {
  FaultSink& faults = scope.faults();
  if (!step.is_object()) {
    faults.at(step, "a step is a map, but this is " + describe_value(step),
              step.is_string() && find_verb(step.text()) != nullptr
                  ? "write `{verb: " + std::string(step.text()) + "}`"
                  : "write `{verb: trim}`");
    return std::nullopt;
  }
  const View name = step.member("verb");
  if (name.absent() || !name.is_string()) {
    faults.at(name.absent() ? step : name, "the step names no verb", "write `{verb: trim}`");
    return std::nullopt;
  }
  const Verb* verb = find_verb(name.text());
  if (verb == nullptr) {
    std::string hint = faults.did_you_mean(name.text(), verb_names());
    if (hint.empty()) hint = "the verbs are listed in the reference";
    faults.at(name, "there is no verb " + quoted(name.text()), std::move(hint));
    return std::nullopt;
  }
  const std::string_view owner = verb->name;
  VerbUse use;
  use.verb = verb;
  use.span = step.document()->span(step.id());
  Arguments arguments(verb->params);
  parse_parameters(scope, arguments, step, owner, "verb");
  check_required(scope, arguments, name, owner);
  // What is written in place of a match has to go with the pattern beside it.
  PatternPtr pattern;
  for (std::size_t i = 0; i < arguments.params.size(); ++i) {
    if (arguments.patterns[i]) pattern = arguments.patterns[i];
    const bool literal = arguments.args[i].kind == Operand::Kind::kLiteral;
    if (!pattern || !literal || arguments.params[i].kind != ParamKind::kText || !arguments.good) {
      continue;
    }
    if (const auto wrong = pattern->check_replacement(arguments.args[i].literal.text())) {
      faults.at(arguments.written[i], *wrong, "`\\1` is the first group, `\\0` the whole match");
      arguments.good = false;
    }
  }
  if (!arguments.good || !check_verb(scope, arguments, *verb, name)) return std::nullopt;
  use.args = std::move(arguments.args);
  use.patterns = std::move(arguments.patterns);
  return use;
}

}  // namespace intake
