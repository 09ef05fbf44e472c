#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/pattern.h"
#include "ruleset/chain.h"
#include "ruleset/fault_sink.h"
#include "ruleset/loader.h"
#include "ruleset/name_table.h"
#include "ruleset/path_check.h"

namespace intake {

/// A `lists` entry while it is read.
struct ListDraft {
  View rows;  // absent where it is faulty
  std::string name;
  std::uint32_t set = 0;                             // that defines it
  std::string file;                                  // LoadedList::file
  std::map<std::string, View, std::less<>> columns;  // made on first use
};

/// What is known of a parameter beside its value.
struct ParameterDraft {
  View choices;  // absent: any
};

/// What is known of one set of the chain beside its part of the RuleSet.
struct SetDraft {
  View top;                         // absent: nothing of it can be read
  std::vector<Language> languages;  // the first is that of its own texts
  View languages_place;             // absent: not declared
};

struct RuleDraft;

/// Everything that the parsers of one load share.
struct Loading {
  Loading(const RuleFiles& rule_files, const LoadOptions& load_options);
  ~Loading();
  Loading(const Loading&) = delete;
  Loading& operator=(const Loading&) = delete;

  const RuleFiles& files;
  const LoadOptions& options;
  FaultSink faults;
  FaultSink notes;  // nothing is wrong, but the author of the rules should know
  Chain chain;
  NameTable values;  // bindings and parameters
  NameTable lists;
  NameTable constants;
  NameTable parts;
  NameTable rules;
  NameTable former;  // ids that rules once had; `index` is that of the rule
  NameTable statements;
  std::vector<ListDraft> list_drafts;
  std::vector<ParameterDraft> parameter_drafts;
  std::vector<Places> binding_places;                           // by slot
  std::vector<std::pair<std::uint32_t, View>> binding_entries;  // by slot: set, entry of `bind`
  std::vector<bool> covered;                                    // by statement
  std::vector<SetDraft> sets;                                   // by place in the chain
  std::vector<RuleDraft> rule_drafts;
  std::map<std::string, PatternPtr, std::less<>> patterns;  // good ones, by their text
  std::map<std::string, PathTablePtr> member_tables;        // see table_of_members()
  std::string schema_name;                                  // as in `use`; empty: none
  std::shared_ptr<RuleSet> out;

  PathCheck paths();
  const Visibility& visibility() const { return chain.visibility; }
  /// Keeps a document that was made here as long as the rule set.
  View keep(Document document);
  /// Reads a file of the rules; a fault of its own where it is not well-formed.
  DocumentPtr read(const std::string& path);
  /// Of a rule set file what RuleFiles::head() gives.
  DocumentPtr read_head(const std::string& path);

  /// Adds a definition; a fault at its key where it collides with one that the set sees. True: it
  /// is new.
  bool define(NameTable& table, Named named);
  /// The named thing is used by something.
  void mark_used(const Named& named);
  /// As define(), for a rule, whose name is a value.
  bool define_rule(Named named);
  /// The definition of that name, which is used from now on, or null after a fault at `written`.
  const Named* resolve(const NameTable& table, std::string_view name, std::uint32_t set,
                       View written, std::string_view what);

 private:
  DocumentPtr take(const std::string& path, const Result<DocumentPtr>& document);
};

/// load_rule_set() into a Loading that stays open.
LoadResult load_into(Loading& loading, std::string_view reference);

/// Names of bindings, lists, parameters, parts and variables.
bool is_name(std::string_view text);
/// Names that templates give a meaning to: value, pointer, expected ...
bool is_template_name(std::string_view text);
/// Reports a name that cannot be defined, at the key of `place` or at `place` itself.
bool check_name(FaultSink& faults, std::string_view name, View place, bool at_key);

}  // namespace intake
