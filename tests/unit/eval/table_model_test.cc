// Random decision tables against a model that looks at every combination of values.

#include <cstdint>
#include <random>
#include <vector>

#include "support/tiny.h"

using namespace intake;

namespace {

constexpr const char* kSchema = R"({"type": "object", "additionalProperties": false, "properties": {
  "flow": {"enum": ["code", "hybrid", "implicit"]}, "public": {"type": "boolean"},
  "size": {"type": "integer"}, "kind": {"type": "string"}, "x": {"type": "string"}}})";

/// A cell, and which values of its column it matches: bit i is the i-th value.
struct Cell {
  const char* text;
  std::uint32_t matches;
};

struct Column {
  const char* name;
  std::vector<const char*> values;  // as in a submission; empty: absent
  std::vector<Cell> cells;
};

const std::vector<Column>& columns() {
  static const std::vector<Column> kColumns{
      {"flow",
       {"code", "hybrid", "implicit"},
       {{"code", 1},
        {"[code, hybrid]", 3},
        {"implicit", 4},
        {"any", 7},
        {"{not: code}", 6},
        {"{starts-with: h}", 2},
        {"{not: [code, hybrid]}", 4}}},
      {"public", {"true", "false"}, {{"true", 1}, {"false", 2}, {"any", 3}, {"{not: true}", 2}}},
      {"size",
       {"1", "2", "3", "4", "9", "20"},
       {{"..2", 3},
        {"3..", 60},
        {"3", 4},
        {"[1, 4..9]", 25},
        {"any", 63},
        {"{min: 4}", 56},
        {"{not: 3}", 59}}},
      {"kind",
       {"a", "b", "other", ""},
       {{"a", 1},
        {"b", 2},
        {"[a, b]", 3},
        {"any", 15},
        {"absent", 8},
        {"present", 7},
        {"[absent, a]", 9},
        {"{not: a}", 6},
        {"{not: [a, absent]}", 6},
        {"{not: absent}", 7}}},
  };
  return kColumns;
}

struct Model {
  std::vector<std::size_t> inputs;             // columns
  std::vector<std::vector<std::size_t>> rows;  // cells by input
  bool first = false;
  bool otherwise = false;

  std::vector<std::vector<std::size_t>> combinations() const {
    std::vector<std::vector<std::size_t>> all{{}};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      std::vector<std::vector<std::size_t>> more;
      for (const auto& begun : all) {
        for (std::size_t v = 0; v < columns()[inputs[i]].values.size(); ++v) {
          if (!*columns()[inputs[i]].values[v] && !speaks_of_absence(i)) continue;
          more.push_back(begun);
          more.back().push_back(v);
        }
      }
      all = std::move(more);
    }
    return all;
  }

  bool speaks_of_absence(std::size_t input) const {
    for (const auto& row : rows) {
      const std::string text = columns()[inputs[input]].cells[row[input]].text;
      if (text.find("sent") != std::string::npos) return true;
    }
    return false;
  }

  bool matches(std::size_t row, const std::vector<std::size_t>& values) const {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (((columns()[inputs[i]].cells[rows[row][i]].matches >> values[i]) & 1u) == 0) return false;
    }
    return true;
  }

  /// The row that counts; rows.size(): none.
  std::size_t hit(const std::vector<std::size_t>& values) const {
    std::size_t row = 0;
    while (row < rows.size() && !matches(row, values)) ++row;
    return row;
  }

  bool sound() const {
    std::vector<bool> reached(rows.size());
    for (const auto& values : combinations()) {
      std::size_t count = 0;
      for (std::size_t row = 0; row < rows.size(); ++row) count += matches(row, values) ? 1 : 0;
      if (count == 0 && !otherwise) return false;
      if (count > 1 && !first) return false;
      if (count > 0) reached[hit(values)] = true;
    }
    return std::find(reached.begin(), reached.end(), false) == reached.end();
  }

  std::string text() const {
    std::string out =
        "schema: {use: t@1}\nrules:\n  - id: one\n    severity: error\n    at: '$.x'\n    "
        "message: m\n    assert:\n      table:\n        inputs: {";
    for (const std::size_t input : inputs) {
      const std::string name = columns()[input].name;
      out += (out.back() == '{' ? "" : ", ") + name + ": '$." + name + "'";
    }
    out += std::string("}\n        hit: ") + (first ? "first" : "unique") + "\n        rows:\n";
    for (std::size_t row = 0; row < rows.size(); ++row) {
      out += "          - {";
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        out += std::string(columns()[inputs[i]].name) + ": " +
               columns()[inputs[i]].cells[rows[row][i]].text + ", ";
      }
      out += "then: v" + std::to_string(row) + "}\n";
    }
    if (otherwise) out += "          - {else: v" + std::to_string(rows.size()) + "}\n";
    return out;
  }
};

}  // namespace

TEST_CASE("tables that load decide every combination, and others have a flaw", "[eval][table]") {
  std::mt19937 random(20250101);
  const auto pick = [&random](std::size_t below) { return random() % below; };
  std::size_t loaded = 0, faulty = 0;
  for (int round = 0; round < 1000; ++round) {
    Model model;
    for (std::size_t column = 0; column < columns().size(); ++column) {
      if (model.inputs.empty() ? column == 0 || pick(2) == 0 : pick(3) == 0)
        model.inputs.push_back(column);
    }
    if (pick(3) == 0) model.inputs = {pick(columns().size())};
    for (std::size_t row = 0, count = 1 + pick(3); row <= count; ++row) {
      model.rows.emplace_back();
      for (const std::size_t input : model.inputs) {
        model.rows.back().push_back(pick(columns()[input].cells.size()));
      }
    }
    model.first = pick(2) == 0;
    model.otherwise = pick(2) == 0;
    INFO(model.text());
    const auto library = Library::from_memory(
        {{"schemas/t/1.schema.json", kSchema}, tiny::file("tiny", model.text())});
    const Compiled compiled = library.compile("tiny", tiny::at_noon());
    REQUIRE_FALSE(compiled.error);
    if (!compiled.rules) {
      ++faulty;
      // An `else` that is left nothing is a fault beside those of the model.
      const bool only_else =
          compiled.faults.size() == 1 && compiled.faults[0].message.find("`else` is never") == 0;
      if (!only_else) CHECK_FALSE(model.sound());
      continue;
    }
    ++loaded;
    CHECK(model.sound());
    for (const auto& values : model.combinations()) {
      const std::size_t hit = model.hit(values);
      for (const std::size_t said : {hit, hit + 1}) {
        std::string submission = "x: v" + std::to_string(said);
        for (std::size_t i = 0; i < values.size(); ++i) {
          const Column& column = columns()[model.inputs[i]];
          const std::string value = column.values[values[i]];
          if (!value.empty()) submission += "\n" + std::string(column.name) + ": " + value;
        }
        INFO(submission);
        CHECK(tiny::verdicts(tiny::check(*compiled.rules, submission)) ==
              (said == hit ? "pass" : "fail"));
      }
    }
  }
  CHECK(loaded > 100);
  CHECK(faulty > 100);
}
