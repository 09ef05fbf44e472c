#include <algorithm>

#include "lint/checks.h"
#include "lint/edits.h"

namespace intake::lint {
namespace {

void check_validity(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  const View valid = set.written(rule, "valid");
  if (valid.absent()) return;
  const Validity& own = rule.valid;
  const Validity& whole = set.rules().valid;
  std::string message;
  if (!own.until.empty() && !whole.from.empty() && own.until <= whole.from) {
    message = "the rule is never in force: it ends on " + own.until +
              ", before the set is in force, on " + whole.from;
  } else if (!own.from.empty() && !whole.until.empty() && whole.until <= own.from) {
    message = "the rule is never in force: it begins on " + own.from +
              ", when the set is no longer, which ends on " + whole.until;
  }
  if (message.empty()) return;
  notebook.add("never-in-force", rule, span_of(valid, true), std::move(message))
      .hint("correct the dates; `until` is the first day on which it no longer counts");
}

/// What a rule that an entry of `override` is about says itself.
struct Original {
  const Rule* rule = nullptr;
  View severity, source;
};

Original find_original(const LintedSet& set, std::string_view key) {
  Original found;
  for (const Rule& rule : set.rules().rules) {
    if (set.is_own(rule) || (rule.id != key && short_id(rule) != key)) continue;
    if (found.rule != nullptr) return {};
    found = {&rule, set.written(rule, "severity"), set.written(rule, "source")};
  }
  return found;
}

/// Whether a set between the rule's own and this one overrides it, too.
bool is_overridden_before(const LintedSet& set, const Rule& rule) {
  for (std::uint32_t i = 0; i < set.own(); ++i) {
    const DocumentPtr& file = set.rules().includes[i].file;
    if (file == nullptr) continue;
    const View map = View(*file, file->root()).member("override");
    if (map.member(rule.id) || map.member(short_id(rule))) return true;
  }
  return false;
}

std::string_view text(View map, std::string_view key) {
  const View value = map.member(key);
  return value.is_string() ? value.text() : std::string_view();
}

void check_override(const LintedSet& set, View entry, Notebook& notebook) {
  const Original original = find_original(set, entry.key());
  if (original.rule == nullptr || is_overridden_before(set, *original.rule)) return;
  const View severity = entry.member("severity");
  const View source = entry.member("source");
  const bool same_severity = severity.is_string() && original.severity.is_string() &&
                             severity.text() == original.severity.text();
  const SourceInfo& there = set.rules().includes[original.rule->set].source;
  const SourceInfo& here = set.included().source;
  const bool same_source = source && original.source && there.title == here.title &&
                           text(source, "quote") == text(original.source, "quote") &&
                           text(source, "section") == text(original.source, "section") &&
                           text(source, "document") == text(original.source, "document");
  std::string message;
  View dead;
  if (same_severity && (!source || same_source)) {
    message = "this changes nothing: the rule says the same itself";
    dead = entry;
  } else if (same_severity) {
    message = "the rule is of the severity `" + std::string(severity.text()) + "` itself";
    dead = severity;
  } else if (same_source) {
    message = "the rule rests on this passage itself";
    dead = severity ? source : entry;
  }
  if (message.empty()) return;
  notebook.add("override-without-effect", set.file(), dead, std::move(message), true)
      .hint("leave it out")
      .relate(original.rule->file, original.rule->span, "the rule")
      .fix(FixClass::kSafe, "leave it out", remove_value(set.file(), dead));
}

/// The rule that was once called so; nullptr: a rule is called so now, or none ever was.
const Redirect* find_redirect(const RuleSet& rules, std::string_view id) {
  const bool whole = id.find('/') != std::string_view::npos;
  const auto is_called = [&](std::string_view full) {
    return (whole ? full : full.substr(full.find('/') + 1)) == id;
  };
  for (const Rule& rule : rules.rules) {
    if (is_called(rule.id)) return nullptr;
  }
  for (const Redirect& redirect : rules.redirects) {
    if (is_called(redirect.from)) return &redirect;
  }
  return nullptr;
}

std::string say_former(std::string_view id, const Redirect& redirect) {
  return "the rule `" + std::string(id) + "` is called `" + redirect.to + "` now";
}

void check_former_ids(const LintedSet& set, Notebook& notebook) {
  const View map = set.top().member("override");
  for (std::uint32_t i = 0; map.is_object() && i < map.size(); ++i) {
    const View entry = map.at(i);
    const Redirect* redirect = find_redirect(set.rules(), entry.key());
    if (redirect == nullptr) continue;
    notebook.add("former-rule-id", set.file(), entry, say_former(entry.key(), *redirect), true)
        .hint("write the new id")
        .fix(FixClass::kSafe, "write `" + redirect->to + "`",
             rename_key(set.file(), entry, redirect->to));
  }
  for (const Rule* rule : set.own_rules()) {
    const View by = set.written(*rule, "deprecated").member("replaced-by");
    const Redirect* redirect = by.is_string() ? find_redirect(set.rules(), by.text()) : nullptr;
    if (redirect == nullptr) continue;
    notebook.add("former-rule-id", *rule, span_of(by), say_former(by.text(), *redirect))
        .hint("write the new id")
        .fix(FixClass::kSafe, "write `" + redirect->to + "`",
             replace_value(rule->file, by, Datum(redirect->to)));
  }
}

}  // namespace

void check_life(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    check_validity(set, *rule, notebook);
    if (!rule->deprecated || !rule->deprecated->replaced_by.empty()) continue;
    notebook
        .add("deprecated-without-replacement", *rule,
             span_of(set.written(*rule, "deprecated"), true),
             "the rule is deprecated, and nothing says which one replaces it")
        .hint("add `replaced-by`, or say in `because` that none does and ignore this");
  }
}

void check_overrides(const LintedSet& set, Notebook& notebook) {
  check_former_ids(set, notebook);
  const View map = set.top().member("override");
  for (std::uint32_t i = 0; map.is_object() && i < map.size(); ++i) {
    const View entry = map.at(i);
    const std::string_view key = entry.key();
    if (key == "lists" || key == "parameters" || key == "constants") continue;
    check_override(set, entry, notebook);
  }
}

}  // namespace intake::lint
