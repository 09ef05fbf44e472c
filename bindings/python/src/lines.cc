#include "lines.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "content.h"
#include "values.h"

namespace intake::python {

void KeptException::rethrow() {
  if (kept_) std::rethrow_exception(std::exchange(kept_, nullptr));
}

bool IterableSource::next() {
  const auto item = py::reinterpret_steal<py::object>(PyIter_Next(items_.ptr()));
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  if (!item) return false;
  line_ = Bytes(item).view();
  if (!line_.ends_with('\n')) line_ += '\n';
  taken_ = 0;
  return true;
}

Result<std::size_t> IterableSource::read(char* to, std::size_t most) {
  std::size_t given = 0;
  const bool read = kept_.run([&] {
    while (given < most) {
      if (taken_ == line_.size() && !next()) break;
      const std::size_t size = std::min(most - given, line_.size() - taken_);
      std::memcpy(to + given, line_.data() + taken_, size);
      taken_ += size;
      given += size;
    }
  });
  if (!read) return Error{ErrorCode::kUnreadable, "the lines could not be read on", "", {}};
  return given;
}

ResultSink::ResultSink(py::object out, KeptException& kept) : kept_(kept), writer_(py::none()) {
  if (out.is_none()) {
    in_memory_ = true;
  } else if (py::isinstance<py::str>(out) || is_path(out)) {
    path_ = path_text(out);
    file_ = std::fopen(path_.c_str(), "wbe");
    if (file_ == nullptr) raise(failed(errno));
  } else if (py::hasattr(out, "write")) {
    writer_ = out.attr("write");
  } else {
    throw py::type_error("out is a path or an object with write()");
  }
}

ResultSink::~ResultSink() {
  if (file_ != nullptr) std::fclose(file_);
}

Error ResultSink::failed(int number) const {
  return {ErrorCode::kUnwritable,
          "cannot be written: " + std::string(std::strerror(number)),
          "",
          {path_, 0, 0, 0}};
}

Status ResultSink::write(std::string_view lines) {
  if (in_memory_) {
    memory_ += lines;
  } else if (file_ != nullptr) {
    if (std::fwrite(lines.data(), 1, lines.size(), file_) != lines.size()) return failed(errno);
  } else if (!kept_.run([&] { writer_(py::bytes(lines.data(), lines.size())); })) {
    return Error{ErrorCode::kUnwritable, "the results could not be written", "", {}};
  }
  return Done{};
}

Status ResultSink::close() {
  if (file_ == nullptr) return Done{};
  if (std::fclose(std::exchange(file_, nullptr)) != 0) return failed(errno);
  return Done{};
}

py::object ResultSink::results() const {
  if (!in_memory_) return py::none();
  return py::bytes(memory_);
}

}  // namespace intake::python
