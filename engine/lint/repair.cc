#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "document/pointer.h"
#include "lint/edits.h"
#include "lint/linter.h"
#include "text/edit.h"

namespace intake::lint {
namespace {

constexpr int kMostRounds = 50;

/// What a finding says, wherever it stands by now.
std::string key_of(const LintFinding& finding) {
  return finding.check + '\n' + finding.rule + '\n' + finding.message;
}

bool is_inside(std::string_view pointer, std::string_view other) {
  return pointer.starts_with(other) &&
         (pointer.size() == other.size() || pointer[other.size()] == '/');
}

/// What the fixes of one round do already.
class Taken {
 public:
  bool is_free(const Note& note) const {
    return std::all_of(note.edits.begin(), note.edits.end(), [&](const FileEdits& file) {
      const auto known = files_.find(file.file.get());
      return known == files_.end() || is_free(file, known->second);
    });
  }

  void take(const Note& note) {
    for (const FileEdits& file : note.edits) {
      File& known = files_[file.file.get()];
      for (const Edit& edit : file.edits) known.spans.push_back(edit.span);
      for (const Change& change : file.changes) {
        known.spans.push_back(span_of(file, change.pointer));
        known.pointers.push_back(change.pointer);
        if (change.op == Change::Op::kRemove) ++known.removed[parent_of(change.pointer)];
      }
    }
  }

 private:
  struct File {
    std::vector<ByteSpan> spans;
    std::vector<std::string> pointers;
    std::map<std::string, std::uint32_t> removed;  // of each list or map: how many
  };

  static std::string parent_of(const std::string& pointer) {
    return pointer.substr(0, pointer.rfind('/'));
  }

  static ByteSpan span_of(const FileEdits& file, const std::string& pointer) {
    const NodeId node = find_node(*file.file, pointer);
    return node == kNoNode ? ByteSpan{} : file.file->span(node);
  }

  static bool is_free(const FileEdits& file, const File& known) {
    const auto overlaps = [&](ByteSpan span) {
      return std::any_of(known.spans.begin(), known.spans.end(), [&](ByteSpan other) {
        return span.begin <= other.end && other.begin <= span.end;
      });
    };
    for (const Edit& edit : file.edits) {
      if (overlaps(edit.span)) return false;
    }
    for (const Change& change : file.changes) {
      for (const std::string& other : known.pointers) {
        if (is_inside(change.pointer, other) || is_inside(other, change.pointer)) return false;
      }
      if (change.op != Change::Op::kRemove) {
        if (overlaps(span_of(file, change.pointer))) return false;
        continue;
      }
      // The last one takes its list or map along, in a round of its own.
      const std::string parent = parent_of(change.pointer);
      const auto removed = known.removed.find(parent);
      const NodeId node = find_node(*file.file, parent);
      if (removed != known.removed.end() && node != kNoNode &&
          removed->second + 1 >= file.file->node(node).size) {
        return false;
      }
    }
    return true;
  }

  std::map<const Document*, File> files_;
};

class Repairer {
 public:
  Repairer(const RuleFiles& files, const std::vector<std::string>& references,
           const LintOptions& options, bool unsafe)
      : before_(files),
        files_(files),
        references_(references),
        options_(options),
        shown_(options.limits.findings),
        unsafe_(unsafe) {
    // A finding that comes into sight is not a new one.
    options_.limits.findings = std::numeric_limits<std::uint32_t>::max();
    now_ = lint_sets(files_, references, options_);
  }

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
    LintReport& report = repair_.report = std::move(now_.report);
    if (report.findings.size() > shown_) {
      report.suppressed = static_cast<std::uint32_t>(report.findings.size() - shown_);
      report.findings.resize(shown_);
    }
    return std::move(repair_);
  }

 private:
  bool is_allowed(const LintFinding& finding) const {
    return finding.fix && (finding.fix->cls == FixClass::kSafe || unsafe_);
  }

  /// Fixes that can be made at once: of those that are in each other's way, the first.
  std::vector<const Note*> choose() const {
    std::vector<const Note*> chosen;
    Taken taken;
    for (const Note& note : now_.notes) {
      if (!is_allowed(note.finding) || rejected_.contains(key_of(note.finding))) continue;
      if (!taken.is_free(note)) continue;
      taken.take(note);
      chosen.push_back(&note);
    }
    return chosen;
  }

  bool try_fixes(const std::vector<const Note*>& chosen) {
    std::vector<FileEdits> all;
    for (const Note* note : chosen) {
      all = all.empty() ? note->edits : together(std::move(all), note->edits);
    }
    RuleFiles made = files_;
    std::vector<std::string> paths;
    for (const FileEdits& file : all) {
      const Source& source = *file.file->source();
      const std::string path = files_.path_of(source.name());
      auto edits = resolve(file, options_.limits);
      if (path.empty() || !edits) return false;
      auto bytes = apply_edits(source.bytes(), *edits);
      if (!bytes) return false;
      made.rewrite(path, std::move(*bytes));
      paths.push_back(path);
    }
    Outcome after = lint_sets(made, references_, options_);
    if (!is_better(after, chosen)) return false;
    touched_.insert(paths.begin(), paths.end());
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
  LintOptions options_;
  std::size_t shown_;
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
