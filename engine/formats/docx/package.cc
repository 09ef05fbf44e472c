#include "formats/docx/package.h"

#include <zip.h>

#include <algorithm>
#include <optional>

#include "text/unicode.h"

namespace intake::docx {
namespace {

constexpr std::uint64_t kSmall = 1u << 20;  // below, any ratio will do
constexpr std::size_t kChunk = 1u << 16;
constexpr std::uint16_t kDate = 0x5a21;  // of what is written here: 2025-01-01, as zip counts days

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Close {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

Error fault(ErrorCode code, std::string what, std::string hint = {}) {
  Error error;
  error.code = code;
  error.what = std::move(what);
  error.hint = std::move(hint);
  return error;
}

Error damaged(std::string_view why) {
  return fault(ErrorCode::kSyntax, "the Word file is damaged: " + std::string(why),
               "open it in Word or LibreOffice, save it again as .docx and send that");
}

std::string message(zip_error_t* error) {
  std::string text = zip_error_strerror(error);
  if (find_invalid_utf8(text)) text = "unknown";
  return to_lower(text);
}

/// An archive over bytes that it only reads, or over a growing copy of them. `kept` then holds the
/// result after zip_close().
Archive open_archive(std::string_view bytes, int flags, std::string& why,
                     zip_source_t** kept = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  Archive archive;
  zip_source_t* source =
      zip_source_buffer_create(bytes.empty() ? nullptr : bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    if (kept != nullptr) zip_source_keep(source);
    archive.reset(zip_open_from_source(source, flags, &error));
    if (!archive) {
      if (kept != nullptr) zip_source_free(source);
      zip_source_free(source);
    } else if (kept != nullptr) {
      *kept = source;
    }
  }
  if (!archive) why = message(&error);
  zip_error_fini(&error);
  return archive;
}

Result<std::string> drain(zip_source_t* source) {
  const Error broken = fault(ErrorCode::kUnwritable, "the Word file cannot be put together");
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0) return broken;
  std::string out(stat.size, '\0');
  if (zip_source_open(source) != 0) return broken;
  const zip_int64_t got = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  if (got < 0 || static_cast<std::uint64_t>(got) != out.size()) return broken;
  return out;
}

/// Closes the archive and gives its bytes.
Result<std::string> finish(Archive archive, zip_source_t* source) {
  const bool closed = zip_close(archive.get()) == 0;
  if (closed) (void)archive.release();
  archive.reset();
  Result<std::string> out =
      closed ? drain(source) : fault(ErrorCode::kUnwritable, "the Word file cannot be packed");
  zip_source_free(source);
  return out;
}

zip_source_t* source_of(zip_t* archive, const std::string& content) {
  return zip_source_buffer(archive, content.data(), content.size(), 0);
}

struct Entry {
  std::string name;
  std::string folded;
  std::uint64_t index = 0;
  std::uint64_t size = 0;
  std::uint64_t packed = 0;
  bool encrypted = false;
};

std::string fold(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace

struct Package::State {
  std::string_view bytes;
  Archive archive;
  std::vector<Entry> entries;  // by folded name
  std::uint64_t unpacked = 0;  // by all reads so far

  const Entry* find(std::string_view name) const {
    const std::string folded = fold(name);
    const auto found = std::lower_bound(
        entries.begin(), entries.end(), folded,
        [](const Entry& entry, const std::string& key) { return entry.folded < key; });
    return found == entries.end() || found->folded != folded ? nullptr : &*found;
  }
};

Package::Package(std::unique_ptr<State> state) : state_(std::move(state)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.input_bytes) {
    return fault(ErrorCode::kLimit, "the Word file has " + std::to_string(bytes.size()) +
                                        " bytes, more than the limit of " +
                                        std::to_string(limits.input_bytes));
  }
  auto state = std::make_unique<State>();
  state->bytes = bytes;
  std::string why;
  state->archive = open_archive(bytes, ZIP_RDONLY | ZIP_CHECKCONS, why);
  if (!state->archive) return damaged("its zip does not open (" + why + ")");
  const zip_int64_t count = zip_get_num_entries(state->archive.get(), 0);
  if (count < 0 || count > static_cast<zip_int64_t>(limits.package_entries)) {
    return fault(ErrorCode::kLimit, "the Word file has " + std::to_string(count) +
                                        " parts, more than the limit of " +
                                        std::to_string(limits.package_entries));
  }
  std::uint64_t total = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const auto index = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(state->archive.get(), index, ZIP_FL_ENC_RAW, &stat) != 0 ||
        (stat.valid & ZIP_STAT_NAME) == 0) {
      return damaged("a part has no name");
    }
    Entry entry;
    entry.name = stat.name;
    entry.folded = fold(entry.name);
    entry.index = index;
    entry.size = stat.size;
    entry.packed = stat.comp_size;
    entry.encrypted =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    if (entry.size > limits.entry_bytes || entry.size > limits.package_bytes - total) {
      return fault(ErrorCode::kLimit,
                   "the Word file unpacks to more bytes than the limit of " +
                       std::to_string(std::min(limits.entry_bytes, limits.package_bytes)));
    }
    total += entry.size;
    state->entries.push_back(std::move(entry));
  }
  std::sort(state->entries.begin(), state->entries.end(),
            [](const Entry& a, const Entry& b) { return a.folded < b.folded; });
  const auto twice =
      std::adjacent_find(state->entries.begin(), state->entries.end(),
                         [](const Entry& a, const Entry& b) { return a.folded == b.folded; });
  if (twice != state->entries.end()) return damaged("it holds a part twice");
  return Package(std::move(state));
}

