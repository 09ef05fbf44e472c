#include "mutation/value_edits.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "document/pointer.h"
#include "lang/pattern.h"

namespace intake {
namespace {

constexpr std::size_t kMostPlaces = 40;
constexpr std::size_t kMostMatches = 6;
constexpr std::size_t kMostLiterals = 120;
constexpr std::size_t kMostCharacters = 60;

/// Pointers in the order in which they are added, each once.
class Places {
 public:
  void add(std::string pointer) {
    if (pointers_.size() < kMostPlaces && seen_.insert(pointer).second) {
      pointers_.push_back(std::move(pointer));
    }
  }
  std::vector<std::string> take() { return std::move(pointers_); }

 private:
  std::vector<std::string> pointers_;
  std::set<std::string> seen_;
};

std::string pointer_of(View value) {
  return value.document() != nullptr ? value.document()->pointer(value.id()) : std::string();
}

std::string parent_of(const std::string& pointer) {
  const std::size_t slash = pointer.rfind('/');
  return slash == std::string::npos ? std::string() : pointer.substr(0, slash);
}

/// Where a selector leads from a base; the matches are appended to `found`.
void follow(const Selector& selector, View base, const Limits& limits, Places& places,
            std::vector<View>& found) {
  if (selector.singular()) {
    const Located place = selector.locate(base);
    places.add(place.pointer());
    if (place.value) found.push_back(place.value);
    return;
  }
  std::vector<View> matches;
  (void)selector.select(base, limits, matches);
  if (matches.size() > kMostMatches) matches.resize(kMostMatches);
  for (const View match : matches) {
    places.add(pointer_of(match));
    places.add(parent_of(pointer_of(match)));
    found.push_back(match);
  }
}

std::string characters(std::string_view text, std::size_t index, std::size_t count,
                       std::string_view with) {
  std::string changed(text.substr(0, index));
  changed += with;
  return changed += text.substr(index + count);
}

std::string cased(std::string text, int (*change)(int)) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x80)
      c = static_cast<char>(change(static_cast<unsigned char>(c)));
  }
  return text;
}

/// Collects edits of one place.
class Edits {
 public:
  Edits(std::string pointer, bool there) : pointer_(std::move(pointer)), there_(there) {}

  void set(Datum value, std::string how) {
    if (!seen_.insert(to_json(value)).second) return;
    Change change;
    change.op = there_ ? Change::Op::kReplace : Change::Op::kAdd;
    change.pointer = pointer_;
    change.value = std::move(value);
    edits_.push_back({std::move(change), std::move(how)});
  }
  void remove(const std::string& pointer, std::string how) {
    Change change;
    change.op = Change::Op::kRemove;
    change.pointer = pointer;
    edits_.push_back({std::move(change), std::move(how)});
  }

  void of_text(const std::string& text) {
    set(Datum(text + "x"), "more at the end");
    set(Datum(text + "1"), "a digit more at the end");
    set(Datum(text + " x"), "more words at the end");
    set(Datum("x" + text), "more at the start");
    set(Datum("1" + text), "a digit more at the start");
    set(Datum("x " + text), "more words at the start");
    set(Datum(text + " "), "a blank at the end");
    set(Datum(" " + text), "a blank at the start");
    set(Datum(text + "\u200b"), "an invisible character at the end");
    set(Datum(text + "\n"), "a line end at the end");
    set(Datum(cased(text, &std::toupper)), "capitals");
    set(Datum(cased(text, &std::tolower)), "small letters");
    set(Datum(text + text), "twice");
    std::size_t at = 0;
    for (std::size_t n = 0; at < text.size() && n < kMostCharacters; ++n) {
      std::size_t next = at + 1;
      while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
      const std::string gone(text.substr(at, next - at));
      set(Datum(characters(text, at, next - at, "")), "without one `" + gone + "`");
      for (const std::string_view with : {"x", "X", "1", "-", "_", " ", ".", ";", ","}) {
        set(Datum(characters(text, at, next - at, with)),
            "`" + std::string(with) + "` in place of `" + gone + "`");
      }
      set(Datum(characters(text, at, 0, gone)), "`" + gone + "` twice");
      at = next;
    }
  }

  void of_list(View list) {
    const Datum datum = to_datum(list);
    const Datum::Array& items = *datum.array();
    for (std::size_t i = 0; i < items.size() && i < kMostMatches; ++i) {
      Datum::Array fewer = items;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      set(Datum(std::move(fewer)), "without one of them");
      Datum::Array more = items;
      more.push_back(items[i]);
      set(Datum(std::move(more)), "one of them twice");
      if (items.size() > 1) set(Datum(Datum::Array(1, items[i])), "one alone");
    }
    for (Datum extra : {Datum(), Datum(std::int64_t{1}), Datum("x"), Datum(Datum::Object{}),
                        Datum(Datum::Array{})}) {
      Datum::Array more = items;
      more.push_back(std::move(extra));
      set(Datum(std::move(more)), "one of another kind more");
    }
  }

