#include "files.h"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <utility>

#include "formats/reading/content.h"
#include "report/escape.h"

namespace intake::cli {
namespace {

namespace fs = std::filesystem;

/// What is read, and what people send in place of it: that is refused where all can see it.
constexpr std::array<std::string_view, 20> kExtensions{
    ".yaml", ".yml", ".json", ".ndjson", ".jsonl", ".eml",  ".docx", ".docm", ".pdf", ".pem",
    ".crt",  ".cer", ".der",  ".p7b",    ".p7c",   ".jwks", ".msg",  ".doc",  ".p12", ".pfx"};

bool is_submission(const fs::path& path) {
  const std::string name = path.filename().string();
  return std::any_of(kExtensions.begin(), kExtensions.end(), [&](std::string_view extension) {
    return name.size() > extension.size() && has_extension(name, extension);
  });
}

bool is_visible(const fs::path& path) { return !path.filename().string().starts_with('.'); }

Error not_found(const std::string& name, std::string what, std::string hint) {
  return {ErrorCode::kUnreadable, std::move(what), std::move(hint), {name, 0, 0, 0}};
}

void add_folder(const std::string& folder, std::vector<Input>& inputs,
                bool (*wanted)(const fs::path&) = &is_submission) {
  std::vector<Input> found;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    std::error_code kind;
    if (entries->is_directory(kind)) {
      if (!is_visible(entries->path()) && wanted == &is_visible) {
        entries.disable_recursion_pending();
      }
      continue;
    }
    if (!wanted(entries->path())) continue;
    Input input{entries->path().string(), std::nullopt};
    if (!entries->is_regular_file(kind)) {
      const bool dangling = !entries->exists(kind);
      input.error =
          not_found(input.name, dangling ? "the link leads to no file" : "this is no regular file",
                    dangling ? "correct or remove it" : "name it by itself to read it");
    }
    found.push_back(std::move(input));
  }
  if (error) {
    inputs.push_back({folder, not_found(folder, "the folder cannot be read: " + error.message(),
                                        "check its permissions")});
  } else if (found.empty()) {
    inputs.push_back({folder, not_found(folder, "the folder holds no file of a submission",
                                        "name the file itself")});
  }
  std::sort(found.begin(), found.end(),
            [](const Input& a, const Input& b) { return a.name < b.name; });
  std::move(found.begin(), found.end(), std::back_inserter(inputs));
}

bool add_matches(const std::string& pattern, std::vector<Input>& inputs) {
  glob_t matches{};
  const bool found = ::glob(pattern.c_str(), 0, nullptr, &matches) == 0;
  for (std::size_t i = 0; found && i < matches.gl_pathc; ++i) {
    std::error_code error;
    if (fs::is_directory(matches.gl_pathv[i], error)) {
      add_folder(matches.gl_pathv[i], inputs);
    } else {
      inputs.push_back({matches.gl_pathv[i], std::nullopt});
    }
  }
  ::globfree(&matches);
  return found;
}

std::string system_message() { return std::strerror(errno); }

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// The owner of an existing file stays, as far as this user may give files away.
mode_t keep_owner(int descriptor, const struct stat& old) {
  if (::fchown(descriptor, old.st_uid, old.st_gid) == 0) return old.st_mode & 07777;
  const bool group = ::fchown(descriptor, static_cast<uid_t>(-1), old.st_gid) == 0;
  return old.st_mode & (group ? 0777 : 0707);  // rights of a group are not for another one
}

bool flush_folder(const fs::path& folder) {
  const int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno == EACCES;  // one may write into a folder one cannot list
  const bool good = ::fsync(descriptor) == 0 || errno == EINVAL;
  ::close(descriptor);
  return good;
}

Error unwritable(const std::string& path) {
  return {ErrorCode::kUnwritable,
          "the file cannot be written: " + system_message(),
          "check the folder and its permissions",
          {path, 0, 0, 0}};
}

/// A pipe or a device: there is nothing to replace.
Status write_into(const std::string& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return unwritable(path);
  bool good = write_all(descriptor, bytes);
  good = ::close(descriptor) == 0 && good;
  if (good) return Done{};
  return unwritable(path);
}

}  // namespace

