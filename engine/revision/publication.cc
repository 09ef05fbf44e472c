#include "revision/publication.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "cases/case_runner.h"
#include "pack/digest.h"
#include "pack/published.h"
#include "revision/bump.h"
#include "revision/comparison.h"
#include "ruleset/versions.h"
#include "submission/dossier_file.h"
#include "submission/form_map_loader.h"

namespace intake {
namespace {

constexpr std::string_view kRules = "rules/";

/// What can be published, by what stands before its name.
struct Kind {
  enum class Content : std::uint8_t { kRuleSet, kList, kForm, kDossier };
  Content content;
  std::string_view prefix;
  const Versioned* versioned;
};
constexpr std::array<Kind, 4> kKinds{{
    {Kind::Content::kList, "lists/", &kListFiles},
    {Kind::Content::kForm, "forms/", &kFormMapFiles},
    {Kind::Content::kDossier, "dossiers/", &kDossierFiles},
    {Kind::Content::kRuleSet, "", &kRuleSetFiles},
}};

const Kind& kind_of(std::string_view reference) {
  const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) {
    return reference.starts_with(kind.prefix);
  });
  return *found;  // the last one fits everything
}
constexpr std::string_view kHead =
    "# The files of published versions, which never change: sha256sum -c PUBLISHED verifies them.\n"
    "# `intake rules publish` adds to it.\n";

/// What is to be published.
struct Wanted {
  std::string name;  // with `lists/` ... before it
  FileVersion version;
  const Kind* kind = nullptr;
  LoadedVersion loaded;            // of a set
  std::vector<std::string> files;  // of a form map or a dossier file: all it is read from
  bool is_set() const { return kind->content == Kind::Content::kRuleSet; }
  std::string id() const { return name + '@' + version.version.text(); }
};

std::string below_rules(const std::string& path) { return path.substr(kRules.size()); }

/// Rows that are gone may reject what was accepted, rows that come let more through.
Bump bump_of_lists(View before, View after) {
  const auto holds = [](View rows, View row) {
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (equal(rows.at(i), row)) return true;
    }
    return false;
  };
  bool more = false;
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    if (!holds(after, before.at(i))) return Bump::kMajor;
  }
  for (std::uint32_t i = 0; i < after.size(); ++i) more = more || !holds(before, after.at(i));
  return more ? Bump::kMinor : Bump::kPatch;
}

Bump bump_of_texts(const std::set<std::string>& before, const std::set<std::string>& after,
                   bool losing_counts) {
  const bool lost = !std::includes(after.begin(), after.end(), before.begin(), before.end());
  const bool more = !std::includes(before.begin(), before.end(), after.begin(), after.end());
  if (lost && losing_counts) return Bump::kMajor;
  return lost || more ? Bump::kMinor : Bump::kPatch;
}

class Publisher {
 public:
  Publisher(const RuleFiles& files, const LoadOptions& options, const Inspect& inspect)
      : files_(files), options_(options), inspect_(inspect) {}

  Publication run(const std::vector<std::string>& references, std::string_view text) {
    Result<Published> read = Published::read("rules/PUBLISHED", text);
    if (!read) return failed(std::move(read).error());
    published_ = std::move(*read);
    if (const Status sound = verify(files_, published_, options_.limits); !sound) {
      return failed(sound.error());
    }
    for (const std::string& reference : references) {
      if (!want(reference)) return std::move(out_);
    }
    for (Wanted& wanted : wanted_) load(wanted);
    if (!out_.faults.empty() || out_.error) return std::move(out_);
    order();
    for (Wanted& wanted : wanted_) publish(wanted);
    if (out_.refusals.empty() && !out_.error && !out_.sets.empty()) {
      out_.text = std::move(published_.text);
    }
    return std::move(out_);
  }

 private:
  Publication failed(Error error) {
    out_.error = std::move(error);
    return std::move(out_);
  }

  void refuse(const Wanted& wanted, std::string what, std::string hint) {
    out_.refusals.push_back({wanted.id(), std::move(what), std::move(hint)});
  }

  bool want(const std::string& text) {
    const Kind& kind = kind_of(text);
    const auto reference = parse_reference(text.substr(kind.prefix.size()));
    if (!reference) {
      out_.error = Error{ErrorCode::kUsage,
                         quoted(text) + " names no rule set",
                         "write name@version, or lists/, forms/ or dossiers/ and name@version",
                         {}};
      return false;
    }
    const FaultSink unused(options_.limits);
    VersionChoice choice =
        choose_version(files_, *kind.versioned, *reference, "", options_.limits, unused);
    if (!choice.version) {
      out_.error = Error{ErrorCode::kNotFound, choice.message, choice.hint, {}};
      return false;
    }
    Wanted wanted{
        std::string(kind.prefix) + reference->name, std::move(*choice.version), &kind, {}, {}};
    const bool known = std::any_of(wanted_.begin(), wanted_.end(),
                                   [&](const Wanted& w) { return w.id() == wanted.id(); });
    if (!known) wanted_.push_back(std::move(wanted));
    return true;
  }

