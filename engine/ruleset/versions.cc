#include "ruleset/versions.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "base/suggest.h"
#include "lang/predicate/moment.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

/// The name and the version in the path of such a file; empty where the path is none.
std::pair<std::string_view, std::string_view> split_path(const Versioned& kind,
                                                         std::string_view path) {
  if (!path.starts_with(kind.folder) || !path.ends_with(kind.file)) return {};
  path.remove_prefix(kind.folder.size());
  if (path.size() < kind.file.size()) return {};
  path.remove_suffix(kind.file.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos) {
    return {};
  }
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string validity_text(const Validity& valid) {
  std::string text;
  if (!valid.from.empty()) text += " from " + valid.from;
  if (!valid.until.empty()) text += " until " + valid.until;
  return text.empty() ? " always" : text;
}

/// A clock at which that is in force, `now` itself where it can be.
std::string clock_within(const Validity& valid, const std::string& now) {
  if (now.empty() || valid.holds(now)) return now;
  const bool too_early = !valid.from.empty() && now.substr(0, 10) < valid.from;
  if (too_early || valid.until.empty()) return valid.from + "T00:00:00Z";
  const auto end = parse_date(valid.until);
  if (!end) return now;
  const CivilDate last = civil_date(end->day - 1);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT00:00:00Z", static_cast<int>(last.year),
                static_cast<int>(last.month), static_cast<int>(last.day));
  return text;
}

VersionChoice unknown_name(const RuleFiles& files, const Versioned& kind, const std::string& name,
                           const FaultSink& faults) {
  const std::vector<std::string> names = versioned_names(files, kind);
  std::string hint =
      faults.did_you_mean(name, std::vector<std::string_view>(names.begin(), names.end()));
  if (hint.empty() && !names.empty() && names.size() <= 20) {
    hint = files.locked() ? "the lock has:" : "there are:";
    for (const std::string& known : names) hint += (&known == &names[0] ? " " : ", ") + known;
  }
  if (hint.empty() && names.empty()) {
    hint = "it would stand in " + std::string(kind.folder) + name + "/<version>" +
           std::string(kind.file);
  }
  return {{}, std::string(kind.unknown) + quoted(name), std::move(hint)};
}

}  // namespace

bool Validity::holds(std::string_view now) const {
  const std::string_view date = now.substr(0, 10);
  return (from.empty() || date >= from) && (until.empty() || date < until);
}

Validity parse_validity(View valid, FaultSink& faults) {
  static constexpr std::array<KeySpec, 2> kKeys{{{"from", kStringBit}, {"until", kStringBit}}};
  Validity validity;
  if (valid.absent()) return validity;
  const Keys keys(faults, valid, "`valid`", kKeys);
  for (const KeySpec& spec : kKeys) {
    const View date = keys[spec.name];
    if (date.absent()) continue;
    if (!is_date(date.text())) {
      faults.at(date, quoted(date.text()) + " is no date", "write a date such as 2024-04-01");
      continue;
    }
    (spec.name == "from" ? validity.from : validity.until) = date.text();
  }
  if (!validity.from.empty() && !validity.until.empty() && validity.from >= validity.until) {
    faults.at(keys["until"], "`until` is not after `from`, so this is never in force",
              "`until` is the first day on which it is no longer in force");
  }
  return validity;
}

Validity validity_of(const RuleFiles& files, const FileVersion& version, const Limits& limits) {
  const Result<DocumentPtr> read = files.head(version.path, limits);
  if (!read) return {};
  FaultSink ignored(limits);
  return parse_validity(View(**read, (*read)->root()).member("valid"), ignored);
}

std::vector<FileVersion> find_versions(const RuleFiles& files, const Versioned& kind,
                                       std::string_view name) {
  std::vector<FileVersion> versions;
  files.each(std::string(kind.folder) + std::string(name) + '/', [&](const std::string& path) {
    const auto place = split_path(kind, path);
    if (place.first != name) return;
    if (auto version = Version::parse(place.second)) {
      versions.push_back({std::move(*version), path});
    }
  });
  std::stable_sort(
      versions.begin(), versions.end(),
      [](const FileVersion& a, const FileVersion& b) { return a.version > b.version; });
  return versions;
}

std::vector<std::string> versioned_names(const RuleFiles& files, const Versioned& kind) {
  std::vector<std::string> names;
  files.each(kind.folder, [&](const std::string& path) {
    const auto place = split_path(kind, path);
    const std::string_view name = place.first;
    if (!name.empty() && Version::parse(place.second) && (names.empty() || names.back() != name)) {
      names.emplace_back(name);
    }
  });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string_view version_folder(std::string_view path) {
  const auto [name, number] = split_path(kRuleSetFiles, path);
  if (name.empty()) return {};
  return path.substr(0, path.size() - kRuleSetFiles.file.size() + 1);
}

bool is_read_of(std::string_view folder, std::string_view path) {
  if (!path.starts_with(folder) || !path.ends_with(".yaml")) return false;
  return path.find('/', folder.size()) == std::string_view::npos;
}

std::optional<SetReference> parse_reference(std::string_view text) {
  SetReference reference;
  const std::size_t at = text.find('@');
  reference.name = text.substr(0, at);
  if (reference.name.empty()) return std::nullopt;
  if (at != std::string_view::npos) {
    reference.range = VersionRange::parse(text.substr(at + 1));
    if (!reference.range) return std::nullopt;
  }
  return reference;
}

VersionChoice choose_version(const RuleFiles& files, const Versioned& kind,
                             const SetReference& reference, std::string_view now,
                             const Limits& limits, const FaultSink& faults) {
  const std::vector<FileVersion> versions = find_versions(files, kind, reference.name);
  if (versions.empty()) return unknown_name(files, kind, reference.name, faults);
  const bool any_time = now.empty() || files.locked();
  const std::string named = std::string(kind.versions) + quoted(reference.name);
  std::string there, outside;
  std::optional<FileVersion> prerelease;
  for (const FileVersion& version : versions) {
    there += (there.empty() ? "" : ", ") + version.version.text();
    if (reference.range && !reference.range->contains(version.version)) continue;
    const Validity valid = any_time ? Validity() : validity_of(files, version, limits);
    if (any_time || valid.holds(now)) {
      if (reference.range || version.version.prerelease.empty()) return {version, "", ""};
      if (!prerelease) prerelease = version;
      continue;
    }
    outside += (outside.empty() ? "" : ", ") + version.version.text() + validity_text(valid);
  }
  if (prerelease) return {std::move(prerelease), "", ""};
  if (outside.empty()) {
    return {{},
            "no version of " + named + " fits " +
                quoted(reference.range ? reference.range->text() : "*"),
            (files.locked() ? "the lock has: " : "there are: ") + there};
  }
  return {{},
          "no version of " + named + " that fits is in force on " + std::string(now.substr(0, 10)),
          "in force: " + outside};
}

AnyVersion find_any_version(const RuleFiles& files, std::string_view reference,
                            const std::string& now, const Limits& limits) {
  AnyVersion any{std::string(reference), now};
  const auto parsed = parse_reference(reference);
  if (!parsed) return any;
  const FaultSink unused(limits);
  VersionChoice choice = choose_version(files, kRuleSetFiles, *parsed, now, limits, unused);
  if (!choice.version) choice = choose_version(files, kRuleSetFiles, *parsed, "", limits, unused);
  if (!choice.version) return any;
  any.reference = parsed->name + '@' + choice.version->version.text();
  any.now = clock_within(validity_of(files, *choice.version, limits), now);
  return any;
}

}  // namespace intake
