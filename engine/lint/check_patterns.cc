#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "lang/pattern.h"
#include "lint/automaton.h"
#include "lint/checks.h"
#include "lint/condition_walk.h"
#include "lint/edits.h"
#include "lint/pattern_tree.h"

namespace intake::lint {
namespace {

using Kind = PatternTree::Kind;

/// Alternatives that are compared with each other.
constexpr std::size_t kMostAlternatives = 60;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Where a pattern stands, and what it is for.
struct WrittenPattern {
  View written;
  bool is_test = false;    // of `matches`: only whether it is found counts
  bool is_format = false;  // says what a value has to look like
};

class Checker {
 public:
  Checker(const Rule* rule, const DocumentPtr& file, const WrittenPattern& pattern,
          const Limits& limits, Notebook& notebook)
      : rule_(rule),
        file_(file),
        written_(pattern.written),
        text_(pattern.written.text()),
        pattern_(pattern),
        limits_(limits),
        notebook_(notebook) {}

  void run() {
    check_classes();
    const auto tree = parse_pattern_tree(text_);
    if (!tree) return;
    check_alternation(*tree);
    check_dots(*tree);
    if (!pattern_.is_test) return;
    check_wildcards(*tree);
    check_alternatives(*tree);
    if (pattern_.is_format) check_anchors(*tree);
  }

 private:
  Note& add(std::string_view check, std::uint32_t begin, std::uint32_t end, std::string message) {
    ByteSpan span = within_text(written_, begin, end);
    if (span == ByteSpan{}) span = span_of(written_);
    return rule_ == nullptr ? notebook_.add(check, file_, span, std::move(message))
                            : notebook_.add(check, *rule_, file_, span, std::move(message));
  }

  /// The pattern with other text from `begin` to `end`, quoted as before.
  std::vector<FileEdits> edit(std::uint32_t begin, std::uint32_t end, std::string_view by) const {
    std::string text = text_;
    text.replace(begin, end - begin, by);
    return rewrite(std::move(text));
  }

  std::vector<FileEdits> rewrite(std::string text) const {
    return replace_value(file_, written_, Datum(std::move(text)));
  }

  static bool begins_with(const PatternTree& part, Kind kind) {
    return part.kind == Kind::kSequence && !part.children.empty() &&
           part.children.front().kind == kind;
  }
  static bool ends_with(const PatternTree& part, Kind kind) {
    return part.kind == Kind::kSequence && !part.children.empty() &&
           part.children.back().kind == kind;
  }

  /// `^a|b$`: the anchors belong to one alternative each.
  void check_alternation(const PatternTree& tree) {
    if (tree.kind != Kind::kChoice) return;
    std::size_t begins = 0, ends = 0;
    for (const PatternTree& part : tree.children) {
      begins += begins_with(part, Kind::kTextBegin) ? 1 : 0;
      ends += ends_with(part, Kind::kTextEnd) ? 1 : 0;
    }
    const PatternTree& first = tree.children.front();
    const PatternTree& last = tree.children.back();
    if (begins != 1 || ends != 1 || !begins_with(first, Kind::kTextBegin) ||
        !ends_with(last, Kind::kTextEnd)) {
      return;
    }
    const PatternTree& begin = first.children.front();
    const PatternTree& end = last.children.back();
    const std::string meant = text_.substr(0, begin.begin) +
                              "^(?:" + text_.substr(begin.end, end.begin - begin.end) + ")$" +
                              text_.substr(end.end);
    add("loose-alternation", first.begin, last.end,
        "`^` belongs to the first alternative only, and `$` to the last")
        .hint("write `" + meant + "`")
        .fix(FixClass::kUnsafe, "write `" + meant + "`", rewrite(meant));
  }

  /// A dot between letters, as in a host name.
  void check_dots(const PatternTree& tree) {
    std::vector<const PatternTree*> found;
    find_dots(tree, found);
    if (found.empty()) return;
    std::string text = text_;
    for (auto dot = found.rbegin(); dot != found.rend(); ++dot) text.insert((*dot)->begin, "\\");
    add("unescaped-dot", found[0]->begin, found[0]->end,
        "`.` between letters stands for any character here")
        .hint("write `\\.` for a dot itself")
        .fix(FixClass::kUnsafe, "write `\\.`", rewrite(std::move(text)));
  }

