#include "formats/pdf/form.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "formats/pdf/pages.h"
#include "formats/pdf/text.h"
#include "text/unicode.h"

namespace intake::pdf {
namespace {

/// Flags of a field, ISO 32000-1 tables 221, 226, 230.
constexpr int kReadOnly = 1 << 0, kRadio = 1 << 15, kPush = 1 << 16, kEditable = 1 << 18,
              kMultiple = 1 << 21;

constexpr std::size_t kMostChoices = 10'000;
constexpr std::size_t kMostNameBytes = 2'000;
/// Groups within groups; real forms have three or four.
constexpr std::size_t kMostDepth = 50;

/// Scripts of the viewer itself, which only say how a value looks.
constexpr std::array<std::string_view, 5> kFormatScripts{"AFDate_", "AFNumber_", "AFPercent_",
                                                         "AFSpecial_", "AFTime_"};

std::string trimmed(const std::string& text) { return std::string(trim_blanks(text)); }

bool has_title(QPDFObjectHandle kid) { return kid.isDictionary() && kid.hasKey("/T"); }

/// What fields have from their parents.
struct Inherited {
  QPDFObjectHandle type, value, flags, options;
  std::string name;     // full, so far
  std::string tooltip;  // of the nearest group that has one
  std::size_t depth = 0;

  void take(QPDFObjectHandle dictionary) {
    const auto replace = [&](QPDFObjectHandle& to, const char* key) {
      if (QPDFObjectHandle own = dictionary.getKey(key); !own.isNull()) to = own;
    };
    replace(type, "/FT");
    replace(value, "/V");
    replace(flags, "/Ff");
    replace(options, "/Opt");
  }
};

class FormReader {
 public:
  FormReader(QPDF& file, const Limits& limits, Pages pages)
      : file_(file), limits_(limits), pages_(std::move(pages)) {}

  Result<Form> run() {
    look_for_scripts();
    QPDFObjectHandle root = file_.getRoot();
    form_.is_signed = root.getKey("/Perms").isDictionary();
    form_.dictionary = root.getKey("/AcroForm");
    if (!form_.dictionary.isDictionary()) return std::move(form_);
    form_.xfa = !form_.dictionary.getKey("/XFA").isNull();
    INTAKE_RETURN_IF_ERROR(walk(form_.dictionary.getKey("/Fields")));
    sort();
    return std::move(form_);
  }

 private:
  struct Waiting {
    QPDFObjectHandle dictionary;
    Inherited inherited;
  };

  Status walk(const QPDFObjectHandle& fields) {
    std::vector<Waiting> waiting;
    Inherited none;
    none.type = none.value = none.flags = none.options = QPDFObjectHandle::newNull();
    push(fields, none, waiting);
    std::size_t visited = 0;
    while (!waiting.empty()) {
      Waiting next = std::move(waiting.back());
      waiting.pop_back();
      if (++visited > 4u * limits_.form_fields || waiting.size() > 8u * limits_.form_fields) {
        return over_limit();
      }
      if (!next.dictionary.isDictionary()) continue;
      if (next.dictionary.isIndirect() && !seen_.insert(next.dictionary.getObjGen()).second) {
        continue;
      }
      next.inherited.take(next.dictionary);
      add_name(next);
      if (next.inherited.name.size() > kMostNameBytes || ++next.inherited.depth > kMostDepth) {
        return Error{ErrorCode::kLimit,
                     "the fields of the form are nested too deep",
                     "send the form as it was given out",
                     {}};
      }
      QPDFObjectHandle kids = next.dictionary.getKey("/Kids");
      if (kids.isArray() && has_fields(kids, static_cast<int>(limits_.form_fields))) {
        if (std::string tip = text_at(next.dictionary, "/TU"); !tip.empty()) {
          next.inherited.tooltip = std::move(tip);
        }
        push(kids, next.inherited, waiting);
        continue;
      }
      INTAKE_RETURN_IF_ERROR(add_field(next));
      if (form_.fields.size() > limits_.form_fields) return over_limit();
    }
    return Done{};
  }

