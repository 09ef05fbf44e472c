#include "plan/screen.h"

#include <algorithm>
#include <utility>

#include "plan/screen_compiler.h"

namespace intake {
namespace {

const RuleTexts* texts_of(const Rule& rule, Language language) {
  const auto& own = rule.texts[static_cast<std::size_t>(language)];
  if (own) return &*own;
  for (const auto& other : rule.texts) {
    if (other) return &*other;
  }
  return nullptr;
}

bool asks(const Rule& rule) {
  return std::any_of(rule.fixes.begin(), rule.fixes.end(),
                     [](const FixSpec& fix) { return fix.ask.has_value(); });
}

bool judges_name(const Condition& condition) {
  return std::any_of(condition.predicates.begin(), condition.predicates.end(),
                     [](const PredicateUse& use) { return use.predicate->judges_name; }) ||
         std::any_of(condition.children.begin(), condition.children.end(), judges_name);
}

}  // namespace

void ScreenCompiler::run() {
  const Plan& plan = *screen_.plan;
  for (const Part& part : plan.rules->parts) {
    const auto found = part.at.singular() ? cell(part.at, {}) : std::nullopt;
    screen_.parts.push_back(found.value_or(Screen::Cell{}));
  }
  for (const PlanRule& rule : plan.program) add_rule(rule);
  // What is asked once costs less without a memory.
  for (std::uint32_t i = 0; i < screen_.conditions.size(); ++i) {
    if (uses_[i] > 1 && of_whole(i)) screen_.conditions[i].memo = screen_.memos++;
  }
  arrange_checks();
  places_.write(screen_);
}

void ScreenCompiler::add_rule(const PlanRule& entry) {
  const Plan& plan = *screen_.plan;
  const Rule& rule = *entry.rule;
  Screen::Rule out;
  screen_.told.push_back({rule.id, {}, {}});
  out.severity = rule.severity;
  out.required = rule.required;
  out.if_absent = rule.if_absent;
  out.when_unknown_skips = rule.when_unknown_skips;
  out.part = entry.part;
  Scope scope;
  scope.variables.resize(rule.frame_size);
  scope.tables = {0};
  bool known = entry.part == kNone || screen_.parts[entry.part].place != kNone;
  const std::uint32_t through = entry.for_each != kNone ? entry.for_each : entry.at;
  const Selector& places = plan.selectors[through];
  known = known && !places.relative();
  if (known && entry.for_each == kNone && places.singular()) {
    const std::uint32_t place = places_.follow(places, kNone);
    known = place != kNone;
    if (known) {
      out.way = Screen::Rule::Way::kOne;
      out.value = places_.cell(place);
      scope.current = scope.value = place;
    }
  } else if (known) {
    const std::uint32_t match = places_.follow(places, kNone);
    known = match != kNone;
    if (known) {
      out.way = Screen::Rule::Way::kColumn;
      out.column = places_.column(match);
      out.tells_blocked = entry.for_each != kNone || entry.when == kNone;
      scope.tables.push_back(out.column.row);
      scope.current = scope.value = match;
      out.value = places_.cell(match);
      if (entry.for_each != kNone && entry.at != kNone) {
        const auto value = cell(plan.selectors[entry.at], scope);
        known = value.has_value();
        if (value) {
          out.value = *value;
          scope.value = value->place;
        }
      }
      if (entry.for_each != kNone) scope.variables[rule.for_slot] = {match, false};
      Scope at_match = scope;
      at_match.current = at_match.value = match;
      for (std::size_t i = 0; known && i < rule.bindings.size(); ++i) {
        const Binding& binding = rule.bindings[i];
        if (binding.expression != nullptr || binding.capture != nullptr) continue;
        if (const auto found = cell(binding.at, at_match)) {
          scope.variables[binding.slot] = {found->place, true};
        }
      }
    }
  }
  if (!known) {
    screen_.unchecked.push_back(static_cast<std::uint32_t>(screen_.rules.size()));
    screen_.rules.push_back({});
    return;
  }
  if (entry.when != kNone) out.when = condition(entry.when, scope);
  if (entry.assertion != kNone) out.assertion = condition(entry.assertion, scope);
  const RuleTexts* texts = texts_of(rule, language_);
  out.plain = texts != nullptr && !asks(rule) && !(rule.assertion && judges_name(*rule.assertion));
  if (out.plain) {
    Screen::Told& told = screen_.told.back();
    told.message = message(texts->message, scope, out.plain);
    told.message_absent =
        texts->message_absent ? message(*texts->message_absent, scope, out.plain) : told.message;
    const bool explained = out.assertion == kNone || explains(out.assertion);
    out.plain = out.plain && (!told.message.explains || explained);
  }
  if (out.assertion != kNone) {
    const Screen::Condition& asserted = screen_.conditions[out.assertion];
    out.tells_kind = tells_kind(out.assertion);
    out.plain = out.plain && (!out.tells_kind || explains(out.assertion));
    out.typed = out.plain && !asserted.negated && !asserted.unsupported &&
                asserted.op == Condition::Op::kLeaf && asserted.has_subject &&
                asserted.row == out.value.row && asserted.slot == out.value.slot;
  }
  add_check(entry, out);
  screen_.rules.push_back(out);
}

std::shared_ptr<const Screen> compile_screen(std::shared_ptr<const Plan> plan, Language language) {
  auto screen = std::make_shared<Screen>();
  screen->plan = std::move(plan);
  ScreenCompiler(*screen, language).run();
  return screen;
}

}  // namespace intake