  static void find_dots(const PatternTree& tree, std::vector<const PatternTree*>& found) {
    for (std::size_t i = 0; i < tree.children.size(); ++i) {
      const PatternTree& part = tree.children[i];
      find_dots(part, found);
      if (tree.kind != Kind::kSequence || !part.is_dot || i == 0 || i + 1 == tree.children.size()) {
        continue;
      }
      if (is_plain_letter(tree.children[i - 1]) && is_plain_letter(tree.children[i + 1])) {
        found.push_back(&part);
      }
    }
  }

  static bool is_plain_letter(const PatternTree& part) {
    if (part.kind != Kind::kSet || !part.is_literal || part.set.empty()) return false;
    const char32_t c = part.set.ranges().front().first;
    return c < 0x80 && is_letter_or_digit(static_cast<char>(c));
  }

  static bool is_wildcard(const PatternTree& part) {
    return part.kind == Kind::kRepeat && part.least == 0 && part.most == PatternTree::kNoMost &&
           part.children.front().is_dot;
  }

  void check_wildcards(const PatternTree& tree) {
    if (tree.kind != Kind::kSequence || tree.children.size() < 2) return;
    for (const bool front : {true, false}) {
      const PatternTree& part = front ? tree.children.front() : tree.children.back();
      if (!is_wildcard(part)) continue;
      add("redundant-wildcard", part.begin, part.end,
          "`" + text_.substr(part.begin, part.end - part.begin) +
              "` changes nothing: a pattern is found anywhere in the text")
          .hint("leave it out")
          .fix(FixClass::kSafe, "leave it out", edit(part.begin, part.end, ""));
      return;
    }
  }

  /// An alternative without which the pattern is found in the same texts.
  void check_alternatives(const PatternTree& tree) {
    if (tree.kind == Kind::kChoice && tree.children.size() <= kMostAlternatives) {
      for (std::size_t i = tree.children.size(); i-- > 0;) {
        if (check_alternative(tree, i)) return;
      }
    }
    for (const PatternTree& part : tree.children) check_alternatives(part);
  }

  bool check_alternative(const PatternTree& choice, std::size_t index) {
    const PatternTree& part = choice.children[index];
    // Flags such as `(?i)` before the first one hold for all.
    const bool first = index == 0;
    if (part.kind != Kind::kSequence || part.children.empty()) return false;
    const std::uint32_t begin = first ? part.children.front().begin : part.begin - 1;
    const std::uint32_t end = first ? part.end + 1 : part.end;
    const std::string without = text_.substr(0, begin) + text_.substr(end);
    // The pattern with this alternative alone, and without it.
    const std::uint32_t inside = choice.children.front().children.empty()
                                     ? choice.begin
                                     : choice.children.front().children.front().begin;
    const std::string alone = text_.substr(0, first ? part.begin : inside) +
                              text_.substr(part.begin, part.end - part.begin) +
                              text_.substr(choice.end);
    const auto mine = Automaton::of_pattern(alone);
    const auto rest = Pattern::compile(without, limits_);
    if (!mine || !rest) return false;
    const TextProperty only{std::make_shared<const Automaton>(*mine), true};
    // Most alternatives find something of their own, often the first thing that comes to mind.
    const TextSearch sample = find_texts({&only, 1});
    if (sample.texts.empty() || !(*rest)->search(sample.texts.front())) return false;
    const auto others = Automaton::of_pattern(without);
    if (!others) return false;
    const TextProperty both[] = {only, {std::make_shared<const Automaton>(*others), false}};
    if (find_texts(both).answer != TextSearch::Answer::kNone) return false;
    const std::uint32_t shown = part.children.front().begin;
    add("redundant-alternative", shown, part.end,
        "wherever `" + text_.substr(shown, part.end - shown) +
            "` is found, another alternative is, too")
        .hint("leave it out, or correct what was meant")
        .fix(FixClass::kSafe, "leave it out", edit(begin, end, ""));
    return true;
  }

  static bool has_place(const PatternTree& tree) {
    const bool place = tree.kind == Kind::kTextBegin || tree.kind == Kind::kTextEnd ||
                       tree.kind == Kind::kLineBegin || tree.kind == Kind::kLineEnd ||
                       tree.kind == Kind::kWordEdge;
    return place || std::any_of(tree.children.begin(), tree.children.end(), &has_place);
  }

  /// Characters of a class, counted: `\d{8}`.
  static bool has_count(const PatternTree& tree) {
    if (tree.kind == Kind::kRepeat && tree.least > 1 && tree.most != PatternTree::kNoMost) {
      const PatternTree& part = tree.children.front();
      if (part.kind == Kind::kSet && !part.is_literal && !part.is_dot) return true;
    }
    return std::any_of(tree.children.begin(), tree.children.end(), &has_count);
  }

