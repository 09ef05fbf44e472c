#include <algorithm>

#include "formats/pdf/file.h"
#include "formats/pdf/form.h"
#include "formats/pdf/pdf.h"
#include "formats/pdf/update.h"
#include "text/unicode.h"

namespace intake::pdf {
namespace {

Error refuse(std::string what, std::string hint = {}) {
  return {ErrorCode::kRefused, std::move(what), std::move(hint), {}};
}

/// The beginning of a long text.
std::string quoted(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 100);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "`" + std::string(text.substr(0, end)) + "`";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin <= text.size() && !text.empty()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Puts values into the fields of an open file.
class Filler {
 public:
  explicit Filler(Form& form) : form_(form) {}

  Status fill(const PartEdit& edit) {
    const auto field = std::ranges::find_if(
        form_.fields, [&](const Field& f) { return f.form.address == edit.address; });
    if (edit.address.empty() || field == form_.fields.end()) {
      return refuse("the form has no field at " + quoted(edit.address));
    }
    if (field->form.locked) {
      return refuse("the field " + quoted(field->form.label) +
                    " cannot be written: " + field->form.why_locked);
    }
    switch (field->type) {
      case Field::Type::kText:
        return fill_text(*field, edit.value);
      case Field::Type::kChoice:
        return fill_choice(*field, edit.value);
      case Field::Type::kCheckbox:
        return fill_checkbox(*field, edit.value);
      case Field::Type::kRadio:
        return fill_radio(*field, edit.value);
    }
    return Done{};
  }

  const std::vector<QPDFObjectHandle>& changed() const { return changed_; }

 private:
  Status fill_text(Field& field, const std::string& value) {
    QPDFObjectHandle most = field.dictionary.getKey("/MaxLen");
    if (most.isInteger() && most.getIntValue() > 0 &&
        count_code_points(value) > static_cast<std::uint64_t>(most.getIntValue())) {
      return refuse("the field " + quoted(field.form.label) + " holds no more than " +
                    std::to_string(most.getIntValue()) + " characters");
    }
    field.dictionary.replaceKey("/V", QPDFObjectHandle::newUnicodeString(value));
    field.dictionary.removeKey("/RV");
    redraw(field);
    return Done{};
  }

  Status fill_choice(Field& field, const std::string& value) {
    std::vector<QPDFObjectHandle> chosen;
    for (const std::string& line : lines_of(value)) {
      const auto known = std::ranges::find(field.form.choices, line);
      if (known == field.form.choices.end() && !field.edited) {
        return refuse(quoted(line) + " is none of the choices of " + quoted(field.form.label));
      }
      const std::string& text =
          known == field.form.choices.end()
              ? line
              : field.exports[static_cast<std::size_t>(known - field.form.choices.begin())];
      chosen.push_back(QPDFObjectHandle::newUnicodeString(text));
    }
    if (chosen.size() > 1 && !field.many) {
      return refuse("only one of the choices of " + quoted(field.form.label) + " can be taken");
    }
    if (chosen.empty()) {
      field.dictionary.replaceKey("/V", QPDFObjectHandle::newString(""));
    } else {
      field.dictionary.replaceKey(
          "/V", chosen.size() == 1 ? chosen.front() : QPDFObjectHandle::newArray(chosen));
    }
    field.dictionary.removeKey("/I");  // the places of the choices, which viewers prefer
    redraw(field);
    return Done{};
  }

  Status fill_checkbox(Field& field, const std::string& value) {
    if (value != "true" && value != "false") {
      return refuse("a check box is `true` or `false`, not " + quoted(value));
    }
    show_state(field, value == "true" ? field.states.front().state : "Off");
    return Done{};
  }

  Status fill_radio(Field& field, const std::string& value) {
    if (value.empty()) {
      show_state(field, "Off");
      return Done{};
    }
    const auto state = std::ranges::find(field.states, value, &ButtonState::text);
    if (state == field.states.end()) {
      return refuse(quoted(value) + " is none of the choices of " + quoted(field.form.label));
    }
    show_state(field, state->state);
    return Done{};
  }

