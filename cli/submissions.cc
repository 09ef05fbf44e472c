#include "submissions.h"

#include <algorithm>
#include <utility>

#include "formats/format.h"
#include "formats/reading/content.h"
#include "formats/reading/reading.h"

namespace intake::cli {
namespace {

constexpr std::size_t kLooked = 1u << 20;  // enough to tell what a file is

std::string shown(const Input& input) { return input.name == "-" ? "<stdin>" : input.name; }

/// Reads until `bytes` has `most` of them, or the file ends: then `ended`.
Status read_up_to(InputFile& file, std::string& bytes, std::size_t most, bool& ended) {
  while (bytes.size() < most) {
    const auto count = file.read(bytes, most - bytes.size());
    if (!count) return count.error();
    ended = *count == 0;
    if (ended) break;
  }
  return Done{};
}

bool is_lines(const Arguments& arguments, std::string_view name) {
  if (!arguments.from.empty()) return arguments.from == "ndjson";
  return has_extension(name, ".ndjson") || has_extension(name, ".jsonl");
}

Limits limits_of(const Arguments& arguments) {
  Limits limits;
  if (arguments.reader_seconds > 0) limits.reader_seconds = arguments.reader_seconds;
  return limits;
}

/// In a dossier a file that cannot be read is there all the same: the report says that of it.
Reading unread(const std::string& name, std::size_t bytes, ContentKind kind, const Error& error) {
  Reading reading;
  reading.name = name.substr(name.find_last_of('/') + 1);
  reading.format = "other";
  reading.media_type = media_type(kind);
  reading.bytes = bytes;
  const bool unknown = error.code == ErrorCode::kUnsupported && !is_secret(kind);
  const NoticeCode code = is_secret(kind) ? NoticeCode::kPrivateKey
                          : unknown       ? NoticeCode::kUnknownFormat
                                          : NoticeCode::kUnreadable;
  reading.notices.push_back({code, error.what, error.hint, {}});
  return reading;
}

}  // namespace

Submissions::Submissions(const Arguments& arguments, const Library& library,
                         const std::vector<std::string>& inputs)
    : arguments_(arguments),
      library_(library),
      limits_(limits_of(arguments)),
      helper_(arguments.reader, limits_, arguments.quiet) {
  if (arguments.together) {
    groups_ = group_inputs(inputs);
    return;
  }
  for (Input& input : expand_inputs(inputs)) {
    std::string name = shown(input);
    groups_.push_back({std::move(name), {std::move(input)}});
  }
}

std::optional<Given> Submissions::next() {
  while (true) {
    if (!ready_.empty()) {
      Given given = std::move(ready_.front());
      ready_.pop_front();
      return given;
    }
    if (stream_) {
      if (auto next = stream_->next()) return document(std::move(*next));
      stream_.reset();
    }
    if (at_ == groups_.size()) return std::nullopt;
    open(groups_[at_++]);
  }
}

Given Submissions::document(StreamDocument document) {
  Given given;
  given.name = document.name;
  given.path = stream_path_;
  given.last = document.last;
  given.error = std::move(document.error);
  given.broken = given.error.has_value();
  if (given.broken) return given;
  auto read = Submission::read_document(given.name, document.bytes, limits_, stream_format_,
                                        stream_path_ == "-" ? "<stdin>" : stream_path_,
                                        document.byte, document.line);
  if (read) {
    given.submission = std::move(*read);
  } else {
    given.error = read.error();
  }
  given.lead = std::move(document.lead);
  given.bytes = std::move(document.bytes);
  given.tail = std::move(document.tail);
  return given;
}

void Submissions::give_error(std::string name, Error error) {
  Given given;
  given.name = std::move(name);
  given.error = std::move(error);
  given.broken = true;
  ready_.push_back(std::move(given));
}

void Submissions::open(const InputGroup& group) {
  if (group.files.size() != 1) return open_files(group);
  const Input& input = group.files.front();
  if (input.error) return give_error(shown(input), *input.error);
  auto file = InputFile::open(input.name);
  if (!file) return give_error(shown(input), file.error());
  const bool lines = is_lines(arguments_, input.name);
  if (lines || !arguments_.from.empty()) return open_text(group, std::move(*file), {}, lines);
  std::string bytes;
  bool ended = false;
  if (const auto status = read_up_to(*file, bytes, kLooked, ended); !status) {
    return give_error(shown(input), status.error());
  }
  // A text is known by its beginning; of another file the end may tell what it is.
  const ContentKind kind = content_kind(shown(input), bytes);
  if (is_plain(kind)) return open_text(group, std::move(*file), std::move(bytes), false);
  if (!ended) {
    const auto status = read_up_to(*file, bytes, limits_.input_bytes + 1, ended);
    if (!status) return give_error(shown(input), status.error());
  }
  if (bytes.size() > limits_.input_bytes) {
    return give_error(shown(input), too_large(shown(input), limits_));
  }
  auto part = read_file(input, std::move(bytes), true);
  if (!part) return give_error(shown(input), part.error());
  std::vector<DossierFile> files;
  files.push_back(std::move(*part));
  put_together(group.name, std::move(files));
}

Result<std::string> Submissions::reading() {
  if (groups_.size() != 1 || groups_.front().files.size() != 1) {
    return Error{ErrorCode::kUsage, "one file is read at a time", "name one", {}};
  }
  const Input& input = groups_.front().files.front();
  if (input.error) return *input.error;
  auto bytes = read_input(input.name, limits_);
  if (!bytes) return bytes;
  const auto needs = needs_reading(shown(input), *bytes);
  if (!needs) return needs.error();
  return helper_.read(shown(input), std::move(*bytes));
}

void Submissions::open_text(const InputGroup& group, InputFile file, std::string read, bool lines) {
  const Input& input = group.files.front();
  stream_path_ = input.name;
  stream_format_ = lines ? "json" : arguments_.from;
  if (stream_format_.empty()) stream_format_ = recognise_format(input.name, read).name;
  if (lines || stream_format_ == "yaml") {
    stream_.emplace(std::move(file), read, group.name,
                    lines ? Splitter::Kind::kLines : Splitter::Kind::kYaml, limits_);
    return;
  }
  bool ended = false;
  const auto status = read_up_to(file, read, limits_.input_bytes + 1, ended);
  if (!status) return give_error(shown(input), status.error());
  if (read.size() > limits_.input_bytes) {
    return give_error(shown(input), too_large(shown(input), limits_));
  }
  StreamDocument whole;
  whole.name = group.name;
  whole.bytes = std::move(read);
  whole.last = true;
  ready_.push_back(document(std::move(whole)));
}

Result<DossierFile> Submissions::read_file(const Input& input, std::string bytes, bool alone) {
  DossierFile file{shown(input), std::move(bytes), {}};
  const ContentKind kind = content_kind(file.name, file.bytes);
  const auto not_read = [&](const Error& error) {
    file.reading = to_json(unread(file.name, file.bytes.size(), kind, error));
  };
  const auto needs = needs_reading(file.name, file.bytes);
  if (!needs) {
    if (alone) return needs.error();
    not_read(needs.error());
    return file;
  }
  if (!*needs && kind != ContentKind::kText) return file;
  auto reading = helper_.read(file.name, file.bytes);
  if (reading) {
    file.reading = std::move(*reading);
  } else if (alone) {
    return reading.error();
  } else {
    not_read(reading.error());
  }
  return file;
}

void Submissions::open_files(const InputGroup& group) {
  std::vector<DossierFile> files;
  std::size_t bytes = 0;
  for (const Input& input : group.files) {
    auto read = input.error ? Result<std::string>(*input.error) : read_input(input.name, limits_);
    if (!read) return give_error(group.name, read.error());
    bytes += read->size();
    if (bytes > limits_.input_bytes) return give_error(group.name, too_large(group.name, limits_));
    auto file = read_file(input, std::move(*read), false);
    if (!file) return give_error(group.name, file.error());
    files.push_back(std::move(*file));
  }
  put_together(group.name, std::move(files));
}

Result<std::vector<Submission>> Submissions::assemble(std::string name,
                                                      std::vector<DossierFile> files) {
  AssembleOptions options;
  options.name = std::move(name);
  options.now = arguments_.now;
  options.dossier = arguments_.dossier;
  options.from = arguments_.from;
  options.limits = limits_;
  return library_.assemble(std::move(files), options);
}

void Submissions::put_together(std::string name, std::vector<DossierFile> files) {
  const auto shared = std::make_shared<const std::vector<DossierFile>>(files);
  auto all = assemble(name, std::move(files));
  if (!all) {
    Error error = all.error();
    if (error.where.source.empty()) error.where.source = name;
    return give_error(std::move(name), std::move(error));
  }
  for (std::size_t i = 0; i < all->size(); ++i) {
    Given given;
    given.submission = std::move((*all)[i]);
    given.name = given.submission->name();
    given.files = shared;
    given.group = name;
    given.last = i + 1 == all->size();
    ready_.push_back(std::move(given));
  }
}

}  // namespace intake::cli
