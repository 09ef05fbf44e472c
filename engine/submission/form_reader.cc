#include "submission/form_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "document/pointer.h"
#include "ruleset/ruleset.h"
#include "submission/form_value.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// Where phrases stand for a comparison: a title behind all of them, then a value, then a name.
constexpr std::size_t kBehindAllText = std::string::npos - 1;
constexpr std::size_t kTitleLength = 300;
constexpr std::size_t kTitles = kBehindAllText - 2 - kTitleLength;
constexpr std::string_view kImplied = "it follows from the kind of form";

/// A map that understands so many fields more goes before a value or a name of the file.
constexpr std::size_t kClearlyMore = 2;

/// Words of a text, one blank between; a blank at both ends.
std::string as_words(std::string_view text) {
  std::string out = " ";
  for (const std::string& word : fold_words(text)) out += word + ' ';
  return out;
}

std::string line_with(std::string_view text, const std::string& phrase) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (as_words(line).find(' ' + phrase + ' ') != std::string::npos) {
      return std::string(trim_blanks(line));
    }
    begin = end + 1;
  }
  return phrase;
}

std::string at_index(const std::string& pointer, std::size_t index) {
  const std::size_t place = pointer.find("{i}");
  if (place == std::string::npos) return pointer;
  return pointer.substr(0, place) + std::to_string(index) + pointer.substr(place + 3);
}

void find_phrase(const Reading& reading, FormSight& sight) {
  const RecogniseSpec& spec = sight.map->recognise;
  const std::string words = as_words(reading.text);
  for (const std::string& phrase : spec.phrases) {
    const std::size_t at = words.find(' ' + phrase + ' ');
    if (at >= sight.phrase) continue;
    sight.phrase = at;
    sight.shown_phrase = line_with(reading.text, phrase);
  }
  if (sight.phrase != std::string::npos) return;
  for (const std::string& title : spec.titles) {
    const std::size_t at = words.substr(0, kTitleLength).find(' ' + title + ' ');
    if (at == std::string::npos || kTitles + at >= sight.phrase) continue;
    sight.phrase = kTitles + at;
    sight.shown_phrase = line_with(reading.text, title);
  }
  if (sight.phrase != std::string::npos) return;
  // A value that only this form has, then the name of the file.
  for (std::size_t i = 0; i < sight.units.size(); ++i) {
    const Match& match = sight.matches[i];
    if (match.field == Match::kNone || match.score < kSureOfLabel) continue;
    for (const auto& [pointer, text] : spec.values) {
      if (sight.map->fields[match.field].at != pointer) continue;
      const std::string shown = shown_value(reading, sight.units[i].cells.front());
      if (squash(shown) != text) continue;
      sight.phrase = kBehindAllText - 1;
      sight.shown_phrase = shown;
      return;
    }
  }
  for (const PatternPtr& name : spec.names) {
    if (!name->search(reading.name)) continue;
    sight.phrase = kBehindAllText;
    sight.shown_phrase = reading.name;
    return;
  }
}

bool is_excluded(const Reading& reading, const FormMap& map) {
  if (map.recognise.excludes.empty()) return false;
  const std::string words = as_words(reading.text);
  return std::any_of(
      map.recognise.excludes.begin(), map.recognise.excludes.end(),
      [&](const std::string& phrase) { return words.find(' ' + phrase + ' ') != words.npos; });
}

class FormReader {
 public:
  FormReader(const Reading& reading, const PartPlace& place, const FormSight& sight)
      : reading_(reading), place_(place), sight_(sight), map_(*sight.map) {}

  Fragment run(bool implied) {
    language_ = language();
    for (std::uint32_t i = 0; i < sight_.units.size(); ++i) {
      const Match& match = sight_.matches[i];
      if (match.field == Match::kNone) {
        not_understood(sight_.units[i]);
      } else if (map_.fields[match.field].kind != MapField::Kind::kKnown) {
        take(i);
      }
    }
    place_groups();
    for (Taken& taken : taken_) enter(taken);
    if (implied) imply();
    add_containers();
    return std::move(out_);
  }

 private:
  struct Taken {
    std::uint32_t unit = 0;
    std::uint32_t field = 0;
    std::uint32_t cell = 0;
    FieldValue value;
    Origin origin;
    std::size_t index = 0;  // in its group
    bool dropped = false;
  };

  /// The language that most labels are in.
  Language language() const {
    std::array<std::size_t, kLanguages> votes{};
    for (const Match& match : sight_.matches) {
      if (match.field != Match::kNone) ++votes[static_cast<std::size_t>(match.language)];
    }
    const auto most = std::max_element(votes.begin(), votes.end());
    return *most == 0 ? map_.languages.front() : static_cast<Language>(most - votes.begin());
  }

