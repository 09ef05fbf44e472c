#include "lint/fix_image.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/text_properties.h"

namespace intake::lint {
namespace {

constexpr std::string_view kMakesList[] = {
    "add",          "add-missing", "keep-items", "remove-duplicates",
    "remove-items", "sort",        "split",      "to-list"};

View literal_of(const VerbUse& step, std::size_t parameter) {
  return parameter < step.args.size() && step.args[parameter].kind == Operand::Kind::kLiteral
             ? step.args[parameter].literal
             : View();
}

class Image {
 public:
  Image(const LintedSet& set, const RuleReader& reader, PlacePath target)
      : set_(set), reader_(reader), target_(std::move(target)) {}

  std::optional<FixImage> run(const FixSpec& fix) {
    for (const VerbUse& step : fix.steps) take(step);
    FixImage image;
    image.removed = removed_;
    if (removed_) return image;
    if (values_) {
      if (!values_->empty()) image.values.push_back({literal(value_term())});
      if (or_list_) image.values.push_back({literal(kinds_term(kArrayBit))});
      return image;
    }
    if (known_.empty()) return std::nullopt;
    image.values.push_back(known_);
    return image;
  }

 private:
  static Literal literal(Term term) {
    return {std::make_shared<const Term>(std::move(term)), kIsTrue};
  }

  Term term(Term::Kind kind, std::string key) const {
    Term made;
    made.kind = kind;
    made.path = target_;
    made.place = target_.text();
    made.key = "fixed " + std::move(key);
    return made;
  }

  Term value_term() const {
    Term made = term(Term::Kind::kValues, "values");
    made.values = *values_;
    return made;
  }

  Term kinds_term(std::uint8_t kinds) const {
    Term made = term(Term::Kind::kKinds, "kinds " + std::to_string(kinds));
    made.kinds = kinds;
    return made;
  }

  void forget() {
    values_.reset();
    or_list_ = removed_ = false;
    known_.clear();
  }

  bool is_fixed(const VerbUse& step) const {
    return std::all_of(step.args.begin(), step.args.end(),
                       [&](const Operand& operand) { return reader_.is_fixed(operand); });
  }

  void take(const VerbUse& step) {
    const std::string_view name = step.verb->name;
    if (name == "remove") {
      forget();
      removed_ = true;
      return;
    }
    const bool fixed = is_fixed(step);
    if (name == "set") {
      const View value = literal_of(step, 0);
      forget();
      if (fixed && value) values_ = std::vector<Datum>{to_datum(value)};
      return;
    }
    if (fixed && values_) {
      run_on_values(step);
      return;
    }
    forget();
    if (name == "map" && fixed) {
      take_table(step);
    } else {
      take_kinds(step, fixed);
    }
  }

  void run_on_values(const VerbUse& step) {
    std::vector<ArgValue> args;
    for (const Operand& operand : step.args) {
      ArgValue arg;
      arg.given = operand.kind == Operand::Kind::kLiteral;
      if (arg.given) arg.value = operand.literal;
      args.push_back(std::move(arg));
    }
    VerbInput input;
    input.args = args;
    input.patterns = step.patterns;
    std::vector<Datum> made;
    for (const Datum& value : *values_) {
      const Document document = to_document(value);
      if ((kind_bit(document.kind(document.root())) & step.verb->accepts) == 0) continue;
      Subject subject;
      subject.present = true;
      subject.value = value;
      // What a step does not apply to, the fix is not offered for.
      if (step.verb->run(input, subject).empty() && subject.present) {
        made.push_back(std::move(subject.value));
      }
    }
    values_ = std::move(made);
    or_list_ = or_list_ && (step.verb->accepts & kArrayBit) != 0;
  }

  /// A text is replaced by what some row leads to, or is that already.
  void take_table(const VerbUse& step) {
    const View table = literal_of(step, 0);
    const View column = literal_of(step, 2);
    const std::string_view to = column.is_string() ? column.text() : "to";
    values_.emplace();
    or_list_ = true;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      const View value = table.is_object() ? table.at(i) : table.at(i).member(to);
      if (value) values_->push_back(to_datum(value));
    }
  }

  void take_kinds(const VerbUse& step, bool fixed) {
    const std::string_view name = step.verb->name;
    if (std::find(std::begin(kMakesList), std::end(kMakesList), name) != std::end(kMakesList)) {
      known_.push_back(literal(kinds_term(kArrayBit)));
      return;
    }
    std::string pattern;
    if (name == "lower") pattern = "^[^A-Z]*\\z";
    if (name == "upper") pattern = "^[^a-z]*\\z";
    if (name == "trim" || name == "collapse-space")
      pattern = "^(?:\\z|[^\\s].*[^\\s]\\z|[^\\s]\\z)";
    if (fixed && (name == "pad-left" || name == "truncate")) {
      const std::string length = to_json(literal_of(step, 0));
      if (length.size() < 4) {
        pattern = name == "truncate" ? "^.{0," + length + "}\\z" : "^.{" + length + ",}\\z";
      }
    }
    const View text = literal_of(step, 0);
    if (fixed && text.is_string()) {
      if (name == "prefix") pattern = "^" + escape_pattern(text.text());
      if (name == "suffix") pattern = escape_pattern(text.text()) + "\\z";
    }
    const bool everywhere =
        literal_of(step, 1).absent() ||
        (literal_of(step, 1).is_string() && literal_of(step, 1).text() == "everywhere");
    if (fixed && name == "strip" && everywhere && text.is_string() && !text.text().empty()) {
      pattern = "^[^" + escape_pattern(text.text()) + "]*\\z";
    }
    if (pattern.empty()) return;
    auto compiled = Pattern::compile("(?s)" + pattern, set_.options().limits);
    if (!compiled) return;
    Term made = term(Term::Kind::kText, pattern);
    made.pattern = *compiled;
    known_.push_back(literal(std::move(made)));
  }

  const LintedSet& set_;
  const RuleReader& reader_;
  PlacePath target_;
  std::optional<std::vector<Datum>> values_;  // what it is one of
  bool or_list_ = false;                      // or a list of such
  bool removed_ = false;
  Conjunction known_;
};

}  // namespace

std::optional<FixImage> image_of(const LintedSet& set, const RuleReader& reader,
                                 const FixSpec& fix) {
  PlacePath target = reader.own();
  if (fix.at) {
    target = fix.at->relative() ? reader.match().follow(*fix.at) : PlacePath{}.follow(*fix.at);
  }
  if (!target.known) return std::nullopt;
  return Image(set, reader, std::move(target)).run(fix);
}

}  // namespace intake::lint
