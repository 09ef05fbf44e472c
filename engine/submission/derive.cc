#include "submission/derive.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "document/pointer.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::string_view kDerived = "it was worked out from another value";
/// Values that one path with `*` may lead to.
constexpr std::size_t kMostPlaces = 10'000;

/// All pointers of values that a path leads to; `*` is each element of a list.
std::vector<std::string> places(const TreeBuilder& tree, const std::string& base,
                                const std::string& path) {
  std::vector<std::string> found{base};
  const auto tokens = parse_pointer(path);
  if (!tokens) return {};
  for (const std::string& token : *tokens) {
    std::vector<std::string> next;
    for (const std::string& pointer : found) {
      const Datum* value = tree.find(pointer);
      if (value == nullptr || next.size() >= kMostPlaces) continue;
      if (token != "*") {
        std::string child = pointer;
        append_token(child, token);
        if (tree.find(child) != nullptr) next.push_back(std::move(child));
      } else if (value->array() != nullptr) {
        for (std::size_t i = 0; i < value->array()->size(); ++i) {
          next.push_back(pointer + '/' + std::to_string(i));
        }
      }
    }
    found = std::move(next);
  }
  return found;
}

/// A text, or each text of a list.
std::vector<std::pair<std::string, std::string>> texts_at(const TreeBuilder& tree,
                                                          const std::string& pointer) {
  std::vector<std::pair<std::string, std::string>> texts;
  const Datum* value = tree.find(pointer);
  if (value == nullptr) return texts;
  if (value->text() != nullptr) texts.emplace_back(pointer, collapse_blanks(*value->text()));
  for (std::size_t i = 0; value->array() != nullptr && i < value->array()->size(); ++i) {
    const std::string* text = (*value->array())[i].text();
    if (text != nullptr) {
      texts.emplace_back(pointer + '/' + std::to_string(i), collapse_blanks(*text));
    }
  }
  return texts;
}

class Deriver {
 public:
  Deriver(const Derivation& derivation, TreeBuilder& tree, std::string base)
      : derivation_(derivation), tree_(tree), base_(std::move(base)) {}

  void run() {
    if (!applies()) return;
    for (const std::string& from : derivation_.from) {
      for (const std::string& pointer : places(tree_, base_, from)) {
        if (take(pointer)) return;
      }
    }
  }

 private:
  bool applies() const {
    if (derivation_.if_at.empty()) return true;
    for (const std::string& pointer : places(tree_, base_, derivation_.if_at)) {
      const std::string* text = tree_.find(pointer)->text();
      if (text != nullptr && *text == derivation_.if_is) return true;
    }
    return false;
  }

  /// Whether the value there was the one.
  bool take(const std::string& pointer) {
    const bool as_it_is = derivation_.pattern == nullptr && derivation_.table.empty() &&
                          derivation_.except.empty() && derivation_.except_values.empty();
    const Datum* value = tree_.find(pointer);
    if (as_it_is && value->text() == nullptr) {
      give(derivation_.to, derivation_.value.value_or(*value), pointer);
      return true;
    }
    for (const auto& [at, text] : texts_at(tree_, pointer)) {
      if (text.empty() || is_excepted(text)) continue;
      if (take_text(at, text)) return true;
    }
    return false;
  }

  bool is_excepted(const std::string& text) const {
    const bool by_pattern =
        std::any_of(derivation_.except.begin(), derivation_.except.end(),
                    [&](const PatternPtr& pattern) { return pattern->search(text); });
    if (by_pattern) return true;
    for (const std::string& other : derivation_.except_values) {
      for (const std::string& pointer : places(tree_, base_, other)) {
        const std::string* known = tree_.find(pointer)->text();
        if (known != nullptr && *known == text) return true;
      }
    }
    return false;
  }

  bool take_text(const std::string& at, const std::string& text) {
    if (derivation_.pattern != nullptr) return take_groups(at, text);
    if (!derivation_.table.empty()) return take_row(at, text);
    give(derivation_.to, derivation_.value ? *derivation_.value : Datum(text), at);
    return true;
  }

  bool take_row(const std::string& at, const std::string& text) {
    const std::vector<std::string> words = telling_words(text, derivation_.ignored);
    for (const DerivationRow& row : derivation_.table) {
      const bool fits = row.pattern != nullptr ? row.pattern->search(text)
                                               : std::find(row.words.begin(), row.words.end(),
                                                           words) != row.words.end();
      if (!fits) continue;
      give(derivation_.to, row.value, at);
      return true;
    }
    return false;
  }

  bool take_groups(const std::string& at, const std::string& text) {
    const auto groups = derivation_.pattern->capture(text);
    if (groups.empty()) return false;
    if (derivation_.gives.empty()) give(derivation_.to, Datum(*groups[0]), at);
    const auto& names = derivation_.pattern->group_names();
    for (const auto& [to, name] : derivation_.gives) {
      for (std::size_t i = 1; i < names.size() && i < groups.size(); ++i) {
        if (names[i] == name && groups[i]) give(to, Datum(*groups[i]), at);
      }
    }
    return true;
  }

  void give(const std::string& to, const Datum& value, const std::string& source) {
    Origin origin;
    if (const Origin* from = tree_.origins().nearest(source)) origin = *from;
    origin.how = Origin::How::kDerived;
    origin.fixed = kDerived;
    origin.address.clear();
    origin.wordings.clear();
    tree_.derive(base_ + to, value, std::move(origin));
  }

  const Derivation& derivation_;
  TreeBuilder& tree_;
  std::string base_;
};

}  // namespace

void derive_values(const DossierSpec& spec, TreeBuilder& tree) {
  for (const Derivation& derivation : spec.derive) {
    for (std::string& base : places(tree, "", derivation.each)) {
      Deriver(derivation, tree, std::move(base)).run();
    }
  }
}

}  // namespace intake
