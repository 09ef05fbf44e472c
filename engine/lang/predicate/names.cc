#include "lang/predicate/names.h"

#include <algorithm>

#include "lang/predicate/value_sets.h"
#include "text/distinguished_name.h"

namespace intake::catalogue {
namespace {

enum Param : std::size_t { kAttributes, kAttribute, kValue, kHas, kExact, kSameAs };

struct WantedValue {
  std::string attribute;
  std::string text;    // the value, or the pattern
  PatternPtr pattern;  // null: `text` is the value
};

struct NamePrepared : Prepared {
  std::vector<WantedValue> attributes;
};

/// What does not fit. Without details the first fault ends the judgement.
struct Judgement {
  bool details = false;
  bool holds = true;
  Listing expected;
  Listing missing;
  Listing extra;

  bool done() const { return !holds && !details; }
};

std::string pair_text(std::string_view attribute, std::string_view value) {
  return std::string(attribute) + "=" + std::string(value);
}

/// Every value of the attribute passes `fits`, and there is one.
template <typename Fits>
void judge_attribute(const DistinguishedName& name, std::string_view attribute,
                     const std::string& wanted, Judgement& judgement, Fits fits) {
  if (judgement.done()) return;
  const auto values = name.values(attribute);
  bool good = !values.empty();
  for (const std::string_view value : values) {
    if (fits(value)) continue;
    good = false;
    if (judgement.details) judgement.extra.add(pair_text(attribute, value));
  }
  if (good) return;
  judgement.holds = false;
  if (!judgement.details) return;
  judgement.expected.add(pair_text(attribute, wanted));
  if (values.empty()) judgement.missing.add(std::string(attribute));
}

void judge_attributes(const PredicateInput& input, const DistinguishedName& name,
                      Judgement& judgement) {
  const auto* prepared = static_cast<const NamePrepared*>(input.prepared);
  if (prepared == nullptr) return;
  for (const WantedValue& wanted : prepared->attributes) {
    judge_attribute(name, wanted.attribute, wanted.text, judgement, [&](std::string_view value) {
      return wanted.pattern ? wanted.pattern->search(value) : values_match(value, wanted.text);
    });
  }
}

void judge_one(const PredicateInput& input, const DistinguishedName& name, Judgement& judgement) {
  if (!given(input, kAttribute)) return;
  const ArgValue& wanted = input.args[kValue];
  const std::string_view attribute = single(input, kAttribute).text();
  const std::string shown = judgement.details ? list_text(Items(wanted, "")) : std::string();
  judge_attribute(name, attribute, shown, judgement, [&](std::string_view value) {
    for (std::uint32_t i = 0; i < wanted.count(); ++i) {
      if (values_match(value, wanted.item(i).text())) return true;
    }
    return false;
  });
}

void judge_presence(const PredicateInput& input, const DistinguishedName& name,
                    Judgement& judgement) {
  if (!given(input, kHas)) return;
  const ArgValue& names = input.args[kHas];
  for (std::uint32_t i = 0; i < names.count() && !judgement.done(); ++i) {
    const auto values = name.values(names.item(i).text());
    if (std::ranges::any_of(values, [](std::string_view value) { return !value.empty(); })) {
      continue;
    }
    judgement.holds = false;
    if (judgement.details) judgement.missing.add(names.item(i));
  }
}

void judge_rest(const PredicateInput& input, const DistinguishedName& name, Judgement& judgement) {
  if (!given(input, kExact) || judgement.done()) return;
  std::vector<std::string> known;
  if (const auto* prepared = static_cast<const NamePrepared*>(input.prepared)) {
    for (const WantedValue& wanted : prepared->attributes) {
      known.push_back(attribute_key(wanted.attribute));
    }
  }
  if (given(input, kAttribute)) known.push_back(attribute_key(single(input, kAttribute).text()));
  if (given(input, kHas)) {
    for (std::uint32_t i = 0; i < input.args[kHas].count(); ++i) {
      known.push_back(attribute_key(input.args[kHas].item(i).text()));
    }
  }
  for (const auto& relative : name.relative_names()) {
    for (const NameAttribute& attribute : relative) {
      if (std::ranges::find(known, attribute_key(attribute.type)) != known.end()) continue;
      judgement.holds = false;
      if (!judgement.details) return;
      judgement.extra.add(pair_text(attribute.type, attribute.value));
    }
  }
}

/// The first argument that is not of its kind.
std::optional<Outcome> odd_argument(const PredicateInput& input) {
  for (const Param param : {kAttribute, kValue, kHas, kSameAs}) {
    if (!given(input, param)) continue;
    if (const View odd = first_non_text(input.args[param])) {
      return wrong_kind(input, odd, kStringBit);
    }
  }
  if (given(input, kAttribute) && !single(input, kAttribute).is_string()) {
    return wrong_kind(input, single(input, kAttribute), kStringBit);
  }
  // They come prepared; they are never an operand.
  if (given(input, kAttributes) && input.prepared == nullptr) {
    return wrong_kind(input, single(input, kAttributes), kObjectBit);
  }
  return std::nullopt;
}

Outcome unreadable(const PredicateInput& input) {
  Outcome outcome = Outcome::of(false);
  if (input.details) {
    outcome.reason = {ReasonCode::kNotReadable, {to_display(input.value), "dn"}, {}};
  }
  return outcome;
}

}  // namespace

PrepareResult prepare_dn(const PrepareInput& input) {
  if (input.given && was_written(input, kAttribute) != was_written(input, kValue)) {
    return fault("`attribute` and `value` stand alone", "write both of them, or neither");
  }
  if (const View same = literal(input, kSameAs); same.is_string()) {
    const auto name = DistinguishedName::parse(same.text());
    if (!name) {
      return fault("`" + std::string(same.text()) + "` is no distinguished name",
                   name.error().message);
    }
  }
  auto prepared = std::make_shared<NamePrepared>();
  const View attributes = literal(input, kAttributes);
  for (std::uint32_t i = 0; i < attributes.size(); ++i) {
    const View wanted = attributes.at(i);
    const std::string name(wanted.key());
    if (!wanted.is_string()) {
      return fault("the attribute `" + name + "` is no text", "write its value in quotes");
    }
    WantedValue value{name, std::string(wanted.text()), nullptr};
    if (wanted.text().starts_with('^') && input.limits != nullptr) {
      auto compiled = Pattern::compile(wanted.text(), *input.limits);
      if (!compiled) {
        LangError error = compiled.error();
        error.message = "the pattern of the attribute `" + name + "`: " + error.message;
        return error;
      }
      value.pattern = *std::move(compiled);
    }
    prepared->attributes.push_back(std::move(value));
  }
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_dn(const PredicateInput& input) {
  if (auto odd = odd_argument(input)) return *std::move(odd);
  const auto name = DistinguishedName::parse(input.value.text());
  if (!name) return unreadable(input);

  Judgement judgement;
  judgement.details = input.details;
  if (given(input, kSameAs)) {
    const View other = single(input, kSameAs);
    const auto wanted = DistinguishedName::parse(other.text());
    if (!wanted) return not_readable(input, other, "dn");
    if (!name->means(*wanted)) {
      judgement.holds = false;
      if (judgement.details) judgement.expected.add(std::string(other.text()));
    }
  }
  judge_attributes(input, *name, judgement);
  judge_one(input, *name, judgement);
  judge_presence(input, *name, judgement);
  judge_rest(input, *name, judgement);

  Outcome outcome = Outcome::of(judgement.holds);
  if (judgement.holds || !input.details) return outcome;
  outcome.expected = judgement.expected.text();
  outcome.missing = judgement.missing.text();
  outcome.extra = judgement.extra.text();
  if (!judgement.missing.empty()) {
    outcome.reason = {ReasonCode::kMissingItems, judgement.missing.items(), {}};
  } else if (!judgement.extra.empty()) {
    outcome.reason = {ReasonCode::kExtraItems, judgement.extra.items(), {}};
  }
  return outcome;
}

}  // namespace intake::catalogue
