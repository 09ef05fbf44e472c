#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace intake::yaml {

/// What a scalar says: null, bool, integer, number; a text is std::monostate's opposite end.
struct Null {};
struct Text {};
using Scalar = std::variant<Text, Null, bool, std::int64_t, std::uint64_t, double>;

/// The YAML 1.2 core schema on a plain text, with two house rules: a number with a leading zero
/// (`0123`, `01.5`) stays text, because identifiers look like that; so does what JSON cannot hold
/// (`.inf`, `.nan`, `1e999`, integers beyond 64 bits). `0o17` and `0x1F` are integers.
Scalar resolve_plain(std::string_view text);

/// What an explicit tag makes of a scalar. nullopt: the value does not fit the tag.
/// `known` is false where the tag is none of the core schema.
std::optional<Scalar> resolve_tagged(std::string_view tag, std::string_view text, bool& known);

/// `!!str` for `tag:yaml.org,2002:str`; other tags as they are.
std::string short_tag(std::string_view tag);

/// True where plain `text` would be read as anything but this text by this reader or by one of
/// YAML 1.1 (yes, no, on, off, y, n, 1_000, 190:20:30, 0b1, dates, `<<`).
bool looks_typed(std::string_view text);

}  // namespace intake::yaml
