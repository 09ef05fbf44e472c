#include "bulk_testing.h"

namespace intake::bulk {
namespace {

struct Row {
  std::string_view what;
  std::string_view input;
  std::string_view results;
};

constexpr Row kRows[] = {
    {"nothing", "", ""},
    {"a blank line", "\n", ""},
    {"one that passes", "{\"name\":\"A\"}\n", "{\"byte\":0,\"status\":\"accept\"}\n"},
    {"without a line break at the end", "{\"name\":\"A\"}", "{\"byte\":0,\"status\":\"accept\"}\n"},
    {"several", "{\"name\":\"A\"}\n{\"name\":\"B\"}\n{\"name\":\"C\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n{\"byte\":13,\"status\":\"accept\"}\n"
     "{\"byte\":26,\"status\":\"accept\"}\n"},
    {"blank lines between", "\n \t\r\n{\"name\":\"A\"}\n\n  \n{\"name\":\"B\"}\n\n",
     "{\"byte\":5,\"status\":\"accept\"}\n{\"byte\":22,\"status\":\"accept\"}\n"},
    {"CRLF", "{\"name\":\"A\"}\r\n{\"name\":\"B\"}\r\n",
     "{\"byte\":0,\"status\":\"accept\"}\n{\"byte\":14,\"status\":\"accept\"}\n"},
    {"a byte order mark", "\xEF\xBB\xBF{\"name\":\"A\"}\n{\"name\":\"B\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n{\"byte\":16,\"status\":\"accept\"}\n"},
    {"a byte order mark alone", "\xEF\xBB\xBF\n{\"name\":\"A\"}\n",
     "{\"byte\":4,\"status\":\"accept\"}\n"},
    {"findings, with bytes of the input",
     "{\"name\":\"A\"}\n{\"name\":\"ab\",\"note\":\"x\\\"\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n"
     "{\"byte\":13,\"status\":\"accept-with-notes\",\"counts\":{\"warnings\":1,\"notes\":1},"
     "\"findings\":[{\"rule\":\"tiny/name-small\",\"severity\":\"warning\",\"verdict\":\"fail\","
     "\"pointer\":\"/name\",\"byteBegin\":21,\"byteEnd\":25,\"message\":\"name is `ab`\"},"
     "{\"rule\":\"tiny/note-left\",\"severity\":\"note\",\"verdict\":\"fail\","
     "\"pointer\":\"/note\",\"byteBegin\":33,\"byteEnd\":38,\"message\":\"note is `x\\\"`\"}]}\n"},
    {"an absent value", "{}\n",
     "{\"byte\":0,\"status\":\"reject\",\"counts\":{\"errors\":1},"
     "\"findings\":[{\"rule\":\"tiny/name-missing\",\"severity\":\"error\",\"verdict\":\"fail\","
     "\"pointer\":\"/name\",\"absent\":true,\"byteBegin\":0,\"byteEnd\":0,"
     "\"message\":\"name is missing\"}]}\n"},
    {"a malformed line between good ones", "{\"name\":\"A\"}\n{\"name\":}\n{\"name\":\"B\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n"
     "{\"byte\":13,\"status\":\"unreadable\",\"error\":{\"code\":\"syntax\","
     "\"message\":\"a value is missing before `}`\",\"hint\":\"write it, or "
     "`null`\",\"byte\":21}}\n"
     "{\"byte\":23,\"status\":\"accept\"}\n"},
    {"no UTF-8", "{\"name\":\"A\xFF\"}\n{\"name\":\"B\"}\n",
     "{\"byte\":0,\"status\":\"unreadable\",\"error\":{\"code\":\"encoding\","
     "\"message\":\"the byte 0xFF is not valid UTF-8 here\","
     "\"hint\":\"save the file as UTF-8\",\"byte\":10}}\n"
     "{\"byte\":14,\"status\":\"accept\"}\n"},
    {"a cut last line", "{\"name\":\"A\"}\n{\"name\":\"B",
     "{\"byte\":0,\"status\":\"accept\"}\n"
     "{\"byte\":13,\"status\":\"unreadable\",\"error\":{\"code\":\"syntax\","
     "\"message\":\"the text that starts here has no closing `\\\"` on its line\","
     "\"hint\":\"add the `\\\"`; a line break inside a text is written `\\\\n`\",\"byte\":21}}\n"},
    {"too long a line",
     "{\"name\":\"A\"}\n{\"name\":\"0123456789012345678901234567890123456789"
     "0123456789012345678901234567890123456789\"}\n{\"name\":\"B\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n"
     "{\"byte\":13,\"status\":\"unreadable\",\"error\":{\"code\":\"limit\","
     "\"message\":\"the line is longer than 60 bytes\","
     "\"hint\":\"a submission is a few kilobytes; is a line break missing?\"}}\n"
     "{\"byte\":105,\"status\":\"accept\"}\n"},
    {"too long a line at the end, cut",
     "{\"name\":\"A\"}\n{\"name\":\"01234567890123456789"
     "01234567890123456789012345678901234567890123456789",
     "{\"byte\":0,\"status\":\"accept\"}\n"
     "{\"byte\":13,\"status\":\"unreadable\",\"error\":{\"code\":\"limit\","
     "\"message\":\"the line is longer than 60 bytes\","
     "\"hint\":\"a submission is a few kilobytes; is a line break missing?\"}}\n"},
    {"just not too long", "{\"name\":\"A\",\"more\":\"01234567890123456789012345678901234567\"}\n",
     "{\"byte\":0,\"status\":\"accept\"}\n"},
};

TEST_CASE("each line has its result, however it is read and by however many threads") {
  for (const Row& row : kRows) {
    for (const std::size_t piece : {1, 2, 3, 7, 16, 61, 1000}) {
      for (std::uint32_t threads = 1; threads <= 4; ++threads) {
        INFO(row.what << ", pieces of " << piece << ", threads " << threads);
        BulkOptions options;
        options.line_bytes = 60;
        options.threads = threads;
        options.piece_bytes = piece;
        const Run made = run(row.input, options);
        REQUIRE(made.text == row.results);
        REQUIRE(made.status.ok());
        REQUIRE(made.totals.complete);
        REQUIRE(made.totals.next_byte == row.input.size());
        const auto lines =
            static_cast<std::uint64_t>(std::count(made.text.begin(), made.text.end(), '\n'));
        REQUIRE(made.totals.lines == lines);
      }
    }
  }
}

std::string many_lines() {
  std::string text;
  for (int i = 0; i < 400; ++i) {
    const std::string name(static_cast<std::size_t>(i % 90), i % 3 == 0 ? 'a' : 'A');
    text += i % 17 == 0 ? "{\"name\":" + name + "}" : "{\"name\":\"" + name + "\"}";
    text += i % 5 == 0 ? "\r\n" : "\n";
    if (i % 11 == 0) text += "\n";
  }
  return text;
}

TEST_CASE("totals say what the results say") {
  const std::string text =
      "{\"name\":\"A\"}\n{\"name\":\"a\",\"note\":\"x\"}\n\n{}\n{\n{\"note\":1}\n";
  const Run made = run(text);
  CHECK(made.totals.lines == 5);
  CHECK(made.totals.by_disposition[0] == 1);
  CHECK(made.totals.by_disposition[1] == 1);
  CHECK(made.totals.by_disposition[2] == 0);
  CHECK(made.totals.by_disposition[3] == 2);
  CHECK(made.totals.unreadable == 1);
  CHECK(made.totals.findings == 5);
  CHECK(made.totals.warnings == 1);
  CHECK(made.totals.notes == 2);
}

TEST_CASE("ranges that meet have every line once") {
  const std::string text = "{\"name\":\"A\"}\n\n{}\r\n{\"name\":\"a\"}\n{\n{\"name\":\"Bcd\"}";
  const std::string whole = run(text).text;
  BulkOptions options;
  for (std::size_t first = 0; first <= text.size(); ++first) {
    for (std::size_t second = first; second <= text.size(); ++second) {
      std::string joined;
      const std::size_t cuts[] = {0, first, second, text.size()};
      for (std::size_t i = 0; i < 3; ++i) {
        options.offset = cuts[i];
        options.length = cuts[i + 1] - cuts[i];
        options.piece_bytes = 1 + (first + second) % 9;
        const std::size_t from = options.offset == 0 ? 0 : options.offset - 1;
        const Run part = run(std::string_view(text).substr(from), options);
        REQUIRE(part.totals.complete);
        REQUIRE(part.totals.next_byte >= options.offset);
        joined += part.text;
      }
      INFO("cut at " << first << " and " << second);
      REQUIRE(joined == whole);
    }
  }
}

TEST_CASE("a range goes on where another stopped") {
  const std::string text = many_lines();
  const std::string whole = run(text).text;
  for (const std::uint32_t threads : {1u, 3u}) {
    for (std::uint64_t stop_after = 1; stop_after < 9; ++stop_after) {
      BulkOptions options;
      options.threads = threads;
      options.piece_bytes = 2000;
      std::uint64_t writes = 0;
      options.progress = [&](const BulkTotals&) { return ++writes < stop_after; };
      const Run begun = run(text, options);
      CHECK_FALSE(begun.totals.complete);
      CHECK(begun.totals.next_byte < text.size());
      BulkOptions rest;
      rest.offset = begun.totals.next_byte;
      rest.at_line_start = true;
      rest.threads = threads;
      const Run end = run(std::string_view(text).substr(rest.offset), rest);
      CHECK(end.totals.complete);
      CHECK(begun.text + end.text == whole);
      CHECK(begun.totals.lines + end.totals.lines ==
            static_cast<std::uint64_t>(std::count(whole.begin(), whole.end(), '\n')));
    }
  }
}

TEST_CASE("an input that breaks keeps the lines before it") {
  const std::string text = "{\"name\":\"A\"}\n{\"name\":\"B\"}\n{\"na";
  for (const std::uint32_t threads : {1u, 2u}) {
    for (const std::size_t piece : {1, 5, 100}) {
      TextSource source(text, piece);
      source.fail_at_end({ErrorCode::kUnreadable, "the file is gone", {}, {}});
      TextSink sink;
      BulkOptions options;
      options.threads = threads;
      BulkTotals totals;
      const Status status = check_lines(name_rules(), {}, source, sink, options, totals);
      REQUIRE_FALSE(status.ok());
      CHECK(status.error().what == "the file is gone");
      CHECK(sink.text ==
            "{\"byte\":0,\"status\":\"accept\"}\n{\"byte\":13,\"status\":\"accept\"}\n");
      CHECK(totals.lines == 2);
      CHECK(totals.next_byte == 26);
      CHECK_FALSE(totals.complete);
    }
  }
}

TEST_CASE("an output that breaks ends the run, and the totals are of what was written") {
  const std::string text = many_lines();
  const std::string whole = run(text).text;
  for (const std::uint32_t threads : {1u, 4u}) {
    for (std::size_t most = 0; most < whole.size(); most += 997) {
      TextSource source(text);
      TextSink sink(most);
      BulkOptions options;
      options.threads = threads;
      options.piece_bytes = 300;
      BulkTotals totals;
      const Status status = check_lines(name_rules(), {}, source, sink, options, totals);
      REQUIRE_FALSE(status.ok());
      CHECK(status.error().code == ErrorCode::kUnwritable);
      CHECK(whole.starts_with(sink.text));
      CHECK(totals.lines ==
            static_cast<std::uint64_t>(std::count(sink.text.begin(), sink.text.end(), '\n')));
      CHECK_FALSE(totals.complete);
    }
  }
}

/// Lines that never end, for looking at how much of them is held.
class EndlessLine final : public ByteSource {
 public:
  explicit EndlessLine(std::size_t bytes) : left_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t most) override {
    largest = std::max(largest, most);
    const std::size_t count = std::min(most, left_);
    std::fill_n(to, count, 'x');
    left_ -= count;
    return count;
  }
  std::size_t largest = 0;