  std::vector<ValueEdit> take() { return std::move(edits_); }

 private:
  std::string pointer_;
  bool there_;
  std::vector<ValueEdit> edits_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<std::string> places_of_rule(const Plan& plan, const Document& document,
                                        const Limits& limits) {
  Places places;
  if (plan.program.empty()) return {};
  const PlanRule& rule = plan.program.front();
  const View root(document, document.root());
  std::vector<View> bases;
  const auto from_root = [&](std::uint32_t selector) {
    if (selector == kNone || plan.selectors[selector].relative()) return;
    follow(plan.selectors[selector], root, limits, places, bases);
  };
  from_root(rule.for_each);
  from_root(rule.at);
  for (const Selector& selector : plan.selectors) {
    if (!selector.relative()) follow(selector, root, limits, places, bases);
  }
  // What a selector from `@` starts from: any of these, or what was reached from them.
  for (std::size_t round = 0; round < 2; ++round) {
    const std::vector<View> before = bases;
    for (const Selector& selector : plan.selectors) {
      if (!selector.relative()) continue;
      for (const View base : before) {
        if (bases.size() < 4 * kMostPlaces) follow(selector, base, limits, places, bases);
      }
    }
  }
  return places.take();
}

std::vector<Datum> literals_of(const Datum& rule) {
  constexpr std::string_view kWhere[] = {"when", "assert", "fix", "at", "for", "bind"};
  constexpr std::string_view kWords[] = {"because", "class", "verb"};
  std::vector<Datum> literals;
  std::set<std::string> seen;
  std::vector<const Datum*> open;
  if (const Datum::Object* members = rule.object()) {
    for (const auto& [key, value] : *members) {
      if (std::find(std::begin(kWhere), std::end(kWhere), key) != std::end(kWhere)) {
        open.push_back(&value);
      }
    }
  }
  while (!open.empty() && literals.size() < kMostLiterals) {
    const Datum* next = open.back();
    open.pop_back();
    if (const Datum::Array* items = next->array()) {
      for (const Datum& item : *items) open.push_back(&item);
    } else if (const Datum::Object* members = next->object()) {
      for (const auto& [key, value] : *members) {
        if (std::find(std::begin(kWords), std::end(kWords), key) == std::end(kWords)) {
          open.push_back(&value);
        }
      }
    } else if (seen.insert(to_json(*next)).second) {
      literals.push_back(*next);
    }
  }
  return literals;
}

std::vector<ValueEdit> edits_at(const Document& document, const std::string& pointer,
                                const std::vector<Datum>& literals) {
  const NodeId node = find_node(document, pointer);
  const bool there = node != kNoNode;
  Edits edits(pointer, there);
  if (there && !pointer.empty()) edits.remove(pointer, "not given");
  if (pointer.empty()) return {};
  edits.set(Datum(), "null");
  edits.set(Datum(""), "blank");
  const View value = there ? View(document, node) : View();
  if (value.is_string()) edits.of_text(std::string(value.text()));
  if (value.is_array()) edits.of_list(value);
  if (value.is_bool()) edits.set(Datum(!value.boolean()), "the other answer");
  if (value.is_integer()) {
    const std::int64_t number = value.node().payload.integer;
    edits.set(Datum(number + 1), "one more");
    edits.set(Datum(number - 1), "one less");
  }
  if (value && !value.is_array()) {
    Datum::Array list;
    list.push_back(to_datum(value));
    edits.set(Datum(std::move(list)), "in a list");
  }
  for (const Datum& literal : literals) {
    edits.set(literal, to_display(literal));
    Datum::Array list;
    list.push_back(literal);
    edits.set(Datum(std::move(list)), "a list of " + to_display(literal));
  }
  edits.set(Datum(" "), "a blank only");
  edits.set(Datum("x"), "another text");
  edits.set(Datum(std::int64_t{1}), "a number");
  edits.set(Datum(std::int64_t{0}), "zero");
  edits.set(Datum(true), "true");
  edits.set(Datum(false), "false");
  edits.set(Datum(Datum::Array{}), "an empty list");
  edits.set(Datum(Datum::Object{}), "an empty map");
  return edits.take();
}

}  // namespace intake
