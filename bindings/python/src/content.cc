#include "content.h"

#include "values.h"

namespace intake::python {
namespace {

std::string_view view_of_bytes(py::handle bytes) {
  return {PyBytes_AS_STRING(bytes.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

}  // namespace

Bytes::Bytes(py::handle value) {
  if (PyBytes_Check(value.ptr())) {
    held_ = py::reinterpret_borrow<py::object>(value);
    view_ = view_of_bytes(held_);
  } else if (PyUnicode_Check(value.ptr())) {
    held_ = py::reinterpret_borrow<py::object>(value);
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (data == nullptr) throw py::error_already_set();
    view_ = {data, static_cast<std::size_t>(size)};
  } else if (PyDict_Check(value.ptr())) {
    held_ = to_json(value);
    view_ = view_of_bytes(held_);
  } else if (PyObject_CheckBuffer(value.ptr()) != 0) {
    buffer_ = py::reinterpret_borrow<py::buffer>(value).request();
    if (buffer_->ndim != 1 || buffer_->itemsize != 1 || buffer_->strides.at(0) != 1) {
      throw py::type_error("a buffer of a submission holds bytes, one after the other");
    }
    view_ = {static_cast<const char*>(buffer_->ptr), static_cast<std::size_t>(buffer_->size)};
  } else {
    throw py::type_error("a submission is str, bytes or dict, not " +
                         std::string(Py_TYPE(value.ptr())->tp_name));
  }
}

bool is_path(py::handle value) { return py::hasattr(value, "__fspath__"); }

std::string path_text(py::handle path) {
  const auto os = py::module_::import("os");
  return py::cast<std::string>(os.attr("fsencode")(path));
}

py::bytes to_json(py::handle value) {
  using namespace py::literals;
  const py::object written = py::module_::import("json").attr("dumps")(
      value, "ensure_ascii"_a = false, "allow_nan"_a = false,
      "separators"_a = py::make_tuple(",", ":"));
  return py::bytes(written.attr("encode")());
}

Submission read_submission(py::handle content, py::object name, py::object format) {
  std::string bytes;
  std::string shown = "submission";
  std::string wanted = format.is_none() ? "" : py::cast<std::string>(format);
  if (is_path(content)) {
    shown = py::cast<std::string>(py::module_::import("os").attr("fspath")(content));
    const py::object file = py::module_::import("io").attr("open")(content, "rb");
    try {
      const py::object read = file.attr("read")();
      bytes = std::string(view_of_bytes(read));
    } catch (...) {
      file.attr("close")();
      throw;
    }
    file.attr("close")();
  } else {
    bytes = std::string(Bytes(content).view());
    if (wanted.empty() && PyDict_Check(content.ptr())) wanted = "json";
  }
  if (!name.is_none()) shown = py::cast<std::string>(name);
  auto submission = [&] {
    const py::gil_scoped_release free;
    return Submission::read(std::move(shown), std::move(bytes), {}, wanted);
  }();
  if (!submission) raise(submission.error());
  return std::move(submission).value();
}

}  // namespace intake::python
