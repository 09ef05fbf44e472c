#include "bulk.h"

#include <pybind11/stl.h>

#include <intake/bulk.h>

#include <limits>
#include <optional>
#include <utility>

#include "content.h"
#include "lines.h"
#include "rules.h"
#include "values.h"

namespace intake::python {
namespace {

py::object make_totals(const BulkTotals& totals, py::object results) {
  const auto of = [&](Disposition disposition) {
    return totals.by_disposition[static_cast<std::size_t>(disposition)];
  };
  return py::module_::import("intake._values")
      .attr("Totals")(totals.lines, of(Disposition::kAccept), of(Disposition::kAcceptWithNotes),
                      of(Disposition::kIncomplete), of(Disposition::kReject), totals.unreadable,
                      totals.findings, totals.warnings, totals.notes, totals.next_byte,
                      totals.complete, results);
}

void refuse_same_file(const py::object& path, const py::object& out) {
  if (!py::isinstance<py::str>(out) && !is_path(out)) return;
  const auto os_path = py::module_::import("os.path");
  if (!py::cast<bool>(os_path.attr("exists")(out)) ||
      !py::cast<bool>(os_path.attr("exists")(path)) ||
      !py::cast<bool>(os_path.attr("samefile")(path, out))) {
    return;
  }
  raise(Error{ErrorCode::kUsage,
              "the results would be written over it",
              "name another file",
              {path_text(path), 0, 0, 0}});
}

struct Settings {
  std::uint32_t threads;
  std::size_t line_bytes;
  py::object progress;  // None, or called with the Totals so far
};

BulkOptions bulk_options(const Settings& settings, KeptException& kept) {
  if (settings.threads == 0) throw py::value_error("threads is at least 1");
  BulkOptions options;
  options.threads = settings.threads;
  options.line_bytes = settings.line_bytes;
  // Also where nobody asks for progress: it is when Ctrl-C gets through.
  options.progress = [&settings, &kept](const BulkTotals& totals) {
    bool go_on = true;
    const bool ran = kept.run([&] {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (settings.progress.is_none()) return;
      const py::object answer = settings.progress(make_totals(totals, py::none()));
      go_on = answer.ptr() != Py_False;
    });
    return ran && go_on;
  };
  return options;
}

/// Runs `check` without the interpreter's lock and gives the Totals, or throws.
template <typename Check>
py::object run(py::object out, KeptException& kept, Check check) {
  ResultSink sink(std::move(out), kept);
  BulkTotals totals;
  std::optional<Error> error;
  {
    const py::gil_scoped_release free;
    const Status checked = check(sink, totals);
    const Status closed = sink.close();
    if (!checked) {
      error = checked.error();
    } else if (!closed) {
      error = closed.error();
    }
  }
  kept.rethrow();
  if (error) {
    const py::object exception = to_python(*error);
    exception.attr("totals") = make_totals(totals, sink.results());
    raise(exception);
  }
  return make_totals(totals, sink.results());
}

py::object check_a_range(py::object path, std::uint64_t offset, std::optional<std::uint64_t> length,
                         const Rules& rules, py::object out, std::uint32_t threads,
                         std::size_t line_bytes, py::object progress) {
  KeptException kept;
  const Settings settings{threads, line_bytes, std::move(progress)};
  BulkOptions options = bulk_options(settings, kept);
  options.offset = offset;
  options.length = length.value_or(std::numeric_limits<std::uint64_t>::max());
  const std::string file = path_text(path);
  refuse_same_file(path, out);
  return run(std::move(out), kept, [&](LineSink& sink, BulkTotals& totals) {
    return check_range(rules.compiled, rules.options, file, sink, options, totals);
  });
}

py::object check_all_lines(py::iterable lines, const Rules& rules, py::object out,
                           std::uint32_t threads, std::size_t line_bytes, py::object progress) {
  KeptException kept;
  const Settings settings{threads, line_bytes, std::move(progress)};
  const BulkOptions options = bulk_options(settings, kept);
  IterableSource source(py::iter(lines), kept);
  return run(std::move(out), kept, [&](LineSink& sink, BulkTotals& totals) {
    return check_lines(rules.compiled, rules.options, source, sink, options, totals);
  });
}

constexpr const char* kRangeDoc =
    R"(check_range(path, offset=0, length=None, *, rules, out=None, threads=1, line_bytes=1048576, progress=None)
--

Checks the lines of an NDJSON file that begin in `length` bytes from `offset`, each of them one
submission, and gives the Totals.

Writes one JSON object a line (schemas/line-result/1.schema.json), in the order of the input, to
`out`: a path, or an object with write(bytes). Without `out` they are `Totals.results`. A line that
cannot be read is a result of its own, and so is one over `line_bytes`. Memory stays bounded however
long the file is, and the results are the same for any number of `threads`. Other Python threads run
meanwhile.

`progress` is called with the Totals so far; False ends the run, whose `complete` is then False.
Raises IntakeError where the file cannot be read or the results not be written; its `totals` say
what was written before, in whole lines.)";
constexpr const char* kLinesDoc =
    R"(check_lines(lines, *, rules, out=None, threads=1, line_bytes=1048576, progress=None)
--

As check_range, of an iterable of lines (bytes or str, with or without line end). Places are bytes
from the first.)";

}  // namespace

void define_bulk(py::module_& module) {
  const py::arg_v out("out", py::none());
  const py::arg_v threads("threads", 1);
  const py::arg_v line_bytes("line_bytes", BulkOptions{}.line_bytes);
  const py::arg_v progress("progress", py::none());
  module.def("check_range", &check_a_range, py::arg("path"), py::arg("offset") = 0,
             py::arg("length") = py::none(), py::kw_only(), py::arg("rules"), out, threads,
             line_bytes, progress, kRangeDoc);
  module.def("check_lines", &check_all_lines, py::arg("lines"), py::kw_only(), py::arg("rules"),
             out, threads, line_bytes, progress, kLinesDoc);
}

}  // namespace intake::python
