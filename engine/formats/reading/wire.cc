#include "formats/reading/wire.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>

#include "document/datum.h"
#include "formats/json/json.h"
#include "text/unicode.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 4> kVerbs{"read", "write", "form", "compose"};
constexpr std::array<std::string_view, 13> kCodes{
    "unreadable", "empty",      "encoding", "syntax",   "unsupported", "limit", "not-found",
    "ambiguous",  "unwritable", "usage",    "rule-set", "refused",     "digest"};

/// The limits that concern a reader, by name.
template <typename SomeLimits, typename Each>
void each_limit(SomeLimits& limits, Each each) {
  each("inputBytes", limits.input_bytes);
  each("depth", limits.depth);
  each("nodes", limits.nodes);
  each("scalarBytes", limits.scalar_bytes);
  each("parts", limits.parts);
  each("partDepth", limits.part_depth);
  each("packageEntries", limits.package_entries);
  each("entryBytes", limits.entry_bytes);
  each("packageBytes", limits.package_bytes);
  each("unpackedRatio", limits.unpacked_ratio);
  each("xmlDepth", limits.xml_depth);
  each("formFields", limits.form_fields);
  each("mailAddresses", limits.mail_addresses);
  each("mailTextBytes", limits.mail_text_bytes);
  each("certificates", limits.certificates);
  each("keys", limits.keys);
  each("readerCpuSeconds", limits.reader_cpu_seconds);
  each("readerMemory", limits.reader_memory);
}

/// Those that differ from the ones of the table.
Datum::Object limits_object(const Limits& limits) {
  const Limits usual;
  Datum::Object all;
  Datum::Object differing;
  const auto collect = [](Datum::Object& into) {
    return [&into](std::string_view name, auto value) {
      into.emplace_back(std::string(name), static_cast<std::uint64_t>(value));
    };
  };
  each_limit(usual, collect(all));
  each_limit(limits, collect(differing));
  std::size_t at = 0;
  std::erase_if(differing,
                [&](const auto& entry) { return equal(entry.second, all[at++].second); });
  return differing;
}

bool read_limits(View object, Limits& limits) {
  if (object.absent()) return true;
  bool good = object.is_object();
  each_limit(limits, [&](std::string_view name, auto& limit) {
    const View value = object.member(name);
    if (value.absent()) return;
    using Number = std::remove_reference_t<decltype(limit)>;
    const bool whole = value.kind() == Kind::kInt && value.node().payload.integer >= 0;
    const auto number = whole ? static_cast<std::uint64_t>(value.node().payload.integer) : 0;
    good = good && whole && number <= std::numeric_limits<Number>::max();
    if (good) limit = static_cast<Number>(number);
  });
  return good;
}

Error not_understood(std::string_view whose) {
  return {ErrorCode::kSyntax,
          "what " + std::string(whose) + " says is not understood",
          "`intake` and `intake-reader` have to be of the same version",
          {}};
}

/// The line at the beginning as a document; `bytes` become what follows it.
Result<Document> take_line(std::string& bytes, std::string_view whose) {
  const std::size_t end = bytes.find('\n');
  if (end == bytes.npos) return not_understood(whose);
  Limits limits;
  limits.input_bytes = std::max(limits.input_bytes, end);
  limits.scalar_bytes = std::numeric_limits<std::uint32_t>::max();
  auto line = json::read(std::make_shared<Source>("", bytes.substr(0, end)), limits);
  if (!line || line->kind(line->root()) != Kind::kObject) return not_understood(whose);
  bytes.erase(0, end + 1);
  return line;
}

std::string text_of(View value) { return std::string(value.is_string() ? value.text() : ""); }

std::uint32_t number_of(View value) {
  const bool fits = value.is_integer() && value.kind() == Kind::kInt &&
                    value.node().payload.integer >= 0 && value.node().payload.integer <= 0xffffffff;
  return fits ? static_cast<std::uint32_t>(value.node().payload.integer) : 0;
}

template <std::size_t N>
std::optional<std::size_t> index_of(const std::array<std::string_view, N>& names, View value) {
  const auto found = std::find(names.begin(), names.end(), text_of(value));
  if (!value.is_string() || found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::string utf8_only(std::string_view text) {
  std::string out;
  while (const auto wrong = find_invalid_utf8(text)) {
    out += text.substr(0, *wrong);
    append_utf8(out, 0xFFFD);
    text.remove_prefix(*wrong + 1);
  }
  out += text;
  return out;
}

std::string to_wire(const ReaderRequest& request) {
  Datum::Object line;
  line.emplace_back("verb", kVerbs[static_cast<std::size_t>(request.verb)]);
  line.emplace_back("name", utf8_only(request.name));
  if (!request.edits.empty()) line.emplace_back("edits", request.edits);
  if (auto limits = limits_object(request.limits); !limits.empty()) {
    line.emplace_back("limits", std::move(limits));
  }
  return to_json(Datum(std::move(line))) + '\n' + request.payload;
}

Result<ReaderRequest> request_from_wire(std::string bytes) {
  constexpr std::string_view kWhose = "the request";
  const auto line = take_line(bytes, kWhose);
  if (!line) return line.error();
  const View top(*line, line->root());
  ReaderRequest request;
  const auto verb = index_of(kVerbs, top.member("verb"));
  if (!verb || !read_limits(top.member("limits"), request.limits)) return not_understood(kWhose);
  request.verb = static_cast<ReaderRequest::Verb>(*verb);
  request.name = text_of(top.member("name"));
  request.edits = text_of(top.member("edits"));
  request.payload = std::move(bytes);
  return request;
}

std::string to_wire(const ReaderAnswer& answer) {
  Datum::Object line;
  if (answer.error) {
    const Error& error = *answer.error;
    Datum::Object out;
    out.emplace_back("code", kCodes[static_cast<std::size_t>(error.code)]);
    out.emplace_back("what", utf8_only(error.what));
    if (!error.hint.empty()) out.emplace_back("hint", utf8_only(error.hint));
    if (error.where.line > 0) {
      out.emplace_back("line", static_cast<std::int64_t>(error.where.line));
      out.emplace_back("column", static_cast<std::int64_t>(error.where.column));
    }
    line.emplace_back("error", std::move(out));
  } else {
    line.emplace_back("ok", true);
  }
  if (!answer.no_sandbox.empty()) line.emplace_back("sandbox", "none: " + answer.no_sandbox);
  return to_json(Datum(std::move(line))) + '\n' + answer.payload;
}

Result<ReaderAnswer> answer_from_wire(std::string bytes) {
  constexpr std::string_view kWhose = "the reader";
  constexpr std::string_view kNone = "none: ";
  const auto line = take_line(bytes, kWhose);
  if (!line) return line.error();
  const View top(*line, line->root());
  ReaderAnswer answer;
  if (const View error = top.member("error"); !error.absent()) {
    const auto code = index_of(kCodes, error.member("code"));
    if (!code) return not_understood(kWhose);
    answer.error =
        Error{static_cast<ErrorCode>(*code),
              text_of(error.member("what")),
              text_of(error.member("hint")),
              {"", number_of(error.member("line")), number_of(error.member("column")), 0}};
  } else if (const View good = top.member("ok"); good.absent() || !good.is_bool()) {
    return not_understood(kWhose);
  }
  const std::string sandbox = text_of(top.member("sandbox"));
  if (sandbox.starts_with(kNone)) answer.no_sandbox = sandbox.substr(kNone.size());
  answer.payload = std::move(bytes);
  return answer;
}

}  // namespace intake
