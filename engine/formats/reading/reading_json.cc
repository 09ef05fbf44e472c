#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "formats/json/json.h"
#include "formats/reading/reading.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 14> kSteps{
    "part",      "header", "body", "section",     "table", "row",    "column",
    "paragraph", "field",  "page", "certificate", "key",   "member", "answer"};
constexpr std::array<std::string_view, 11> kNotices{
    "unreadable",      "unknown-format", "no-fields",       "xfa",       "encrypted",      "macros",
    "tracked-changes", "private-key",    "other-extension", "text-lost", "nested-too-deep"};
constexpr std::array<std::string_view, 4> kKinds{"text", "choice", "checkbox", "date"};

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

void put(Datum::Object& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.emplace_back(std::string(name), text);
}

template <typename List, typename Each>
void put_list(Datum::Object& out, std::string_view name, const List& list, Each each) {
  if (list.empty()) return;
  Datum::Array items;
  for (const auto& item : list) items.push_back(each(item));
  out.emplace_back(std::string(name), std::move(items));
}

Datum step_datum(const OriginStep& step) {
  Datum::Object out;
  put(out, "kind", std::string(step_name(step.kind)));
  put(out, "name", step.name);
  if (step.number != 0) out.emplace_back("number", static_cast<std::int64_t>(step.number));
  return out;
}

Datum notice_datum(const Notice& notice) {
  Datum::Object out;
  put(out, "code", std::string(notice_name(notice.code)));
  put(out, "detail", notice.detail);
  put(out, "hint", notice.hint);
  put_list(out, "steps", notice.steps, step_datum);
  return out;
}

Datum field_datum(const FormField& field) {
  Datum::Object out;
  put(out, "kind", std::string(kKinds[static_cast<std::size_t>(field.kind)]));
  put(out, "section", field.section);
  put(out, "label", field.label);
  put(out, "column", field.column);
  put(out, "name", field.name);
  put(out, "value", field.value);
  put(out, "option", field.option);
  put_list(out, "choices", field.choices, [](const std::string& text) { return Datum(text); });
  if (field.locked) out.emplace_back("locked", true);
  put(out, "whyLocked", field.why_locked);
  put(out, "address", field.address);
  put_list(out, "steps", field.steps, step_datum);
  return out;
}

Datum origin_datum(const FactOrigin& origin) {
  Datum::Object out;
  out.emplace_back("pointer", origin.pointer);
  put(out, "text", origin.text);
  put(out, "address", origin.address);
  put_list(out, "steps", origin.steps, step_datum);
  return out;
}

/// Parts nest no deeper than Limits::part_depth, which the readers keep to.
Datum reading_datum(const Reading& reading) {
  Datum::Object out;
  put(out, "name", reading.name);
  put(out, "format", reading.format);
  put(out, "mediaType", reading.media_type);
  out.emplace_back("bytes", static_cast<std::int64_t>(reading.bytes));
  put_list(out, "notices", reading.notices, notice_datum);
  put_list(out, "fields", reading.fields, field_datum);
  if (!reading.facts.is_null()) out.emplace_back("facts", reading.facts);
  put_list(out, "origins", reading.origins, origin_datum);
  put(out, "text", reading.text);
  put_list(out, "parts", reading.parts, reading_datum);
  return out;
}

Datum edit_datum(const PartEdit& edit) {
  Datum::Object out;
  Datum::Array part;
  for (const std::uint32_t index : edit.part) part.emplace_back(static_cast<std::int64_t>(index));
  if (!part.empty()) out.emplace_back("part", std::move(part));
  put(out, "address", edit.address);
  out.emplace_back("value", edit.value);
  return out;
}

/// Takes readings out of a document; the first thing that does not fit is remembered.
class Decoder {
 public:
  explicit Decoder(const Limits& limits) : limits_(limits) {}

  bool good() const { return good_; }

  std::string text(View object, std::string_view name) {
    const View value = object.member(name);
    if (value.absent()) return {};
    if (!value.is_string()) return fail(), std::string();
    return std::string(value.text());
  }

  std::uint32_t number(View value) {
    if (value.absent()) return 0;
    if (value.kind() != Kind::kInt) return fail(), 0;
    const std::int64_t number = value.node().payload.integer;
    if (number < 0 || number > 0xffffffff) return fail(), 0;
    return static_cast<std::uint32_t>(number);
  }

  template <typename Item, typename Each>
  std::vector<Item> list(View object, std::string_view name, Each each) {
    std::vector<Item> items;
    const View value = object.member(name);
    if (value.absent()) return items;
    if (!value.is_array()) return fail(), items;
    for (std::uint32_t i = 0; i < value.size() && good_; ++i) items.push_back(each(value.at(i)));
    return items;
  }

