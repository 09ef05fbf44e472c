#include "ruleset/rule_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "document/image.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

/// Files of one rules folder; a guard against a folder such as `/` given by mistake.
constexpr std::size_t kMostFiles = 100'000;

constexpr std::string_view kHead = ".head";

Error folder_error(ErrorCode code, const std::string& place, std::string what, std::string hint) {
  return {code, std::move(what), std::move(hint), {place, 0, 0, 0}};
}

Error no_file(std::string_view path) {
  return {ErrorCode::kNotFound,
          "there is no file `" + std::string(path) + "`",
          "",
          {std::string(path), 0, 0, 0}};
}

/// Whether `path` (without links) lies in `folder` (without links).
bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end();
}

Result<std::string> read_file(const fs::path& path, const Limits& limits) {
  std::error_code fault;
  const auto size = fs::file_size(path, fault);
  if (!fault && size > limits.input_bytes) {
    return folder_error(ErrorCode::kLimit, path.generic_string(),
                        "the file has " + std::to_string(size) + " bytes, the limit is " +
                            std::to_string(limits.input_bytes),
                        "split it into smaller files");
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes;
  if (!fault && in) {
    bytes.resize(static_cast<std::size_t>(size));
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  }
  if (fault || !in.is_open() || in.bad()) {
    return folder_error(ErrorCode::kUnreadable, path.generic_string(), "the file cannot be read",
                        "check that it is there and that you may read it");
  }
  return bytes;
}

}  // namespace

void RuleFiles::add(std::string path, std::string bytes) {
  File file;
  file.bytes = std::move(bytes);
  files_[std::move(path)] = std::move(file);
}

void RuleFiles::add_image(std::string path, std::string_view image) {
  if (path.ends_with(kHead)) {
    path.resize(path.size() - kHead.size());
    files_[std::move(path)].head_image = image;
    return;
  }
  File file;
  file.image = image;
  files_.insert_or_assign(files_.end(), std::move(path), std::move(file));
}

void RuleFiles::rewrite(std::string_view path, std::string bytes) {
  const auto found = files_.find(path);
  if (found == files_.end()) return;
  File& file = found->second;
  file.bytes = std::move(bytes);
  file.image = {};
  file.head_image = {};
  file.document = nullptr;
  file.head = nullptr;
}

std::string RuleFiles::path_of(std::string_view shown) const {
  for (const auto& [path, file] : files_) {
    if ((file.shown.empty() ? std::string_view(path) : std::string_view(file.shown)) == shown) {
      return path;
    }
  }
  return {};
}

Status RuleFiles::add_folder(const std::string& folder, const std::string& prefix,
                             const Limits& limits) {
  std::error_code fault;
  const fs::path top = fs::canonical(folder, fault);
  if (fault || !fs::is_directory(top, fault)) {
    return folder_error(ErrorCode::kUnreadable, folder, "there is no such folder",
                        "give the folder that holds the rule sets");
  }
  // Links to folders are not entered, so there are no loops.
  fs::recursive_directory_iterator entry(top, fault);
  std::size_t count = 0;
  for (; !fault && entry != fs::recursive_directory_iterator(); entry.increment(fault)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored) || ignored) continue;
    if (entry->is_symlink(ignored)) {
      const fs::path target = fs::canonical(entry->path(), ignored);
      if (ignored || !lies_in(target, top)) continue;
    }
    if (++count > kMostFiles) {
      return folder_error(ErrorCode::kLimit, folder,
                          "the folder has more than " + std::to_string(kMostFiles) + " files",
                          "give the folder that holds the rule sets only");
    }
    Result<std::string> bytes = read_file(entry->path(), limits);
    if (!bytes) return std::move(bytes).error();
    const std::string relative = entry->path().lexically_relative(top).generic_string();
    // A person finds the file under the name of the folder that they gave.
    File file;
    file.bytes = std::move(*bytes);
    file.shown = (fs::path(folder) / relative).generic_string();
    files_[prefix + relative] = std::move(file);
  }
  if (fault) {
    return folder_error(ErrorCode::kUnreadable, folder, "the folder cannot be listed",
                        "check that you may read it and all folders in it");
  }
  return Done{};
}

void RuleFiles::remove(std::string_view prefix) {
  const auto first = files_.lower_bound(prefix);
  auto last = first;
  while (last != files_.end() && last->first.starts_with(prefix)) ++last;
  files_.erase(first, last);
}

void RuleFiles::lock_to(const std::function<bool(std::string_view path)>& wanted) {
  std::erase_if(files_, [&](const auto& file) { return !wanted(file.first); });
  locked_ = true;
}

bool RuleFiles::has(std::string_view path) const { return files_.find(path) != files_.end(); }

std::vector<std::string> RuleFiles::list(std::string_view prefix) const {
  std::vector<std::string> paths;
  each(prefix, [&](const std::string& path) { paths.push_back(path); });
  return paths;
}

std::string RuleFiles::shown(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() || found->second.shown.empty() ? std::string(path)
                                                              : found->second.shown;
}

Result<std::string_view> RuleFiles::bytes(std::string_view path, const Limits& limits) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return no_file(path);
  if (found->second.image.empty()) return std::string_view(found->second.bytes);
  const Result<DocumentPtr> read = document(path, limits);  // an image holds its source
  if (!read) return read.error();
  return (*read)->source() ? (*read)->source()->bytes() : std::string_view();
}

Result<DocumentPtr> RuleFiles::document(std::string_view path, const Limits& limits) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return no_file(path);
  const File& file = found->second;
  if (file.document) return file.document;
  Result<Document> read = Error{};
  if (!file.image.empty()) {
    read = DocumentImage::from_image(file.image);
  } else {
    auto source = std::make_shared<const Source>(
        file.shown.empty() ? std::string(path) : file.shown, file.bytes);
    read = path.ends_with(".json") ? json::read(std::move(source), limits)
                                   : yaml::read(std::move(source), limits);
  }
  if (!read) return std::move(read).error();
  file.document = std::make_shared<const Document>(std::move(*read));
  return file.document;
}

Result<DocumentPtr> RuleFiles::head(std::string_view path, const Limits& limits) const {
  const auto found = files_.find(path);
  if (found == files_.end() || found->second.head_image.empty() || found->second.document) {
    return document(path, limits);
  }
  const File& file = found->second;
  if (file.head) return file.head;
  Result<Document> read = DocumentImage::from_image(file.head_image);
  if (!read) return std::move(read).error();
  file.head = std::make_shared<const Document>(std::move(*read));
  return file.head;
}

}  // namespace intake
