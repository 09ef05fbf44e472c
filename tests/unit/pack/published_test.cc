#include "pack/published.h"

#include "support/catch.h"

namespace intake {
namespace {

// printf 'x: 1\n' | sha256sum
constexpr const char* kDigest = "d09edadd173a8bbc233d47dcafc30cc876af2fb569812f2bbe0e92a1905bbce8";

RuleFiles files(const std::string& bytes = "x: 1\n") {
  RuleFiles all;
  all.add("rules/a/1.0.0/ruleset.yaml", bytes);
  all.add("rules/a/1.0.0/cases/one.yaml", "rule: one");
  all.add("rules/PUBLISHED", "");
  return all;
}

std::string line(const std::string& path) { return std::string(kDigest) + "  " + path + "\n"; }

std::string outcome(const RuleFiles& all, const std::string& text) {
  const auto published = Published::read("PUBLISHED", text);
  if (!published) {
    return std::to_string(published.error().where.line) + ": " + published.error().what;
  }
  const Status verified = verify(all, *published, {});
  if (verified) return "good";
  CHECK(verified.error().code == ErrorCode::kDigest);
  return verified.error().where.source + ": " + verified.error().what.substr(0, 50);
}

TEST_CASE("published versions do not change", "[pack]") {
  const std::string good = "# for people\n\n" + line("a/1.0.0/ruleset.yaml");
  CHECK(outcome(files(), "") == "good");
  CHECK(outcome(files(), good) == "good");
  CHECK(outcome(files("x: 2\n"), good) ==
        "rules/a/1.0.0/ruleset.yaml: the file is not the one that was published: its SH");
  CHECK(outcome(files("x: 1\r\n"), good) ==
        "rules/a/1.0.0/ruleset.yaml: the file is not the one that was published: its SH");
  CHECK(outcome(files(), line("b/1.0.0/ruleset.yaml")) ==
        "rules/b/1.0.0/ruleset.yaml: the file is published, but missing");
  RuleFiles more = files();
  more.add("rules/a/1.0.0/cases/two.yaml", "");
  CHECK(outcome(more, good) == "good");
  more.add("rules/a/1.0.0/messages.fr.yaml", "");
  CHECK(outcome(more, good) ==
        "rules/a/1.0.0/messages.fr.yaml: the file is not published, but stands in a publish");
}

TEST_CASE("lines that are none", "[pack]") {
  const std::string digest = kDigest;
  for (const std::string& bad : {std::string("a"), digest, digest + "  ", digest + " a/b",
                                 digest.substr(1) + "  a/b", "X" + digest.substr(1) + "  a/b"}) {
    INFO(bad);
    CHECK(outcome(files(), "# x\n" + bad + "\n") == "2: this names no file");
  }
  CHECK(outcome(files(), line("a") + line("a")) == "2: `a` is named twice");
}

TEST_CASE("what is published is appended", "[pack]") {
  auto published = Published::read("PUBLISHED", "# head");
  REQUIRE(published.ok());
  published->add("a/1.0.0/ruleset.yaml", kDigest);
  CHECK(published->has("a/1.0.0/ruleset.yaml"));
  CHECK(published->text == "# head\n" + line("a/1.0.0/ruleset.yaml"));
}

}  // namespace
}  // namespace intake
