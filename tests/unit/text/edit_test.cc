#include "text/edit.h"
#include "support/catch.h"

namespace intake {

TEST_CASE("edits are applied in one go") {
  struct Case {
    std::string text;
    std::vector<Edit> edits;
    std::string expected;  // "!" and the start of the reason: refused
  };
  const std::vector<Case> cases{
      {"abc", {}, "abc"},
      {"abc", {{{1, 2}, "X"}}, "aXc"},
      {"abc", {{{0, 1}, ""}, {{2, 3}, "YY"}}, "bYY"},
      {"abc", {{{1, 1}, "1"}, {{1, 1}, "2"}}, "a12bc"},  // insertions keep their order
      {"abc", {{{1, 1}, "1"}, {{1, 2}, "B"}}, "a1Bc"},
      {"abc", {{{0, 1}, "A"}, {{1, 1}, "+"}}, "A+bc"},  // touching
      {"abc", {{{3, 3}, "!"}}, "abc!"},
      {"", {{{0, 0}, "x"}}, "x"},
      {"abc", {{{0, 2}, "X"}, {{1, 3}, "Y"}}, "!two edits overlap"},
      {"abc", {{{0, 2}, "X"}, {{1, 1}, "Y"}}, "!two edits overlap"},
      {"abc", {{{1, 2}, "X"}, {{1, 2}, "Y"}}, "!two edits overlap"},
      {"abc", {{{2, 3}, "X"}, {{0, 1}, "Y"}}, "!the edits are not in the order"},
      {"abc", {{{2, 4}, "X"}}, "!an edit at byte 2 leaves the text"},
      {"abc", {{{2, 1}, "X"}}, "!an edit at byte 2 leaves the text"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text, c.expected);
    const auto result = apply_edits(c.text, c.edits);
    if (c.expected.starts_with('!')) {
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().code == ErrorCode::kRefused);
      CHECK(result.error().what.starts_with(c.expected.substr(1)));
    } else {
      REQUIRE(result.ok());
      CHECK(*result == c.expected);
    }
  }
}

TEST_CASE("unified_diff") {
  struct Case {
    std::string before, after, hunks;
  };
  const std::vector<Case> cases{
      {"a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
      {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
      {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
      {"a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
      {"a\nb", "a\nc",
       "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
       "\\ No newline at end of file\n"},
      {"x\na", "y\na", "@@ -1,2 +1,2 @@\n-x\n+y\n a\n\\ No newline at end of file\n"},
      {"a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"},
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n",
       "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n"},
      // Six kept lines between two changes: one hunk; seven: two.
      {"a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
       "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
      {"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
       "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
      {"a\nb\n", "a\nx\nb\n", "@@ -1,2 +1,3 @@\n a\n+x\n b\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.before, c.after);
    CHECK(unified_diff(c.before, c.after, "old", "new") == "--- old\n+++ new\n" + c.hunks);
  }
  CHECK(unified_diff("same\n", "same\n", "old", "new").empty());
}

namespace {

// What a diff says the new text is; the reverse of unified_diff for one that covers everything.
std::string patched(std::string_view before, std::string_view diff) {
  std::vector<std::string> lines;
  const auto split = [](std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
      out.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
    return out;
  };
  const auto old = split(before);
  std::string out;
  std::size_t at = 0;
  for (const auto& line : split(diff.substr(diff.find("@@")))) {
    if (line.starts_with("@@")) {
      const auto begin = static_cast<std::size_t>(std::stoul(line.substr(4)));
      const bool none = line.substr(4, line.find(' ', 4) - 4).ends_with(",0");
      while (at + (none ? 0 : 1) < begin) out += old[at++];
    } else if (line.front() == '\\') {
      out.pop_back();
    } else if (line.front() == '-') {
      CHECK(old[at] == line.substr(1));
      ++at;
    } else {
      if (line.front() == ' ') CHECK(old[at++] == line.substr(1));
      out += line.substr(1);
    }
  }
  while (at < old.size()) out += old[at++];
  return out;
}

std::string numbered(std::size_t lines, std::size_t change_every, std::string_view mark) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    text += i % change_every == 1 ? std::string(mark) : std::to_string(i);
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("a diff of long inputs is right and does not take quadratic time") {
  const std::string base = numbered(60'000, 1'000'000, "");
  struct Case {
    std::string name, before, after;
    std::size_t most_bytes;  // of the diff: it must stay local
  };
  const std::vector<Case> cases{
      {"two far changes", base, numbered(60'000, 50'000, "changed"), 400},
      {"many changes", base, numbered(60'000, 600, "changed"), 20'000},
      {"nothing in common", numbered(30'000, 1'000'000, ""),
       [] {
         std::string text;
         for (int i = 0; i < 30'000; ++i) text += "x" + std::to_string(i) + "\n";
         return text;
       }(),
       1'000'000},
      {"only repeated lines",
       [] {
         std::string text;
         for (int i = 0; i < 20'000; ++i) text += i % 3 == 0 ? "a\n" : "b\n";
         return text;
       }(),
       [] {
         std::string text;
         for (int i = 0; i < 20'000; ++i) text += i % 5 == 0 ? "a\n" : "b\n";
         return text;
       }(),
       1'000'000},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const std::string diff = unified_diff(c.before, c.after, "a", "b");
    CHECK(diff.size() < c.most_bytes);
    CHECK(patched(c.before, diff) == c.after);
  }
}

}  // namespace intake
