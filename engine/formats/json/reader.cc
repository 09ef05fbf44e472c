#include <algorithm>
#include <cstddef>
#include <exception>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "formats/json/diagnose.h"
#include "formats/json/fast_reader.h"
#include "formats/json/json.h"

namespace intake::json {
namespace {

using Json = nlohmann::json;

// Reads characters and keeps in `*position` how many the lexer has taken.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** position = nullptr;  // null for the end

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    *position = at;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at == b.at;
  }
};

// Takes nlohmann's events; the first error stops the parser.
class Handler {
 public:
  Handler(SourcePtr source, const Limits& limits, std::shared_ptr<const Names> vocabulary,
          bool keep_last)
      : source_(std::move(source)),
        text_(source_->bytes()),
        limits_(limits),
        keep_last_(keep_last),
        builder_(source_, std::move(vocabulary)) {
    if (text_.starts_with("\xEF\xBB\xBF")) progress_.end = 3;
  }

  Result<Document> run() {
    position_ = text_.data();
    bool ok = false;
    try {
      ok = Json::sax_parse(CountingIterator{text_.data(), &position_},
                           CountingIterator{text_.data() + text_.size(), nullptr}, this);
    } catch (const std::exception&) {
      // The library reports everything else through parse_error().
      return error_at(*source_, progress_.end, ErrorCode::kLimit,
                      "the text is too large to be held in memory");
    }
    if (error_) return std::move(*error_);
    if (!ok) return diagnose(*source_, progress_);
    return builder_.finish();
  }

  // The interface of nlohmann::json_sax.
  bool null() {
    const ByteSpan span = token();
    if (!may_add(span)) return false;
    builder_.null(span);
    return value_done(span);
  }

  bool boolean(bool value) {
    const ByteSpan span = token();
    if (!may_add(span)) return false;
    builder_.boolean(value, span);
    return value_done(span);
  }

  bool number_integer(std::int64_t value) {
    const ByteSpan span = number_token();
    if (!may_add_number(span)) return false;
    builder_.integer(value, span);
    return value_done(span);
  }