 private:
  std::size_t left_;
};

TEST_CASE("a line without end is dropped as it is read") {
  EndlessLine source(50u << 20);
  TextSink sink;
  BulkTotals totals;
  BulkOptions options;
  const Status status = check_lines(name_rules(), {}, source, sink, options, totals);
  CHECK(status.ok());
  CHECK(source.largest <= options.piece_bytes);
  CHECK(totals.unreadable == 1);
  CHECK(totals.next_byte == 50u << 20);
  CHECK(sink.text ==
        "{\"byte\":0,\"status\":\"unreadable\",\"error\":{\"code\":\"limit\","
        "\"message\":\"the line is longer than 1 MiB\","
        "\"hint\":\"a submission is a few kilobytes; is a line break missing?\"}}\n");
}

/// Keeps how long the longest text was that came at once.
class LongestText final : public LineSink {
 public:
  Status write(std::string_view lines) override {
    longest = std::max(longest, lines.size());
    bytes += lines.size();
    return Done{};
  }
  std::size_t longest = 0, bytes = 0;
};

TEST_CASE("short lines with long results are handed on in parts") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "{}\n";
  std::size_t bytes = 0;
  for (std::uint32_t threads = 1; threads <= 4; ++threads) {
    TextSource source(text);
    LongestText sink;
    BulkOptions options;
    options.threads = threads;
    options.piece_bytes = 200'000;
    BulkTotals totals;
    REQUIRE(check_lines(name_rules(), {}, source, sink, options, totals).ok());
    CHECK(totals.lines == 100'000);
    CHECK(totals.next_byte == text.size());
    CHECK(sink.longest < (1u << 20) + 1'000);
    CHECK(sink.bytes > 10u << 20);
    bytes = bytes == 0 ? sink.bytes : bytes;
    CHECK(sink.bytes == bytes);
  }
}

TEST_CASE("a run can stop between the parts of a block") {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "{}\n";
  const std::string whole = run(text).text;
  for (const std::uint32_t threads : {1u, 3u}) {
    for (int stop_after = 1; stop_after < 5; ++stop_after) {
      BulkOptions options;
      options.threads = threads;
      options.piece_bytes = text.size();
      int writes = 0;
      options.progress = [&](const BulkTotals&) { return ++writes < stop_after; };
      const Run begun = run(text, options);
      REQUIRE_FALSE(begun.totals.complete);
      REQUIRE(begun.totals.next_byte < text.size());
      BulkOptions rest;
      rest.offset = begun.totals.next_byte;
      rest.at_line_start = true;
      const Run end = run(std::string_view(text).substr(rest.offset), rest);
      CHECK(begun.text + end.text == whole);
    }
  }
}

TEST_CASE("a document that names other rules is a result of its own") {
  BulkOptions options;
  options.takes_procedure = [](std::string_view procedure) { return procedure == "tiny"; };
  options.file = "a \"b\".ndjson";
  const std::string head = "{\"file\":\"a \\\"b\\\".ndjson\",\"byte\":0,\"status\":";
  const Row rows[] = {
      {"its own", R"({"procedure":"tiny","name":"A"})", "\"accept\"}\n"},
      {"none", R"({"name":"A"})", "\"accept\"}\n"},
      {"another", R"({"name":"A","procedure":"large"})",
       "\"incomplete\",\"procedure\":\"large\"}\n"},
      {"another, written with escapes",
       R"({"n\\":"\"","\u0070roce\u0064ure" : "l\u00E9\t\ud83d\ude00"})",
       "\"incomplete\",\"procedure\":\"l\xC3\xA9\\t\xF0\x9F\x98\x80\"}\n"},
      {"empty", R"({"procedure":"","name":"A"})", "\"accept\"}\n"},
      {"no text", R"({"procedure":null,"name":"A"})", "\"accept\"}\n"},
      {"further down", R"({"name":"A","more":[{"procedure":"large"}],"x":"procedure"})",
       "\"accept\"}\n"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(run(row.input, options).text == head + std::string(row.results));
  }
}

}  // namespace
}  // namespace intake::bulk
