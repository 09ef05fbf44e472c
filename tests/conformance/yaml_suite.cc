// yaml/yaml-test-suite: what is valid must be read, as the same JSON where the suite gives it; what
// is not must be refused with a place.

#include <algorithm>

#include "conformance/suite.h"
#include "document/datum.h"
#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace {

using namespace intake;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

/// The suite writes characters that cannot be seen as ones that can. Source: its ReadMe.
std::string decode(std::string text) {
  replace_all(text, "␣", " ");
  while (text.find("—»") != std::string::npos) replace_all(text, "—»", "»");
  replace_all(text, "»", "\t");
  replace_all(text, "⇔", "\xEF\xBB\xBF");
  replace_all(text, "↵", "");
  replace_all(text, "←", "\r");
  replace_all(text, "∎\n", "");
  return text;
}

/// The JSON texts of a stream, one after the other.
std::vector<std::string> split_json(std::string_view stream) {
  std::vector<std::string> texts;
  std::string current;
  int depth = 0;
  bool quoted = false;
  const auto flush = [&] {
    if (!current.empty()) texts.push_back(std::move(current));
    current.clear();
  };
  for (std::size_t i = 0; i < stream.size(); ++i) {
    const char c = stream[i];
    const bool blank = c == ' ' || c == '\n';
    if (!quoted && depth == 0 && blank) {
      flush();
      continue;
    }
    current += c;
    if (quoted && c == '\\') {
      current += stream[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted) {
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    }
    if (depth == 0 && !quoted && (c == '"' || c == ']' || c == '}')) flush();
  }
  flush();
  return texts;
}

/// What is wrong with what was read; empty where it is what the suite says.
std::string compare(const std::vector<Document>& documents, std::string_view json) {
  const std::vector<std::string> texts = split_json(json);
  if (texts.size() != documents.size()) {
    return "read " + std::to_string(documents.size()) + " documents, not " +
           std::to_string(texts.size());
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto wanted = json::read(std::make_shared<Source>("json", texts[i]), Limits{});
    if (!wanted.ok()) return "the suite's JSON is not read: " + wanted.error().what;
    const View read(documents[i], documents[i].root());
    if (!equal(read, View(*wanted, wanted->root()))) {
      return "read " + to_json(read) + ", not " + texts[i];
    }
  }
  return {};
}

/// The members of one case; `yaml` and `json` of the case before hold where it has none.
struct Case {
  std::string yaml;
  std::optional<std::string> json;
};

void run_case(conformance::Suite& suite, const std::string& id, const Case& test, bool fails) {
  const auto read = yaml::read_stream(std::make_shared<Source>(id, test.yaml), Limits{});
  if (!read.ok()) {
    const Error& error = read.error();
    const bool placed = !error.what.empty() && error.where.source == id && error.where.line > 0;
    suite.check(id, fails && placed,
                placed ? "refused: " + error.what : "the error has no text or no place");
    return;
  }
  if (fails) return suite.check(id, false, "accepted");
  const std::string wrong = test.json ? compare(*read, *test.json) : std::string{};
  suite.check(id, wrong.empty(), wrong);
}

}  // namespace

int main() {
  conformance::Suite suite("yaml-suite");
  std::vector<conformance::fs::path> files;
  for (const auto& entry : conformance::fs::directory_iterator(suite.data("yaml-test-suite"))) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const std::string stem = file.stem().string();
    const auto bytes = conformance::read_bytes(file);
    const auto cases =
        yaml::read(std::make_shared<Source>(stem, bytes.value_or(std::string{})), Limits{});
    if (!cases.ok()) {
      suite.check(stem, false, "the case file is not read: " + cases.error().what);
      continue;
    }
    Case test;
    const View list(*cases, cases->root());
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const View now = list.at(i);
      if (const View text = now.member("yaml")) test.yaml = decode(std::string(text.text()));
      if (const View json = now.member("json")) {
        test.json.reset();
        if (json.is_string()) test.json = std::string(json.text());
      }
      const View fail = now.member("fail");
      const std::string id = list.size() == 1 ? stem : stem + "/" + std::to_string(i);
      run_case(suite, id, test, fail.is_bool() && fail.boolean());
    }
  }
  return suite.finish();
}
