#include <algorithm>
#include <utility>

#include "synth/inverters.h"
#include "synth/pattern_text.h"
#include "text/distinguished_name.h"

namespace intake::synth::inverse {
namespace {

/// As in the catalogue's entry of `dn`.
enum Param : std::size_t { kAttributes, kAttribute, kValue, kHas, kExact, kSameAs };

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Source: RFC 4514 section 2.4.
std::string escaped(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool edge = (i == 0 && (c == ' ' || c == '#')) || (i + 1 == value.size() && c == ' ');
    if (edge || std::string_view("\"+,;<>\\=").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string text_of(const Attributes& attributes) {
  std::string out;
  for (const auto& [name, value] : attributes) {
    out += (out.empty() ? "" : ", ") + name + "=" + escaped(value);
  }
  return out;
}

/// The attributes that stand there, one behind the other.
Attributes attributes_there(const InversionInput& input) {
  Attributes attributes;
  const auto name = DistinguishedName::parse(base_text(input));
  if (!name) return attributes;
  for (const auto& relative : name->relative_names()) {
    for (const NameAttribute& attribute : relative) {
      attributes.emplace_back(attribute.type, attribute.value);
    }
  }
  return attributes;
}

void set(Attributes& attributes, const std::string& name, const std::string& value) {
  const std::string key = attribute_key(name);
  const auto first = std::find_if(attributes.begin(), attributes.end(), [&](const auto& entry) {
    return attribute_key(entry.first) == key;
  });
  if (first == attributes.end()) {
    attributes.emplace_back(name, value);
    return;
  }
  first->second = value;
  attributes.erase(
      std::remove_if(first + 1, attributes.end(),
                     [&](const auto& entry) { return attribute_key(entry.first) == key; }),
      attributes.end());
}

/// The value that an attribute shall have; a pattern where it begins with `^`.
std::string wanted_value(std::string_view wanted) {
  if (!wanted.starts_with('^')) return std::string(wanted);
  const auto pattern = Pattern::compile(wanted, Limits{});
  if (!pattern) return {};
  const std::vector<PatternText> made = matching_texts(**pattern);
  return made.empty() ? std::string() : made.front().text;
}

}  // namespace

void dn(const InversionInput& input, bool holds, Candidates& out) {
  if (given(input, kSameAs)) {
    const std::string same = single_text(input, kSameAs);
    offer(out, holds ? same : same + ", OU=x", holds ? "" : "one attribute more");
  }
  Attributes good = attributes_there(input);
  std::vector<std::string> named;
  const View attributes = single(input, kAttributes);
  for (std::uint32_t i = 0; attributes.is_object() && i < attributes.size(); ++i) {
    const View wanted = attributes.at(i);
    named.emplace_back(wanted.key());
    if (wanted.is_string()) set(good, named.back(), wanted_value(wanted.text()));
  }
  if (given(input, kAttribute)) {
    named.push_back(single_text(input, kAttribute));
    const std::vector<std::string> allowed = texts(input, kValue);
    if (!allowed.empty()) set(good, named.back(), allowed.front());
  }
  for (const std::string& name : texts(input, kHas)) {
    named.push_back(name);
    const bool there = std::any_of(good.begin(), good.end(), [&](const auto& entry) {
      return attribute_key(entry.first) == attribute_key(name) && !entry.second.empty();
    });
    if (!there) set(good, name, std::string(input.filler));
  }
  if (given(input, kExact)) {
    std::erase_if(good, [&](const auto& entry) {
      return std::none_of(named.begin(), named.end(), [&](const std::string& name) {
        return attribute_key(name) == attribute_key(entry.first);
      });
    });
  }
  if (good.empty()) good.emplace_back("CN", input.filler);
  if (holds) return offer(out, text_of(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    Attributes bad = good;
    bad[i].second += "x";
    offer(out, text_of(bad), "another value of `" + good[i].first + "`");
    bad = good;
    bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(i));
    if (!bad.empty()) offer(out, text_of(bad), "without `" + good[i].first + "`");
  }
  Attributes more = good;
  more.emplace_back("OU", "x");
  offer(out, text_of(more), "one attribute more");
  offer(out, input.filler, "no distinguished name");
}

}  // namespace intake::synth::inverse
