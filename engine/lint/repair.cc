#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/linter.h"
#include "text/edit.h"

namespace intake::lint {
namespace {

constexpr int kMostRounds = 50;

/// What a finding says, wherever it stands by now.
std::string key_of(const LintFinding& finding) {
  return finding.check + '\n' + finding.rule + '\n' + finding.message;
}

class Repairer {
 public:
  Repairer(const RuleFiles& files, const std::vector<std::string>& references,
           const LintOptions& options, bool unsafe)
      : before_(files),
        files_(files),
        references_(references),
        options_(options),
        unsafe_(unsafe),
        now_(lint_sets(files_, references, options)) {}

  Result<LintRepair> run() {
    bool together = true;
    for (int round = 0; round < kMostRounds; ++round) {
      std::vector<const Note*> chosen = choose();
      if (chosen.empty()) break;
      if (!together) chosen.resize(1);
      if (try_fixes(chosen)) continue;
      // One of them is to blame: find it.
      if (chosen.size() == 1) {
        rejected_.insert(key_of(chosen.front()->finding));
        ++repair_.reverted;
      }
      together = false;
    }
    for (const std::string& path : touched_) {
      auto old = before_.document(path, options_.limits);
      auto made = files_.document(path, options_.limits);
      if (!old) return std::move(old).error();
      if (!made) return std::move(made).error();
      const Source& source = *(*old)->source();
      const std::string after((*made)->source()->bytes());
      if (source.bytes() == after) continue;
      repair_.files.push_back({source.name(), std::string(source.bytes()), after,
                               unified_diff(source.bytes(), after, source.name(), source.name())});
    }
    repair_.report = std::move(now_.report);
    return std::move(repair_);
  }

 private:
  bool is_allowed(const LintFinding& finding) const {
    return finding.fix && !finding.fix->edits.empty() &&
           (finding.fix->cls == FixClass::kSafe || unsafe_);
  }

  /// Fixes that can be made at once: of those that overlap, the first.
  std::vector<const Note*> choose() const {
    std::vector<const Note*> chosen;
    std::map<const Document*, std::vector<ByteSpan>> taken;
    for (const Note& note : now_.notes) {
      if (!is_allowed(note.finding) || rejected_.contains(key_of(note.finding))) continue;
      const bool free =
          std::all_of(note.edits.begin(), note.edits.end(), [&](const FileEdits& file) {
            const auto& spans = taken[file.file.get()];
            return std::none_of(spans.begin(), spans.end(), [&](ByteSpan other) {
              return std::any_of(file.edits.begin(), file.edits.end(), [&](const Edit& edit) {
                return edit.span.begin <= other.end && other.begin <= edit.span.end;
              });
            });
          });
      if (!free) continue;
      for (const FileEdits& file : note.edits) {
        for (const Edit& edit : file.edits) taken[file.file.get()].push_back(edit.span);
      }
      chosen.push_back(&note);
    }
    return chosen;
  }

  bool try_fixes(const std::vector<const Note*>& chosen) {
    std::map<std::string, std::pair<DocumentPtr, std::vector<Edit>>> by_path;
    for (const Note* note : chosen) {
      for (const FileEdits& file : note->edits) {
        auto& entry = by_path[files_.path_of(file.file->source()->name())];
        entry.first = file.file;
        entry.second.insert(entry.second.end(), file.edits.begin(), file.edits.end());
      }
    }
    RuleFiles made = files_;
    for (auto& [path, entry] : by_path) {
      auto& [file, edits] = entry;
      std::stable_sort(edits.begin(), edits.end(),
                       [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
      auto bytes = apply_edits(file->source()->bytes(), edits);
      if (path.empty() || !bytes) return false;
      made.rewrite(path, std::move(*bytes));
    }
    Outcome after = lint_sets(made, references_, options_);
    if (!is_better(after, chosen)) return false;
    for (const auto& [path, entry] : by_path) touched_.insert(path);
    repair_.fixed += static_cast<std::uint32_t>(chosen.size());
    files_ = std::move(made);
    now_ = std::move(after);
    return true;
  }

  /// The findings are gone, and nothing has come that could not be repaired as well.
  bool is_better(const Outcome& after, const std::vector<const Note*>& chosen) const {
    if (after.report.error || after.report.faults.size() > now_.report.faults.size()) return false;
    std::map<std::string, int> known;
    for (const LintFinding& finding : now_.report.findings) ++known[key_of(finding)];
    for (const Note* note : chosen) --known[key_of(note->finding)];
    return std::all_of(after.report.findings.begin(), after.report.findings.end(),
                       [&](const LintFinding& finding) {
                         return --known[key_of(finding)] >= 0 || is_new_but_fine(finding);
                       });
  }

  bool is_new_but_fine(const LintFinding& finding) const {
    const bool counts =
        finding.severity == Severity::kError || finding.severity == Severity::kWarning;
    const bool known =
        std::any_of(now_.report.findings.begin(), now_.report.findings.end(),
                    [&](const LintFinding& other) { return key_of(other) == key_of(finding); });
    return !known && (!counts || is_allowed(finding));
  }

  const RuleFiles& before_;
  RuleFiles files_;
  const std::vector<std::string>& references_;
  const LintOptions& options_;
  bool unsafe_;
  Outcome now_;
  std::set<std::string> rejected_;
  std::set<std::string> touched_;
  LintRepair repair_;
};

}  // namespace

Result<LintRepair> repair_sets(const RuleFiles& files, const std::vector<std::string>& references,
                               const LintOptions& options, bool unsafe) {
  return Repairer(files, references, options, unsafe).run();
}

}  // namespace intake::lint
