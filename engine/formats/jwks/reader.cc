#include <algorithm>

#include "document/pointer.h"
#include "formats/json/json.h"
#include "formats/jwks/jwks.h"
#include "formats/jwks/key_check.h"
#include "formats/jwks/members.h"
#include "formats/reading/content.h"
#include "formats/reading/content_kinds.h"
#include "formats/x509/x509.h"

namespace intake::jwks {
namespace {

constexpr std::string_view kFacts = "facts";

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

/// What one key is and what is wrong with it.
class KeyTeller {
 public:
  KeyTeller(View jwk, const Limits& limits) : jwk_(jwk), limits_(limits) {}

  Datum::Object facts(const std::vector<std::string>& private_members) {
    CheckedKey checked = check_key(jwk_);
    Datum::Object facts = x509::key_facts(checked.key);
    if (!checked.problem.empty()) problems_.push_back(std::move(checked.problem));
    read_certificates(checked.key);
    facts.emplace_back("usable", problems_.empty());
    if (!problems_.empty()) facts.emplace_back("problem", joined(problems_, "; "));
    if (matches_) facts.emplace_back("x5cMatches", *matches_);
    if (!certificate_.is_null()) facts.emplace_back("certificate", std::move(certificate_));
    if (!private_members.empty()) {
      Datum::Array names;
      for (const std::string& name : private_members) names.emplace_back(name);
      facts.emplace_back("privateMembers", std::move(names));
    }
    return facts;
  }

  bool has_certificate() const { return matches_.has_value(); }

 private:
  void read_certificates(const x509::PublicKey& key) {
    const View x5c = jwk_.member("x5c");
    if (x5c.absent()) return;
    if (x5c.is_string()) {
      problems_.emplace_back("`x5c` is a text; a list of texts is wanted");
      return read_leaf(x5c.text(), key, "`x5c` ");
    }
    if (!x5c.is_array() || x5c.size() == 0) {
      problems_.emplace_back("`x5c` is no list of certificates");
      return;
    }
    if (x5c.size() > limits_.certificates) {
      problems_.push_back("`x5c` holds more than " + std::to_string(limits_.certificates) +
                          " certificates");
      return;
    }
    for (std::uint32_t i = 0; i < x5c.size(); ++i) {
      const std::string place = "`x5c[" + std::to_string(i) + "]` ";
      if (!x5c.at(i).is_string()) {
        problems_.push_back(place + "is no text");
      } else if (i == 0) {
        read_leaf(x5c.at(i).text(), key, place);
      } else {
        decode(x5c.at(i).text(), place);
      }
    }
  }

  /// DER of a certificate; empty with a problem where it is none.
  std::string decode(std::string_view text, const std::string& place) {
    Decoded decoded = decode_x5c(text);
    if (!decoded.problem.empty()) problems_.push_back(place + decoded.problem);
    if (decoded.bytes.empty()) return {};
    std::string_view der = decoded.bytes;
    if (x509::take_certificate(der) && der.empty()) return std::move(decoded.bytes);
    problems_.push_back(place + "is no certificate");
    return {};
  }

  void read_leaf(std::string_view text, const x509::PublicKey& key, const std::string& place) {
    const std::string der = decode(text, place);
    if (der.empty()) return;
    if (auto facts = x509::certificate_facts(der)) certificate_ = *std::move(facts);
    std::string_view bytes = der;
    const x509::CertificatePtr certificate = x509::take_certificate(bytes);
    const EVP_PKEY* held = X509_get0_pubkey(certificate.get());
    matches_ = held != nullptr && same_key(key, x509::public_key(*held));
    if (!*matches_) problems_.push_back(place + "is the certificate of another key");
    check_thumbprint("x5t", x509::base64url(x509::sha1(der)));
    check_thumbprint("x5t#S256", x509::base64url(x509::sha256(der)));
  }

  void check_thumbprint(std::string_view name, std::string_view expected) {
    const View given = jwk_.member(name);
    if (given.absent() || (given.is_string() && given.text() == expected)) return;
    problems_.push_back("`" + std::string(name) + "` is not that of the certificate in `x5c`");
  }

  View jwk_;
  const Limits& limits_;
  std::vector<std::string> problems_;
  std::optional<bool> matches_;
  Datum certificate_;
};

class SetTeller {
 public:
  SetTeller(Reading& reading, const Limits& limits) : reading_(reading), limits_(limits) {}

