/// Runs each construct at n, 4n and 16n. Under callgrind the instructions of each call are dumped
/// with the construct's number and size as their description; run.py compares them.
/// usage: growth [--shard I/K] [--only TEXT]    `number name, constant or grows`, a line each
#include <valgrind/callgrind.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intake/bulk.h>
#include <intake/intake.h>

#include "construct.h"
#include "lang/predicate/predicate.h"
#include "lang/verb/verb.h"

namespace intake::growth {
namespace {

constexpr std::size_t kSizes[] = {1, 4, 16};
constexpr const char* kSchema = R"({"$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object", "additionalProperties": false, "properties": {
    "a": {"type": "array", "items": {"type": "object", "additionalProperties": false,
          "properties": {"id": {"type": "string"}, "kind": {"enum": ["x", "y"]}}}}}})";

class Counted {
 public:
  Counted(std::size_t number, std::string_view way, std::size_t size)
      : what_(std::to_string(number) + " " + std::string(way) + " " + std::to_string(size)) {
    CALLGRIND_TOGGLE_COLLECT;
  }
  ~Counted() {
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(what_.c_str());
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::string what_;
};

class Memory : public ByteSource, public LineSink {
 public:
  explicit Memory(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read(char* to, std::size_t most) override {
    const std::size_t size = std::min(most, bytes_.size() - at_);
    std::memcpy(to, bytes_.data() + at_, size);
    at_ += size;
    return size;
  }
  Status write(std::string_view lines) override {
    written_ += lines.size();
    return Done{};
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0, written_ = 0;
};

/// "pass", "fail" ...: the worst of what the counts say.
std::string outcome_of(const Counts& counts) {
  if (counts.error > 0) return "error";
  if (counts.fail > 0) return "fail";
  if (counts.indeterminate > 0) return "unknown";
  return counts.pass > 0 ? "pass" : "skip";
}

class Runner {
 public:
  Runner(std::size_t number, const Construct& construct) : number_(number), of_(construct) {}

  /// What is wrong; empty: nothing.
  std::string run() {
    for (const std::size_t times : kSizes) run_at(of_.n * times);
    return std::move(wrong_);
  }

 private:
  std::string rules_text(std::size_t n) const {
    std::string head = "ruleset: grown\nversion: 1.0.0\nengine: \">=0.1 <1.0\"\ntitle: Grown\n";
    return head + "languages: [en]\n" + (of_.rules ? of_.rules(n) : asserts("present: true")(n));
  }

  Compiled compile(std::size_t n) const {
    const Library library = Library::from_memory({{"rules/grown/1.0.0/ruleset.yaml", rules_text(n)},
                                                  {"schemas/grown/1.schema.json", kSchema}});
    CompileOptions options;
    options.now = "2026-05-01T12:00:00Z";
    return library.compile("grown", options);
  }

  void run_at(std::size_t n) {
    if (of_.way == Way::kCompile) {
      std::optional<Compiled> compiled;
      {
        const Counted counted(number_, "compile", n);
        compiled = compile(n);
      }
      expect(compiled->rules ? "pass" : "fail");
      return;
    }
    if (rules_ == nullptr || rules_text(n) != known_text_) {
      known_text_ = rules_text(n);
      rules_ = std::make_unique<Compiled>(compile(n));
      // What is made once, or when it is first needed, is not counted.
      if (rules_->rules) (void)judge(*rules_->rules, of_.text(1));
    }
    const Compiled& compiled = *rules_;
    if (!compiled.rules) {
      wrong_ = "does not compile: " +
               (compiled.faults.empty() ? compiled.error->what : compiled.faults.front().message);
      return;
    }
    const std::string bytes = of_.text(n);
    switch (of_.way) {
      case Way::kRead:
        return read(*compiled.rules, bytes, n);
      case Way::kLines:
        return check_all(*compiled.rules, bytes, n);
      default:
        return use(*compiled.rules, bytes, n);
    }
  }

  std::string judge(const CompiledRules& rules, const std::string& bytes) const {
    const auto submission = Submission::read(of_.file, bytes, {});
    if (!submission) return "unreadable";
    return outcome_of(rules.check(*submission, {}).counts);
  }

  void expect(const std::string& outcome) {
    const bool right = of_.outcome.empty() ? outcome != "error" : outcome == of_.outcome;
    if (!right && wrong_.empty()) {
      wrong_ = "the outcome is " + outcome + ", not " + of_.outcome;
    }
  }

  void read(const CompiledRules& rules, const std::string& bytes, std::size_t n) {
    std::optional<Result<Submission>> submission;
    {
      const Counted counted(number_, "read", n);
      submission = Submission::read(of_.file, bytes, {});
    }
    expect(submission->ok() ? outcome_of(rules.check(**submission, {}).counts) : "unreadable");
    if (!of_.file.ends_with(".json")) return;
    Checker checker(rules, {});
    (void)checker.check(std::string_view("{}"));
    const Checked* checked = nullptr;
    {
      const Counted counted(number_, "checker-read", n);
      checked = &checker.check(std::string_view(bytes));
    }
    expect(checked->unreadable != nullptr ? "unreadable" : outcome_of(checked->counts));
  }

  void check_all(const CompiledRules& rules, const std::string& bytes, std::size_t n) {
    Memory memory(bytes);
    BulkTotals totals;
    std::optional<Status> status;
    {
      const Counted counted(number_, "lines", n);
      status = check_lines(rules, {}, memory, memory, {}, totals);
    }
    if (!status->ok()) wrong_ = status->error().what;
    expect(totals.unreadable > 0 ? "unreadable"
           : totals.findings > 0 ? "fail"
           : totals.lines > 0    ? "pass"
                                 : "skip");
  }

  void use(const CompiledRules& rules, const std::string& bytes, std::size_t n) {
    const auto submission = Submission::read(of_.file, bytes, {});
    if (!submission) {
      wrong_ = "cannot be read: " + submission.error().what;
      return;
    }
    if (of_.way == Way::kCheck) {
      check(rules, *submission, n);
    } else if (of_.way == Way::kFix) {
      std::optional<Result<Repaired>> repaired;
      {
        const Counted counted(number_, "fix", n);
        repaired = rules.fix(*submission, {});
      }
      if (!repaired->ok()) wrong_ = repaired->error().what;
      expect(!repaired->ok() ? "error" : outcome_of((*repaired)->report.counts));
    } else if (of_.way == Way::kRender) {
      const std::vector<Report> reports{rules.check(*submission, {})};
      expect(outcome_of(reports.front().counts));
      render(reports, n);
    } else {
      std::size_t size = 0;
      {
        const Counted counted(number_, "convert", n);
        for (const char* format : {"yaml", "json"}) size += submission->convert(format)->size();
      }
      expect(size > bytes.size() ? "pass" : "fail");
    }
  }

  void check(const CompiledRules& rules, const Submission& submission, std::size_t n) {
    {
      std::optional<Report> report;
      {
        const Counted counted(number_, "check", n);
        report = rules.check(submission, {});
      }
      expect(outcome_of(report->counts));
    }
    Checker checker(rules, {});
    (void)checker.check(*Submission::read("a.json", "{}", {}));
    const Checked* checked = nullptr;
    {
      const Counted counted(number_, "checker", n);
      checked = &checker.check(submission);
    }
    expect(outcome_of(checked->counts));
  }

  void render(const std::vector<Report>& reports, std::size_t n) const {
    {
      const Counted counted(number_, "text", n);
      (void)render_text(reports, {});
    }
    {
      const Counted counted(number_, "json", n);
      (void)render_json(reports, {});
    }
    const Counted counted(number_, "sarif", n);
    (void)render_sarif(reports, {});
  }

  std::size_t number_;
  const Construct& of_;
  std::unique_ptr<const Compiled> rules_;
  std::string known_text_;  // of rules_
  std::string wrong_;
};

/// Predicates and verbs without a construct.
std::vector<std::string> missing(const std::vector<Construct>& all) {
  std::vector<std::string> out;
  const auto look_for = [&](const std::string& name) {
    for (const Construct& construct : all) {
      if (construct.name == name || construct.name.starts_with(name + ":")) return;
    }
    out.push_back(name);
  };
  for (const std::string_view name : predicate_names()) look_for("predicate " + std::string(name));
  for (const Verb& verb : verbs()) look_for("verb " + std::string(verb.name));
  return out;
}

int run(int count, char** words) {
  std::size_t shard = 0, shards = 1;
  std::string_view only;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::string_view(words[i]) == "--shard") {
      shard = static_cast<std::size_t>(words[i + 1][0] - '0');
      shards = static_cast<std::size_t>(words[i + 1][2] - '0');
    }
    if (std::string_view(words[i]) == "--only") only = words[i + 1];
  }
  std::vector<Construct> all;
  add_predicates(all);
  add_selectors(all);
  add_conditions(all);
  add_expressions(all);
  add_reading(all);
  add_output(all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % shards != shard || all[i].name.find(only) == std::string::npos) continue;
    const std::string wrong = Runner(i, all[i]).run();
    std::printf("%zu\t%s\t%s\t%s\n", i, all[i].constant ? "constant" : "grows", all[i].name.c_str(),
                wrong.c_str());
    std::fflush(stdout);
  }
  const std::vector<std::string> none = shard == 0 ? missing(all) : std::vector<std::string>();
  for (const std::string& name : none) std::printf("-\t-\t%s\thas no construct\n", name.c_str());
  return 0;
}

}  // namespace
}  // namespace intake::growth

int main(int count, char** words) { return intake::growth::run(count, words); }
