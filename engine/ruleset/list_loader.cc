#include "ruleset/list_loader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "document/datum.h"
#include "ruleset/keys.h"

namespace intake {
namespace {

constexpr std::array<KeySpec, 1> kUseKeys{
    {{.name = "use", .kinds = kStringBit, .required = true, .example = "name@^1.0"}}};
constexpr std::array<KeySpec, 6> kFileKeys{{
    {.name = "list", .kinds = kStringBit, .required = true},
    {.name = "version", .kinds = kStringBit, .required = true, .example = "1.0.0"},
    {.name = "title", .kinds = kStringBit},
    {.name = "valid", .kinds = kObjectBit},
    {.name = "source", .kinds = kObjectBit},
    {.name = "rows", .kinds = kArrayBit, .required = true},
}};
constexpr std::array<KeySpec, 4> kSourceKeys{{
    {.name = "title", .kinds = kStringBit, .required = true},
    {.name = "url", .kinds = kStringBit},
    {.name = "quote", .kinds = kStringBit},
    {.name = "confidence", .kinds = kStringBit},
}};

View read_list_file(Loading& loading, const FileVersion& version, std::string_view name) {
  const DocumentPtr file = loading.read(version.path);
  if (!file) return {};
  FaultSink& faults = loading.faults;
  const Keys keys(faults, View(*file, file->root()), "a list file", kFileKeys);
  if (!keys.ok()) return {};
  if (keys.has("list") && keys.text("list") != name) {
    faults.at(keys["list"],
              quoted(keys.text("list")) + " stands in the folder of the list " + quoted(name),
              "the name and the folder must be equal");
  }
  if (keys.has("version")) {
    const auto written = Version::parse(keys.text("version"));
    if (!written || written->text() != version.version.text()) {
      faults.at(keys["version"],
                "the version is " + quoted(keys.text("version")) + ", but the file is named " +
                    quoted(version.version.text()),
                "the version and the file name must be equal");
    }
  }
  (void)parse_validity(keys["valid"], faults);
  [[maybe_unused]] const Keys source(faults, keys["source"], "the source of a list", kSourceKeys);
  const View rows = keys["rows"];
  if (rows.absent() || !check_rows(faults, rows, name)) return {};
  return rows;
}

}  // namespace

bool check_rows(FaultSink& faults, View rows, std::string_view name) {
  bool good = true;
  const auto is_row = [](View row) {
    return row.is_string() || row.is_number() || row.is_object();
  };
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const View row = rows.at(i);
    if (is_row(row) && row.is_object() == rows.at(0).is_object()) continue;
    const std::string label = "a row of the list " + quoted(name);
    if (!is_row(row)) {
      const KeySpec wanted{.name = "", .kinds = kStringBit | kNumberBit | kObjectBit};
      check_shape(faults, row, label, wanted);
      good = false;
    } else {
      faults.at(row,
                label + " is " + describe_value(row) + ", but the first row is " +
                    describe_value(rows.at(0)),
                "write all rows as records, or none");
      good = false;
    }
  }
  return good;
}

LoadedList load_list(Loading& loading, View entry, std::string_view name) {
  FaultSink& faults = loading.faults;
  if (entry.is_array()) return {check_rows(faults, entry, name) ? entry : View(), {}};
  const Keys keys(faults, entry, "a list that is not written here", kUseKeys);
  const View use = keys["use"];
  if (use.absent()) return {};
  const auto reference = parse_reference(use.text());
  if (!reference) {
    faults.at(use, quoted(use.text()) + " is no `name@range`",
              "write a name and a range, such as `some-list@^1.0`");
    return {};
  }
  VersionChoice choice = choose_version(loading.files, kListFiles, *reference, loading.options.now,
                                        loading.options.limits, faults);
  if (!choice.version) {
    faults.at(use, std::move(choice.message), std::move(choice.hint));
    return {};
  }
  return {read_list_file(loading, *choice.version, reference->name),
          reference->name + '@' + choice.version->version.text()};
}

View list_column(Loading& loading, std::uint32_t list, std::string_view column, View written) {
  ListDraft& draft = loading.list_drafts[list];
  if (draft.rows.absent()) return {};
  if (const auto known = draft.columns.find(column); known != draft.columns.end()) {
    return known->second;
  }
  if (draft.rows.size() > 0 && !draft.rows.at(0).is_object()) {
    loading.faults.at(written, "the list " + quoted(draft.name) + " has no columns",
                      "its rows are no records: leave the column out");
    return {};
  }
  Datum::Array cells;
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < draft.rows.size(); ++i) {
    const View row = draft.rows.at(i);
    if (const View cell = row.member(column)) cells.push_back(to_datum(cell));
    for (std::uint32_t j = 0; cells.empty() && j < row.size(); ++j) {
      if (std::find(names.begin(), names.end(), row.at(j).key()) == names.end()) {
        names.push_back(row.at(j).key());
      }
    }
  }
  if (cells.empty() && draft.rows.size() > 0) {
    std::string hint = loading.faults.did_you_mean(column, names);
    if (hint.empty()) {
      hint = "its columns are:";
      for (const std::string_view name : names) {
        hint += (name == names.front() ? " " : ", ") + std::string(name);
      }
    }
    loading.faults.at(written,
                      "the list " + quoted(draft.name) + " has no column " + quoted(column),
                      std::move(hint));
    return {};
  }
  const View values = loading.keep(to_document(Datum(std::move(cells))));
  draft.columns.emplace(column, values);
  return values;
}

}  // namespace intake