  Error over_limit() const {
    return {ErrorCode::kLimit,
            "the form has more than " + std::to_string(limits_.form_fields) + " fields",
            "send the form as it was given out",
            {}};
  }

  /// So that the first is taken first.
  void push(QPDFObjectHandle list, const Inherited& inherited, std::vector<Waiting>& waiting) {
    if (!list.isArray()) return;
    const int count = std::min(list.getArrayNItems(), static_cast<int>(8u * limits_.form_fields));
    for (int i = count; i-- > 0;) waiting.push_back({list.getArrayItem(i), inherited});
  }

  static bool has_fields(QPDFObjectHandle kids, int most) {
    const int count = std::min(kids.getArrayNItems(), most);
    for (int i = 0; i < count; ++i) {
      if (has_title(kids.getArrayItem(i))) return true;
    }
    return false;
  }

  std::string text_at(QPDFObjectHandle dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isString() ? trimmed(text_of(value, form_.text_lost)) : std::string();
  }

  void add_name(Waiting& next) {
    const std::string part = text_at(next.dictionary, "/T");
    if (part.empty()) return;
    if (!next.inherited.name.empty()) next.inherited.name += '.';
    next.inherited.name += part;
  }

  Status add_field(Waiting& found) {
    const std::string type = name_of(found.inherited.type);
    const int flags =
        found.inherited.flags.isInteger() ? found.inherited.flags.getIntValueAsInt() : 0;
    if (type == "Sig") {
      form_.is_signed = form_.is_signed || found.inherited.value.isDictionary();
      return Done{};
    }
    if (type == "Btn" && (flags & kPush) != 0) return Done{};
    Field field;
    field.dictionary = found.dictionary;
    gather_widgets(field);
    name_field(found, field);
    if (type == "Btn") {
      read_buttons(found, (flags & kRadio) != 0, field);
    } else if (type == "Ch") {
      INTAKE_RETURN_IF_ERROR(read_choice(found, flags, field));
    } else if (type == "Tx") {
      field.form.value = value_text(found.inherited.value);
      if (is_date(field)) field.form.kind = FormField::Kind::kDate;
    } else {
      form_.text_lost = form_.text_lost || !found.inherited.type.isNull();
      return Done{};
    }
    if (field.form.value.size() > limits_.scalar_bytes) {
      return Error{ErrorCode::kLimit, "a field holds more text than is read", "shorten it", {}};
    }
    if ((flags & kReadOnly) != 0) lock(field, "the form lets nobody change this field");
    if (field.form.address.empty()) lock(field, "the field has no object of its own");
    form_.fields.push_back(std::move(field));
    return Done{};
  }

  static void lock(Field& field, std::string why) {
    field.form.locked = true;
    field.form.why_locked = std::move(why);
  }

  void gather_widgets(Field& field) {
    QPDFObjectHandle kids = field.dictionary.getKey("/Kids");
    if (kids.isArray()) {
      const int count = std::min(kids.getArrayNItems(), static_cast<int>(limits_.form_fields));
      for (int i = 0; i < count; ++i) {
        QPDFObjectHandle kid = kids.getArrayItem(i);
        if (kid.isDictionary() && kid.isIndirect()) field.widgets.push_back(kid);
      }
    }
    if (field.widgets.empty()) field.widgets.push_back(field.dictionary);
  }

  void name_field(Waiting& found, Field& field) {
    FormField& form = field.form;
    form.name = found.inherited.name;
    form.label = text_at(found.dictionary, "/TU");
    if (form.label.empty()) form.label = text_at(found.dictionary, "/T");
    form.section = found.inherited.tooltip;
    if (const std::size_t dot = form.name.rfind('.');
        form.section.empty() && dot != form.name.npos) {
      form.section = form.name.substr(0, dot);
    }
    if (found.dictionary.isIndirect()) {
      const QPDFObjGen object = found.dictionary.getObjGen();
      form.address = std::to_string(object.getObj()) + " " + std::to_string(object.getGen());
    }
    if (const std::uint32_t page = pages_.page_of(field.widgets.front()); page != 0) {
      form.steps.push_back({OriginStep::Kind::kPage, {}, page});
    }
    form.steps.push_back({OriginStep::Kind::kField, form.name, 0});
  }

