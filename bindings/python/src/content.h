#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <string>
#include <string_view>

#include <intake/intake.h>

namespace intake::python {

namespace py = pybind11;

/// The bytes of a str (as UTF-8), of bytes or another buffer, or of a dict written as JSON; without
/// a copy where Python keeps them.
class Bytes {
 public:
  /// TypeError where it is none of these.
  explicit Bytes(py::handle value);
  std::string_view view() const { return view_; }

 private:
  py::object held_;
  std::optional<py::buffer_info> buffer_;
  std::string_view view_;
};

/// Reads a submission: content as for Bytes, or the file of an os.PathLike. `name` and `format` may
/// be None. Throws IntakeError, or the OSError of the file.
Submission read_submission(py::handle content, py::object name, py::object format);

/// The path of a str or os.PathLike.
std::string path_text(py::handle path);
bool is_path(py::handle value);

/// As JSON text, which is YAML, too.
py::bytes to_json(py::handle value);

}  // namespace intake::python
