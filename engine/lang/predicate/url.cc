#include "lang/predicate/url.h"

#include <algorithm>

#include "lang/predicate/url_parts.h"
#include "lang/predicate/value_sets.h"

namespace intake::catalogue {
namespace {

enum Param : std::size_t {
  kScheme,
  kHost,
  kPort,
  kPath,
  kPathPrefix,
  kQuery,
  kQueryHas,
  kQueryOnly,
  kWithout,
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct WantedValue {
  std::string name;
  std::string text;    // the value, or the pattern
  PatternPtr pattern;  // null: `text` is the value
};

struct UrlPrepared : Prepared {
  std::vector<WantedValue> query;
};

/// What does not fit. Without details the first fault ends the judgement.
struct Judgement {
  bool details = false;
  bool holds = true;
  Listing expected;
  Listing missing;
  Listing extra;
  std::string suggestion;

  bool done() const { return !holds && !details; }
};

using Test = bool (*)(std::string_view found, std::string_view wanted);

bool host_fits(std::string_view host, std::string_view wanted) {
  if (!wanted.starts_with("*.")) return equal_ignoring_ascii_case(host, wanted);
  wanted.remove_prefix(1);
  return host.size() > wanted.size() &&
         equal_ignoring_ascii_case(host.substr(host.size() - wanted.size()), wanted);
}

bool path_begins(std::string_view path, std::string_view wanted) {
  if (!path.starts_with(wanted)) return false;
  return wanted.ends_with('/') || path.size() == wanted.size() || path[wanted.size()] == '/';
}

bool is_same_text(std::string_view path, std::string_view wanted) { return path == wanted; }

void judge_part(const PredicateInput& input, Param param, std::string_view found, Test test,
                Judgement& judgement) {
  if (!given(input, param) || judgement.done()) return;
  const ArgValue& wanted = input.args[param];
  for (std::uint32_t i = 0; i < wanted.count(); ++i) {
    if (test(found, wanted.item(i).text())) return;
  }
  judgement.holds = false;
  if (!judgement.details) return;
  const Items items(wanted, "");
  judgement.expected.add(std::string(kUrlParams[param].name) + " " + list_text(items));
  if (!found.empty()) judgement.extra.add(std::string(found));
  if (judgement.suggestion.empty()) judgement.suggestion = closest_text(found, items);
}

void judge_port(const PredicateInput& input, const UrlParts& parts, Judgement& judgement) {
  if (!given(input, kPort) || judgement.done()) return;
  const auto port = effective_port(parts);
  const Node& wanted = single(input, kPort).node();
  const bool fits =
      port && (wanted.kind == Kind::kUint ? wanted.payload.unsigned_integer == *port
                                          : wanted.payload.integer == std::int64_t{*port});
  if (fits) return;
  judgement.holds = false;
  if (!judgement.details) return;
  judgement.expected.add("port " + to_display(single(input, kPort)));
  if (port) judgement.extra.add(std::to_string(*port));
}

void judge_query(const PredicateInput& input, const Pairs& pairs, Judgement& judgement) {
  const auto* prepared = static_cast<const UrlPrepared*>(input.prepared);
  if (prepared == nullptr) return;
  for (const WantedValue& wanted : prepared->query) {
    bool found = false;
    bool fits = true;
    for (const auto& [name, value] : pairs) {
      if (name != wanted.name) continue;
      found = true;
      if (wanted.pattern ? wanted.pattern->search(value) : value == wanted.text) continue;
      fits = false;
      if (judgement.details) judgement.extra.add(name + "=" + value);
    }
    if (found && fits) continue;
    judgement.holds = false;
    if (!judgement.details) return;
    judgement.expected.add("query " + wanted.name + "=" + wanted.text);
    if (!found) judgement.missing.add(wanted.name);
  }
}

void judge_query_names(const PredicateInput& input, const Pairs& pairs, Judgement& judgement) {
  const auto has_value = [&](std::string_view wanted) {
    return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
      return pair.first == wanted && !pair.second.empty();
    });
  };
  if (given(input, kQueryHas)) {
    const ArgValue& names = input.args[kQueryHas];
    for (std::uint32_t i = 0; i < names.count() && !judgement.done(); ++i) {
      if (has_value(names.item(i).text())) continue;
      judgement.holds = false;
      if (judgement.details) judgement.missing.add(names.item(i));
    }
  }
  if (!given(input, kQueryOnly) || judgement.done()) return;
  const Members allowed(Items(input.args[kQueryOnly], ""),
                        static_cast<std::uint32_t>(pairs.size()));
  for (const auto& [name, value] : pairs) {
    if (allowed.has(View::of_text(name))) continue;
    judgement.holds = false;
    if (!judgement.details) return;
    judgement.extra.add(name);
  }
}

void judge_without(const PredicateInput& input, const UrlParts& parts, Judgement& judgement) {
  if (!given(input, kWithout)) return;
  const ArgValue& names = input.args[kWithout];
  for (std::uint32_t i = 0; i < names.count() && !judgement.done(); ++i) {
    const std::string_view name = names.item(i).text();
    const auto& part = name == "userinfo" ? parts.userinfo
                       : name == "port"   ? parts.port
                       : name == "query"  ? parts.query
                                          : parts.fragment;
    if (!part) continue;
    judgement.holds = false;
    if (!judgement.details) continue;
    judgement.expected.add("without " + std::string(name));
    if (!part->empty()) judgement.extra.add(std::string(*part));
  }
}

/// The first argument that is not of its kind.
std::optional<Outcome> odd_argument(const PredicateInput& input) {
  for (const Param param : {kScheme, kHost, kPath, kPathPrefix, kQueryHas, kQueryOnly, kWithout}) {
    if (!given(input, param)) continue;
    if (const View odd = first_non_text(input.args[param])) {
      return wrong_kind(input, odd, kStringBit);
    }
  }
  if (given(input, kPort) && !single(input, kPort).is_integer()) {
    return wrong_kind(input, single(input, kPort), kIntegerBit);
  }
  // The query comes prepared; it is never an operand.
  if (given(input, kQuery) && input.prepared == nullptr) {
    return wrong_kind(input, single(input, kQuery), kObjectBit);
  }
  return std::nullopt;
}

}  // namespace