  void load(Wanted& wanted) {
    switch (wanted.kind->content) {
      case Kind::Content::kList: {
        const Result<DocumentPtr> file = files_.document(wanted.version.path, options_.limits);
        if (!file && !out_.error) out_.error = file.error();
        return;
      }
      case Kind::Content::kForm: {
        FormMapResult form = load_form_map(files_, local_id(wanted), "", options_.limits);
        take(std::move(form.faults), std::move(form.error));
        if (form.map != nullptr) wanted.files = form.map->files;
        return;
      }
      case Kind::Content::kDossier: {
        DossierResult dossier = load_dossier(files_, local_id(wanted), "", options_.limits);
        take(std::move(dossier.faults), std::move(dossier.error));
        if (dossier.spec != nullptr) add_forms(*dossier.spec, wanted);
        return;
      }
      case Kind::Content::kRuleSet:
        break;
    }
    wanted.loaded = load_version({files_, wanted.id()}, options_);
    for (Fault& fault : wanted.loaded.result.faults) out_.faults.push_back(std::move(fault));
    if (wanted.loaded.result.error && !out_.error) {
      out_.error = std::move(wanted.loaded.result.error);
    }
  }

  /// Without `forms/` before it.
  static std::string local_id(const Wanted& wanted) {
    return wanted.id().substr(wanted.kind->prefix.size());
  }

  void take(std::vector<Fault> faults, std::optional<Error> error) {
    for (Fault& fault : faults) out_.faults.push_back(std::move(fault));
    if (error && !out_.error) out_.error = std::move(error);
  }

  /// A dossier file is of no use without its form maps.
  void add_forms(const DossierSpec& spec, Wanted& wanted) {
    wanted.files = spec.files;
    for (const std::string& form : spec.forms) {
      FormMapResult map = load_form_map(files_, form, "", options_.limits);
      take(std::move(map.faults), std::move(map.error));
      if (map.map == nullptr) continue;
      wanted.files.insert(wanted.files.end(), map.map->files.begin(), map.map->files.end());
    }
  }

  /// Lists first, and sets before those that extend them: those have longer chains.
  void order() {
    const auto rank = [](const Wanted& wanted) {
      return wanted.is_set() ? wanted.loaded.result.rules->includes.size() : 0;
    };
    std::stable_sort(wanted_.begin(), wanted_.end(),
                     [&](const Wanted& a, const Wanted& b) { return rank(a) < rank(b); });
  }

  void publish(Wanted& wanted) {
    const RuleSetRef ref{
        wanted.name, wanted.version.version.text(),
        wanted.is_set() ? wanted.loaded.result.rules->includes.back().title : std::string()};
    if (published_.has(below_rules(wanted.version.path))) {
      out_.already.push_back(ref);
      return;
    }
    const std::size_t before = out_.refusals.size();
    if (wanted.kind->content == Kind::Content::kList) {
      check_list_step(wanted);
    } else if (!wanted.is_set()) {
      check_form_step(wanted);
    } else {
      check_chain(wanted);
      for (Publication::Refusal& refusal : inspect_(wanted.id())) {
        out_.refusals.push_back(std::move(refusal));
      }
      check_cases(wanted);
      check_step(wanted);
    }
    if (out_.refusals.size() > before) return;
    if (!wanted.is_set()) {
      if (wanted.files.empty()) wanted.files.push_back(wanted.version.path);
      for (const std::string& path : wanted.files) {
        if (!published_.has(below_rules(path))) add(path);
      }
    } else {
      const std::string_view folder = version_folder(wanted.version.path);
      for (const std::string& path : files_.list(folder)) {
        if (is_read_of(folder, path)) add(path);
      }
      for (const std::string& path : wanted.loaded.result.rules->files) {
        if (path.starts_with(kListFiles.folder) && !published_.has(below_rules(path))) add(path);
      }
    }
    out_.sets.push_back(ref);
  }

  void add(const std::string& path) {
    const Result<std::string_view> bytes = files_.bytes(path, options_.limits);
    const Result<std::string> digest = bytes ? sha256(*bytes) : Result<std::string>(bytes.error());
    if (!digest) {
      if (!out_.error) out_.error = digest.error();
      return;
    }
    if (published_.text.empty()) published_.text = kHead;
    published_.add(below_rules(path), *digest);
  }

  void check_chain(const Wanted& wanted) {
    const RuleSet& rules = *wanted.loaded.result.rules;
    for (const IncludedSet& set : rules.includes) {
      if (set.name == rules.name) continue;
      const std::string id = set.name + '/' + set.version.text();
      if (published_.has(id + "/ruleset.yaml")) continue;
      refuse(
          wanted,
          "it extends " + quoted(set.name + '@' + set.version.text()) + ", which is not published",
          "publish that before it, or together with it");
    }
  }