  void check_anchors(const PatternTree& tree) {
    if (has_place(tree) || !has_count(tree)) return;
    const auto all = static_cast<std::uint32_t>(text_.size());
    const bool choice = tree.kind == Kind::kChoice;
    const std::string meant = choice ? "^(?:" + text_ + ")$" : "^" + text_ + "$";
    add("unanchored-pattern", 0, all,
        "the pattern may be found anywhere in a longer text, which then passes, too")
        .hint("write `" + meant + "` where the whole value is meant")
        .fix(FixClass::kUnsafe, "write `" + meant + "`", rewrite(meant));
  }

  /// `[A-z]` has punctuation in it, and `[a|b]` a bar.
  void check_classes() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
        continue;
      }
      if (text_[at] != '[') continue;
      const std::size_t begin = at++;
      if (at < text_.size() && text_[at] == '^') ++at;
      if (at < text_.size() && text_[at] == ']') ++at;
      for (; at < text_.size() && text_[at] != ']'; ++at) {
        if (text_[at] == '\\') {
          ++at;
          continue;
        }
        const auto here = static_cast<std::uint32_t>(at);
        if (text_.compare(at, 3, "A-z") == 0) {
          add("odd-class", here, here + 3, "`A-z` takes in the characters between `Z` and `a`, too")
              .hint("write `A-Za-z`")
              .fix(FixClass::kUnsafe, "write `A-Za-z`", edit(here, here + 3, "A-Za-z"));
        }
        const bool between = at > begin + 1 && at + 1 < text_.size() && text_[at] == '|' &&
                             is_letter_or_digit(text_[at - 1]) && is_letter_or_digit(text_[at + 1]);
        if (between) {
          add("odd-class", here, here + 1, "`|` in brackets stands for itself")
              .hint("write `(?:...|...)` for alternatives");
        }
      }
    }
  }

  const Rule* rule_;
  const DocumentPtr& file_;
  View written_;
  std::string text_;
  const WrittenPattern& pattern_;
  const Limits& limits_;
  Notebook& notebook_;
};

void check_pattern(const LintedSet& set, const Rule* rule, const DocumentPtr& file,
                   const WrittenPattern& pattern, Notebook& notebook) {
  // A repeated pattern is looked at where it is written.
  if (!pattern.written.is_string() || pattern.written.document() != file.get() ||
      (pattern.written.node().flags & kFlagAliased) != 0) {
    return;
  }
  Checker(rule, file, pattern, set.options().limits, notebook).run();
}

void check_captures(const LintedSet& set, const Rule* rule, const DocumentPtr& file, View bindings,
                    Notebook& notebook) {
  for (std::uint32_t i = 0; bindings.is_object() && i < bindings.size(); ++i) {
    check_pattern(set, rule, file, {bindings.at(i).member("capture"), false, false}, notebook);
  }
}

}  // namespace

void check_patterns(const LintedSet& set, Notebook& notebook) {
  check_captures(set, nullptr, set.file(), set.top().member("bind"), notebook);
  for (const Rule* rule : set.own_rules()) {
    check_captures(set, rule, rule->file, set.written(*rule, "bind"), notebook);
    const auto look = [&](const std::optional<Condition>& condition, bool is_assertion) {
      if (!condition) return;
      walk_condition(*condition, [&](const Condition& part, Polarity polarity, bool) {
        for (const PredicateUse& use : part.predicates) {
          for (std::size_t i = 0; i < use.args.size(); ++i) {
            if (i >= use.patterns.size() || !use.patterns[i]) continue;
            const bool is_test = use.predicate->name == "matches";
            check_pattern(set, rule, rule->file,
                          {use.args[i].literal, is_test,
                           is_test && is_assertion && polarity == Polarity::kPositive},
                          notebook);
          }
        }
      });
    };
    look(rule->when, false);
    look(rule->assertion, true);
    for (const FixSpec& fix : rule->fixes) {
      for (const VerbUse& step : fix.steps) {
        for (std::size_t i = 0; i < step.args.size() && i < step.patterns.size(); ++i) {
          if (!step.patterns[i]) continue;
          check_pattern(set, rule, rule->file, {step.args[i].literal, false, false}, notebook);
        }
      }
    }
  }
}

}  // namespace intake::lint
