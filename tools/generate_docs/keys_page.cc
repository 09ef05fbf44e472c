#include "keys_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "lang/predicate/predicate.h"

namespace intake::tools {
namespace {

constexpr std::string_view kDefinitions = "#/definitions/";

const Datum* member(const Datum& schema, std::string_view name) {
  const Datum::Object* members = schema.object();
  if (members == nullptr) return nullptr;
  for (const auto& [key, value] : *members) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string_view text_of(const Datum& schema, std::string_view name) {
  const Datum* found = member(schema, name);
  return found == nullptr || found->text() == nullptr ? std::string_view() : *found->text();
}

/// A description up to its first blank line: what follows lists the catalogue.
std::string first_paragraph(const Datum& schema) {
  const std::string_view text = text_of(schema, "description");
  return std::string(text.substr(0, text.find("\n\n")));
}

/// A `|` would end the cell of a table, a `<` outside code begin a tag.
std::string cell(std::string_view text) {
  std::string out;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    if (c == '|' || (c == '<' && !code)) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// As GitHub makes the anchor of a heading.
std::string link(const std::string& section) {
  std::string anchor;
  for (const char c : lower(section)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') anchor += c;
    if (c == ' ') anchor += '-';
  }
  return "[" + section + "](#" + anchor + ")";
}

bool has_members(const Datum& schema) {
  const Datum* properties = member(schema, "properties");
  return properties != nullptr && properties->object() != nullptr;
}

bool is_needed(const Datum& schema, std::string_view key) {
  const Datum* names = member(schema, "required");
  if (names == nullptr || names->array() == nullptr) return false;
  return std::ranges::any_of(*names->array(), [&](const Datum& name) {
    return name.text() != nullptr && *name.text() == key;
  });
}

std::string_view type_name(std::string_view type) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"string", "text"},   {"integer", "whole number"},
      {"number", "number"}, {"boolean", "`true` or `false`"},
      {"array", "list"},    {"object", "map"},
      {"null", "null"}};
  for (const auto& [name, shown] : kNames) {
    if (name == type) return shown;
  }
  return type;
}

std::string with_commas(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  return text;
}

/// One section of the page: a map with named keys.
struct Section {
  std::string name;
  const Datum* schema;
};

/// The sections of one file, in the order in which its keys lead to them.
class FileSections {
 public:
  explicit FileSections(const AuthoredFile& file) : file_(file) {
    sections_.push_back({std::string(file.name), &file.schema});
  }

  std::string page() {
    std::string text =
        "\n## " + cell(file_.title) + "\n\n" + cell(first_paragraph(file_.schema)) + "\n";
    for (std::size_t i = 0; i < sections_.size(); ++i) {  // grows while it is walked
      const Section section = sections_[i];
      text += "\n### " + section.name + "\n";
      if (i > 0) {
        std::string about = first_paragraph(*section.schema);
        if (!about.empty()) text += "\n" + cell(about) + "\n";
      }
      text += table(section);
    }
    return text;
  }

 private:
  std::string table(const Section& section) {
    const Datum* properties = member(*section.schema, "properties");
    if (properties == nullptr || properties->object() == nullptr) return "";
    std::string text = "\n| key | is | |\n|---|---|---|\n";
    for (const auto& [key, schema] : *properties->object()) {
      if (section.name == "condition" && find_predicate(key) != nullptr) continue;
      if (section.name == "step" && key != "verb") continue;
      text += "| `" + key + "`" + (is_needed(*section.schema, key) ? ", needed" : "") + " | " +
              shape_of_key(section, key, schema) + " | " + cell(meaning(schema)) + " |\n";
    }
    const Datum* others = member(*section.schema, "additionalProperties");
    if (others != nullptr && others->object() != nullptr) {
      text += "| any other name | " + shape(section.name + ".NAME", *others) + " | " +
              cell(meaning(*others)) + " |\n";
    }
    if (section.name == "condition") {
      text += "| a predicate | see [predicates](predicates.md) | What must hold of the value. |\n";
    } else if (section.name == "step") {
      text += "| its parameters | see [fix verbs](verbs.md) | What the verb needs. |\n";
    }
    return text;
  }