  Status tell(View top) {
    std::vector<View> keys;
    const View list = top.member("keys");
    if (list.is_array()) {
      for (std::uint32_t i = 0; i < list.size(); ++i) keys.push_back(list.at(i));
    } else if (top.is_object() && !top.member("kty").absent()) {
      keys.push_back(top);
    } else {
      return Error{ErrorCode::kUnsupported,
                   "this is no JSON key set: it has no list `keys`",
                   "send what the key server gives, or leave it out and give the JWKS URL",
                   {}};
    }
    if (keys.size() > limits_.keys) {
      return Error{ErrorCode::kLimit,
                   "the key set holds more than " + std::to_string(limits_.keys) + " keys",
                   "send the keys of the client alone",
                   {}};
    }
    for (const View key : keys) tell_key(key);
    Datum::Object facts;
    facts.emplace_back("keys", std::move(keys_));
    reading_.facts = std::move(facts);
    return Done{};
  }

 private:
  void tell_key(View jwk) {
    const auto number = static_cast<std::uint32_t>(keys_.size() + 1);
    const std::string pointer = "/keys/" + std::to_string(keys_.size());
    const OriginStep step{OriginStep::Kind::kKey, {}, number};
    const auto note = [&](std::string place, std::string_view member) {
      reading_.origins.push_back(
          {std::move(place), {}, {}, {step, {OriginStep::Kind::kMember, std::string(member), 0}}});
    };
    reading_.origins.push_back({pointer, {}, {}, {step}});
    Datum::Object key;
    Datum::Object facts;
    if (!jwk.is_object()) {
      facts.emplace_back("usable", false);
      facts.emplace_back("problem", "it is no object");
    } else {
      std::vector<std::string> dropped;
      key = public_members(jwk, dropped);
      std::erase_if(key, [](const auto& member) { return member.first == kFacts; });
      for (const auto& [name, value] : key) {
        std::string place = pointer;
        append_token(place, name);
        note(std::move(place), name);
      }
      KeyTeller teller(jwk, limits_);
      facts = teller.facts(dropped);
      if (teller.has_certificate()) note(pointer + "/facts/certificate", "x5c");
      if (!dropped.empty()) report_private(dropped, step);
    }
    key.emplace_back(std::string(kFacts), std::move(facts));
    keys_.emplace_back(std::move(key));
  }

  void report_private(const std::vector<std::string>& names, const OriginStep& step) {
    reading_.notices.push_back(
        {NoticeCode::kPrivateKey,
         "key " + std::to_string(step.number) + " holds its private part: " + joined(names, ", "),
         "revoke the key and make another; publish the public part alone",
         {step}});
  }

  Reading& reading_;
  const Limits& limits_;
  Datum::Array keys_;
};

/// The reader's own text may repeat what stands at the place: not here.
Error without_content(const Error& error, const SourcePtr& source, const Limits& limits) {
  Error plain = error;
  if (error.code == ErrorCode::kEmpty || error.code == ErrorCode::kEncoding) return plain;
  if (error.code == ErrorCode::kLimit) {
    plain.what = "the key set is larger than what is read";
  } else if (const auto twice = json::read_keeping_last(source, limits)) {
    wipe(*twice);
    plain.what = "a member name is given twice";
  } else {
    plain.what = "the key set is no well-formed JSON";
    plain.hint = "send what the key server gives, byte for byte";
  }
  return plain;
}

}  // namespace

bool recognises(std::string_view bytes) { return content_kind({}, bytes) == ContentKind::kKeySet; }

Result<Reading> read(std::string_view name, std::string_view bytes, const Limits& limits) {
  const x509::OpenSslUse use;
  const auto source = std::make_shared<Source>(std::string(name), std::string(bytes));
  const auto document = json::read(source, limits);
  if (!document) {
    Error error = without_content(document.error(), source, limits);
    wipe(source->bytes());
    return error;
  }
  Reading reading;
  reading.name = name;
  reading.format = "jwks";
  reading.media_type = media_type(ContentKind::kKeySet);
  reading.bytes = bytes.size();
  const Status told = SetTeller(reading, limits).tell(View(*document, document->root()));
  wipe(*document);
  if (!told) {
    Error error = told.error();
    error.where.source = name;
    return error;
  }
  return reading;
}

}  // namespace intake::jwks
