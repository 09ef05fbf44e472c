#include "revision/set_comparison.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "revision/condition_relation.h"
#include "ruleset/fault_sink.h"

namespace intake {
namespace {

std::string_view kind_of(Definition::Kind kind) {
  constexpr std::string_view kNames[] = {"binding", "list",     "parameter",
                                         "part",    "constant", "variable"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// The names that a set which extends this one may use: "list set/name".
std::set<std::string> names_of(const RuleSet& rules) {
  std::set<std::string> names;
  for (const Definition& definition : rules.definitions) {
    if (definition.kind == Definition::Kind::kVariable) continue;
    names.insert(std::string(kind_of(definition.kind)) + ' ' + quoted(definition.name));
  }
  return names;
}

View top_of(const RuleSet& rules) {
  const DocumentPtr& file = rules.includes.back().file;
  return file == nullptr ? View() : View(*file, file->root());
}

class Comparer {
 public:
  Comparer(const LoadedSet& before, const LoadedSet& after, const LoadOptions& options,
           Comparison& out)
      : before_(before),
        after_(after),
        a_(before.rules),
        b_(after.rules),
        options_(options),
        out_(out) {}

  void run() {
    compare_lists();
    compare_parameters();
    compare_names();
    compare_bindings();
    compare_parts();
    compare_redirects();
    compare_head();
    compare_recognise();
    compare_chain();
    compare_order();
  }

 private:
  void say(std::string what, Bump bump) { out_.others.push_back({std::move(what), bump}); }

  void compare_lists() {
    for (const UsedList& b : b_.lists) {
      const auto a = std::find_if(a_.lists.begin(), a_.lists.end(),
                                  [&](const UsedList& list) { return list.name == b.name; });
      if (a == a_.lists.end()) continue;
      ListChange change{b.name, {}, {}, Bump::kMinor};
      only_in(b.rows, a->rows, change.added);
      only_in(a->rows, b.rows, change.removed);
      if (!change.added.empty() || !change.removed.empty()) out_.lists.push_back(std::move(change));
    }
  }

  static void only_in(View rows, View others, std::vector<std::string>& out) {
    std::set<std::string> known;
    for (std::uint32_t i = 0; i < others.size(); ++i) known.insert(to_json(others.at(i)));
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      std::string row = to_json(rows.at(i));
      if (known.insert(row).second) out.push_back(std::move(row));
    }
  }

  static const Parameter* find(const RuleSet& rules, const std::string& name) {
    for (const Parameter& parameter : rules.parameters) {
      if (parameter.name == name) return &parameter;
    }
    return nullptr;
  }

  void compare_parameters() {
    for (const Parameter& a : a_.parameters) {
      const Parameter* b = find(b_, a.name);
      if (b == nullptr) {
        out_.parameters.push_back({a.name, to_json(a.value), std::nullopt, Bump::kMajor});
      } else if (a.type != b->type) {
        say("the parameter " + quoted(a.name) + " is of type " + b->type + ", was " + a.type,
            Bump::kMajor);
      } else if (!equal(a.value, b->value)) {
        out_.parameters.push_back({a.name, to_json(a.value), to_json(b->value), Bump::kMinor});
      }
    }
    for (const Parameter& b : b_.parameters) {
      if (find(a_, b.name) == nullptr) {
        out_.parameters.push_back({b.name, std::nullopt, to_json(b.value), Bump::kMinor});
      }
    }
  }

  void compare_names() {
    const std::set<std::string> before = names_of(a_), after = names_of(b_);
    for (const std::string& name : before) {
      if (name.starts_with("parameter")) continue;  // told with the defaults
      if (!after.contains(name)) say("the " + name + " is gone", Bump::kMajor);
    }
    for (const std::string& name : after) {
      if (name.starts_with("parameter")) continue;
      if (!before.contains(name)) say("the " + name + " is new", Bump::kMinor);
    }
  }

  /// Rules that use them are told of by themselves; another set may use them, too.
  void compare_bindings() {
    const Versions versions{a_, b_};
    for (const Binding& b : b_.bindings) {
      const auto a = std::find_if(a_.bindings.begin(), a_.bindings.end(),
                                  [&](const Binding& binding) { return binding.name == b.name; });
      if (a != a_.bindings.end() && !same(versions, *a, b)) {
        say("the binding " + quoted(b.name) + " differs", Bump::kMinor);
      }
    }
  }

  /// Where a part is missing, none of its rules can be checked.
  void compare_parts() {
    for (const Part& b : b_.parts) {
      const auto a = std::find_if(a_.parts.begin(), a_.parts.end(),
                                  [&](const Part& part) { return part.name == b.name; });
      if (a != a_.parts.end() && !same(a->at, b.at)) {
        say("the part " + quoted(b.name) + " is at " + quoted(b.at.text()) + ", was at " +
                quoted(a->at.text()),
            Bump::kMajor);
      }
    }
  }

  void compare_redirects() {
    for (const Redirect& redirect : a_.redirects) {
      const auto has_id = [&](const Rule& rule) { return rule.id == redirect.from; };
      const auto same_id = [&](const Redirect& other) { return other.from == redirect.from; };
      if (std::none_of(b_.redirects.begin(), b_.redirects.end(), same_id) &&
          std::none_of(b_.rules.begin(), b_.rules.end(), has_id)) {
        say("the redirect of " + quoted(redirect.from) + " is gone", Bump::kMajor);
      }
    }
  }

  void compare_head() {
    for (const std::string& language : a_.languages) {
      if (!has(b_.languages, language))
        say("the language `" + language + "` is gone", Bump::kMajor);
    }
    for (const std::string& language : b_.languages) {
      if (!has(a_.languages, language)) say("the language `" + language + "` is new", Bump::kMinor);
    }
    compare_schema();
    const bool was_abstract = a_.includes.back().abstract, abstract = b_.includes.back().abstract;
    if (was_abstract != abstract) {
      say(abstract ? "the set is abstract" : "the set is no longer abstract",
          abstract ? Bump::kMajor : Bump::kMinor);
    }
    const View a = top_of(a_), b = top_of(b_);
    if (!equal(a.member("engine"), b.member("engine"))) {
      say("`engine` is " + quoted(to_display(b.member("engine"))) + ", was " +
              quoted(to_display(a.member("engine"))),
          Bump::kMinor);
    }
    for (const std::string_view key : {"title", "source", "statements"}) {
      if (!equal(a.member(key), b.member(key))) {
        say("`" + std::string(key) + "` differs", Bump::kPatch);
      }
    }
  }

  static bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  void compare_schema() {
    if (a_.schema_name != b_.schema_name) {
      const auto shown = [](const std::string& name) {
        return name.empty() ? std::string("none") : quoted(name);
      };
      say("the schema is " + shown(b_.schema_name) + ", was " + shown(a_.schema_name),
          Bump::kMajor);
      return;
    }
    for (const std::string& path : b_.files) {
      if (!path.starts_with("schemas/")) continue;
      const auto a = before_.files.bytes(path, options_.limits);
      const auto b = after_.files.bytes(path, options_.limits);
      if (a && b && *a != *b)
        say("the schema " + quoted(b_.schema_name) + " differs", Bump::kMinor);
    }
  }

  std::optional<Condition> recognise(const LoadedSet& set, std::vector<RuleSetHeader>& headers) {
    std::vector<Fault> ignored;  // of other sets; this one was loaded without any
    LoadOptions options = options_;
    options.now = set.now;
    headers = list_rule_sets(set.files, options, ignored);
    for (const RuleSetHeader& header : headers) {
      if (header.name == set.rules.name && header.version == set.rules.version) {
        return header.recognise;
      }
    }
    return std::nullopt;
  }

  void compare_recognise() {
    std::vector<RuleSetHeader> keep_a, keep_b;  // what the conditions point into
    const std::optional<Condition> a = recognise(before_, keep_a);
    const std::optional<Condition> b = recognise(after_, keep_b);
    if (a.has_value() != b.has_value()) {
      say(b ? "`recognise` is new" : "`recognise` is gone", b ? Bump::kMinor : Bump::kMajor);
      return;
    }
    if (!a) return;
    std::vector<std::string> details;
    const Relation relation = relation_of({a_, b_}, *a, *b, "", details);
    if (relation == Relation::kEqual) return;
    std::string why;
    for (const std::string& detail : details) why += (why.empty() ? ": " : "; ") + detail;
    if (relation == Relation::kLooser) {
      say("`recognise` claims more submissions" + why, Bump::kMinor);
    } else {
      say((relation == Relation::kTighter ? "`recognise` claims fewer submissions"
                                          : "`recognise` differs") +
              why,
          Bump::kMajor);
    }
  }

  /// What changes with an extended set is told by its rules and names.
  void compare_chain() {
    std::map<std::string, std::string> before;
    for (const IncludedSet& set : a_.includes) before.emplace(set.name, set.version.text());
    for (const IncludedSet& set : b_.includes) {
      if (set.name == b_.name) continue;
      const auto former = before.find(set.name);
      if (former == before.end()) {
        say("it extends " + quoted(set.name) + " " + set.version.text(), Bump::kNone);
      } else if (former->second != set.version.text()) {
        say("it extends " + quoted(set.name) + " " + set.version.text() + ", was " + former->second,
            Bump::kNone);
      }
      before.erase(set.name);
    }
    for (const auto& [name, version] : before) {
      if (name != a_.name) say("it no longer extends " + quoted(name), Bump::kNone);
    }
  }

  /// The order of findings, and which of two fixes in each other's way wins.
  void compare_order() {
    std::set<std::string> before, after;
    for (const Rule& rule : a_.rules) before.insert(rule.id);
    for (const Rule& rule : b_.rules) after.insert(rule.id);
    std::vector<std::string> x, y;
    for (const Rule& rule : a_.rules) {
      if (after.contains(rule.id)) x.push_back(rule.id);
    }
    for (const Rule& rule : b_.rules) {
      if (before.contains(rule.id)) y.push_back(rule.id);
    }
    if (x != y) say("the rules stand in another order", Bump::kPatch);
  }

  const LoadedSet& before_;
  const LoadedSet& after_;
  const RuleSet& a_;
  const RuleSet& b_;
  const LoadOptions& options_;
  Comparison& out_;
};

}  // namespace

void compare_sets(const LoadedSet& before, const LoadedSet& after, const LoadOptions& options,
                  Comparison& comparison) {
  Comparer(before, after, options, comparison).run();
}

}  // namespace intake
