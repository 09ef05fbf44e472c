#include "submission/form_match.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "document/origin.h"
#include "text/unicode.h"

namespace intake {
namespace {

/// Points, beside label_score().
constexpr int kSectionAgrees = 3;
constexpr int kSectionDiffers = 5;       // of a label that one field alone has
constexpr int kAmbiguousElsewhere = 14;  // of a label that several fields have
constexpr int kColumnDiffers = 14;       // a column for a field outside tables, or the reverse
constexpr int kOneLanguage = 2;          // of a label in several languages
constexpr int kRivalWithin = 5;          // a second candidate this close is a rival
constexpr std::size_t kMostFuzzyLabels = 1'000;
constexpr std::size_t kMostHeadings = 300;

struct Candidate {
  std::uint32_t unit = 0;
  std::uint32_t field = 0;
  int score = 0;
  Language language = Language::kEn;
  bool blank = false;  // nothing stands there
};

/// The parts of a name as tags and PDF forms have them: `form1[0].page[1].ClientID[0]`.
std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find_first_of("./"), name.size());
    const std::string_view part = name.substr(0, dot);
    std::string folded = squash(part.substr(0, part.find('[')));
    if (!folded.empty()) parts.push_back(std::move(folded));
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return parts;
}

class Matcher {
 public:
  Matcher(const Reading& reading, const std::vector<FieldUnit>& units, const FormMap& map)
      : reading_(reading), units_(units), map_(map) {}

