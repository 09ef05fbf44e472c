// google/cel-spec, tests/simple: every case is parsed, checked, compiled and evaluated as it says.

#include <cmath>
#include <memory>
#include <vector>

#include "conformance/suite.h"
#include "document/datum.h"
#include "formats/json/json.h"
#include "lang/expr/evaluation.h"
#include "lang/expr/to_datum.h"

namespace {

using namespace intake;
using namespace intake::expr;

constexpr std::string_view kNow = "2024-04-01T12:00:00Z";

std::string decode_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int have = 0;
  for (const char c : text) {
    static constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    out += static_cast<char>(bits >> have & 0xff);
  }
  return out;
}

double real_of(View number) {
  if (number.is_string()) {
    if (number.text() == "NaN") return std::nan("");
    return number.text() == "-Infinity" ? -INFINITY : INFINITY;
  }
  const Value value = Value::of_view(number);
  if (value.is(ValueKind::kInt)) return static_cast<double>(value.integer());
  if (value.is(ValueKind::kUint)) return static_cast<double>(value.unsigned_integer());
  return value.real();
}

// A value as the suite writes it (cel.expr.Value in protobuf's JSON).
class ValueReader {
 public:
  explicit ValueReader(Context& context) : context_(context) {}

  Value read(View written) {
    const View content = written.at(0);
    const std::string_view kind = content.key();
    if (kind == "nullValue") return Value::null();
    if (kind == "boolValue") return Value::of_bool(content.boolean());
    if (kind == "int64Value") return Value::of_int(std::stoll(std::string(content.text())));
    if (kind == "uint64Value") return Value::of_uint(std::stoull(std::string(content.text())));
    if (kind == "doubleValue") return Value::of_double(real_of(content));
    if (kind == "stringValue") return context_.text(content.text());
    if (kind == "bytesValue") return context_.bytes(decode_base64(content.text()));
    if (kind == "typeValue") return Value::of_type(content.text());
    if (kind == "listValue") {
      std::vector<Value> items;
      const View values = content.member("values");
      for (std::uint32_t i = 0; i < values.size(); ++i) items.push_back(read(values.at(i)));
      return context_.list(items);
    }
    MapBuilder map(context_);
    const View entries = content.member("entries");
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      const View entry = entries.at(i);
      (void)map.add(read(entry.member("key")), read(entry.member("value")));
    }
    return map.finish();
  }

 private:
  Context& context_;
};

// Whether two values are the same to the last bit of their types; numbers of different kinds
// differ.
bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kNull:
      return true;
    case ValueKind::kBool:
      return a.boolean() == b.boolean();
    case ValueKind::kInt:
      return a.integer() == b.integer();
    case ValueKind::kUint:
      return a.unsigned_integer() == b.unsigned_integer();
    case ValueKind::kDouble:
      return a.real() == b.real() || (std::isnan(a.real()) && std::isnan(b.real()));
    case ValueKind::kString:
    case ValueKind::kBytes:
    case ValueKind::kType:
      return a.text() == b.text();
    case ValueKind::kList:
      if (a.size() != b.size()) return false;
      for (std::uint32_t i = 0; i < a.size(); ++i) {
        if (!same(a.item(i), b.item(i))) return false;
      }
      return true;
    case ValueKind::kMap:
      if (a.size() != b.size()) return false;
      for (std::uint32_t i = 0; i < a.size(); ++i) {
        const std::uint32_t entry = b.find(a.key_at(i));
        if (entry == Value::kNoEntry || !same(a.key_at(i), b.key_at(entry)) ||
            !same(a.value_at(i), b.value_at(entry))) {
          return false;
        }
      }
      return true;
    default:
      return false;
  }
}

// A type as the suite writes it (cel.expr.Type).
TypeId read_type(Types& types, View written, std::vector<std::string>& params) {
  const View content = written.at(0);
  const std::string_view kind = content.key();
  if (kind == "null") return simple(TypeKind::kNull);
  if (kind == "listType") {
    return types.list(read_type(types, content.member("elemType"), params));
  }
  if (kind == "mapType") {
    const TypeId key = read_type(types, content.member("keyType"), params);
    return types.map(key, read_type(types, content.member("valueType"), params));
  }
  if (kind == "typeParam") {
    std::size_t number = 0;
    while (number < params.size() && params[number] != content.text()) ++number;
    if (number == params.size()) params.emplace_back(content.text());
    return types.parameter(static_cast<std::uint32_t>(number));
  }
  if (kind == "abstractType") {
    std::vector<TypeId> inner;
    const View written_params = content.member("parameterTypes");
    for (std::uint32_t i = 0; i < written_params.size(); ++i) {
      inner.push_back(read_type(types, written_params.at(i), params));
    }
    const std::string_view name = content.member("name").text();
    if (name == "optional_type") return types.optional(inner.at(0));
    return types.abstract(std::string(name), std::move(inner));
  }
  if (kind == "primitive") {
    const std::string_view name = content.text();
    if (name == "BOOL") return simple(TypeKind::kBool);
    if (name == "INT64") return simple(TypeKind::kInt);
    if (name == "UINT64") return simple(TypeKind::kUint);
    if (name == "DOUBLE") return simple(TypeKind::kDouble);
    if (name == "STRING") return simple(TypeKind::kString);
    if (name == "BYTES") return simple(TypeKind::kBytes);
  }
  return simple(TypeKind::kDyn);
}