  void check_cases(const Wanted& wanted) {
    LoadOptions options = options_;
    options.languages = {Language::kEn};
    const CaseReport report = run_case_files(files_, wanted.id(), options);
    for (const Fault& fault : report.faults) out_.faults.push_back(fault);
    std::size_t failed = 0;
    for (const CaseResult& result : report.results) failed += result.passed ? 0 : 1;
    const std::string hint = "`intake rules test " + wanted.id() + "` shows them";
    if (report.results.empty()) {
      refuse(wanted, "it has no cases", "write cases for its rules");
    } else if (failed > 0) {
      refuse(wanted,
             std::to_string(failed) + " of " + std::to_string(report.results.size()) +
                 " cases do not pass",
             hint);
    } else if (report.rules_covered < report.rules) {
      refuse(wanted,
             std::to_string(report.rules - report.rules_covered) + " of " +
                 std::to_string(report.rules) + " rules are not covered by cases",
             hint);
    }
  }

  /// The highest published version below the wanted one.
  std::optional<FileVersion> last_published(const Wanted& wanted) const {
    const std::string name = wanted.name.substr(wanted.kind->prefix.size());
    for (FileVersion& version :
         find_versions(files_, *wanted.kind->versioned, name)) {  // highest first
      if (version.version < wanted.version.version && published_.has(below_rules(version.path))) {
        return std::move(version);
      }
    }
    return std::nullopt;
  }

  void check_step(const Wanted& wanted) {
    const auto last = last_published(wanted);
    if (!last) return;
    const Comparison comparison = compare_versions(
        {files_, wanted.name + '@' + last->version.text()}, {files_, wanted.id()}, options_, {});
    if (comparison.error && !out_.error) out_.error = comparison.error;
    if (comparison.enough) return;
    refuse(wanted,
           "the step from " + last->version.text() + " is too small: the changes are " +
               std::string(bump_name(comparison.bump)),
           "make it " + comparison.least + ", or see `intake rules diff " + wanted.name + '@' +
               last->version.text() + ' ' + wanted.id() + '`');
  }

  void check_list_step(const Wanted& wanted) {
    const auto rows = [&](const FileVersion& version) {
      const Result<DocumentPtr> file = files_.document(version.path, options_.limits);
      return file ? View(**file, (*file)->root()).member("rows") : View();
    };
    if (!rows(wanted.version).is_array()) {
      refuse(wanted, "it has no rows", "write a list of `rows`");
      return;
    }
    const auto last = last_published(wanted);
    if (!last) return;
    const Bump bump = bump_of_lists(rows(*last), rows(wanted.version));
    if (step_between(last->version, wanted.version.version) >= bump) return;
    refuse(wanted,
           "the step from " + last->version.text() + " is too small: the changes are " +
               std::string(bump_name(bump)),
           "make it " + least_after(last->version, bump).text());
  }

  /// A label or a place that is gone may leave a form unread that was read; new ones are a minor
  /// step. Of a dossier file any change of what it does is one.
  void check_form_step(const Wanted& wanted) {
    const auto last = last_published(wanted);
    if (!last) return;
    const Bump bump = bump_of_texts(texts_of(*last), texts_of(wanted.version),
                                    wanted.kind->content == Kind::Content::kForm);
    if (step_between(last->version, wanted.version.version) >= bump) return;
    refuse(wanted,
           "the step from " + last->version.text() + " is too small: the changes are " +
               std::string(bump_name(bump)),
           "make it " + least_after(last->version, bump).text());
  }

  /// The place that a text of a form map has to do with.
  static std::string field_of(const Document& file, NodeId id) {
    for (NodeId at = id; at != kNoNode; at = file.node(at).parent) {
      const View place = View(file, at).member("at");
      if (place.is_string()) return std::string(place.text());
    }
    return {};
  }

  /// Every text of a file with its place in it, indices left out.
  std::set<std::string> texts_of(const FileVersion& version) const {
    std::set<std::string> texts;
    const Result<DocumentPtr> file = files_.document(version.path, options_.limits);
    for (NodeId id = 0; file && id < (*file)->size(); ++id) {
      const View value(**file, id);
      if (value.is_array() || value.is_object()) continue;
      std::string pointer = (*file)->pointer(id);
      if (pointer == "/version" || pointer.starts_with("/source/")) continue;
      std::erase_if(pointer, [](char c) { return c >= '0' && c <= '9'; });
      // One text becomes a list of one when another is added.
      if (pointer.ends_with('/')) pointer.pop_back();
      pointer += ' ' + field_of(**file, id);
      texts.insert(pointer + ' ' + to_display(value));
    }
    return texts;
  }

  const RuleFiles& files_;
  const LoadOptions& options_;
  const Inspect& inspect_;
  Published published_;
  std::vector<Wanted> wanted_;
  Publication out_;
};

}  // namespace

Publication plan_publication(const RuleFiles& files, const std::vector<std::string>& references,
                             std::string_view published, const LoadOptions& options,
                             const Inspect& inspect) {
  return Publisher(files, options, inspect).run(references, published);
}

}  // namespace intake