  std::string shape_of_key(const Section& section, const std::string& key, const Datum& schema) {
    if (section.name == "step") return "name of a [fix verb](verbs.md)";
    return shape(section.name + "." + key, schema);
  }

  const Datum* definition(std::string_view name) const {
    const Datum* all = member(file_.schema, "definitions");
    return all == nullptr ? nullptr : member(*all, name);
  }

  /// The description of a value, also where it stands in a definition.
  std::string meaning(const Datum& schema) const {
    const std::string_view reference = text_of(schema, "$ref");
    if (!reference.starts_with(kDefinitions)) return first_paragraph(schema);
    const Datum* found = definition(reference.substr(kDefinitions.size()));
    return found == nullptr ? "" : first_paragraph(*found);
  }

  std::string linked(const std::string& name, const Datum& schema) {
    const bool known = std::ranges::any_of(
        sections_, [&](const Section& section) { return section.name == name; });
    if (!known) sections_.push_back({name, &schema});
    return link(name);
  }

  /// What a value looks like, in words. `path` names the section of a map that is described in
  /// place.
  std::string shape(const std::string& path, const Datum& schema) {
    if (const std::string_view reference = text_of(schema, "$ref"); !reference.empty()) {
      std::string name(reference.substr(std::min(kDefinitions.size(), reference.size())));
      const Datum* found = definition(name);
      if (found == nullptr) return name;
      return has_members(*found) ? linked(name, *found) : shape(name, *found);
    }
    if (const Datum* values = member(schema, "enum")) return choices(*values);
    if (const Datum* parts = member(schema, "allOf");
        parts != nullptr && parts->array() != nullptr && parts->array()->size() == 1) {
      return shape(path, parts->array()->front());
    }
    if (const Datum* forms = member(schema, "anyOf")) return any_of(path, schema, *forms);
    if (has_members(schema)) return linked(path, schema);
    const Datum* type = member(schema, "type");
    if (type == nullptr) return "any value";
    if (const Datum::Array* types = type->array()) {
      std::vector<std::string> names;
      for (const Datum& one : *types) {
        if (one.text() != nullptr) names.emplace_back(type_name(*one.text()));
      }
      return with_commas(names);
    }
    if (type->text() == nullptr) return "";
    if (*type->text() == "array") return list(path, schema);
    const Datum* others = member(schema, "additionalProperties");
    if (*type->text() == "object" && others != nullptr && others->object() != nullptr) {
      return "map: name -> " + shape(path + ".NAME", *others);
    }
    return std::string(type_name(*type->text()));
  }

  std::string list(const std::string& path, const Datum& schema) {
    const Datum* items = member(schema, "items");
    if (items == nullptr || items->object() == nullptr) return "list";
    const std::string item = shape(path + "[]", *items);
    if (item == "text") return "list of texts";
    return (item.find(" or ") == std::string::npos ? "list of " : "list, each of them ") + item;
  }

  /// Where `anyOf` only says which keys go together, the map itself is the shape.
  std::string any_of(const std::string& path, const Datum& schema, const Datum& forms) {
    if (has_members(schema)) return linked(path, schema);
    std::vector<std::string> shapes;
    if (forms.array() != nullptr) {
      for (const Datum& form : *forms.array()) {
        shapes.push_back(shape(path + " (" + lower(text_of(form, "title")) + ")", form));
      }
    }
    return with_commas(shapes);
  }

  static std::string choices(const Datum& values) {
    std::vector<std::string> names;
    if (values.array() != nullptr) {
      for (const Datum& value : *values.array()) names.push_back("`" + to_display(value) + "`");
    }
    return with_commas(names);
  }

  const AuthoredFile& file_;
  std::vector<Section> sections_;
};

}  // namespace

std::string keys_page(std::span<const AuthoredFile> files) {
  std::string page =
      "<!-- Generated by `./dev docs` from the JSON Schemas in schemas/; do not edit. -->\n\n"
      "# Keys\n\n"
      "Every key of the files that a rule author writes. How they work together stands in the "
      "[rule "
      "language](../rule-language.md),\nhow to begin in the [rule-author "
      "guide](../rule-author-guide.md). \"Needed\" keys cannot be left out.\n";
  for (const AuthoredFile& file : files) page += FileSections(file).page();
  return page;
}

}  // namespace intake::tools