  Origin origin_of(const FieldUnit& unit, const FieldUnit::Cell& cell) const {
    Origin origin = place_.origin();
    const FormField& first = reading_.fields[cell.fields.front()];
    origin.steps.insert(origin.steps.end(), first.steps.begin(), first.steps.end());
    origin.label = trimmed_label(unit.label);
    return origin;
  }

  static std::string trimmed_label(std::string_view label) {
    label = trim_blanks(label.substr(0, label.find_first_of("\r\n")));
    while (!label.empty() && label.back() == ':')
      label = trim_blanks(label.substr(0, label.size() - 1));
    return std::string(label);
  }

  void not_understood(const FieldUnit& unit) {
    std::string value;
    for (const FieldUnit::Cell& cell : unit.cells) {
      const std::string shown = shown_value(reading_, cell);
      if (!shown.empty()) value += (value.empty() ? "" : "; ") + shown;
    }
    if (value.empty()) return;
    ReadingRemark remark;
    remark.code = RemarkCode::kFieldNotUnderstood;
    remark.place = origin_of(unit, unit.cells.front());
    remark.place.text = value;
    remark.args = {{"label", remark.place.label}, {"value", value}};
    out_.remarks.push_back(std::move(remark));
  }

  void take(std::uint32_t index) {
    const FieldUnit& unit = sight_.units[index];
    const Match& match = sight_.matches[index];
    const MapField& field = map_.fields[match.field];
    for (std::uint32_t i = 0; i < unit.cells.size(); ++i) {
      Taken taken{index, match.field, i, {}, origin_of(unit, unit.cells[i]), 0, false};
      taken.value = read_value(reading_, unit.cells[i], map_, field, language_, taken.origin);
      const bool sure = match.score >= kSureOfLabel && match.rival == Match::kNone;
      taken.origin.confidence =
          static_cast<std::uint8_t>(sure ? match.score : std::min(match.score, kSureOfLabel - 1));
      taken_.push_back(std::move(taken));
    }
  }

  /// Gives the values of groups their indices: the rows of a table, or each repetition of a field.
  /// What has no value at all takes no index; the first such one is where the next would stand.
  void place_groups() {
    std::map<std::string, std::vector<Taken*>> groups;
    for (Taken& taken : taken_) {
      const std::string& group = map_.fields[taken.field].group;
      if (!group.empty()) groups[group].push_back(&taken);
    }
    for (auto& [group, members] : groups) {
      std::vector<std::vector<Taken*>> items = items_of(members);
      std::size_t next = 0;
      bool blank_placed = false;
      for (std::vector<Taken*>& item : items) {
        const bool filled = std::any_of(item.begin(), item.end(), [](const Taken* one) {
          return one->value.value || !one->value.understood;
        });
        for (Taken* one : item) {
          one->index = next;
          one->dropped = !filled && blank_placed;
        }
        if (filled) {
          ++next;
        } else {
          blank_placed = true;
        }
      }
      if (!blank_placed) continue;
      // A blank item in between does not keep its index from a later one.
      for (std::vector<Taken*>& item : items) {
        const bool filled = std::any_of(item.begin(), item.end(), [](const Taken* one) {
          return one->value.value || !one->value.understood;
        });
        for (Taken* one : item) {
          if (!filled) one->index = next;
        }
      }
    }
  }

  std::vector<std::vector<Taken*>> items_of(const std::vector<Taken*>& members) const {
    std::map<std::pair<std::string, std::uint32_t>, std::vector<Taken*>> rows;
    std::vector<std::vector<Taken*>> items;
    std::vector<std::set<std::uint32_t>> filled;
    for (Taken* one : members) {
      const FieldUnit& unit = sight_.units[one->unit];
      if (unit.column) {
        rows[{unit.section, unit.cells[one->cell].row}].push_back(one);
        continue;
      }
      if (items.empty() || filled.back().contains(one->field)) {
        items.emplace_back();
        filled.emplace_back();
      }
      items.back().push_back(one);
      filled.back().insert(one->field);
    }
    for (auto& [row, item] : rows) items.push_back(std::move(item));
    return items;
  }

  void enter(Taken& taken) {
    if (taken.dropped) return;
    const MapField& field = map_.fields[taken.field];
    const std::string pointer = at_index(field.at, taken.index);
    const Match& match = sight_.matches[taken.unit];
    const bool doubtful = taken.origin.confidence < kSureOfLabel;
    const bool written = taken.value.value || !taken.value.understood;
    // A blank field that may mean something else is no place to write to.
    if (doubtful && !written) return;
    out_.meanings.emplace_back(pointer, meaning(field));
    if (doubtful) doubt(taken, pointer, match);
    if (!taken.value.understood) {
      ReadingRemark remark;
      remark.code = RemarkCode::kValueNotUnderstood;
      remark.pointer = pointer;
      remark.place = taken.origin;
      add_meaning(remark, meaning(field));
      remark.args.emplace_back("value", taken.value.text);
      remark.question = question(field, pointer);
      out_.remarks.push_back(std::move(remark));
    }
    out_.entries.push_back({pointer, std::move(taken.value.value), std::move(taken.origin)});
  }