  std::string value_text(QPDFObjectHandle value) {
    if (value.isString()) return text_of(value, form_.text_lost);
    if (value.isName()) return name_of(value);
    if (!value.isNull()) form_.text_lost = true;
    return {};
  }

  /// The state other than Off that a widget can show; empty where it has no drawing.
  static std::string on_state(QPDFObjectHandle widget) {
    QPDFObjectHandle drawings = widget.getKey("/AP");
    if (!drawings.isDictionary()) return {};
    QPDFObjectHandle normal = drawings.getKey("/N");
    if (!normal.isDictionary()) return {};
    for (const std::string& key : normal.getKeys()) {
      if (key != "/Off") return key.substr(1);
    }
    return {};
  }

  void read_buttons(Waiting& found, bool radio, Field& field) {
    std::string shown = name_of(found.inherited.value);
    for (std::size_t i = 0; i < field.widgets.size(); ++i) {
      QPDFObjectHandle widget = field.widgets[i];
      const std::string now = name_of(widget.getKey("/AS"));
      std::string state = on_state(widget);
      if (state.empty() && now != "Off") state = now;
      if (state.empty() || find_invalid_utf8(state)) continue;
      if (shown.empty() && now == state) shown = now;
      if (std::ranges::find(field.states, state, &ButtonState::state) != field.states.end()) {
        continue;
      }
      field.states.push_back(
          {state, option_text(found.inherited.options, i, widget, field, state)});
    }
    const bool on = !shown.empty() && shown != "Off";
    if (!radio && field.states.size() <= 1) {
      field.type = Field::Type::kCheckbox;
      field.form.kind = FormField::Kind::kCheckbox;
      field.form.value = on ? "true" : "false";
      field.form.option = field.form.label;
      if (field.states.empty()) field.states.push_back({on ? shown : "Yes", {}});
      return;
    }
    field.type = Field::Type::kRadio;
    field.form.kind = FormField::Kind::kChoice;
    for (const ButtonState& state : field.states) {
      field.form.choices.push_back(state.text);
      if (on && state.state == shown) field.form.value = state.text;
    }
    if (on && field.form.value.empty()) field.form.value = shown;
  }

  /// The text of one button: the export value of the group, a tooltip of its own, or its state.
  std::string option_text(QPDFObjectHandle options, std::size_t index,
                          const QPDFObjectHandle& widget, const Field& field,
                          const std::string& state) {
    if (options.isArray() && index < static_cast<std::size_t>(options.getArrayNItems())) {
      QPDFObjectHandle option = options.getArrayItem(static_cast<int>(index));
      if (option.isString()) return text_of(option, form_.text_lost);
    }
    if (field.widgets.size() > 1) {
      std::string tip = text_at(widget, "/TU");
      if (!tip.empty() && tip != field.form.label) return tip;
    }
    return state;
  }

  Status read_choice(Waiting& found, int flags, Field& field) {
    field.type = Field::Type::kChoice;
    field.form.kind = FormField::Kind::kChoice;
    field.many = (flags & kMultiple) != 0;
    field.edited = (flags & kEditable) != 0;
    QPDFObjectHandle options = found.inherited.options;
    const int count = options.isArray() ? options.getArrayNItems() : 0;
    if (static_cast<std::size_t>(count) > kMostChoices) {
      return Error{ErrorCode::kLimit,
                   "a list of the form has more than " + std::to_string(kMostChoices) + " choices",
                   "send the form as it was given out",
                   {}};
    }
    for (int i = 0; i < count; ++i) add_choice(options.getArrayItem(i), field);
    QPDFObjectHandle value = found.inherited.value;
    if (!value.isArray()) {
      field.form.value = shown_text(value_text(value), field);
      return Done{};
    }
    const int chosen = std::min(value.getArrayNItems(), static_cast<int>(kMostChoices));
    for (int i = 0; i < chosen; ++i) {
      if (i > 0) field.form.value += '\n';
      field.form.value += shown_text(value_text(value.getArrayItem(i)), field);
    }
    return Done{};
  }

