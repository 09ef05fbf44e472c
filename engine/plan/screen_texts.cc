#include <algorithm>
#include <iterator>
#include <utility>

#include "plan/screen_compiler.h"

namespace intake {

std::optional<Screen::Cell> ScreenCompiler::cell(const Selector& selector, const Scope& scope) {
  if (!selector.singular() || (selector.relative() && scope.current == kNone)) return std::nullopt;
  const std::uint32_t place = places_.follow(selector, scope.current);
  if (place == kNone) return std::nullopt;
  return places_.cell(place);
}

std::optional<Screen::Column> ScreenCompiler::column(const Selector& selector, const Scope& scope) {
  if (selector.relative() && scope.current == kNone) return std::nullopt;
  const std::uint32_t place = places_.follow(selector, scope.current);
  if (place == kNone) return std::nullopt;
  if (!selector.relative()) return places_.column(place);
  const Screen::Column below = places_.column_below(place, scope.current);
  if (below.range_row == kNone) return std::nullopt;
  return below;
}

std::uint32_t ScreenCompiler::capture(Slot binding) {
  const auto [entry, added] =
      captures_.emplace(binding, static_cast<std::uint32_t>(screen_.captures.size()));
  if (added) {
    const Binding& source = screen_.plan->rules->bindings[binding];
    screen_.captures.push_back(
        {places_.cell(places_.follow(source.at, kNone)), source.capture.get()});
  }
  return entry->second;
}

ScreenCompiler::Name ScreenCompiler::name(const Reference& reference, const Scope& scope) {
  Name result;
  std::uint32_t place = kNone;
  bool null_is_absent = false;
  switch (reference.kind) {
    case Reference::Kind::kLiteral:
      result.kind = Name::Kind::kLiteral;
      result.literal = reference.literal;
      return result;
    case Reference::Kind::kBinding: {
      const Binding& binding = screen_.plan->rules->bindings[reference.slot];
      if (binding.expression != nullptr || binding.at.relative() || !binding.at.singular()) break;
      if (places_.follow(binding.at, kNone) == kNone) break;
      if (binding.capture != nullptr) {
        result.kind = Name::Kind::kGroup;
        result.capture = capture(reference.slot);
        result.group = reference.group;
        return result;
      }
      place = places_.follow(binding.at, kNone);
      null_is_absent = reference.path.empty();
      break;
    }
    case Reference::Kind::kVariable:
      if (reference.slot >= scope.variables.size()) break;
      place = scope.variables[reference.slot].place;
      null_is_absent = scope.variables[reference.slot].null_is_absent && reference.path.empty();
      break;
    default:
      break;
  }
  if (place == kNone) return result;
  for (const std::string& member : reference.path) place = places_.member(place, member);
  result.kind = Name::Kind::kCell;
  result.cell = places_.cell(place);
  result.cell.null_is_absent = null_is_absent;
  return result;
}

std::optional<std::vector<Screen::Piece>> ScreenCompiler::pieces(const TextTemplate& text,
                                                                 const Scope& scope, bool message) {
  std::vector<Screen::Piece> pieces;
  std::size_t reference = 0;
  for (const Template::Piece& part : text.text.pieces()) {
    Screen::Piece piece;
    if (part.name.empty()) {
      piece.text = part.literal;
      pieces.push_back(std::move(piece));
      continue;
    }
    const Reference& named = text.references[reference++];
    if (message && named.kind == Reference::Kind::kValue) {
      piece.kind = Screen::Piece::Kind::kValue;
    } else if (message && named.kind == Reference::Kind::kPointer) {
      piece.kind = Screen::Piece::Kind::kPointer;
    } else if (message && named.kind == Reference::Kind::kExpected) {
      piece.kind = Screen::Piece::Kind::kExpected;
    } else if (message && named.kind == Reference::Kind::kMissing) {
      piece.kind = Screen::Piece::Kind::kMissing;
    } else if (message && named.kind == Reference::Kind::kExtra) {
      piece.kind = Screen::Piece::Kind::kExtra;
    } else if (message && named.kind == Reference::Kind::kSuggestion) {
      piece.kind = Screen::Piece::Kind::kSuggestion;
    } else {
      const Name found = name(named, scope);
      if (found.kind == Name::Kind::kLiteral) {
        piece.text = to_display(found.literal);
      } else if (found.kind == Name::Kind::kCell) {
        piece.kind = Screen::Piece::Kind::kCell;
        piece.cell = found.cell;
      } else if (found.kind == Name::Kind::kGroup) {
        piece.kind = Screen::Piece::Kind::kGroup;
        piece.capture = found.capture;
        piece.group = found.group;
      } else {
        return std::nullopt;
      }
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Screen::Message ScreenCompiler::message(const TextTemplate& text, const Scope& scope, bool& known) {
  Screen::Message message;
  auto made = pieces(text, scope, true);
  if (!made) {
    known = false;
    return message;
  }
  message.first = static_cast<std::uint32_t>(screen_.pieces.size());
  message.count = static_cast<std::uint32_t>(made->size());
  message.explains = std::any_of(made->begin(), made->end(), [](const Screen::Piece& piece) {
    return piece.kind >= Screen::Piece::Kind::kExpected;
  });
  std::move(made->begin(), made->end(), std::back_inserter(screen_.pieces));
  return message;
}

}  // namespace intake