bool Package::has(std::string_view name) const { return state_->find(name) != nullptr; }

bool Package::has_below(std::string_view folder) const {
  const std::string folded = fold(folder);
  return std::any_of(state_->entries.begin(), state_->entries.end(),
                     [&](const Entry& entry) { return entry.folded.starts_with(folded); });
}

Result<std::string> Package::read(std::string_view name, const Limits& limits) {
  const Entry* entry = state_->find(name);
  if (entry == nullptr) {
    return fault(ErrorCode::kNotFound, "the Word file has no part " + std::string(name));
  }
  if (entry->encrypted) {
    return fault(ErrorCode::kUnsupported, "the Word file is protected by a password",
                 "take the password off and save it again");
  }
  const std::unique_ptr<zip_file_t, Close> file(
      zip_fopen_index(state_->archive.get(), entry->index, 0));
  if (!file) return damaged("a part does not unpack");
  // What is declared may be a lie: what is unpacked counts.
  const std::uint64_t ratio = std::max<std::uint64_t>(
      kSmall, std::min<std::uint64_t>(entry->packed, state_->bytes.size()) * limits.unpacked_ratio);
  std::string out;
  std::string chunk(kChunk, '\0');
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) return damaged("a part does not unpack");
    if (got == 0) break;
    out.append(chunk, 0, static_cast<std::size_t>(got));
    state_->unpacked += static_cast<std::uint64_t>(got);
    if (out.size() > ratio) {
      return fault(ErrorCode::kLimit, "a part of the Word file is more than " +
                                          std::to_string(limits.unpacked_ratio) +
                                          " times larger unpacked than packed");
    }
    if (out.size() > limits.entry_bytes || state_->unpacked > limits.package_bytes) {
      return fault(ErrorCode::kLimit,
                   "the Word file unpacks to more bytes than the limit of " +
                       std::to_string(std::min(limits.entry_bytes, limits.package_bytes)));
    }
  }
  return out;
}

Result<std::string> Package::with(std::string_view name, const std::string& content) const {
  const Entry* entry = state_->find(name);
  if (entry == nullptr) {
    return fault(ErrorCode::kNotFound, "the Word file has no part " + std::string(name));
  }
  std::string why;
  zip_source_t* kept = nullptr;
  Archive archive = open_archive(state_->bytes, 0, why, &kept);
  if (!archive) return damaged("its zip does not open (" + why + ")");
  zip_source_t* source = source_of(archive.get(), content);
  const bool replaced =
      source != nullptr && zip_file_replace(archive.get(), entry->index, source, 0) == 0;
  if (!replaced && source != nullptr) zip_source_free(source);
  if (!replaced || zip_file_set_dostime(archive.get(), entry->index, 0, kDate, 0) != 0) {
    archive.reset();
    zip_source_free(kept);
    return fault(ErrorCode::kUnwritable, "the Word file cannot be packed");
  }
  return finish(std::move(archive), kept);
}

Result<std::string> make_package(const std::vector<std::pair<std::string, std::string>>& entries) {
  const Error broken = fault(ErrorCode::kUnwritable, "the Word file cannot be packed");
  std::string why;
  zip_source_t* kept = nullptr;
  Archive archive = open_archive({}, ZIP_TRUNCATE, why, &kept);
  if (!archive) return broken;
  bool good = true;
  for (const auto& [name, content] : entries) {
    zip_source_t* source = source_of(archive.get(), content);
    const zip_int64_t index =
        source == nullptr ? -1 : zip_file_add(archive.get(), name.c_str(), source, 0);
    if (index < 0 && source != nullptr) zip_source_free(source);
    good = good && index >= 0 &&
           zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, kDate, 0) == 0;
  }
  if (!good) {
    archive.reset();
    zip_source_free(kept);
    return broken;
  }
  return finish(std::move(archive), kept);
}

}  // namespace intake::docx
