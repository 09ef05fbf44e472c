// load_rules SOURCE-FOLDER SUBMISSION [RUNS]: how long the steps of a run take within one process.
// Prints one JSON object: name -> {median_ms, min_ms, first_ms}.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <intake/intake.h>

#include "embedded.h"
#include "many_rules.h"

namespace {

using namespace intake;
using Clock = std::chrono::steady_clock;

CompileOptions options(bool all_languages) {
  CompileOptions made;
  made.now = "2026-11-22T00:00:00Z";
  if (!all_languages) made.languages = {Language::kEn};
  return made;
}

[[noreturn]] void stop(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(4);
}

Library embedded() {
  Library library;
  for (const EmbeddedFile& file : embedded_files()) {
    library.add_image(std::string(file.path), file.image);
  }
  return library;
}

Library from_folder(const std::string& folder) {
  auto library = Library::from_folder(folder, {});
  if (!library) stop(render_error(library.error(), {}));
  return std::move(library).value();
}

CompiledRules compile(const Library& library, std::string_view set, bool all_languages) {
  Compiled compiled = library.compile(set, options(all_languages));
  if (!compiled.rules) stop(render_faults(compiled.faults, {}));
  return *compiled.rules;
}

void compile_all(const Library& library, bool all_languages) {
  for (const RuleSetRef& set : library.list()) {
    compile(library, set.name + "@" + set.version, all_languages);
  }
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) stop(path + ": the file cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Submission read(const std::string& path, const std::string& bytes) {
  auto submission = Submission::read(path, bytes, {});
  if (!submission) stop(render_error(submission.error(), {}));
  return std::move(submission).value();
}

class Table {
 public:
  explicit Table(int runs) : runs_(runs) {}

  void measure(const char* name, const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < runs_; ++i) {
      const auto begin = Clock::now();
      work();
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::printf("%s\n  \"%s\": {\"median_ms\": %.4f, \"min_ms\": %.4f, \"first_ms\": %.4f}",
                begun_ ? "," : "{", name, times[times.size() / 2], times.front(), first);
    begun_ = true;
  }
  void close() const { std::printf("\n}\n"); }

 private:
  int runs_;
  bool begun_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) stop("usage: load_rules SOURCE-FOLDER SUBMISSION [RUNS]");
  const std::string folder = argv[1] + std::string("/rules");
  const std::string path = argv[2];
  const std::string bytes = read_file(path);
  const std::string broken_path = argv[1] + std::string("/examples/ctr-rest/broken.yaml");
  const std::string broken_bytes = read_file(broken_path);
  Table table(argc > 3 ? std::max(1, std::atoi(argv[3])) : 30);

  table.measure("read the rule files from the folder", [&] { from_folder(folder); });
  table.measure("compile all rule sets from YAML, one language",
                [&] { compile_all(from_folder(folder), false); });
  table.measure("compile all rule sets from YAML, all languages",
                [&] { compile_all(from_folder(folder), true); });
  table.measure("compile all embedded rule sets, one language",
                [&] { compile_all(embedded(), false); });
  table.measure("compile all embedded rule sets, all languages",
                [&] { compile_all(embedded(), true); });
  table.measure("compile the embedded ctr-rest, one language",
                [&] { compile(embedded(), "ctr-rest", false); });

  for (const std::size_t count : {20, 200, 2000}) {
    const std::string name = "read and compile " + std::to_string(count) + " rules";
    const std::vector<RuleFile> files = bench::many_rules(count);
    table.measure(name.c_str(), [&] { compile(Library::from_memory(files), "many", false); });
  }

  const Library library = embedded();
  const CompiledRules rules = compile(library, "ctr-rest", false);
  const Submission submission = read(path, bytes);
  const Submission broken = read(broken_path, broken_bytes);
  Report report;
  table.measure("read the submission", [&] { read(path, bytes); });
  table.measure("check the submission", [&] { report = rules.check(submission, {}); });
  table.measure("check broken.yaml", [&] { report = rules.check(broken, {}); });
  table.measure("report on broken.yaml as text", [&] { render_text({&report, 1}, {}); });
  RepairOptions unsafe;
  unsafe.unsafe = true;
  table.measure("fix broken.yaml, safe fixes", [&] {
    if (!rules.fix(broken, {})) stop("the fix run failed");
  });
  table.measure("fix broken.yaml, unsafe fixes too", [&] {
    if (!rules.fix(broken, unsafe)) stop("the fix run failed");
  });
  table.close();
}
