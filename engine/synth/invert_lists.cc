#include <algorithm>

#include "synth/inverters.h"

namespace intake::synth::inverse {
namespace {

constexpr std::uint64_t kMostElements = 1'000;

bool holds_one(const Datum::Array& list, const Datum& value) {
  return std::any_of(list.begin(), list.end(), [&](const Datum& d) { return equal(d, value); });
}

Datum::Array without(const Datum::Array& list, const std::vector<Datum>& values) {
  Datum::Array out;
  for (const Datum& element : list) {
    if (!holds_one(values, element)) out.push_back(element);
  }
  return out;
}

void offer_list(Candidates& out, Datum::Array list, std::string how = {}, bool edge = false) {
  offer(out, Datum(std::move(list)), std::move(how), edge);
}

std::uint64_t limit_of(const InversionInput& input, std::size_t parameter) {
  const View view = single(input, parameter);
  if (!view.is_integer()) return kMostElements + 1;
  const Node& node = view.node();
  return node.kind == Kind::kUint ? node.payload.unsigned_integer
                                  : static_cast<std::uint64_t>(node.payload.integer);
}

}  // namespace

void contains(const InversionInput& input, bool holds, Candidates& out) {
  const View wanted = single(input, 0);
  if (wanted.absent()) return;
  const Datum value = to_datum(wanted);
  Datum::Array list = base_list(input);
  const std::string text(base_text(input));
  if (!holds) {
    offer_list(out, without(list, {value}), "without it");
    if (!value.text()) return;
    std::string rest = text;
    for (std::size_t at = 0; !value.text()->empty() && rest.size() < kMostElements * 100 &&
                             (at = rest.find(*value.text())) != std::string::npos;) {
      rest.erase(at, value.text()->size());
    }
    offer(out, rest, "without it");
    Candidates slips;
    offer_slips(slips, *value.text());
    for (const Candidate& slip : slips) offer(out, rest + *slip.value.text(), slip.how);
    return;
  }
  if (base(input).is_string() && value.text() != nullptr) {
    offer(out, text + (text.empty() ? "" : " ") + *value.text());
    offer(out, text + *value.text());
  }
  list.push_back(value);
  offer_list(out, std::move(list));
  offer_list(out, {value});
  offer(out, value);
}

void contains_all(const InversionInput& input, bool holds, Candidates& out) {
  const std::vector<Datum> wanted = values(input, 0, input.call.args.size());
  Datum::Array list = base_list(input);
  std::string text(base_text(input));
  if (!holds) {
    for (std::size_t i = wanted.size(); i-- > 0;) {
      offer_list(out, without(list, {wanted[i]}), "without the last one");
    }
    Datum::Array all(wanted);
    if (!all.empty()) all.pop_back();
    offer_list(out, all, "without the last one");
    std::string some;
    for (const Datum& value : all) some += (some.empty() ? "" : " ") + to_display(value);
    return offer(out, some, "without the last one");
  }
  for (const Datum& value : wanted) {
    if (!holds_one(list, value)) list.push_back(value);
    const std::string* part = value.text();
    if (part != nullptr && text.find(*part) == std::string::npos) {
      text += (text.empty() ? "" : " ") + *part;
    }
  }
  if (base(input).is_string()) offer(out, text);
  offer_list(out, std::move(list));
  offer_list(out, wanted, "", true);
  offer(out, text);
}

void superset_of(const InversionInput& input, bool holds, Candidates& out) {
  const std::vector<Datum> wanted = values(input, 0, 1);
  Datum::Array list = base_list(input);
  if (!holds) {
    for (std::size_t i = wanted.size(); i-- > 0;) {
      offer_list(out, without(list.empty() ? wanted : list, {wanted[i]}), "without one of them");
    }
    return;
  }
  for (const Datum& value : wanted) {
    if (!holds_one(list, value)) list.push_back(value);
  }
  offer_list(out, std::move(list));
  offer_list(out, wanted, "", true);
}

void subset_of(const InversionInput& input, bool holds, Candidates& out) {
  const std::vector<Datum> allowed = values(input, 0, 1);
  const Datum::Array list = base_list(input);
  if (holds) {
    Datum::Array kept;
    std::copy_if(list.begin(), list.end(), std::back_inserter(kept),
                 [&](const Datum& element) { return holds_one(allowed, element); });
    offer_list(out, std::move(kept));
    if (!allowed.empty()) offer_list(out, {allowed.front()});
    offer_list(out, allowed, "", true);
    return offer_list(out, {});
  }
  Candidates beside;
  if (!allowed.empty()) offer_beside(beside, allowed.front());
  offer(beside, input.filler);
  for (const Candidate& other : beside) {
    Datum::Array more = list;
    more.push_back(other.value);
    offer_list(out, std::move(more), "one that is not allowed");
  }
}

void disjoint(const InversionInput& input, bool holds, Candidates& out) {
  const std::vector<Datum> banned = values(input, 0, 1);
  Datum::Array list = base_list(input);
  if (holds) {
    offer_list(out, without(list, banned));
    offer_list(out, {Datum(input.filler)});
    return offer_list(out, {});
  }
  if (banned.empty()) return;
  list.push_back(banned.front());
  offer_list(out, std::move(list), "one that must not be there");
}

void count(const InversionInput& input, bool holds, Candidates& out) {
  // {equal, min, max}
  constexpr std::pair<std::size_t, int> kBounds[] = {{1, -1}, {2, 1}, {0, 1}, {0, -1}};
  for (const auto& [parameter, beyond] : kBounds) {
    if (!given(input, parameter)) continue;
    const std::uint64_t limit = limit_of(input, parameter);
    if (limit > kMostElements || (!holds && beyond < 0 && limit == 0)) continue;
    const std::uint64_t size = holds ? limit : limit + static_cast<std::uint64_t>(beyond);
    const std::string how = holds ? "" : beyond < 0 ? "one too few" : "one too many";
    if (base(input).is_object()) {
      Datum members = to_datum(base(input));
      Datum::Object& object = *members.object();
      if (object.size() > size) object.resize(size);
      for (std::size_t n = 1; object.size() < size; ++n) {
        object.emplace_back("x" + std::to_string(n), input.filler);
      }
      offer(out, std::move(members), how, holds);
      continue;
    }
    // Elements alike are told apart by their number, so that they may be unique.
    Datum::Array list = base_list(input);
    if (list.size() > size) list.resize(size);
    while (list.size() < size) {
      const std::string number = list.empty() ? "" : " " + std::to_string(list.size() + 1);
      const bool records = !list.empty() && list.back().object() != nullptr;
      list.push_back(records ? list.back() : Datum(std::string(input.filler) + number));
    }
    offer_list(out, std::move(list), how, holds);
    offer_list(out, Datum::Array(size, Datum(Datum::Object{})), how, holds);
  }
}

void unique(const InversionInput& input, bool holds, Candidates& out) {
  Datum::Array list = base_list(input);
  if (holds) {
    Datum::Array kept;
    for (const Datum& element : list) {
      if (!holds_one(kept, element)) kept.push_back(element);
    }
    offer_list(out, kept);
    if (!kept.empty()) offer_list(out, {kept.front()});
    return offer_list(out, {});
  }
  if (!list.empty()) {
    list.push_back(list.front());
    offer_list(out, std::move(list), "one of them twice");
  }
  const std::string by = single_text(input, 1);
  const Datum one =
      by.empty() ? Datum(input.filler) : Datum(Datum::Object{{by, Datum(input.filler)}});
  offer_list(out, Datum::Array(2, one), "the same twice");
}

void has_members(const InversionInput& input, bool holds, Candidates& out) {
  Datum members = to_datum(base(input));
  if (members.object() == nullptr) members = Datum(Datum::Object{});
  Datum::Object& object = *members.object();
  const std::vector<std::string> names = texts(input, 0);
  const auto place = [&](const std::string& name) {
    return std::find_if(object.begin(), object.end(),
                        [&](const auto& member) { return member.first == name; });
  };
  for (const std::string& name : names) {
    if (place(name) == object.end()) object.emplace_back(name, input.filler);
  }
  if (holds) return offer(out, std::move(members));
  if (names.empty()) return;
  object.erase(place(names.back()));
  offer(out, std::move(members), "without `" + names.back() + "`");
}

}  // namespace intake::synth::inverse