  std::vector<Match> run() {
    for (std::uint32_t i = 0; i < units_.size(); ++i) find_candidates(i);
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) {
                       return std::tie(b.score, a.blank, a.unit, a.field) <
                              std::tie(a.score, b.blank, b.unit, b.field);
                     });
    std::vector<Match> matches(units_.size());
    std::vector<bool> taken(map_.fields.size(), false);
    for (const Candidate& one : candidates_) {
      const bool repeats = !map_.fields[one.field].group.empty() ||
                           map_.fields[one.field].kind == MapField::Kind::kKnown;
      if (matches[one.unit].field != Match::kNone || (taken[one.field] && !repeats)) continue;
      taken[one.field] = true;
      matches[one.unit] = {one.field, one.score, one.language, Match::kNone};
    }
    for (const Candidate& one : candidates_) {
      Match& match = matches[one.unit];
      if (match.field == one.field || match.rival != Match::kNone || taken[one.field]) continue;
      if (one.score >= match.score - kRivalWithin && match.score < 100) match.rival = one.field;
    }
    return matches;
  }

 private:
  std::optional<std::uint32_t> by_name(const FieldUnit& unit) const {
    for (const FieldUnit::Cell& cell : unit.cells) {
      for (const std::uint32_t index : cell.fields) {
        const std::string& name = reading_.fields[index].name;
        if (name.empty()) continue;
        const auto found = map_.by_name.find(squash(name));
        if (found != map_.by_name.end()) return found->second;
        if (const auto field = by_pointer(name_parts(name))) return field;
      }
    }
    return std::nullopt;
  }

  /// A name that is the end of one pointer of the map: `general.clientId`.
  std::optional<std::uint32_t> by_pointer(const std::vector<std::string>& parts) const {
    if (parts.size() < 2) return std::nullopt;
    std::optional<std::uint32_t> only;
    for (std::uint32_t i = 0; i < map_.fields.size(); ++i) {
      std::vector<std::string> tokens;
      for (std::string& token : name_parts(map_.fields[i].at)) {
        if (token != "i") tokens.push_back(std::move(token));
      }
      if (tokens.size() < parts.size() ||
          !std::equal(parts.rbegin(), parts.rend(), tokens.rbegin())) {
        continue;
      }
      if (only) return std::nullopt;
      only = i;
    }
    return only;
  }

  void find_candidates(std::uint32_t index) {
    const FieldUnit& unit = units_[index];
    if (const auto field = by_name(unit)) {
      candidates_.push_back({index, *field, 100, language_of(unit, *field), is_blank(unit)});
      return;
    }
    const std::uint32_t section = section_called(unit.section);
    for (const auto& [field, found] : scores(unit.label)) {
      if (found.label == nullptr) continue;
      const int score =
          std::min(found.points + adjustment(unit, section, *found.label, found.points), 100);
      if (score >= kLeastScore)
        candidates_.push_back({index, field, score, found.label->language, is_blank(unit)});
    }
  }

  bool is_blank(const FieldUnit& unit) const {
    return std::all_of(unit.cells.begin(), unit.cells.end(), [&](const FieldUnit::Cell& cell) {
      return shown_value(reading_, cell).empty();
    });
  }

  struct Score {
    int points = 0;
    const KnownLabel* label = nullptr;
  };
  /// The best of each field for a label.
  using Scores = std::map<std::uint32_t, Score>;
  const Scores& scores(const std::string& text) {
    const auto [known, added] = scores_.try_emplace(text);
    if (!added) return known->second;
    Scores& scores = known->second;
    const bool exact = add_scores(text, 0, scores);
    if (exact) return scores;
    // A piece of it goes before a likeness of the whole.
    for (const std::string_view piece : alternatives(text)) {
      add_scores(piece, kOneLanguage, scores);
    }
    return scores;
  }

  /// Whether the text is a label of the map.
  bool add_scores(std::string_view text, int lost, Scores& scores) {
    const Label label = read_label(text, map_.ignored);
    const auto take = [&](const KnownLabel& of_map) {
      const int score = label_score(label, of_map.label) - lost;
      Score& best = scores[of_map.field];
      if (score > best.points) best = {score, &of_map};
    };
    const auto [exact, end] = map_.by_label.equal_range(label.squashed);
    for (auto i = exact; i != end; ++i) take(map_.labels[i->second]);
    if (exact != end) return true;
    if (++fuzzy_ > kMostFuzzyLabels) return false;
    for (const KnownLabel& of_map : map_.labels) take(of_map);
    return false;
  }

  int adjustment(const FieldUnit& unit, std::uint32_t section, const KnownLabel& label,
                 int score) const {
    const MapField& of_map = map_.fields[label.field];
    int points = 0;
    if (section != MapField::kNoSection && of_map.section != MapField::kNoSection) {
      if (is_below(of_map.section, section)) {
        points += kSectionAgrees;
      } else if (label.shared) {
        points -= kAmbiguousElsewhere;
      } else if (score < 98) {
        points -= kSectionDiffers;
      }
    }
    const bool table = map_.in_table(of_map);
    if (table ? !unit.column : (unit.column && of_map.group.empty())) {
      points -= kColumnDiffers;
    }
    return points;
  }

  std::uint32_t section_called(const std::string& heading) {
    const auto [known, added] = sections_.try_emplace(heading, MapField::kNoSection);
    if (added && sections_.size() <= kMostHeadings) known->second = section_of(map_, heading);
    return known->second;
  }

  /// Whether a section is the other one or a part of it: 3.1 is a part of 3.
  bool is_below(std::uint32_t section, std::uint32_t other) const {
    const std::string& inner = map_.sections[section].number;
    const std::string& outer = map_.sections[other].number;
    return section == other || inner.starts_with(outer + ".");
  }

  Language language_of(const FieldUnit& unit, std::uint32_t field) const {
    const std::string label = read_label(unit.label, map_.ignored).squashed;
    for (auto [i, end] = map_.by_label.equal_range(label); i != end; ++i) {
      if (map_.labels[i->second].field == field) return map_.labels[i->second].language;
    }
    return map_.languages.front();
  }

  const Reading& reading_;
  const std::vector<FieldUnit>& units_;
  const FormMap& map_;
  std::vector<Candidate> candidates_;
  std::map<std::string, Scores> scores_;
  std::map<std::string, std::uint32_t> sections_;
  std::size_t fuzzy_ = 0;
};

}  // namespace

std::vector<Match> match_units(const Reading& reading, const std::vector<FieldUnit>& units,
                               const FormMap& map) {
  return Matcher(reading, units, map).run();
}

}  // namespace intake