  void show_state(Field& field, const std::string& state) {
    const auto name = [](const std::string& text) { return QPDFObjectHandle::newName("/" + text); };
    field.dictionary.replaceKey("/V", name(state));
    changed_.push_back(field.dictionary);
    for (QPDFObjectHandle& widget : field.widgets) {
      const bool alone = field.widgets.size() == 1;
      const bool on = state != "Off" && (alone || draws(widget, state));
      widget.replaceKey("/AS", name(on ? state : "Off"));
      changed_.push_back(widget);
    }
  }

  static bool draws(QPDFObjectHandle widget, const std::string& state) {
    QPDFObjectHandle drawings = widget.getKey("/AP");
    QPDFObjectHandle normal =
        drawings.isDictionary() ? drawings.getKey("/N") : QPDFObjectHandle::newNull();
    return normal.isDictionary() && normal.hasKey("/" + state);
  }

  /// The drawing of the old value goes: viewers make a new one (NeedAppearances).
  void redraw(Field& field) {
    changed_.push_back(field.dictionary);
    for (QPDFObjectHandle& widget : field.widgets) {
      if (!widget.hasKey("/AP")) continue;
      widget.removeKey("/AP");
      changed_.push_back(widget);
    }
  }

  Form& form_;
  std::vector<QPDFObjectHandle> changed_;
};

/// The values that the fields are to have, by address, for comparing.
std::string wanted_value(const std::vector<PartEdit>& edits, const FormField& field) {
  std::string value = field.value;
  for (const PartEdit& edit : edits) {
    if (edit.address == field.address) value = edit.value;
  }
  return value;
}

Result<std::string> checked(std::string_view name, std::string written, const Reading& before,
                            const std::vector<PartEdit>& edits, const Limits& limits) {
  const auto after = read(name, written, limits);
  const Error wrong = refuse("the PDF does not read back as it was written",
                             "make the change in the program that made it");
  if (!after || after->fields.size() != before.fields.size()) return wrong;
  for (std::size_t i = 0; i < before.fields.size(); ++i) {
    FormField expected = before.fields[i];
    expected.value = wanted_value(edits, expected);
    if (expected != after->fields[i]) return wrong;
  }
  return written;
}

Result<std::string> write_file(std::string_view name, std::string_view bytes,
                               const std::vector<PartEdit>& edits, const Limits& limits) {
  auto before = read(name, bytes, limits);
  if (!before) return before.error();
  for (const Notice& notice : before->notices) {
    if (notice.code == NoticeCode::kEncrypted) return refuse("the PDF needs a password");
    if (notice.code == NoticeCode::kXfa) return refuse("the form is of the XFA kind");
  }
  const std::unique_ptr<QPDF> file = open_file(bytes);
  if (file->isEncrypted()) return refuse("the PDF is protected", "take the protection off");
  auto form = read_form(*file, limits);
  if (!form) return form.error();
  if (form->is_signed) {
    return refuse("the PDF is signed, and a change would break the signature",
                  "make the change in the form and sign it again");
  }
  if (edits.empty()) return std::string(bytes);
  Filler filler(*form);
  for (const PartEdit& edit : edits) INTAKE_RETURN_IF_ERROR(filler.fill(edit));
  std::vector<QPDFObjectHandle> changed = filler.changed();
  form->dictionary.replaceKey("/NeedAppearances", QPDFObjectHandle::newBool(true));
  changed.push_back(form->dictionary.isIndirect() ? form->dictionary : file->getRoot());
  std::erase_if(changed, [](QPDFObjectHandle& object) { return !object.isIndirect(); });
  auto written = append_update(bytes, *file, changed);
  if (!written) return written;
  return checked(name, *std::move(written), *before, edits, limits);
}

}  // namespace

Result<std::string> write(std::string_view name, std::string_view bytes,
                          const std::vector<PartEdit>& edits, const Limits& limits) {
  return guarded(name, [&]() -> Result<std::string> {
    auto written = write_file(name, bytes, edits, limits);
    if (written) return written;
    Error error = written.error();
    error.where.source = name;
    return error;
  });
}

}  // namespace intake::pdf
