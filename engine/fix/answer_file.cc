#include <intake/questions.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/suggest.h"
#include "document/document.h"
#include "formats/format.h"

// The shape of schemas/answers/1.schema.json.
namespace intake {
namespace {

constexpr std::string_view kTop[] = {"by", "on", "questions"};
constexpr std::string_view kKeys[] = {"submission", "rule",   "id",     "question", "type",
                                      "choices",    "writes", "answer", "by",       "on"};

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  Result<std::vector<Answer>> run() {
    const View top(document_, document_.root());
    if (!top.is_object()) {
      return wrong(top, "an answers file is a map with `questions`", "");
    }
    check_keys(top, kTop);
    const std::string by = text(top, "by");
    const std::string on = text(top, "on");
    const View list = top.member("questions");
    if (!list.is_array()) {
      fail(list.absent() ? top : list, "`questions` is a list of what was asked and answered");
    }
    std::vector<Answer> answers;
    for (std::uint32_t i = 0; list.is_array() && i < list.size(); ++i) {
      const View entry = list.at(i);
      if (!entry.is_object()) {
        fail(entry, "a question is a map with `id`, `rule` or `writes`, and `answer`");
        continue;
      }
      check_keys(entry, kKeys);
      const View said = entry.member("answer");
      if (said.absent() || said.is_null()) continue;
      Answer answer;
      answer.submission = text(entry, "submission");
      answer.question = text(entry, "id");
      answer.rule = text(entry, "rule");
      answer.writes = text(entry, "writes");
      answer.value = written(said);
      answer.by = entry.member("by").is_string() ? text(entry, "by") : by;
      answer.on = entry.member("on").is_string() ? text(entry, "on") : on;
      answer.where = place(said);
      if (answer.question.empty() && answer.rule.empty() && answer.writes.empty()) {
        fail(entry, "it is not said which question is answered");
      }
      if (std::all_of(answer.value.begin(), answer.value.end(),
                      [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; })) {
        continue;
      }
      answers.push_back(std::move(answer));
    }
    if (error_) return std::move(*error_);
    return answers;
  }

 private:
  Place place(View at) const {
    const std::uint32_t offset = document_.span(at.id()).begin;
    return error_at(*document_.source(), offset, ErrorCode::kSyntax, {}).where;
  }
  Error wrong(View at, std::string what, std::string hint) const {
    return {ErrorCode::kSyntax, std::move(what), std::move(hint), place(at)};
  }
  void fail(View at, std::string what, std::string hint = {}) {
    if (!error_) error_ = wrong(at, std::move(what), std::move(hint));
  }

  template <std::size_t N>
  void check_keys(View map, const std::string_view (&known)[N]) {
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      const std::string_view key = map.at(i).key();
      if (std::find(std::begin(known), std::end(known), key) != std::end(known)) continue;
      const auto near =
          closest(key, std::vector<std::string_view>(std::begin(known), std::end(known)));
      fail(map.at(i), "`" + std::string(key) + "` means nothing here",
           near ? "did you mean `" + std::string(*near) + "`?" : "");
    }
  }

  /// Of an answer, as it stands there: `0123` and `2026-01-31` are no numbers here.
  std::string written(View value) {
    if (value.is_string()) return std::string(value.text());
    if (value.is_array() || value.is_object()) {
      fail(value, "an answer is one value");
      return {};
    }
    return std::string(document_.source()->slice(document_.span(value.id())));
  }

  std::string text(View map, std::string_view key) {
    const View value = map.member(key);
    if (value.absent() || value.is_null()) return {};
    if (value.is_array() || value.is_object()) {
      fail(value, "`" + std::string(key) + "` is a text");
      return {};
    }
    return written(value);
  }

  const Document& document_;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<Answer>> read_answers(std::string name, std::string bytes,
                                         const Limits& limits) {
  const Format& format = recognise_format(name, bytes);
  auto document =
      format.read(std::make_shared<const Source>(std::move(name), std::move(bytes)), limits);
  if (!document) return std::move(document).error();
  return Reader(*document).run();
}

}  // namespace intake
