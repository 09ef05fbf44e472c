#include "pack/lock.h"

#include <algorithm>
#include <utility>

#include "document/datum.h"
#include "formats/yaml/yaml.h"
#include "pack/digest.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::string_view kHead =
    "# Written by `intake rules lock`. With --frozen these versions are used and no others.\n";

Datum texts(const std::vector<std::string>& values) {
  Datum::Array array;
  for (const std::string& value : values) array.emplace_back(value);
  return Datum(std::move(array));
}

/// Reads the tree of a lock file; the first thing that is wrong is the error.
class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  Result<Lock> run() {
    const View top(document_, document_.root());
    Lock lock;
    if (!top.is_object()) return wrong(top, "a lock file is a map");
    const View format = top.member("lock");
    if (!format.is_number() || !equal(to_datum(format), Datum(kFormat))) {
      return wrong(format.absent() ? top : format, "a lock file of this engine says `lock: 1`");
    }
    lock.engine = text(top, "engine");
    lock.now = text(top, "now");
    const View sets = top.member("sets");
    if (!sets.is_array()) fail(sets.absent() ? top : sets, "`sets` is a list of the locked sets");
    for (std::uint32_t i = 0; sets.is_array() && i < sets.size(); ++i) {
      const View entry = sets.at(i);
      LockedSet set;
      set.set = text(entry, "set");
      set.includes = texts_of(entry, "includes");
      set.lists = texts_of(entry, "lists");
      if (entry.member("schema")) set.schema = text(entry, "schema");
      lock.sets.push_back(std::move(set));
    }
    const View files = top.member("files");
    if (!files.is_object()) {
      fail(files.absent() ? top : files, "`files` is a map from path to SHA-256");
    }
    for (std::uint32_t i = 0; files.is_object() && i < files.size(); ++i) {
      const View digest = files.at(i);
      if (!digest.is_string() || !is_sha256(digest.text())) {
        fail(digest, "a SHA-256 is 64 digits from 0 to 9 and a to f");
      }
      lock.files.emplace(digest.key(), digest.is_string() ? digest.text() : std::string_view());
    }
    if (error_) return std::move(*error_);
    return lock;
  }

 private:
  Error wrong(View at, std::string what) const {
    return error_at(*document_.source(), document_.span(at.id()).begin, ErrorCode::kSyntax,
                    std::move(what), "make it again with `intake rules lock`");
  }
  void fail(View at, std::string what) {
    if (!error_) error_ = wrong(at, std::move(what));
  }

  std::string text(View map, std::string_view key) {
    const View value = map.member(key);
    if (value.is_string() && !value.text().empty()) return std::string(value.text());
    fail(value.absent() ? map : value, "`" + std::string(key) + "` is a text");
    return {};
  }

  std::vector<std::string> texts_of(View map, std::string_view key) {
    const View list = map.member(key);
    std::vector<std::string> out;
    if (list.absent()) return out;
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      if (list.at(i).is_string()) out.emplace_back(list.at(i).text());
    }
    if (!list.is_array() || out.size() != list.size()) {
      fail(list, "`" + std::string(key) + "` is a list of texts");
    }
    return out;
  }

  const Document& document_;
  std::optional<Error> error_;
};

Error changed(const RuleFiles& files, const std::string& path, std::string what, std::string hint) {
  return {ErrorCode::kDigest, std::move(what), std::move(hint), {files.shown(path), 0, 0, 0}};
}

}  // namespace

Status add_files_to_lock(Lock& lock, const std::vector<std::string>& paths, const RuleFiles& files,
                         const Limits& limits) {
  for (const std::string& path : paths) {
    if (lock.files.contains(path)) continue;
    const Result<std::string_view> bytes = files.bytes(path, limits);
    if (!bytes) return bytes.error();
    Result<std::string> digest = sha256(*bytes);
    if (!digest) return std::move(digest).error();
    lock.files.emplace(path, std::move(*digest));
  }
  return Done{};
}

