#include "tools.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include <benchmark/benchmark.h>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace intake::bench {
namespace {

DocumentPtr keep(Result<Document> read) {
  if (!read) stop(render_error(read.error(), {}));
  return std::make_shared<const Document>(std::move(read).value());
}

SourcePtr source_of(std::string_view text) {
  return std::make_shared<const Source>("bench", std::string(text));
}

Submission read_submission(const std::string& path) {
  auto submission = Submission::read(path, read_source_file(path), {});
  if (!submission) stop(render_error(submission.error(), {}));
  return std::move(submission).value();
}

}  // namespace

void stop(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(4);
}

std::string read_source_file(const std::string& path) {
  std::ifstream in(INTAKE_SOURCE_DIR "/" + path, std::ios::binary);
  if (!in) stop(path + ": the file cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

DocumentPtr read_json(std::string_view text) { return keep(json::read(source_of(text), Limits{})); }

DocumentPtr read_yaml(std::string_view text) { return keep(yaml::read(source_of(text), Limits{})); }

const std::string& submission_json() {
  static const std::string text = [] {
    auto converted = read_submission("bench/submission.yaml").convert("ndjson");
    if (!converted) stop(render_error(converted.error(), {}));
    return *std::move(converted);
  }();
  return text;
}

const DocumentPtr& submission_tree() {
  static const DocumentPtr tree = read_json(submission_json());
  return tree;
}

const CompiledRules& ctr_rest() {
  static const CompiledRules rules = [] {
    auto library = Library::from_folder(INTAKE_SOURCE_DIR "/rules", {});
    if (!library) stop(render_error(library.error(), {}));
    CompileOptions options;
    options.now = "2026-11-22T00:00:00Z";
    options.languages = {Language::kEn};
    Compiled compiled = library->compile("ctr-rest", options);
    if (!compiled.rules) stop(render_faults(compiled.faults, {}));
    return *compiled.rules;
  }();
  return rules;
}

const Submission& broken_submission() {
  static const Submission submission = read_submission("examples/ctr-rest/broken.yaml");
  return submission;
}

}  // namespace intake::bench

BENCHMARK_MAIN();