std::vector<Input> expand_inputs(const std::vector<std::string>& arguments) {
  std::vector<Input> inputs;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      add_folder(argument, inputs);
    } else if (argument == "-" || fs::exists(argument, error)) {  // a file, or a pipe, say
      inputs.push_back({argument, std::nullopt});
    } else if (!add_matches(argument, inputs)) {
      inputs.push_back(
          {argument, not_found(argument, "there is no such file or folder", "check the name")});
    }
  }
  return inputs;
}

std::vector<InputGroup> group_inputs(const std::vector<std::string>& arguments) {
  std::vector<InputGroup> groups;
  std::optional<std::size_t> loose;  // the group of the single files
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (fs::is_directory(argument, error)) {
      std::string name = argument;
      while (name.size() > 1 && name.back() == '/') name.pop_back();
      groups.push_back({name, {}});
      add_folder(name, groups.back().files, &is_visible);
      continue;
    }
    if (!loose) {
      loose = groups.size();
      groups.emplace_back();
    }
    for (Input& input : expand_inputs({argument})) {
      groups[*loose].files.push_back(std::move(input));
    }
  }
  if (loose) {
    InputGroup& group = groups[*loose];
    const std::string& first = group.files.front().name;
    group.name = first == "-" ? "<stdin>" : first;
    if (group.files.size() > 1) group.name += " + " + std::to_string(group.files.size() - 1);
  }
  return groups;
}

InputFile::InputFile(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), name_(std::move(other.name_)) {}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

Result<InputFile> InputFile::open(const std::string& name) {
  if (name == "-") return InputFile(STDIN_FILENO, "<stdin>");
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return InputFile(descriptor, name);
  if (errno == ENOENT) return not_found(name, "there is no such file or folder", "check the name");
  return not_found(name, "the file cannot be opened: " + system_message(), "check its permissions");
}

Result<std::size_t> InputFile::read(std::string& bytes, std::size_t most) {
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(descriptor_, buffer, std::min(most, sizeof buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return not_found(name_, "the file cannot be read: " + system_message(), "");
    }
    bytes.append(buffer, static_cast<std::size_t>(count));
    return static_cast<std::size_t>(count);
  }
}

Error too_large(const std::string& name, const Limits& limits) {
  return {ErrorCode::kLimit,
          "the file is larger than " + std::to_string(limits.input_bytes >> 20) + " MiB",
          "a submission is a few kilobytes: is this the right file?",
          {name, 0, 0, 0}};
}

Result<std::string> read_input(const std::string& name, const Limits& limits) {
  auto file = InputFile::open(name);
  if (!file) return file.error();
  std::string bytes;
  while (true) {
    const auto count = file->read(bytes, limits.input_bytes);
    if (!count) return count.error();
    if (*count == 0) return bytes;
    if (bytes.size() > limits.input_bytes) {
      return too_large(name == "-" ? "<stdin>" : name, limits);
    }
  }
}

Status write_atomically(const std::string& path, std::string_view bytes) {
  std::error_code error;
  fs::path target = fs::weakly_canonical(path, error);
  if (error) target = path;
  struct stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return write_into(path, bytes);
  std::string temporary = target.string() + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return unwritable(path);
  mode_t mode = 0;
  if (exists) {
    mode = keep_owner(descriptor, old);
  } else {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode = 0666 & ~mask;
  }
  bool good =
      write_all(descriptor, bytes) && ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
  good = ::close(descriptor) == 0 && good;
  if (!good || ::rename(temporary.c_str(), target.c_str()) != 0) {
    const Error failed = unwritable(path);
    ::unlink(temporary.c_str());
    return failed;
  }
  if (!flush_folder(target.parent_path())) return unwritable(path);
  return Done{};
}

bool print_content(std::string_view text) {
  return ::isatty(STDOUT_FILENO) == 1 ? print(escape_lines(text)) : print(text);
}

bool print(std::string_view text) { return write_all(STDOUT_FILENO, text); }
void print_error(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

}  // namespace intake::cli
