#include "lint/solver.h"

#include <algorithm>
#include <map>
#include <utility>

namespace intake::lint {
namespace {

using Answer = TextSearch::Answer;

/// Alternatives of which submissions are made, and values tried at the rule's own place.
constexpr std::size_t kMostTried = 24;
constexpr std::size_t kValuesOfOwnPlace = 4;

struct Place {
  PlacePath path;
  std::vector<const Literal*> literals;
};

/// What has to stand at a place so that something can stand below it.
TermPtr container_for(const PlacePath& path, const PlacePath::Step& below) {
  Term term;
  term.kind = Term::Kind::kKinds;
  term.path = path;
  term.place = path.text();
  term.kinds = below.kind == PlacePath::Step::Kind::kName ? kObjectBit : kArrayBit | kObjectBit;
  if (below.kind == PlacePath::Step::Kind::kIndex) term.kinds = kArrayBit;
  term.key = "holds " + std::to_string(term.kinds) + " " + term.place;
  return std::make_shared<const Term>(std::move(term));
}

/// The literals of a conjunction by place.
class Places {
 public:
  Places(const Conjunction& conjunction, const Judge& judge) {
    std::map<std::string, Truths> known;
    for (const Literal& literal : conjunction) {
      Truths& truths = known.emplace(literal.term->key, kAnyTruth).first->second;
      truths &= literal.truths;
      contradicts_ |= truths == 0;
      if (literal.term->kind == Term::Kind::kOpaque) continue;
      Place& place = places_[literal.term->place];
      place.path = literal.term->path;
      place.literals.push_back(&literal);
    }
    if (!contradicts_) add_containers(judge);
  }

  bool contradicts() const { return contradicts_; }
  const std::map<std::string, Place>& all() const { return places_; }

 private:
  /// Where something must stand, there is a container around it. From the inside out: a place that
  /// is made to hold something has to stand somewhere, too.
  void add_containers(const Judge& judge) {
    std::vector<const Place*> order;
    for (const auto& [text, place] : places_) order.push_back(&place);
    std::sort(order.begin(), order.end(), [](const Place* a, const Place* b) {
      return a->path.steps.size() > b->path.steps.size();
    });
    for (const Place* place : order) {
      const bool must_stand =
          std::any_of(place->literals.begin(), place->literals.end(), [&](const Literal* literal) {
            return (judge.truths(*literal->term, PlaceValue()) & literal->truths) == 0;
          });
      if (!must_stand) continue;
      PlacePath::Step below;
      PlacePath path = place->path;
      for (auto up = path.parent(); up; up = path.parent()) {
        below = path.steps.back();
        path = std::move(*up);
        if (below.kind == PlacePath::Step::Kind::kOther) continue;
        const auto known = places_.find(path.text());
        if (known == places_.end()) continue;
        made_.push_back(std::make_unique<Literal>(Literal{container_for(path, below), kIsTrue}));
        known->second.literals.push_back(made_.back().get());
        break;
      }
    }
  }

  bool contradicts_ = false;
  std::map<std::string, Place> places_;
  std::vector<std::unique_ptr<Literal>> made_;
};

std::optional<SchemaPlace> allowed_at(const Judge& judge, const PlacePath& path, bool by_schema) {
  if (!by_schema || judge.schema == nullptr) return std::nullopt;
  return find_in_schema(*judge.schema, path);
}

}  // namespace

Answer Solver::solve(const Conjunction& conjunction, bool by_schema) const {
  const Places places(conjunction, judge_);
  if (places.contradicts()) return Answer::kNone;
  Answer answer = Answer::kSome;
  for (const auto& [text, place] : places.all()) {
    const auto allowed = allowed_at(judge_, place.path, by_schema);
    const PlaceAnswer found = find_values(place.literals, judge_, allowed ? &*allowed : nullptr, 1);
    if (found.answer == Answer::kNone) return Answer::kNone;
    if (found.answer == Answer::kNotKnown) answer = Answer::kNotKnown;
  }
  return answer;
}

bool Solver::is_impossible(const std::optional<Alternatives>& alternatives, bool by_schema) const {
  return alternatives && std::all_of(alternatives->begin(), alternatives->end(),
                                     [&](const Conjunction& conjunction) {
                                       return solve(conjunction, by_schema) == Answer::kNone;
                                     });
}

std::vector<Literal> Solver::find_conflict(const Conjunction& conjunction, bool by_schema) const {
  if (solve(conjunction, by_schema) != Answer::kNone) return {};
  // What can be left out without making it possible has nothing to do with it.
  Conjunction left = conjunction;
  for (std::size_t i = left.size(); i-- > 0;) {
    Conjunction without = left;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    if (solve(without, by_schema) == Answer::kNone) left = std::move(without);
  }
  return left;
}

std::vector<Datum> Solver::make_submissions(const Alternatives& alternatives, const PlacePath& own,
                                            std::size_t wanted) const {
  std::vector<Datum> made;
  const std::string own_text = own.text();
  std::size_t tried = 0;
  for (const Conjunction& conjunction : alternatives) {
    if (made.size() >= wanted || ++tried > kMostTried) break;
    const Places places(conjunction, judge_);
    if (places.contradicts()) continue;
    std::vector<std::pair<PlacePath, std::vector<PlaceValue>>> values;
    bool good = true;
    for (const auto& [text, place] : places.all()) {
      PlaceAnswer found =
          find_values(place.literals, judge_, nullptr, text == own_text ? kValuesOfOwnPlace : 1);
      good = good && found.answer == Answer::kSome;
      values.emplace_back(place.path, std::move(found.values));
    }
    for (std::size_t variant = 0; good && variant < kValuesOfOwnPlace; ++variant) {
      Datum submission{Datum::Object{}};
      bool fresh = variant == 0;
      bool built = true;
      // Longer paths first: what they need is then there when a shorter one is looked at.
      for (auto place = values.rbegin(); place != values.rend(); ++place) {
        const auto& options = place->second;
        fresh |= variant < options.size();
        const PlaceValue& value = options[std::min(variant, options.size() - 1)];
        if (value && !place->first.steps.empty()) {
          built = built && put_at(submission, place->first, *value);
        }
      }
      if (!fresh || !built || made.size() >= wanted) break;
      made.push_back(std::move(submission));
    }
  }
  return made;
}

}  // namespace intake::lint
