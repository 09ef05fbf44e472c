#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace intake::growth {

using Text = std::function<std::string(std::size_t n)>;

/// What is counted.
enum class Way {
  kCheck,    // CompiledRules::check and Checker::check of a submission that was read
  kRead,     // Submission::read and Checker::read
  kFix,      // CompiledRules::fix, the text and its differences
  kRender,   // the report as text, JSON, SARIF and JUnit
  kConvert,  // the submission written as YAML and as JSON
  kCompile,  // Library::compile
  kLines,    // check_lines with one thread
};

/// One construct over growing input. Its instructions are counted at n, 4n and 16n.
struct Construct {
  std::string name;
  Way way = Way::kCheck;
  Text rules = {};  // of n: the body of a rule set below its title; empty: one rule that passes
  Text text = {};   // of n: the submission
  std::string file = "a.json";
  /// What comes of it: "pass", "fail" (some of it), "unknown", "unreadable"; empty: any but
  /// "error".
  std::string outcome = "pass";
  std::size_t n = 250;
  /// What is counted does not depend on n.
  bool constant = false;
};

/// The rule `one` about `$.a`, its keys as a flow map without the braces.
Text one_rule(const std::string& keys);
/// A rule about `$.a` with this predicate.
Text asserts(const std::string& predicate);

/// {"a": ...}, {"a": ..., "b": ...}
Text document(Text a);
Text document(Text a, Text b);
/// The value whatever n is.
Text fixed(const std::string& json);
/// [item(0), item(1), ...]; `%` in the item is its number, `~` a number of its own in no order.
Text list(const std::string& item);
/// The same, n / by of them.
Text shorter_list(std::size_t by, const std::string& item);
/// {"m0": item(0), ...}
Text members(const std::string& item);
/// A text in JSON: begin, n times `each`, end.
Text text(const std::string& each, const std::string& begin = "", const std::string& end = "");
/// The same of n / by times `each`.
Text shorter_text(std::size_t by, const std::string& each, const std::string& begin = "",
                  const std::string& end = "");
/// n times `each`, `%` being the number, between begin and end.
Text lines(const std::string& each, const std::string& begin = "", const std::string& end = "");
/// Lists nested in each other, `depth` of them in each of n / depth elements.
Text nested(std::size_t depth);

void add_predicates(std::vector<Construct>& to);
void add_selectors(std::vector<Construct>& to);
void add_conditions(std::vector<Construct>& to);
void add_expressions(std::vector<Construct>& to);
void add_reading(std::vector<Construct>& to);
void add_output(std::vector<Construct>& to);

}  // namespace intake::growth
