#include "revision/rule_comparison.h"

#include <algorithm>

#include "revision/condition_relation.h"
#include "ruleset/fault_sink.h"

namespace intake {
namespace {

/// How much an absent value counts: not at all, a question, a fail.
int absence_level(const Rule& rule) {
  if (rule.required || rule.if_absent == IfAbsent::kFail) return 2;
  return rule.if_absent == IfAbsent::kAsk ? 1 : 0;
}

std::string_view absence_name(int level) {
  return level == 2 ? "fails" : level == 1 ? "is asked for" : "is passed over";
}

std::string text_of(const Validity& valid) {
  std::string text = valid.from.empty() ? "" : "from " + valid.from;
  if (!valid.until.empty()) text += (text.empty() ? "until " : " until ") + valid.until;
  return text.empty() ? "always" : text;
}

/// A rule that is in force for longer finds fault with more.
Relation relation_of_validity(const Validity& a, const Validity& b) {
  const bool later_begin = !b.from.empty() && (a.from.empty() || b.from > a.from);
  const bool earlier_begin = !a.from.empty() && (b.from.empty() || b.from < a.from);
  const bool earlier_end = !b.until.empty() && (a.until.empty() || b.until < a.until);
  const bool later_end = !a.until.empty() && (b.until.empty() || b.until > a.until);
  const auto one = [](bool tighter, bool looser) {
    return tighter ? Relation::kTighter : looser ? Relation::kLooser : Relation::kEqual;
  };
  return both(one(earlier_begin, later_begin), one(later_end, earlier_end));
}

class Comparer {
 public:
  explicit Comparer(const Versions& versions)
      : versions_(versions), a_(*versions.rule_before), b_(*versions.rule_after) {}

  RuleDifference run() {
    compare_place();
    compare_when();
    add(relation_of(versions_, a_.assertion, b_.assertion, "assert: ", out_.details));
    compare_absence();
    if (text_of(a_.valid) != text_of(b_.valid)) {
      out_.details.push_back("in force " + text_of(b_.valid) + ", was " + text_of(a_.valid));
      add(relation_of_validity(a_.valid, b_.valid));
    }
    compare_fixes();
    compare_life();
    compare_texts();
    return std::move(out_);
  }

 private:
  void add(Relation relation) { out_.findings = both(out_.findings, relation); }

  void unknown(std::string what) {
    out_.details.push_back(std::move(what));
    add(Relation::kUnknown);
  }

  void compare_selector(std::string_view key, const std::optional<Selector>& a,
                        const std::optional<Selector>& b) {
    if (same(a, b)) return;
    const auto shown = [](const std::optional<Selector>& s) {
      return s ? quoted(s->text()) : std::string("left out");
    };
    unknown("`" + std::string(key) + "` is " + shown(b) + ", was " + shown(a));
  }

  void compare_place() {
    compare_selector("for", a_.for_each, b_.for_each);
    compare_selector("at", a_.at, b_.at);
    if (a_.part != b_.part) unknown("the part is " + quoted(b_.part) + ", was " + quoted(a_.part));
    for (const Binding& binding : b_.bindings) {
      const auto former = std::find_if(a_.bindings.begin(), a_.bindings.end(),
                                       [&](const Binding& a) { return a.name == binding.name; });
      if (former != a_.bindings.end() && same(versions_, *former, binding)) continue;
      unknown("the binding " + quoted(binding.name) +
              (former == a_.bindings.end() ? " is new" : " differs"));
    }
    for (const Binding& binding : a_.bindings) {
      const bool there = std::any_of(b_.bindings.begin(), b_.bindings.end(),
                                     [&](const Binding& b) { return b.name == binding.name; });
      if (!there) unknown("the binding " + quoted(binding.name) + " is gone");
    }
  }

  void compare_when() {
    // A rule that applies to less finds fault with less.
    add(flipped(relation_of(versions_, a_.when, b_.when, "when: ", out_.details)));
    if (a_.when_unknown_skips == b_.when_unknown_skips) return;
    out_.details.emplace_back(b_.when_unknown_skips ? "an unknown `when` is passed over"
                                                    : "an unknown `when` is no longer passed over");
    add(b_.when_unknown_skips ? Relation::kLooser : Relation::kTighter);
  }

