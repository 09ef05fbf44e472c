#include "lint/linter.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "base/suggest.h"
#include "eval/region.h"
#include "lint/catalog.h"
#include "lint/edits.h"
#include "lint/form_maps.h"
#include "lint/linted_set.h"
#include "lint/suppressions.h"
#include "ruleset/loader.h"
#include "ruleset/versions.h"

namespace intake::lint {
namespace {

/// Bytes of files in which fixes are worked out; each fix reads its files again. Further ones are
/// offered without their edits.
constexpr std::size_t kMostEdited = 4u << 20;

struct Loaded {
  std::string reference;
  LoadResult result;
};

std::string set_of(std::string_view reference) {
  return std::string(reference.substr(0, reference.find('@')));
}

/// Names of sets in `extends`, whatever the range.
std::vector<std::string> extended_by(const Document& file) {
  std::vector<std::string> names;
  const View list = View(file, file.root()).member("extends");
  for (std::uint32_t i = 0; list.is_array() && i < list.size(); ++i) {
    if (list.at(i).is_string()) names.push_back(set_of(list.at(i).text()));
  }
  return names;
}

class Linter {
 public:
  Linter(const RuleFiles& files, const LintOptions& options) : files_(files), options_(options) {
    load_options_.now = options.now;
    load_options_.limits = options.limits;
  }

  Outcome run(const std::vector<std::string>& references) {
    Outcome outcome;
    LintReport& report = outcome.report;
    Notebook notebook(wanted(report));
    if (report.error) return outcome;
    load_all();
    gather_facts();
    std::set<std::string> rules;
    std::vector<const Loaded*> chosen = choose(references, report);
    for (const Loaded* loaded : chosen) {
      ++report.rule_sets;
      if (loaded->result.error && !report.error) report.error = loaded->result.error;
      add_faults(loaded->result.faults, report);
      if (loaded->result.rules == nullptr) continue;
      const LintedSet set(files_, load_options_, loaded->result.rules, facts_);
      for (const Rule& rule : set.rules().rules) rules.insert(rule.id);
      run_checks(set, notebook);
      gather_suppressions(set);
    }
    lint_maps(chosen, references.empty(), report, notebook);
    // What cannot even be listed would else look like nothing to complain of.
    if (references.empty()) add_faults(unlisted_, report);
    report.rules = static_cast<std::uint32_t>(rules.size());
    finish(notebook, outcome);
    return outcome;
  }

 private:
  std::vector<std::string_view> wanted(LintReport& report) const {
    std::vector<std::string_view> wanted;
    for (const auto* list : {&options_.only, &options_.except}) {
      for (const std::string& id : *list) {
        if (find_check(id) != nullptr) continue;
        report.error = Error{
            ErrorCode::kUsage, "there is no check `" + id + "`", did_you_mean(id, check_ids()), {}};
        if (report.error->hint.empty()) report.error->hint = "docs/reference/lint.md has all";
      }
    }
    for (const std::string_view id : check_ids()) {
      const bool only =
          options_.only.empty() ||
          std::find(options_.only.begin(), options_.only.end(), id) != options_.only.end();
      const bool except =
          std::find(options_.except.begin(), options_.except.end(), id) != options_.except.end();
      if (only && !except) wanted.push_back(id);
    }
    // A notebook without a list takes down everything.
    if (wanted.empty()) wanted.emplace_back();
    return wanted;
  }

  /// All sets of the library: what one defines another one may use.
  void load_all() {
    for (const RuleSetHeader& header : list_rule_sets(files_, load_options_, unlisted_)) {
      const std::string reference = header.name + "@" + header.version.text();
      loaded_.push_back({reference, load(reference)});
    }
  }

  /// At a clock at which it is in force.
  LoadResult load(const std::string& reference) const {
    const AnyVersion any =
        find_any_version(files_, reference, load_options_.now, load_options_.limits);
    LoadOptions options = load_options_;
    options.now = any.now;
    return load_rule_set(files_, any.reference, options);
  }

  void gather_facts() {
    for (const Loaded& loaded : loaded_) {
      if (loaded.result.rules == nullptr) {
        mark_unknown(loaded.reference);
        continue;
      }
      const RuleSet& rules = *loaded.result.rules;
      for (const Definition& definition : rules.definitions) {
        if (definition.used) facts_.used.insert(LibraryFacts::key(definition));
      }
      for (const IncludedSet& included : rules.includes) {
        if (included.file == nullptr) continue;
        for (std::string& name : extended_by(*included.file)) {
          facts_.extended.insert(std::move(name));
        }
        const View lists =
            View(*included.file, included.file->root()).member("override").member("lists");
        for (std::uint32_t i = 0; lists.is_object() && i < lists.size(); ++i) {
          const std::string_view key = lists.at(i).key();
          facts_.overridden_lists.insert("/" + std::string(key.substr(key.find('/') + 1)));
        }
      }
    }
  }

  /// A set that does not load, and all that it extends: what it uses of them is not known.
  void mark_unknown(const std::string& reference) {
    std::vector<std::string> left{set_of(reference)};
    while (!left.empty()) {
      const std::string name = std::move(left.back());
      left.pop_back();
      if (!facts_.not_known.insert(name).second) continue;
      for (const std::string& path : files_.list("rules/" + name + "/")) {
        if (!path.ends_with("/ruleset.yaml")) continue;
        const auto file = files_.document(path, options_.limits);
        if (!file) continue;
        for (std::string& more : extended_by(**file)) left.push_back(std::move(more));
      }
    }
  }

