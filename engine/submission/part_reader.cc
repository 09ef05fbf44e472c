#include "submission/part_reader.h"

#include <algorithm>
#include <utility>

#include "document/pointer.h"

namespace intake {
namespace {

constexpr std::string_view kNotInMail = "this part of the mail cannot be written";
constexpr std::string_view kNotInCertificate = "it stands in a certificate";
constexpr std::string_view kNotInKey = "it stands in a key set";
/// Values of a larger text part have the place of the part, not their own.
constexpr std::size_t kMostPlaces = 50'000;
/// A map of more is merged as one value.
constexpr std::uint32_t kMostMembers = 1'000;

const Datum* member(const Datum& value, std::string_view name) {
  if (value.object() == nullptr) return nullptr;
  for (const auto& [key, child] : *value.object()) {
    if (key == name) return &child;
  }
  return nullptr;
}

/// `{name, address}` without a name is the address alone.
Datum plain_address(const Datum& value) {
  const Datum* address = member(value, "address");
  if (address == nullptr || address->text() == nullptr) return value;
  const Datum* name = member(value, "name");
  if (name != nullptr && name->text() != nullptr && !name->text()->empty()) return value;
  return *address;
}

Datum plain_addresses(const Datum& value) {
  if (value.array() == nullptr) return plain_address(value);
  Datum::Array plain;
  for (const Datum& one : *value.array()) plain.push_back(plain_address(one));
  return Datum(std::move(plain));
}

bool has_addresses(const Datum& value) {
  if (value.array() == nullptr) return member(value, "address") != nullptr;
  return std::any_of(value.array()->begin(), value.array()->end(),
                     [](const Datum& one) { return member(one, "address") != nullptr; });
}

bool is_scalar(View value) { return !value.is_array() && !value.is_object(); }

/// A list of texts, numbers ... is one value; others are taken member by member.
bool is_one_value(View value) {
  if (is_scalar(value) || value.size() == 0) return true;
  if (value.is_object() && value.size() > kMostMembers) return true;
  for (std::uint32_t i = 0; i < value.size(); ++i) {
    if (value.is_array() && !is_scalar(value.at(i))) return false;
    if (value.is_object() && parse_index(value.at(i).key())) return true;
  }
  return value.is_array();
}

Origin with_fact(Origin origin, const FactOrigin& fact, std::string_view fixed) {
  origin.steps.insert(origin.steps.end(), fact.steps.begin(), fact.steps.end());
  origin.text = fact.text;
  origin.address = fact.address;
  if (fact.address.empty()) origin.fixed = fixed;
  return origin;
}

/// The places of facts below `from`, which stand below `to` in the tree.
void add_places(const Reading& reading, const PartPlace& place, const std::string& from,
                const std::string& to, std::string_view fixed, Fragment& out) {
  for (const FactOrigin& fact : reading.origins) {
    if (!fact.pointer.starts_with(from)) continue;
    const std::string rest = fact.pointer.substr(from.size());
    if (rest.empty() || rest.front() != '/') continue;  // its own place is known already
    out.entries.push_back({to + rest, std::nullopt, with_fact(place.origin(), fact, fixed)});
  }
}

const FactOrigin* find_place(const Reading& reading, const std::string& pointer) {
  for (const FactOrigin& fact : reading.origins) {
    if (fact.pointer == pointer) return &fact;
  }
  return nullptr;
}

}  // namespace

Fragment read_tree(const DocumentPtr& tree, const PartPlace& place) {
  Fragment out;
  const Document& document = *tree;
  const bool each = document.size() <= kMostPlaces;
  const auto origin_of = [&](View value) {
    Origin origin = place.origin();
    origin.text_source = document.source();
    origin.span = document.span(value.id());
    origin.text_pointer = document.pointer(value.id());
    if (is_scalar(value)) origin.text = to_display(value);
    return origin;
  };
  std::vector<NodeId> open{document.root()};
  while (!open.empty()) {
    const View value(document, open.back());
    open.pop_back();
    const std::string pointer = document.pointer(value.id());
    const bool whole = !pointer.empty() && is_one_value(value);
    if (whole) {
      out.entries.push_back({pointer, to_datum(value), origin_of(value)});
    } else if (!pointer.empty()) {
      out.entries.push_back({pointer, std::nullopt, origin_of(value)});
    }
    if (whole && !each) continue;
    for (std::uint32_t i = value.size(); i-- > 0;) {
      const View child = value.at(i);
      if (!whole) {
        open.push_back(child.id());
      } else {
        out.entries.push_back({document.pointer(child.id()), std::nullopt, origin_of(child)});
      }
    }
  }
  return out;
}

Fragment read_mail(const Reading& mail, const PartPlace& place, const DossierSpec& spec) {
  Fragment out;
  if (spec.mail_at.empty()) return out;
  for (const auto& [name, fact_name] : spec.mail_members) {
    const Datum* fact = member(mail.facts, fact_name);
    const std::string from = '/' + escape_token(fact_name);
    const std::string to = spec.mail_at + '/' + escape_token(name);
    const FactOrigin* own = find_place(mail, from);
    Origin origin = place.origin();
    if (own != nullptr) {
      origin = with_fact(std::move(origin), *own, kNotInMail);
    } else {
      origin.fixed = kNotInMail;
    }
    std::optional<Datum> value;
    if (fact != nullptr && !fact->is_null()) {
      if (has_addresses(*fact)) origin.writing = Origin::Writing::kAddresses;
      value = plain_addresses(*fact);
    }
    if (!value && own == nullptr) continue;
    out.entries.push_back({to, std::move(value), std::move(origin)});
    add_places(mail, place, from, to, kNotInMail, out);
  }
  Origin whole = place.origin();
  whole.fixed = kNotInMail;
  out.entries.push_back({spec.mail_at, std::nullopt, std::move(whole)});
  return out;
}

std::vector<std::string> picture_names(const Reading& mail) {
  std::vector<std::string> names;
  const Datum* list = member(mail.facts, "pictures");
  if (list == nullptr || list->array() == nullptr) return names;
  for (const Datum& name : *list->array()) {
    if (name.text() != nullptr) names.push_back(*name.text());
  }
  return names;
}

Fragment read_certificates(const Reading& reading, const PartPlace& place, const DossierSpec& spec,
                           std::size_t next) {
  Fragment out;
  const Datum* list = member(reading.facts, "certificates");
  if (spec.certificates_at.empty() || list == nullptr || list->array() == nullptr) return out;
  for (std::size_t i = 0; i < list->array()->size(); ++i) {
    const std::string from = "/certificates/" + std::to_string(i);
    const std::string to = spec.certificates_at + '/' + std::to_string(next + i);
    Origin origin = place.origin();
    if (const FactOrigin* own = find_place(reading, from)) {
      origin = with_fact(std::move(origin), *own, kNotInCertificate);
    }
    origin.fixed = kNotInCertificate;
    out.entries.push_back({to, (*list->array())[i], std::move(origin)});
    add_places(reading, place, from, to, kNotInCertificate, out);
  }
  return out;
}

Fragment read_key_set(const Reading& reading, const PartPlace& place, const DossierSpec& spec,
                      std::size_t next) {
  Fragment out;
  if (spec.key_sets_at.empty() || member(reading.facts, "keys") == nullptr) return out;
  const std::string to = spec.key_sets_at + '/' + std::to_string(next);
  Origin origin = place.origin();
  origin.fixed = kNotInKey;
  out.entries.push_back({to, reading.facts, std::move(origin)});
  add_places(reading, place, "", to, kNotInKey, out);
  return out;
}

std::string kind_of_attachment(const SeenAttachment& seen, const DossierSpec& spec) {
  const Reading& reading = *seen.reading;
  const auto among = [](const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  };
  for (const AttachmentCue& cue : spec.cues) {
    if (!cue.form.empty() && cue.form != seen.form) continue;
    if (!cue.formats.empty() && !among(cue.formats, reading.format)) continue;
    const bool noticed = std::any_of(
        reading.notices.begin(), reading.notices.end(),
        [&](const Notice& notice) { return among(cue.notices, notice_name(notice.code)); });
    if (!cue.notices.empty() && !noticed) continue;
    if (cue.name != nullptr && !cue.name->search(reading.name)) continue;
    if (cue.text != nullptr && !cue.text->search(reading.text)) continue;
    if (!cue.at.empty()) {
      if (seen.tree == nullptr) continue;
      const NodeId node = find_node(*seen.tree, cue.at);
      if (node == kNoNode || to_display(View(*seen.tree, node)) != cue.is) continue;
    }
    return cue.kind;
  }
  return {};
}

}  // namespace intake
