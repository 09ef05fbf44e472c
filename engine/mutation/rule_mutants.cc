#include "mutation/rule_mutants.h"

#include "lang/verb/verb.h"
#include "mutation/mutant_walker.h"

namespace intake {

void MutantWalker::rule() {
  const View map = top_view_;
  remove_member("drop-when-unknown", map, "when-unknown", "without `when-unknown: skip`");
  if (const View when = map.member("when")) {
    // `when-unknown` says nothing without it.
    Datum rest = top_;
    std::erase_if(*rest.object(), [](const auto& member) {
      return member.first == "when" || member.first == "when-unknown";
    });
    add("drop-when", when, "without `when`", {{}, std::move(rest)});
    const Into into(*this, map, when);
    condition(when);
  }
  absence(map);
  if (const View bind = map.member("bind"); bind.is_object()) {
    const Into into(*this, map, bind);
    bindings(bind);
  }
  if (const View assertion = map.member("assert")) {
    const Into into(*this, map, assertion);
    condition(assertion);
  }
  if (const View fix = map.member("fix")) fixes(fix);
}

void MutantWalker::absence(View map) {
  remove_member("drop-required", map, "required", "without `required: true`");
  if (map.member("required")) return;
  const View written = map.member("if-absent");
  const std::string now = written ? std::string(written.text()) : "skip";
  const auto change = [&](std::string_view other) {
    Datum changed = top_;
    Datum::Object& members = *changed.object();
    std::erase_if(members, [](const auto& member) { return member.first == "if-absent"; });
    members.emplace_back("if-absent", Datum(other));
    add("change-if-absent", written ? written : map.member("id"),
        "with `if-absent: " + std::string(other) + "` in place of `" + now + "`",
        {{}, std::move(changed)});
  };
  // What `when` or a selector for several values leaves aside is their business.
  const View at = map.member("at");
  const bool may_lack = at.is_string() && at.text().size() > 1 && map.member("when").absent() &&
                        at.text().find_first_of("*:,?") == std::string_view::npos &&
                        at.text().find("..") == std::string_view::npos;
  if (written || may_lack) change(now == "fail" ? "skip" : "fail");
  if (now == "ask") change("skip");
}

void MutantWalker::bindings(View map) {
  for (std::uint32_t i = 0; i < map.size(); ++i) {
    const View capture = map.at(i).member("capture");
    if (capture.absent()) continue;
    const Into entry(*this, map, map.at(i));
    const Into into(*this, map.at(i), capture);
    pattern(capture);
  }
}

void MutantWalker::fixes(View written) {
  in_fix_ = true;
  const Into into(*this, top_view_, written);
  if (written.is_object()) {
    fix(written, true);
  } else {
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      const Into one(*this, written, written.at(i));
      fix(written.at(i), written.size() == 1);
    }
  }
  in_fix_ = false;
}

void MutantWalker::fix(View written, bool only) {
  const View cls = written.member("class");
  if (!cls.is_string() || cls.text() == "ask") return;
  if (only) {
    Datum rest = top_;
    std::erase_if(*rest.object(), [](const auto& member) { return member.first == "fix"; });
    add("drop-fix", written, "without its fix", {{}, std::move(rest)});
  } else {
    remove("drop-fix", written, "without the fix " + written_text(written.member("steps")));
  }
  const std::string other = cls.text() == "safe" ? "unsafe" : "safe";
  {
    const Into into(*this, written, cls);
    replace("change-fix-class", cls, "with `class: " + other + "`", Datum(other));
  }
  remove_member("drop-fix-place", written, "at", "without the `at` of its fix");
  const View steps = written.member("steps");
  if (!steps.is_array()) return;
  const Into into(*this, written, steps);
  drop_each("drop-fix-step", steps, 1);
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    const View step = steps.at(i);
    const Verb* verb = find_verb(step.member("verb").is_string() ? step.member("verb").text() : "");
    if (verb == nullptr) continue;
    const Into one(*this, steps, step);
    parameters(verb->params, step, "verb");
  }
}

void MutantWalker::set() {
  if (const View recognise = top_view_.member("recognise")) {
    const Into into(*this, top_view_, recognise);
    condition(recognise);
  }
  if (const View bind = top_view_.member("bind"); bind.is_object()) {
    const Into into(*this, top_view_, bind);
    bindings(bind);
  }
  const View lists = top_view_.member("lists");
  if (!lists.is_object()) return;
  const Into into(*this, top_view_, lists);
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    if (!lists.at(i).is_array()) continue;
    const Into one(*this, lists, lists.at(i));
    drop_each("drop-element", lists.at(i), 1);
  }
}

std::vector<Mutant> mutants_of_rule(View rule) {
  if (!rule.is_object()) return {};
  MutantWalker walker(rule);
  walker.rule();
  return walker.take();
}

std::vector<Mutant> mutants_of_set(View top) {
  if (!top.is_object()) return {};
  MutantWalker walker(top);
  walker.set();
  return walker.take();
}

}  // namespace intake
