#pragma once

#include <string>
#include <vector>

#include "formats/docx/boxes.h"
#include "formats/docx/form.h"

namespace intake::docx {

/// Where a scope stands and what is known before it is read.
struct Surroundings {
  std::string label;   // of what stands beside it
  std::string column;  // heading
  std::vector<OriginStep> steps;
  bool plain_values = true;  // `label: value` without a control counts, too
};

/// The fields found so far, and what the lines before the next one say of it.
class FieldList {
 public:
  explicit FieldList(const Markup& markup) : markup_(markup) {}

  Form& form() { return form_; }

  /// A heading: what follows is in its section.
  void section(const std::string& heading);
  /// A line without a field: it can be the label of what follows.
  void label_of_next(const std::string& label);
  /// The field that was just added has nothing after its label, which so can be that of what
  /// follows.
  void last_may_be_label();
  const std::string& pending() const { return pending_; }
  /// The label that the lines before give; a field that was made of that label alone goes.
  std::string take_pending();

  void add_text(const ScopePtr& scope, const Stretch& stretch, const std::string& label,
                const std::string& value, std::string before, const Surroundings& around);
  void add_control(const ScopePtr& scope, std::uint32_t index, const std::string& label,
                   const std::string& option, const Surroundings& around);
  void add_box(const ScopePtr& scope, std::uint32_t line, const Box& box, const std::string& label,
               const std::string& option, const Surroundings& around);

 private:
  Found base(const Surroundings& around, const std::string& label) const;
  void add(Found found);
  bool in_locked_control(ElementId element) const;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const Markup& markup_;
  Form form_;
  std::string section_;
  std::string pending_;
  std::size_t held_ = kNone;  // the field made of the pending label
};

/// Without empty lines before and after.
std::string without_empty_lines(const std::string& text);

}  // namespace intake::docx