  void doubt(const Taken& taken, const std::string& pointer, const Match& match) {
    ReadingRemark remark;
    remark.code = RemarkCode::kLabelDoubtful;
    remark.pointer = pointer;
    remark.place = taken.origin;
    add_meaning(remark, meaning(map_.fields[taken.field]));
    remark.args.emplace_back("label", taken.origin.label);
    remark.args.emplace_back("value", taken.value.text);
    if (match.rival != Match::kNone) {
      const Texts other = meaning(map_.fields[match.rival]);
      for (std::size_t i = 0; i < kLanguages; ++i) {
        if (other[i].empty()) continue;
        remark.args.emplace_back("other." + std::string(kLanguageNames[i]), other[i]);
      }
    }
    remark.question = RemarkQuestion{QuestionType::kBoolean, {}, {}};
    out_.remarks.push_back(std::move(remark));
  }

  static Texts meaning(const MapField& field) {
    Texts texts;
    for (std::size_t i = 0; i < kLanguages; ++i) {
      if (!field.labels[i].empty()) texts[i] = field.labels[i].front();
    }
    return texts;
  }

  RemarkQuestion question(const MapField& field, const std::string& pointer) const {
    if (field.kind == MapField::Kind::kBoolean) return {QuestionType::kBoolean, {}, pointer};
    RemarkQuestion question{QuestionType::kText, {}, pointer};
    for (const MapChoice& choice : field.choices) {
      question.type = QuestionType::kChoice;
      question.choices.push_back({choice.value, first_in(choice.texts, language_)});
    }
    return question;
  }

  void imply() {
    for (const auto& [pointer, value] : map_.sets) {
      Origin origin = place_.origin();
      origin.text = sight_.shown_phrase;
      origin.how = Origin::How::kImplied;
      origin.fixed = kImplied;
      out_.entries.push_back({pointer, value, std::move(origin)});
    }
  }

  /// Lists and maps stand where the first of their fields does: in its section.
  void add_containers() {
    std::set<std::string> known;
    for (const Fragment::Entry& entry : out_.entries) known.insert(entry.pointer);
    std::vector<Fragment::Entry> containers;
    for (const Fragment::Entry& entry : out_.entries) {
      std::string_view parent = entry.pointer;
      while (true) {
        parent = parent.substr(0, parent.rfind('/'));
        if (parent.empty() || !known.insert(std::string(parent)).second) break;
        Origin origin = place_.origin();
        for (const OriginStep& step : entry.origin.steps) {
          if (step.kind == OriginStep::Kind::kSection) origin.steps.push_back(step);
        }
        origin.fixed = "several fields of the form give it together";
        containers.push_back({std::string(parent), std::nullopt, std::move(origin)});
      }
    }
    for (Fragment::Entry& container : containers) out_.entries.push_back(std::move(container));
  }

  const Reading& reading_;
  const PartPlace& place_;
  const FormSight& sight_;
  const FormMap& map_;
  Language language_ = Language::kEn;
  std::vector<Taken> taken_;
  Fragment out_;
};

}  // namespace

void add_meaning(ReadingRemark& remark, const Texts& meaning) {
  for (std::size_t i = 0; i < kLanguages; ++i) {
    if (meaning[i].empty()) continue;
    remark.args.emplace_back("meaning." + std::string(kLanguageNames[i]), meaning[i]);
  }
}

FormSight look_at_form(const Reading& reading, const FormMap& map) {
  FormSight sight;
  sight.map = &map;
  sight.units = group_fields(reading, map);
  sight.matches = match_units(reading, sight.units, map);
  std::set<std::uint32_t> fields;
  for (const Match& match : sight.matches) {
    if (match.field == Match::kNone || match.score < kSureOfLabel) continue;
    if (map.fields[match.field].kind != MapField::Kind::kKnown) fields.insert(match.field);
  }
  sight.sure = fields.size();
  find_phrase(reading, sight);
  sight.recognised = !map.abstract && !is_excluded(reading, map) &&
                     ((sight.phrase != std::string::npos && sight.sure > 0) ||
                      sight.sure >= map.recognise.least_fields);
  return sight;
}

bool is_better(const FormSight& a, const FormSight& b) {
  if (a.recognised != b.recognised) return a.recognised;
  const bool told_by_text = std::min(a.phrase, b.phrase) < kBehindAllText - 1;
  const std::size_t more = std::max(a.sure, b.sure) - std::min(a.sure, b.sure);
  if (!told_by_text && more >= kClearlyMore) return a.sure > b.sure;
  if (a.phrase != b.phrase) return a.phrase < b.phrase;
  return a.sure > b.sure;
}

Fragment read_form(const Reading& reading, const PartPlace& place, const FormSight& sight,
                   bool implied) {
  return FormReader(reading, place, sight).run(implied);
}

}  // namespace intake