Status add_to_lock(Lock& lock, const RuleSet& rules, const RuleFiles& files, const Limits& limits) {
  LockedSet set;
  for (const IncludedSet& included : rules.includes) {
    set.includes.push_back(included.name + '@' + included.version.text());
  }
  if (set.includes.empty()) return Done{};
  set.set = std::move(set.includes.back());
  set.includes.pop_back();
  for (const UsedList& list : rules.lists) {
    if (!list.file.empty()) set.lists.push_back(list.file);
  }
  std::sort(set.lists.begin(), set.lists.end());
  set.lists.erase(std::unique(set.lists.begin(), set.lists.end()), set.lists.end());
  set.schema = rules.schema_name;
  INTAKE_RETURN_IF_ERROR(add_files_to_lock(lock, rules.files, files, limits));
  const auto place =
      std::lower_bound(lock.sets.begin(), lock.sets.end(), set,
                       [](const LockedSet& a, const LockedSet& b) { return a.set < b.set; });
  if (place == lock.sets.end() || place->set != set.set) lock.sets.insert(place, std::move(set));
  return Done{};
}

std::string write_lock(const Lock& lock) {
  Datum::Array sets;
  for (const LockedSet& set : lock.sets) {
    Datum::Object entry{{"set", set.set}};
    if (!set.includes.empty()) entry.emplace_back("includes", texts(set.includes));
    if (!set.lists.empty()) entry.emplace_back("lists", texts(set.lists));
    if (!set.schema.empty()) entry.emplace_back("schema", set.schema);
    sets.push_back(Datum(std::move(entry)));
  }
  Datum::Object files;
  for (const auto& [path, digest] : lock.files) files.emplace_back(path, digest);
  Datum::Object top;
  top.emplace_back("lock", kFormat);
  top.emplace_back("engine", lock.engine);
  top.emplace_back("now", lock.now);
  top.emplace_back("sets", Datum(std::move(sets)));
  top.emplace_back("files", Datum(std::move(files)));
  const Document document = to_document(Datum(std::move(top)));
  return std::string(kHead) + yaml::write(View(document, document.root()));
}

Result<Lock> read_lock(std::string name, std::string_view text, const Limits& limits) {
  const auto document =
      yaml::read(std::make_shared<Source>(std::move(name), std::string(text)), limits);
  if (!document) return document.error();
  return Reader(*document).run();
}

Status freeze(RuleFiles& files, const Lock& lock, const Limits& limits) {
  for (const auto& [path, digest] : lock.files) {
    if (!files.has(path)) {
      return changed(files, path, "the file is missing, but it is locked",
                     "restore it, or make the lock again with `intake rules lock`");
    }
    const Result<std::string_view> bytes = files.bytes(path, limits);
    if (!bytes) return bytes.error();
    const Result<std::string> found = sha256(*bytes);
    if (!found) return found.error();
    if (*found != digest) {
      return changed(files, path,
                     "the file is not the one that was locked: its SHA-256 is " + *found +
                         ", that in the lock is " + digest,
                     "restore it, or make the lock again with `intake rules lock`");
    }
    const std::string_view folder = version_folder(path);
    for (const std::string& other : files.list(folder.empty() ? std::string_view(path) : folder)) {
      if (folder.empty() || !is_read_of(folder, other) || lock.files.contains(other)) continue;
      return changed(files, other, "the file is not in the lock, but stands in a locked version",
                     "remove it, or make the lock again with `intake rules lock`");
    }
  }
  files.lock_to([&](std::string_view path) {
    if (lock.files.contains(std::string(path))) return true;
    for (const Versioned* kind : {&kLetterFiles, &kFormMapFiles, &kDossierFiles}) {
      if (path.starts_with(kind->folder)) return true;  // no rules: what they say is not locked
    }
    const std::size_t cases = path.find("/cases/");
    return cases != std::string_view::npos &&
           lock.files.contains(std::string(path.substr(0, cases)) + "/ruleset.yaml");
  });
  return Done{};
}

}  // namespace intake