  bool number_unsigned(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<std::int64_t>(value));
    }
    const ByteSpan span = number_token();
    if (!may_add_number(span)) return false;
    builder_.unsigned_integer(value, span);
    return value_done(span);
  }

  bool number_float(double value, const std::string& written) {
    const ByteSpan span = number_token();
    if (written.find_first_of(".eE") == written.npos) {
      return fail(span.begin, ErrorCode::kUnsupported,
                  "the number `" + written.substr(0, 60) + "` has more digits than can be kept",
                  "write it as a text in double quotes");
    }
    if (!may_add_number(span)) return false;
    builder_.real(value, span);
    return value_done(span);
  }

  bool string(std::string& value) {
    const ByteSpan span = token();
    if (!may_add(span) || !small_enough(value, span)) return false;
    builder_.string(in_source(value, span), span, kFlagQuoted);
    return value_done(span);
  }

  // JSON text has no binary values.
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool key(std::string& name) {
    const ByteSpan span = token();
    if (!small_enough(name, span)) return false;
    if (!builder_.key(name, span) && !keep_last_) {
      const LineColumn earlier = source_->locate(builder_.earlier_key(name).begin);
      return fail(span.begin, ErrorCode::kSyntax,
                  "the name `" + name.substr(0, 100) + "` is given twice, first at line " +
                      std::to_string(earlier.line) + ", column " + std::to_string(earlier.column),
                  "keep one of the two");
    }
    progress_.before = Before::kName;
    progress_.end = span.end;
    progress_.name = source_->slice({span.begin + 1, span.end - 1});
    return true;
  }

  bool start_object(std::size_t) { return open('{'); }
  bool start_array(std::size_t) { return open('['); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    return false;
  }

 private:
  bool fail(std::uint32_t offset, ErrorCode code, std::string what, std::string hint) {
    error_ = error_at(*source_, offset, code, std::move(what), std::move(hint));
    return false;
  }

  // The first byte of the token the event is about: separators give no event.
  std::uint32_t token_begin() const {
    const std::size_t begin = text_.find_first_not_of(" \t\r\n,:", progress_.end);
    return static_cast<std::uint32_t>(std::min(begin, text_.size()));
  }

  ByteSpan token() const {
    return {token_begin(), static_cast<std::uint32_t>(position_ - text_.data())};
  }

  // The lexer has looked at the character after a number, so its position does not tell the end.
  ByteSpan number_token() const {
    const std::uint32_t begin = token_begin();
    return {begin, static_cast<std::uint32_t>(number_end(text_, begin))};
  }

  // `0123` and `12ab` begin with a number: the parser reads that and stops at the rest, but the
  // message is about the whole.
  bool may_add_number(ByteSpan span) {
    if (span.end < text_.size() && continues_number(text_[span.end])) return false;
    return may_add(span);
  }

  // The characters between the quotes where nothing in them is escaped, so that the builder need
  // not copy them.
  std::string_view in_source(const std::string& value, ByteSpan span) const {
    const bool verbatim = span.end - span.begin == value.size() + 2;
    return verbatim ? text_.substr(span.begin + 1, value.size()) : std::string_view(value);
  }

  bool may_add(ByteSpan span) {
    if (builder_.nodes() < limits_.nodes) return true;
    return fail(span.begin, ErrorCode::kLimit,
                "the text holds more than " + std::to_string(limits_.nodes) + " values",
                "split it into smaller files");
  }

  bool small_enough(std::string_view text, ByteSpan span) {
    if (text.size() <= limits_.scalar_bytes) return true;
    return fail(span.begin, ErrorCode::kLimit,
                "a text has " + std::to_string(text.size()) + " bytes, more than the " +
                    std::to_string(limits_.scalar_bytes) + " that are read",
                "shorten it");
  }

  bool open(char bracket) {
    const ByteSpan span = token();
    if (!may_add(span)) return false;
    if (builder_.depth() >= limits_.depth) {
      return fail(span.begin, ErrorCode::kLimit,
                  "lists and maps are nested more than " + std::to_string(limits_.depth) + " deep",
                  "flatten the text");
    }
    bracket == '[' ? builder_.begin_array(span.begin, kFlagFlow)
                   : builder_.begin_object(span.begin, kFlagFlow);
    opened_.push_back(span.begin);
    progress_ = {Before::kOpening, span.end, bracket, span.begin, {}};
    return true;
  }

  bool close() {
    const ByteSpan span = token();
    progress_.container == '[' ? builder_.end_array(span.end) : builder_.end_object(span.end);
    opened_.pop_back();
    progress_.opened = opened_.empty() ? 0 : opened_.back();
    progress_.container = opened_.empty() ? '\0' : text_[progress_.opened];
    return value_done(span);
  }

  bool value_done(ByteSpan span) {
    progress_.before = opened_.empty() ? Before::kEnd : Before::kValue;
    progress_.end = span.end;
    return true;
  }

  SourcePtr source_;
  std::string_view text_;
  const Limits& limits_;
  bool keep_last_;
  DocumentBuilder builder_;
  Progress progress_;
  std::vector<std::uint32_t> opened_;  // where the open containers start
  const char* position_ = nullptr;     // one past the last character the lexer has taken
  std::optional<Error> error_;
};

Result<Document> read_text(SourcePtr source, const Limits& limits,
                           std::shared_ptr<const Names> vocabulary, bool keep_last) {
  INTAKE_RETURN_IF_ERROR(check_text(*source, limits));
  return Handler(std::move(source), limits, std::move(vocabulary), keep_last).run();
}

}  // namespace

Result<Document> read(SourcePtr source, const Limits& limits) {
  return read(std::move(source), limits, nullptr);
}

Result<Document> read(SourcePtr source, const Limits& limits,
                      std::shared_ptr<const Names> vocabulary) {
  Document document;
  if (Reader(vocabulary, limits).take(source, document)) return document;
  return read_slowly(std::move(source), limits, std::move(vocabulary));
}

Result<Document> read_slowly(SourcePtr source, const Limits& limits,
                             std::shared_ptr<const Names> vocabulary) {
  return read_text(std::move(source), limits, std::move(vocabulary), false);
}

Result<Document> read_keeping_last(SourcePtr source, const Limits& limits) {
  return read_text(std::move(source), limits, nullptr, true);
}

}  // namespace intake::json
