#include "revision/instants.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lang/expr/time.h"
#include "lang/predicate/moment.h"
#include "ruleset/keys.h"
#include "ruleset/versions.h"

namespace intake {
namespace {

constexpr std::int64_t kDay = 86'400;
/// The predicates that compare with `now`, and the name that expressions have for it.
constexpr std::array<std::string_view, 4> kClockNames{"after", "before", "now", "within"};

bool is_clock_name(std::string_view text) {
  return std::binary_search(kClockNames.begin(), kClockNames.end(), text);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::int64_t floor_day(std::int64_t second) {
  return (second >= 0 ? second : second - (kDay - 1)) / kDay * kDay;
}

/// Dates and durations that stand in documents.
class Texts {
 public:
  /// A text of the submission, or one that is a value in a rule file.
  void add(std::string_view text) {
    if (text.size() > kLongest) return;
    if (const auto moment = parse_moment(text)) {
      moments_.insert({moment->second, moment->is_date});
    } else if (const auto duration = parse_duration(text)) {
      durations_.insert(*duration);
    }
  }

  /// A text of a rule file, which may be an expression with dates, durations and `now` in it.
  void add_rule_text(std::string_view text) {
    add(text);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const char c = text[begin];
      if (c == '\'' || c == '"') {
        const std::size_t end = text.find(c, begin + 1);
        if (end == std::string_view::npos) return;
        add_literal(text.substr(begin + 1, end - begin - 1));
        begin = end + 1;
      } else if (is_letter(c)) {
        const auto stop = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                           text.end(), is_letter);
        const auto end = static_cast<std::size_t>(stop - text.begin());
        clock_ = clock_ || text.substr(begin, end - begin) == "now";
        begin = end;
      } else {
        ++begin;
      }
    }
  }

  void see_key(std::string_view key) { clock_ = clock_ || is_clock_name(key); }
  /// Something is compared with `now`, as far as words tell.
  bool clock() const { return clock_; }

  Result<Instants> instants(const Limits& limits) const {
    Instants found;
    const auto add = [&](std::int64_t second) {
      if (second >= expr::kEarliestSecond && second <= expr::kLatestSecond) found.insert(second);
    };
    for (const auto& [second, date_only] : moments_) {
      const bool is_date = date_only;
      // Dates compare by calendar day, that of a date-time in its own offset: a day either way.
      const auto around = [&](std::int64_t at) {
        const std::int64_t day = floor_day(at);
        for (const std::int64_t days : {-1, 0, 1, 2}) add(day + days * kDay);
        if (is_date) return;
        add(at);
        add(at + 1);
      };
      around(second);
      for (const std::int64_t duration : durations_) {
        around(second + duration);
        around(second - duration);
      }
      if (found.size() > limits.timeline_instants) {
        return Error{ErrorCode::kLimit,
                     "the dates and durations give more than " +
                         std::to_string(limits.timeline_instants) + " points in time to look at",
                     "",
                     {}};
      }
    }
    return found;
  }

 private:
  static constexpr std::size_t kLongest = 64;

  void add_literal(std::string_view text) {
    add(text);
    if (const auto duration = expr::parse_go_duration(text)) {
      const std::int64_t seconds = duration->nanoseconds / expr::kNanosecondsPerSecond;
      durations_.insert(seconds < 0 ? -seconds : seconds);
    }
  }

  std::set<std::pair<std::int64_t, bool>> moments_;  // second, whether it is a date
  std::set<std::int64_t> durations_;
  bool clock_ = false;
};

/// Calls `visit` with every rule set and list file that can be read.
template <typename Visit>
void for_each_file(const RuleFiles& files, const Limits& limits, const Visit& visit) {
  for (const Versioned& kind : {kRuleSetFiles, kListFiles}) {
    for (const std::string& name : versioned_names(files, kind)) {
      for (const FileVersion& version : find_versions(files, kind, name)) {
        const Result<DocumentPtr> read = files.document(version.path, limits);
        if (read) visit(**read);
      }
    }
  }
}

}  // namespace

std::string text_of_instant(std::int64_t second) {
  return expr::to_text(expr::Timestamp{second, 0});
}

Result<std::int64_t> instant_of(std::string_view text) {
  const auto moment = parse_moment(text);
  if (moment) return moment->second;
  return Error{ErrorCode::kUsage,
               quoted(text) + " is no date",
               "write a date such as 2024-04-01, or a date-time such as 2024-04-01T12:00:00Z",
               {}};
}

Instants validity_instants(const RuleFiles& files, const Limits& limits) {
  Instants found;
  for_each_file(files, limits, [&](const Document& document) {
    FaultSink ignored(limits);
    const auto add = [&](View valid) {
      const Validity validity = parse_validity(valid, ignored);
      for (const std::string& date : {validity.from, validity.until}) {
        if (const auto moment = parse_date(date)) found.insert(moment->second);
      }
    };
    const View top(document, document.root());
    add(top.member("valid"));
    const View rules = top.member("rules");
    for (std::uint32_t i = 0; rules.is_array() && i < rules.size(); ++i) {
      add(rules.at(i).member("valid"));
    }
  });
  return found;
}

Result<Instants> comparison_instants(const RuleFiles& files, const Document& submission,
                                     const Limits& limits) {
  Texts texts;
  for_each_file(files, limits, [&](const Document& document) {
    for (NodeId id = 0; id < document.size(); ++id) {
      const View value(document, id);
      if (value.is_string()) texts.add_rule_text(value.text());
      const NodeId parent = document.node(id).parent;
      if (parent != kNoNode && document.kind(parent) == Kind::kObject) texts.see_key(value.key());
    }
  });
  if (!texts.clock()) return Instants();
  for (NodeId id = 0; id < submission.size(); ++id) {
    if (submission.kind(id) == Kind::kString) texts.add(submission.text(id));
  }
  return texts.instants(limits);
}

}  // namespace intake