PrepareResult prepare_url(const PrepareInput& input) {
  auto prepared = std::make_shared<UrlPrepared>();
  const View query = literal(input, kQuery);
  for (std::uint32_t i = 0; i < query.size(); ++i) {
    const View wanted = query.at(i);
    const std::string name(wanted.key());
    if (!wanted.is_string()) {
      return fault("the query parameter `" + name + "` is no text", "write its value in quotes");
    }
    if (!wanted.text().starts_with('^') || input.limits == nullptr) {
      prepared->query.push_back({name, std::string(wanted.text()), nullptr});
      continue;
    }
    auto compiled = Pattern::compile(wanted.text(), *input.limits);
    if (!compiled) {
      LangError error = compiled.error();
      error.message = "the pattern of the query parameter `" + name + "`: " + error.message;
      return error;
    }
    prepared->query.push_back({name, std::string(wanted.text()), *std::move(compiled)});
  }
  return std::shared_ptr<const Prepared>(std::move(prepared));
}

Outcome run_url(const PredicateInput& input) {
  if (auto odd = odd_argument(input)) return *std::move(odd);
  const auto parts = parse_url_parts(input.value.text());
  if (!parts || !is_absolute_url(*parts)) {
    Outcome outcome = Outcome::of(false);
    if (input.details) {
      outcome.reason = {ReasonCode::kNotReadable, {to_display(input.value), "url"}, {}};
    }
    return outcome;
  }

  Judgement judgement;
  judgement.details = input.details;
  judge_part(input, kScheme, *parts->scheme, &equal_ignoring_ascii_case, judgement);
  judge_part(input, kHost, *parts->host, &host_fits, judgement);
  judge_port(input, *parts, judgement);
  if (given(input, kPath) || given(input, kPathPrefix)) {
    const bool plain = parts->path.find('%') == std::string_view::npos &&
                       parts->path.find("/.") == std::string_view::npos;
    const std::string normal = plain ? std::string() : normal_path(parts->path);
    const std::string_view path = plain ? parts->path : std::string_view(normal);
    judge_part(input, kPath, path, &is_same_text, judgement);
    judge_part(input, kPathPrefix, path, &path_begins, judgement);
  }
  if (!judgement.done() &&
      (given(input, kQuery) || given(input, kQueryHas) || given(input, kQueryOnly))) {
    const Pairs pairs = query_pairs(parts->query.value_or(""));
    judge_query(input, pairs, judgement);
    if (!judgement.done()) judge_query_names(input, pairs, judgement);
  }
  if (!judgement.done()) judge_without(input, *parts, judgement);

  Outcome outcome = Outcome::of(judgement.holds);
  if (judgement.holds || !input.details) return outcome;
  outcome.expected = judgement.expected.text();
  outcome.missing = judgement.missing.text();
  outcome.extra = judgement.extra.text();
  outcome.suggestion = std::move(judgement.suggestion);
  if (!judgement.missing.empty()) {
    outcome.reason = {ReasonCode::kMissingItems, judgement.missing.items(), {}};
  } else if (!judgement.extra.empty()) {
    outcome.reason = {ReasonCode::kExtraItems, judgement.extra.items(), {}};
  }
  return outcome;
}

PrepareResult prepare_same_url(const PrepareInput& input) {
  const View wanted = literal(input, 0);
  if (wanted.is_string()) {
    const auto parts = parse_url_parts(wanted.text());
    if (!parts || !is_absolute_url(*parts)) {
      return fault("`" + std::string(wanted.text()) + "` is no URL with scheme and host",
                   "write it in full, as https://example.org/path");
    }
  }
  return std::shared_ptr<const Prepared>();
}

Outcome run_same_url(const PredicateInput& input) {
  const View wanted = single(input, 0);
  if (!wanted.is_string()) return wrong_kind(input, wanted, kStringBit);
  const auto other = parse_url_parts(wanted.text());
  if (!other || !is_absolute_url(*other)) return not_readable(input, wanted, "url");
  if (wanted.text() == input.value.text()) return Outcome::of(true);
  const auto parts = parse_url_parts(input.value.text());
  const bool readable = parts && is_absolute_url(*parts);
  Outcome outcome = Outcome::of(readable && url_key(*parts) == url_key(*other));
  if (outcome.truth == Truth::kTrue || !input.details) return outcome;
  outcome.expected = wanted.text();
  if (!readable) {
    outcome.reason = {ReasonCode::kNotReadable, {to_display(input.value), "url"}, {}};
  }
  return outcome;
}

}  // namespace intake::catalogue
