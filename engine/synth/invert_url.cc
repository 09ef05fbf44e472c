#include <algorithm>

#include "lang/predicate/url_parts.h"
#include "synth/inverters.h"
#include "synth/pattern_text.h"

namespace intake::synth::inverse {
namespace {

/// As in the catalogue's entry of `url`.
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

/// A URL in parts of its own.
struct Url {
  std::string scheme = "https";
  std::string userinfo;
  std::string host = "example.org";
  std::string port;
  std::string path = "/";
  Pairs query;
  std::string fragment;

  std::string text() const {
    std::string out = scheme + "://";
    if (!userinfo.empty()) out += userinfo + "@";
    out += host;
    if (!port.empty()) out += ":" + port;
    out += path;
    for (std::size_t i = 0; i < query.size(); ++i) {
      out += (i == 0 ? "?" : "&") + encoded(query[i].first) + "=" + encoded(query[i].second);
    }
    return fragment.empty() ? out : out + "#" + fragment;
  }

  std::string& value(const std::string& name) {
    for (auto& pair : query) {
      if (pair.first == name) return pair.second;
    }
    return query.emplace_back(name, "").second;
  }

 private:
  static std::string encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
      const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                         (c >= 'A' && c <= 'Z') ||
                         std::string_view("-._~:/").find(c) != std::string_view::npos;
      if (plain) {
        out += c;
        continue;
      }
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return out;
  }
};

Url url_there(const InversionInput& input) {
  Url url;
  const auto parts = parse_url_parts(base_text(input));
  if (!parts || !is_absolute_url(*parts)) return url;
  url.scheme = *parts->scheme;
  url.userinfo = parts->userinfo.value_or("");
  url.host = *parts->host;
  url.port = parts->port.value_or("");
  url.path = parts->path;
  if (parts->query) url.query = query_pairs(*parts->query);
  url.fragment = parts->fragment.value_or("");
  return url;
}

std::string real_host(std::string host) {
  if (host.starts_with("*.")) host.replace(0, 1, "www");
  return host;
}

bool fits_query(const Pattern& pattern, const std::string& value) { return pattern.search(value); }

/// The value that a query parameter shall have; a pattern where it begins with `^`.
std::string query_value(std::string_view wanted, const std::string& now) {
  if (!wanted.starts_with('^')) return std::string(wanted);
  const auto pattern = Pattern::compile(wanted, Limits{});
  if (!pattern || fits_query(**pattern, now)) return now;
  const std::vector<PatternText> made = matching_texts(**pattern);
  return made.empty() ? now : made.front().text;
}

Url fitting(const InversionInput& input) {
  Url url = url_there(input);
  const auto pick = [&](Param param, std::string& part) {
    const std::vector<std::string> allowed = texts(input, param);
    if (allowed.empty()) return;
    const bool good = std::any_of(allowed.begin(), allowed.end(), [&](const std::string& one) {
      return equal_ignoring_ascii_case(one, part);
    });
    if (!good) part = allowed.front();
  };
  pick(kScheme, url.scheme);
  pick(kHost, url.host);
  url.host = real_host(url.host);
  if (const View port = single(input, kPort); port.is_integer()) url.port = to_display(port);
  pick(kPath, url.path);
  const std::vector<std::string> prefixes = texts(input, kPathPrefix);
  if (!prefixes.empty() && !given(input, kPath)) {
    const bool good = std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& one) {
      return url.path.starts_with(one);
    });
    if (!good) url.path = prefixes.front();
  }
  if (!url.path.starts_with('/')) url.path.insert(0, "/");
  const View query = single(input, kQuery);
  for (std::uint32_t i = 0; query.is_object() && i < query.size(); ++i) {
    std::string& value = url.value(std::string(query.at(i).key()));
    if (query.at(i).is_string()) value = query_value(query.at(i).text(), value);
  }
  for (const std::string& name : texts(input, kQueryHas)) {
    std::string& value = url.value(name);
    if (value.empty()) value = "1";
  }
  if (given(input, kQueryOnly)) {
    const std::vector<std::string> names = texts(input, kQueryOnly);
    std::erase_if(url.query, [&](const auto& pair) {
      return std::find(names.begin(), names.end(), pair.first) == names.end();
    });
  }
  for (const std::string& part : texts(input, kWithout)) {
    if (part == "userinfo") url.userinfo.clear();
    if (part == "port") url.port.clear();
    if (part == "query") url.query.clear();
    if (part == "fragment") url.fragment.clear();
  }
  return url;
}

}  // namespace

void url(const InversionInput& input, bool holds, Candidates& out) {
  const Url good = fitting(input);
  if (holds) {
    offer(out, good.text());
    for (const std::string& host : texts(input, kHost)) {
      Url other = good;
      other.host = real_host(host);
      offer(out, other.text());
    }
    for (const std::string& scheme : texts(input, kScheme)) {
      Url other = good;
      other.scheme = scheme;
      offer(out, other.text());
    }
    return;
  }
  const auto changed = [&](auto change, std::string how) {
    Url bad = good;
    change(bad);
    offer(out, bad.text(), std::move(how));
  };
  if (given(input, kScheme)) {
    changed([](Url& bad) { bad.scheme = bad.scheme == "https" ? "http" : "ftp"; },
            "another scheme");
  }
  if (given(input, kHost)) changed([](Url& bad) { bad.host = "example.net"; }, "another host");
  if (given(input, kPort)) changed([](Url& bad) { bad.port = "8443"; }, "another port");
  if (given(input, kPath) || given(input, kPathPrefix)) {
    changed([](Url& bad) { bad.path += "x"; }, "another path");
    changed([](Url& bad) { bad.path = "/x"; }, "another path");
  }
  for (std::size_t i = 0; i < good.query.size(); ++i) {
    changed([&](Url& bad) { bad.query[i].second += "x"; },
            "another value of `" + good.query[i].first + "`");
    changed([&](Url& bad) { bad.query.erase(bad.query.begin() + static_cast<std::ptrdiff_t>(i)); },
            "without `" + good.query[i].first + "`");
  }
  if (given(input, kQueryOnly)) changed([](Url& bad) { bad.value("x") = "1"; }, "one name more");
  for (const std::string& part : texts(input, kWithout)) {
    changed(
        [&](Url& bad) {
          if (part == "userinfo") bad.userinfo = "user";
          if (part == "port") bad.port = "8443";
          if (part == "query") bad.value("x") = "1";
          if (part == "fragment") bad.fragment = "x";
        },
        "with a " + part);
  }
  offer(out, good.host + good.path, "without a scheme");
}

void same_url(const InversionInput& input, bool holds, Candidates& out) {
  const std::string wanted = single_text(input, 0);
  if (holds) return offer(out, wanted);
  const auto parts = parse_url_parts(wanted);
  if (!parts) return;
  const std::size_t query = wanted.find_first_of("?#");
  std::string other = wanted;
  other.insert(query == std::string::npos ? other.size() : query, parts->path.empty() ? "/x" : "x");
  offer(out, std::move(other), "another path");
}

}  // namespace intake::synth::inverse
