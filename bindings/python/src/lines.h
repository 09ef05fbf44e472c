#pragma once

#include <pybind11/pybind11.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>

#include <intake/bulk.h>

/// Between check_lines() and Python. What calls into Python takes the interpreter's lock for it,
/// and keeps an exception until the run is over (raise_kept).
namespace intake::python {

namespace py = pybind11;

/// The first exception of Python code that was called.
class KeptException {
 public:
  /// Runs `call` under the interpreter's lock; false where it threw.
  template <typename Call>
  bool run(Call call) {
    const py::gil_scoped_acquire lock;
    try {
      call();
      return true;
    } catch (...) {
      if (!kept_) kept_ = std::current_exception();
      return false;
    }
  }
  /// Throws what was kept. With the lock held.
  void rethrow();

 private:
  std::exception_ptr kept_;
};

/// The items of a Python iterable of bytes or str, each of them made a line.
class IterableSource : public ByteSource {
 public:
  IterableSource(py::iterator items, KeptException& kept) : items_(items), kept_(kept) {}
  Result<std::size_t> read(char* to, std::size_t most) override;

 private:
  /// Takes the next item; false at the end. With the lock held.
  bool next();

  py::iterator items_;
  KeptException& kept_;
  std::string line_;  // the item at hand, with its line end
  std::size_t taken_ = 0;
};

/// Where result lines go: to a file that is made anew, to an object with write(), or into memory.
class ResultSink : public LineSink {
 public:
  /// `out`: a path, an object with write(), or None. Throws IntakeError where a file cannot be
  /// made.
  ResultSink(py::object out, KeptException& kept);
  ~ResultSink() override;
  ResultSink(const ResultSink&) = delete;
  ResultSink& operator=(const ResultSink&) = delete;

  Status write(std::string_view lines) override;
  Status close();
  /// What was written, where there was no `out`; else None. With the lock held.
  py::object results() const;

 private:
  Error failed(int number) const;

  KeptException& kept_;
  std::FILE* file_ = nullptr;
  std::string path_;
  py::object writer_;  // None: into memory, or a file
  bool in_memory_ = false;
  std::string memory_;
};

}  // namespace intake::python
