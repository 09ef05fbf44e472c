#include "construct.h"

#include <utility>

namespace intake::growth {
namespace {

std::string numbered(const std::string& item, std::size_t number) {
  std::string out;
  for (const char c : item) {
    if (c == '%') {
      out += std::to_string(number);
    } else if (c == '~') {
      out += std::to_string((number + 1) * 7919 % 1'000'003);  // a prime: each is another one
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Text one_rule(const std::string& keys) {
  return fixed("rules:\n  - {id: one, severity: error, at: '$.a', " + keys +
               ", message: \"a is {value}, {expected} was needed; {missing}; {extra}\"}\n");
}

Text asserts(const std::string& predicate) { return one_rule("assert: {" + predicate + "}"); }

Text document(Text a) {
  return [a = std::move(a)](std::size_t n) { return "{\"a\": " + a(n) + "}"; };
}

Text document(Text a, Text b) {
  return [a = std::move(a), b = std::move(b)](std::size_t n) {
    return "{\"a\": " + a(n) + ", \"b\": " + b(n) + "}";
  };
}

Text fixed(const std::string& json) {
  return [json](std::size_t) { return json; };
}

Text list(const std::string& item) { return shorter_list(1, item); }

Text shorter_list(std::size_t by, const std::string& item) {
  return [by, item](std::size_t n) {
    std::string out = "[";
    for (std::size_t i = 0; i < n / by; ++i) out += (i == 0 ? "" : ",") + numbered(item, i);
    return out + "]";
  };
}

Text members(const std::string& item) {
  return [item](std::size_t n) {
    std::string out = "{";
    for (std::size_t i = 0; i < n; ++i) {
      out += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":" + numbered(item, i);
    }
    return out + "}";
  };
}

Text text(const std::string& each, const std::string& begin, const std::string& end) {
  return shorter_text(1, each, begin, end);
}

Text shorter_text(std::size_t by, const std::string& each, const std::string& begin,
                  const std::string& end) {
  return [by, each, begin, end](std::size_t n) {
    std::string out = "\"" + begin;
    for (std::size_t i = 0; i < n / by; ++i) out += each;
    return out + end + "\"";
  };
}

Text lines(const std::string& each, const std::string& begin, const std::string& end) {
  return [each, begin, end](std::size_t n) {
    std::string out = begin;
    for (std::size_t i = 0; i < n; ++i) out += numbered(each, i);
    return out + end;
  };
}

Text nested(std::size_t depth) {
  return [depth](std::size_t n) {
    std::string out = "[";
    for (std::size_t i = 0; i < n / depth; ++i) {
      out += (i == 0 ? "" : ",") + std::string(depth, '[') + "0" + std::string(depth, ']');
    }
    return out + "]";
  };
}

}  // namespace intake::growth