  std::vector<OriginStep> steps(View object) {
    return list<OriginStep>(object, "steps", [this](View item) {
      OriginStep step;
      step.kind = from(kSteps, text(item, "kind"), OriginStep::Kind::kPart);
      step.name = text(item, "name");
      step.number = number(item.member("number"));
      return step;
    });
  }

  Notice notice(View item) {
    Notice notice;
    notice.code = from(kNotices, text(item, "code"), NoticeCode::kUnreadable);
    notice.detail = text(item, "detail");
    notice.hint = text(item, "hint");
    notice.steps = steps(item);
    return notice;
  }

  FormField field(View item) {
    FormField field;
    field.kind = from(kKinds, text(item, "kind"), FormField::Kind::kText);
    field.section = text(item, "section");
    field.label = text(item, "label");
    field.column = text(item, "column");
    field.name = text(item, "name");
    field.value = text(item, "value");
    field.option = text(item, "option");
    field.choices = texts(item, "choices");
    const View locked = item.member("locked");
    field.locked = !locked.absent() && locked.is_bool() && locked.boolean();
    field.why_locked = text(item, "whyLocked");
    field.address = text(item, "address");
    field.steps = steps(item);
    return field;
  }

  FactOrigin origin(View item) {
    return {text(item, "pointer"), text(item, "text"), text(item, "address"), steps(item)};
  }

  Reading reading(View item, std::uint32_t depth) {
    Reading reading;
    if (!item.is_object() || depth > limits_.part_depth) return fail(), reading;
    reading.name = text(item, "name");
    reading.format = text(item, "format");
    reading.media_type = text(item, "mediaType");
    reading.bytes = number(item.member("bytes"));
    reading.notices = list<Notice>(item, "notices", [this](View v) { return notice(v); });
    reading.fields = list<FormField>(item, "fields", [this](View v) { return field(v); });
    if (const View facts = item.member("facts"); !facts.absent()) reading.facts = to_datum(facts);
    reading.origins = list<FactOrigin>(item, "origins", [this](View v) { return origin(v); });
    reading.text = text(item, "text");
    reading.parts =
        list<Reading>(item, "parts", [&](View v) { return this->reading(v, depth + 1); });
    return reading;
  }

  PartEdit edit(View item) {
    PartEdit edit;
    edit.part = list<std::uint32_t>(item, "part", [this](View v) { return number(v); });
    edit.address = text(item, "address");
    edit.value = text(item, "value");
    return edit;
  }

 private:
  void fail() { good_ = false; }

  std::vector<std::string> texts(View object, std::string_view name) {
    return list<std::string>(object, name, [this](View v) {
      if (!v.is_string()) return fail(), std::string();
      return std::string(v.text());
    });
  }

  template <typename Enum, std::size_t N>
  Enum from(const std::array<std::string_view, N>& names, const std::string& name, Enum fallback) {
    const auto found = named<Enum>(names, name);
    if (!found) fail();
    return found.value_or(fallback);
  }

  const Limits& limits_;
  bool good_ = true;
};

Error not_understood() {
  return {ErrorCode::kSyntax,
          "what the reader handed back is not understood",
          "`intake` and `intake-reader` have to be of the same version",
          {}};
}

Result<Document> parse(std::string_view text, const Limits& limits) {
  Limits own = limits;
  own.scalar_bytes = static_cast<std::uint32_t>(limits.input_bytes);  // a part that is a text
  auto read = json::read(std::make_shared<Source>("intake-reader", std::string(text)), own);
  if (!read) return not_understood();
  return read;
}

}  // namespace

bool operator==(const Reading& a, const Reading& b) { return to_json(a) == to_json(b); }

std::string_view notice_name(NoticeCode code) { return kNotices[static_cast<std::size_t>(code)]; }
std::string_view step_name(OriginStep::Kind kind) { return kSteps[static_cast<std::size_t>(kind)]; }

std::string to_json(const Reading& reading) { return to_json(reading_datum(reading)); }

Result<Reading> reading_from_json(std::string_view text, const Limits& limits) {
  const auto document = parse(text, limits);
  if (!document) return document.error();
  Decoder decoder(limits);
  Reading reading = decoder.reading(View(*document, document->root()), 0);
  if (!decoder.good()) return not_understood();
  return reading;
}

std::string to_json(const std::vector<PartEdit>& edits) {
  Datum::Object out;
  out.emplace_back("edits", Datum::Array());
  for (const PartEdit& edit : edits) out.front().second.array()->push_back(edit_datum(edit));
  return to_json(Datum(std::move(out)));
}

Result<std::vector<PartEdit>> edits_from_json(std::string_view text, const Limits& limits) {
  const auto document = parse(text, limits);
  if (!document) return document.error();
  Decoder decoder(limits);
  auto edits = decoder.list<PartEdit>(View(*document, document->root()), "edits",
                                      [&](View item) { return decoder.edit(item); });
  if (!decoder.good()) return not_understood();
  return edits;
}

}  // namespace intake