  void compare_absence() {
    const int before = absence_level(a_), after = absence_level(b_);
    if (before == after) return;
    out_.details.push_back("an absent value " + std::string(absence_name(after)) + ", before it " +
                           (before == 0   ? "was passed over"
                            : before == 1 ? "was asked for"
                                          : "failed"));
    add(after > before ? Relation::kTighter : Relation::kLooser);
  }

  bool same_question(const std::optional<QuestionSpec>& a,
                     const std::optional<QuestionSpec>& b) const {
    if (!a || !b) return !a && !b;
    return a->id == b->id && a->type == b->type && a->choices == b->choices &&
           a->writes == b->writes;
  }

  bool same_fix(const FixSpec& a, const FixSpec& b) const {
    return a.cls == b.cls && same(a.at, b.at) && same_question(a.ask, b.ask) &&
           same(versions_, a.steps, b.steps);
  }

  void compare_fixes() {
    const std::size_t most = std::max(a_.fixes.size(), b_.fixes.size());
    for (std::size_t i = 0; i < most; ++i) {
      const std::string which = most == 1 ? "the fix" : "fix " + std::to_string(i + 1);
      if (i >= a_.fixes.size()) {
        out_.fixes.push_back(which + " is new");
      } else if (i >= b_.fixes.size()) {
        out_.fixes.push_back(which + " is gone");
      } else if (!same_fix(a_.fixes[i], b_.fixes[i])) {
        out_.fixes.push_back(which + " differs");
      }
    }
  }

  void compare_life() {
    if (a_.preview != b_.preview) {
      out_.life.emplace_back(b_.preview ? "in preview" : "no longer in preview");
    }
    if (a_.deprecated && !b_.deprecated) out_.life.emplace_back("no longer deprecated");
    if (!b_.deprecated) return;
    const bool same = a_.deprecated && a_.deprecated->since == b_.deprecated->since &&
                      a_.deprecated->replaced_by == b_.deprecated->replaced_by;
    if (same) return;
    out_.life.push_back("deprecated since " + b_.deprecated->since.text() +
                        (b_.deprecated->replaced_by.empty()
                             ? std::string()
                             : ", replaced by " + quoted(b_.deprecated->replaced_by)));
  }

  static bool same_text(const std::optional<TextTemplate>& a,
                        const std::optional<TextTemplate>& b) {
    return a.has_value() == b.has_value() && (!a || a->text.text() == b->text.text());
  }

  void compare_texts() {
    for (std::size_t i = 0; i < kLanguages; ++i) {
      const auto& a = a_.texts[i];
      const auto& b = b_.texts[i];
      if (!a || !b) continue;  // that a language came or went is told of the set
      const auto say = [&](bool same, std::string_view what) {
        if (!same)
          out_.texts.push_back(std::string(what) + " (" + std::string(kLanguageNames[i]) + ")");
      };
      say(a->message.text.text() == b->message.text.text(), "message");
      say(same_text(a->message_absent, b->message_absent), "message-absent");
      say(a->why == b->why, "why");
      say(a->help == b->help, "help");
      say(same_text(a->question, b->question), "question");
      say(a->choices == b->choices, "choices");
      say(a->because == b->because, "because");
      say(a->deprecated == b->deprecated, "deprecated");
    }
    const Passage& a = a_.passage;
    const Passage& b = b_.passage;
    if (a.quote != b.quote || a.section != b.section || a.document != b.document) {
      out_.texts.emplace_back("source");
    }
    if (a_.covers != b_.covers) out_.texts.emplace_back("covers");
  }

  const Versions& versions_;
  const Rule& a_;
  const Rule& b_;
  RuleDifference out_;
};

}  // namespace

RuleDifference difference_of(const Versions& versions) { return Comparer(versions).run(); }

Severity effective_severity(const Rule& rule) {
  return rule.preview ? Severity::kOff : rule.severity;
}

}  // namespace intake
