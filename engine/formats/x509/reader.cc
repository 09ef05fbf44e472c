#include <algorithm>
#include <utility>

#include <openssl/x509v3.h>

#include "document/pointer.h"
#include "formats/reading/content.h"
#include "formats/x509/container.h"
#include "formats/x509/facts.h"
#include "formats/x509/x509.h"

namespace intake::x509 {
namespace {

using Entries = std::vector<Container::Entry>;

bool issued(X509& issuer, X509& subject) {
  if (X509_check_issued(&issuer, &subject) != X509_V_OK) return false;
  EVP_PKEY* key = X509_get0_pubkey(&issuer);
  return key != nullptr && X509_verify(&subject, key) == 1;
}

/// Which certificates issued which: `issuer_of[i]` is an index, or the size where none is there.
struct Family {
  std::vector<std::size_t> issuer_of;
  std::vector<bool> has_issued;

  explicit Family(const Entries& entries)
      : issuer_of(entries.size(), entries.size()), has_issued(entries.size(), false) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (std::size_t j = 0; j < entries.size(); ++j) {
        if (i == j || issuer_of[j] != entries.size()) continue;
        if (!issued(*entries[i].certificate, *entries[j].certificate)) continue;
        issuer_of[j] = i;
        has_issued[i] = true;
      }
    }
  }
};

class Teller {
 public:
  Teller(const Entries& entries, Reading& reading)
      : entries_(entries), family_(entries), told_(entries.size(), false), reading_(reading) {}

  Status tell() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!family_.has_issued[i]) INTAKE_RETURN_IF_ERROR(tell_leaf(i));
    }
    // Certificates that issued each other.
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!told_[i]) INTAKE_RETURN_IF_ERROR(tell_leaf(i));
    }
    Datum::Object facts;
    facts.emplace_back("certificates", std::move(certificates_));
    reading_.facts = std::move(facts);
    return Done{};
  }

 private:
  Status tell_leaf(std::size_t leaf) {
    told_[leaf] = true;
    const std::string pointer = "/certificates/" + std::to_string(certificates_.size());
    auto facts = facts_of(*entries_[leaf].certificate);
    if (!facts) return facts.error();
    note_times(*facts, entries_[leaf].number);
    note_members(pointer, entries_[leaf].number, *facts);
    Datum::Array chain;
    std::vector<bool> in_chain(entries_.size(), false);
    in_chain[leaf] = true;
    for (std::size_t i = family_.issuer_of[leaf]; i != entries_.size() && !in_chain[i];
         i = family_.issuer_of[i]) {
      in_chain[i] = told_[i] = true;
      auto issuer = chain_facts(*entries_[i].certificate);
      if (!issuer) return issuer.error();
      note_members(pointer + "/chain/" + std::to_string(chain.size()), entries_[i].number, *issuer);
      chain.emplace_back(*std::move(issuer));
    }
    if (!chain.empty()) facts->emplace_back("chain", std::move(chain));
    certificates_.emplace_back(*std::move(facts));
    return Done{};
  }

  void note_times(const Datum::Object& facts, std::uint32_t number) {
    for (const std::string_view name : {"notBefore", "notAfter"}) {
      if (std::ranges::find(facts, name, &std::pair<std::string, Datum>::first) != facts.end()) {
        continue;
      }
      reading_.notices.push_back({NoticeCode::kTextLost,
                                  std::string(name) + " is no date",
                                  "ask who issued the certificate for another",
                                  {{OriginStep::Kind::kCertificate, {}, number}}});
    }
  }

  /// The members of a certificate and of its names and key.
  void note_members(const std::string& pointer, std::uint32_t number, const Datum::Object& facts) {
    const OriginStep certificate{OriginStep::Kind::kCertificate, {}, number};
    reading_.origins.push_back({pointer, {}, {}, {certificate}});
    for (const auto& [name, value] : facts) {
      std::string place = pointer;
      append_token(place, name);
      const OriginStep member{OriginStep::Kind::kMember, name, 0};
      reading_.origins.push_back({place, {}, {}, {certificate, member}});
      if (value.object() == nullptr) continue;
      for (const auto& [inner, ignored] : *value.object()) {
        std::string inner_place = place;
        append_token(inner_place, inner);
        reading_.origins.push_back({std::move(inner_place),
                                    {},
                                    {},
                                    {certificate, member, {OriginStep::Kind::kMember, inner, 0}}});
      }
    }
  }

  const Entries& entries_;
  Family family_;
  std::vector<bool> told_;
  Reading& reading_;
  Datum::Array certificates_;
};

}  // namespace

bool recognises(std::string_view bytes) {
  return content_kind({}, bytes) == ContentKind::kCertificate;
}

std::optional<Error> refuses(std::string_view name, std::string_view bytes) {
  const ContentKind kind = content_kind(name, bytes);
  return is_secret(kind) ? refusal(kind) : std::nullopt;
}

Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits) {
  const ContentKind kind = content_kind(name, bytes);
  if (is_secret(kind) || kind == ContentKind::kCertificateRequest ||
      kind == ContentKind::kPublicKey) {
    Error error = *refusal(kind);
    error.where.source = name;
    return error;
  }
  if (bytes.size() > limits.input_bytes) {
    return Error{ErrorCode::kLimit,
                 "the file is larger than what is read",
                 "send the certificate alone",
                 {std::string(name)}};
  }
  const OpenSslUse use;
  auto container = open_container(bytes, limits);
  if (!container) {
    Error error = std::move(container).error();
    error.where.source = name;
    return error;
  }
  Reading reading;
  reading.name = name;
  reading.format = "x509";
  reading.media_type =
      container->armoured ? "application/x-pem-file" : media_type(ContentKind::kCertificate);
  reading.bytes = bytes.size();
  reading.notices = std::move(container->notices);
  if (Status told = Teller(container->entries, reading).tell(); !told) {
    Error error = std::move(told).error();
    error.where.source = name;
    return error;
  }
  return reading;
}

}  // namespace intake::x509
