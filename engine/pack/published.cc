#include "pack/published.h"

#include <utility>

#include "pack/digest.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

constexpr std::string_view kRules = "rules/";
constexpr std::size_t kDigits = 64;
constexpr std::string_view kHint =
    "a published version never changes: restore it, and make a new one";

}  // namespace

Result<Published> Published::read(std::string name, std::string_view text) {
  Published published;
  published.text = text;
  const Source source(std::move(name), std::string(text));
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    const auto wrong = [&](std::string what) {
      return error_at(source, static_cast<std::uint32_t>(begin), ErrorCode::kSyntax,
                      std::move(what), "a line is a SHA-256, two blanks and a path");
    };
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') {
      if (line.size() <= kDigits + 2 || !is_sha256(line.substr(0, kDigits)) ||
          line.substr(kDigits, 2) != "  ") {
        return wrong("this names no file");
      }
      const auto [entry, added] =
          published.files.emplace(line.substr(kDigits + 2), line.substr(0, kDigits));
      if (!added) return wrong("`" + entry->first + "` is named twice");
    }
    begin = end + 1;
  }
  return published;
}

void Published::add(std::string path, std::string digest) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  text += digest + "  " + path + '\n';
  files.emplace(std::move(path), std::move(digest));
}

Status verify(const RuleFiles& files, const Published& published, const Limits& limits) {
  for (const auto& [name, digest] : published.files) {
    const std::string path = std::string(kRules) + name;
    const auto changed = [&](const std::string& which, std::string what) {
      return Error{
          ErrorCode::kDigest, std::move(what), std::string(kHint), {files.shown(which), 0, 0, 0}};
    };
    if (!files.has(path)) return changed(path, "the file is published, but missing");
    const Result<std::string_view> bytes = files.bytes(path, limits);
    if (!bytes) return bytes.error();
    const Result<std::string> found = sha256(*bytes);
    if (!found) return found.error();
    if (*found != digest) {
      return changed(path, "the file is not the one that was published: its SHA-256 is " + *found +
                               ", that in PUBLISHED is " + digest);
    }
    const std::string_view folder = version_folder(path);
    if (folder.empty()) continue;
    for (const std::string& other : files.list(folder)) {
      if (!is_read_of(folder, other) || published.has(other.substr(kRules.size()))) continue;
      return changed(other, "the file is not published, but stands in a published version");
    }
  }
  return Done{};
}

}  // namespace intake