Declarations read_declarations(View environment) {
  Declarations declarations;
  for (std::uint32_t i = 0; i < environment.size(); ++i) {
    const View declared = environment.at(i);
    const std::string name(declared.member("name").text());
    std::vector<std::string> params;
    if (const View ident = declared.member("ident")) {
      declarations.variable(name, read_type(declarations.types, ident.member("type"), params));
    }
    const View overloads = declared.member("function").absent()
                               ? View()
                               : declared.member("function").member("overloads");
    for (std::uint32_t k = 0; !overloads.absent() && k < overloads.size(); ++k) {
      const View overload = overloads.at(k);
      Declarations::External external{name, false, {}};
      const View written = overload.member("params");
      params.clear();
      for (std::uint32_t p = 0; p < written.size(); ++p) {
        external.signature.params.push_back(read_type(declarations.types, written.at(p), params));
      }
      external.signature.result =
          read_type(declarations.types, overload.member("resultType"), params);
      external.signature.variables = static_cast<std::uint32_t>(params.size());
      declarations.externals.push_back(std::move(external));
    }
  }
  return declarations;
}

bool is_true(View flag) { return flag.is_bool() && flag.boolean(); }

// Empty where the case went as it should.
std::string run_case(View test) {
  const Limits limits;
  Evaluation evaluation;
  evaluation.begin(kNow, limits);
  Declarations declarations;
  if (const View environment = test.member("typeEnv")) {
    declarations = read_declarations(environment);
  }
  std::vector<Value> slots(declarations.variables.size());
  ValueReader reader(evaluation);
  if (const View bindings = test.member("bindings")) {
    for (std::uint32_t i = 0; i < bindings.size(); ++i) {
      const View binding = bindings.at(i);
      std::size_t slot = 0;
      while (slot < slots.size() && declarations.variables[slot].name != binding.key()) ++slot;
      if (slot == slots.size()) {
        declarations.variable(std::string(binding.key()), simple(TypeKind::kDyn));
        slots.emplace_back();
      }
      slots[slot] = reader.read(binding.member("value"));
    }
  }
  CheckOptions options;
  options.types = !is_true(test.member("disableCheck"));
  options.macros = !is_true(test.member("disableMacros"));
  const bool fails = !test.member("evalError").absent();
  auto compiled = compile(test.member("expr").text(), declarations, limits, options);
  if (!compiled.faults.empty()) {
    const LangError fault = compiled.faults[0];
    // A fault is an error, if without the checker there would be one, too.
    options.types = false;
    compiled = compile(test.member("expr").text(), declarations, limits, options);
    if (fails && !compiled.program) return {};
    if (fails && evaluation.run(*compiled.program, slots).is_error()) return {};
    return "fault at " + std::to_string(fault.offset) + ": " + fault.message;
  }
  View wanted = test.member("value");
  if (const View typed = test.member("typedResult")) {
    std::vector<std::string> params;
    Types types = compiled.checked->types;
    const TypeId type = read_type(types, typed.member("deducedType"), params);
    if (type != compiled.checked->result()) {
      return "deduced " + types.text(compiled.checked->result()) + ", not " + types.text(type);
    }
    wanted = typed.member("result");
  }
  if (is_true(test.member("checkOnly"))) return {};
  const Value result = evaluation.run(*compiled.program, slots);
  if (fails) {
    return result.is_error() ? std::string() : "gave " + to_display(evaluation, result);
  }
  const Value expected = wanted.absent() ? Value::of_bool(true) : reader.read(wanted);
  if (same(result, expected)) return {};
  if (result.is_error()) return "error: " + error_text(result.error());
  return "gave " + std::string(kind_name(result.kind())) + " " + to_display(evaluation, result);
}

std::string id_part(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == ' ') c = '_';
  }
  return out;
}

}  // namespace

int main() {
  conformance::Suite suite("cel-simple");
  const auto bytes = conformance::read_bytes(suite.data("cel-simple.json"));
  const auto read =
      json::read(std::make_shared<Source>("cel-simple", bytes.value_or(std::string())), Limits{});
  if (!read.ok()) {
    suite.check("cel-simple", false, read.error().what);
    return suite.finish();
  }
  const View top(*read, read->root());
  for (std::uint32_t f = 0; f < top.size(); ++f) {
    const View sections = top.at(f);
    for (std::uint32_t s = 0; s < sections.size(); ++s) {
      const View section = sections.at(s);
      const View tests = section.member("test");
      std::map<std::string, int> names;
      for (std::uint32_t t = 0; t < tests.size(); ++t) {
        std::string id = std::string(sections.key()) + "/" +
                         id_part(section.member("name").text()) + "/" +
                         id_part(tests.at(t).member("name").text());
        const int before = names[id]++;
        if (before > 0) id += "#" + std::to_string(before + 1);
        const std::string wrong = run_case(tests.at(t));
        suite.check(id, wrong.empty(), wrong);
      }
    }
  }
  return suite.finish();
}