  std::vector<const Loaded*> choose(const std::vector<std::string>& references,
                                    LintReport& report) {
    std::vector<const Loaded*> chosen;
    if (references.empty()) {
      for (const Loaded& loaded : loaded_) chosen.push_back(&loaded);
      return chosen;
    }
    for (const std::string& reference : references) {
      const auto known = std::find_if(loaded_.begin(), loaded_.end(), [&](const Loaded& loaded) {
        return loaded.reference == reference;
      });
      if (known != loaded_.end()) {
        chosen.push_back(&*known);
        continue;
      }
      // A range, or no version: the one that it means now.
      auto loaded = std::make_unique<Loaded>();
      loaded->reference = reference;
      loaded->result = load(reference);
      if (loaded->result.error) {
        report.error = loaded->result.error;
        continue;
      }
      chosen.push_back(loaded.get());
      more_.push_back(std::move(loaded));
    }
    return chosen;
  }

  static void add_faults(const std::vector<Fault>& faults, LintReport& report) {
    for (const Fault& fault : faults) {
      // A set that several others extend is loaded with each of them.
      const bool known =
          std::any_of(report.faults.begin(), report.faults.end(), [&](const Fault& other) {
            return other.file == fault.file && other.byte_begin == fault.byte_begin &&
                   other.message == fault.message;
          });
      if (!known) report.faults.push_back(fault);
    }
  }

  static void run_checks(const LintedSet& set, Notebook& notebook) {
    std::set<void (*)(const LintedSet&, Notebook&)> done;
    for (const Check& check : checks()) {
      if (check.run == nullptr || !notebook.wants(check.info.id)) continue;
      if (done.insert(check.run).second) check.run(set, notebook);
    }
  }

  /// Form maps and dossier files of the chosen sets; of no set by itself where all are chosen.
  void lint_maps(const std::vector<const Loaded*>& chosen, bool all, LintReport& report,
                 Notebook& notebook) {
    std::set<std::string> names;
    for (const Loaded* loaded : chosen) names.insert(set_of(loaded->reference));
    if (!all && names.empty()) return;
    const LintedMaps maps =
        lint_form_maps(files_, all ? std::set<std::string>() : names, options_.limits, notebook);
    add_faults(maps.faults, report);
    for (const DocumentPtr& file : maps.files) gather_suppressions(file);
  }

  void gather_suppressions(const DocumentPtr& file) {
    if (!looked_at_.insert(file.get()).second) return;
    for (Suppression& one : find_suppressions(file)) suppressions_.push_back(std::move(one));
  }

  void gather_suppressions(const LintedSet& set) {
    std::vector<DocumentPtr> files{set.file()};
    for (const LintedSet::Messages& messages : set.messages()) files.push_back(messages.file);
    for (const UsedList& list : set.rules().lists) {
      for (const DocumentPtr& document : set.rules().documents) {
        if (!list.file.empty() && document.get() == list.rows.document()) files.push_back(document);
      }
    }
    for (const DocumentPtr& file : files) gather_suppressions(file);
  }

  void finish(Notebook& notebook, Outcome& outcome) {
    LintReport& report = outcome.report;
    std::erase_if(notebook.notes(), [&](const Note& note) {
      const bool ignored = is_ignored(note, suppressions_);
      report.ignored += ignored ? 1 : 0;
      return ignored;
    });
    report_suppressions(suppressions_, notebook);
    auto& notes = notebook.notes();
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
      const auto order = [](const Note& note) {
        const Region& region = note.finding.region;
        return std::tie(region.source, region.byte_begin, note.finding.check);
      };
      return order(a) < order(b);
    });
    for (Note& note : notes) {
      if (report.findings.size() >= options_.limits.findings) {
        ++report.suppressed;
        continue;
      }
      work_out_fix(note);
      report.findings.push_back(note.finding);
      outcome.notes.push_back(std::move(note));
    }
  }

  /// Turns what is planned into edits; a fix that cannot be made in place is not offered.
  void work_out_fix(Note& note) {
    std::vector<LintEdit> made;
    for (const FileEdits& file : note.edits) {
      bytes_edited_ += file.file->source()->bytes().size();
      if (bytes_edited_ > kMostEdited) return;
      const auto edits = resolve(file, options_.limits);
      if (!edits) {
        note.finding.fix.reset();
        note.edits.clear();
        return;
      }
      for (const Edit& edit : *edits) made.push_back({region_of(*file.file, edit.span), edit.text});
    }
    if (note.finding.fix) note.finding.fix->edits = std::move(made);
  }

  const RuleFiles& files_;
  const LintOptions& options_;
  std::size_t bytes_edited_ = 0;
  std::vector<Fault> unlisted_;  // of sets that cannot be listed
  LoadOptions load_options_;
  LibraryFacts facts_;
  std::vector<Loaded> loaded_;
  std::vector<std::unique_ptr<Loaded>> more_;
  std::set<const Document*> looked_at_;
  std::vector<Suppression> suppressions_;
};

}  // namespace

Outcome lint_sets(const RuleFiles& files, const std::vector<std::string>& references,
                  const LintOptions& options) {
  return Linter(files, options).run(references);
}

}  // namespace intake::lint