  void add_choice(QPDFObjectHandle option, Field& field) {
    QPDFObjectHandle exported = option;
    QPDFObjectHandle shown = option;
    if (option.isArray() && option.getArrayNItems() == 2) {
      exported = option.getArrayItem(0);
      shown = option.getArrayItem(1);
    }
    if (!exported.isString() || !shown.isString()) return;
    field.exports.push_back(text_of(exported, form_.text_lost));
    field.form.choices.push_back(text_of(shown, form_.text_lost));
  }

  static std::string shown_text(const std::string& value, const Field& field) {
    const auto found = std::ranges::find(field.exports, value);
    if (found == field.exports.end()) return value;
    return field.form.choices[static_cast<std::size_t>(found - field.exports.begin())];
  }

  /// The script of an action, where it is a text.
  static std::string script_of(QPDFObjectHandle action) {
    if (!action.isDictionary()) return {};
    QPDFObjectHandle script = action.getKey("/JS");
    return script.isString() ? script.getUTF8Value() : std::string();
  }

  static bool runs_script(QPDFObjectHandle action) {
    return action.isDictionary() && name_of(action.getKey("/S")) == "JavaScript";
  }

  bool is_date(Field& field) {
    QPDFObjectHandle actions = field.dictionary.getKey("/AA");
    if (!actions.isDictionary()) actions = field.widgets.front().getKey("/AA");
    if (!actions.isDictionary()) return false;
    bool date = false;
    for (const std::string& key : actions.getKeys()) {
      QPDFObjectHandle action = actions.getKey(key);
      if (!runs_script(action)) continue;
      const std::string script = script_of(action);
      date = date || script.starts_with("AFDate_");
      form_.scripts = form_.scripts || std::ranges::none_of(kFormatScripts, [&](auto known) {
                        return script.starts_with(known);
                      });
    }
    return date;
  }

  void look_for_scripts() {
    QPDFObjectHandle root = file_.getRoot();
    QPDFObjectHandle names = root.getKey("/Names");
    form_.scripts = (names.isDictionary() && names.getKey("/JavaScript").isDictionary()) ||
                    runs_script(root.getKey("/OpenAction"));
  }

  /// By page, then from the top, then from the left; what stands on no page last.
  void sort() {
    struct Key {
      std::uint32_t page;
      long row;
      double left;
    };
    std::vector<std::pair<Key, Field>> keyed;
    for (Field& field : form_.fields) {
      const OriginStep& first = field.form.steps.front();
      const bool placed = first.kind == OriginStep::Kind::kPage;
      const auto [row, left] = place_of(field.widgets.front());
      keyed.emplace_back(Key{placed ? first.number : 0xffffffff, row, left}, std::move(field));
    }
    std::ranges::stable_sort(keyed, [](const auto& a, const auto& b) {
      return std::tie(a.first.page, a.first.row, a.first.left) <
             std::tie(b.first.page, b.first.row, b.first.left);
    });
    form_.fields.clear();
    for (auto& [key, field] : keyed) form_.fields.push_back(std::move(field));
  }

  /// Rows of 6 points, from the top; the left edge.
  static std::pair<long, double> place_of(QPDFObjectHandle widget) {
    QPDFObjectHandle area = widget.getKey("/Rect");
    if (!area.isArray() || area.getArrayNItems() != 4) return {0, 0};
    std::array<double, 4> edges{};
    for (int i = 0; i < 4; ++i) {
      QPDFObjectHandle edge = area.getArrayItem(i);
      const double value = edge.isNumber() ? edge.getNumericValue() : 0;
      if (!std::isfinite(value) || std::abs(value) > 1e6) return {0, 0};
      edges[static_cast<std::size_t>(i)] = value;
    }
    return {std::lround(-std::max(edges[1], edges[3]) / 6), std::min(edges[0], edges[2])};
  }

  QPDF& file_;
  const Limits& limits_;
  Pages pages_;
  Form form_;
  std::set<QPDFObjGen> seen_;
};

}  // namespace

Result<Form> read_form(QPDF& file, const Limits& limits) {
  auto pages = Pages::of(file);
  if (!pages) return pages.error();
  return FormReader(file, limits, *std::move(pages)).run();
}

}  // namespace intake::pdf
