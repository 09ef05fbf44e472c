// The examples of the catalogues can be written in a rule, and the schemas for editors accept them
// and every rule file of this checkout.

#include <filesystem>

#include "demo_set.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"
#include "lang/predicate/predicate.h"
#include "lang/verb/verb.h"
#include "ruleset/rule_files.h"
#include "schema/schema.h"
#include "support/catch.h"

namespace intake {
namespace {

const std::string kRoot = INTAKE_SOURCE_DIR;

std::string rule_with(const std::string& more) {
  return "parts: {form: {at: '$.form'}}\nbind: {client: {at: '$.form.clientId'}}\n"
         "rules:\n  - id: some-wrong\n    severity: error\n    at: '$.form.name'\n    message: "
         "m\n" +
         more;
}

std::string predicate_rule(const Predicate& predicate) {
  return rule_with("    assert: {" + std::string(predicate.example) + "}\n");
}

std::string verb_rule(const Verb& verb) {
  return rule_with("    required: true\n    fix: {class: safe, because: b, steps: [" +
                   std::string(verb.example) + "]}\n");
}

RuleFiles checkout() {
  RuleFiles files;
  REQUIRE(files.add_folder(kRoot + "/rules", "rules/", {}));
  REQUIRE(files.add_folder(kRoot + "/schemas", "schemas/", {}));
  return files;
}

Schema must_compile(const RuleFiles& files, const std::string& name) {
  const auto document = files.document("schemas/" + name + "/1.schema.json", {});
  REQUIRE(document);
  auto schema = Schema::compile(**document, {});
  REQUIRE(schema);
  return std::move(*schema);
}

void check_fits(const Schema& schema, const Document& document) {
  const auto faults = schema.validate(document, {});
  REQUIRE(faults);
  for (const SchemaFault& fault : *faults) FAIL_CHECK(fault.pointer << ": " << fault.message);
}

TEST_CASE("every example of the catalogues loads", "[ruleset]") {
  for (const Predicate& predicate : predicates()) {
    INFO(predicate.example);
    CHECK(demo::faults_of(predicate_rule(predicate)) == std::vector<std::string>{});
  }
  for (const Verb& verb : verbs()) {
    INFO(verb.example);
    CHECK(demo::faults_of(verb_rule(verb)) == std::vector<std::string>{});
  }
}

TEST_CASE("no parameter has the name of an operand", "[ruleset]") {
  for (const Predicate& predicate : predicates()) {
    for (const ParamSpec& spec : predicate.params) {
      INFO(predicate.name << ' ' << spec.name);
      for (const char* name : {"ref", "at", "list", "lookup", "template", "expr"}) {
        CHECK(spec.name != name);
      }
    }
  }
  for (const Verb& verb : verbs()) {
    for (const ParamSpec& spec : verb.params) CHECK(spec.name != "verb");
  }
}

TEST_CASE("the schema of rule sets accepts every example of the catalogues", "[ruleset]") {
  const Schema schema = must_compile(checkout(), "ruleset");
  const auto check = [&](const std::string& body) {
    INFO(body);
    const auto document =
        yaml::read(std::make_shared<const Source>("x.yaml", demo::head("demo") + body), {});
    REQUIRE(document);
    check_fits(schema, *document);
  };
  for (const Predicate& predicate : predicates()) check(predicate_rule(predicate));
  for (const Verb& verb : verbs()) check(verb_rule(verb));
}

TEST_CASE("every rule file of this checkout fits its schema", "[ruleset]") {
  const RuleFiles files = checkout();
  const Schema ruleset = must_compile(files, "ruleset"), messages = must_compile(files, "messages");
  const Schema list = must_compile(files, "list"), cases = must_compile(files, "cases");
  std::size_t count = 0;
  for (const std::string& path : files.list("rules/")) {
    if (!path.ends_with(".yaml")) continue;
    INFO(path);
    const auto document = files.document(path, {});
    REQUIRE(document);
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    const Schema* schema = name == "ruleset.yaml"              ? &ruleset
                           : name.starts_with("messages.")     ? &messages
                           : path.starts_with("rules/lists")   ? &list
                           : path.find("/cases/") != path.npos ? &cases
                                                               : nullptr;
    if (schema == nullptr) continue;
    check_fits(*schema, **document);
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("every rule set of this checkout loads", "[ruleset]") {
  const RuleFiles files = checkout();
  std::vector<Fault> faults;
  std::size_t count = 0;
  for (const RuleSetHeader& header : list_rule_sets(files, demo::options(""), faults)) {
    const std::string reference = header.name + '@' + header.version.text();
    INFO(reference);
    const LoadResult result = load_rule_set(files, reference, demo::options(""));
    CHECK(demo::show(result.faults) == std::vector<std::string>{});
    CHECK(result.rules != nullptr);
    ++count;
  }
  CHECK(demo::show(faults) == std::vector<std::string>{});
  CHECK(count > 0);
}

}  // namespace
}  // namespace intake
