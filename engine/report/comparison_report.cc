#include <array>

#include <intake/intake.h>
#include <intake/revision.h>
#include <intake/version.h>

#include "formats/json/json.h"
#include "report/escape.h"
#include "report/json_object.h"
#include "report/style.h"

// For authors of rules, in English as all of `intake rules`.
namespace intake {
namespace {

using Kind = RuleChange::Kind;

constexpr std::array<std::string_view, 11> kKinds{"added",     "removed",  "renamed", "reused",
                                                  "tightened", "loosened", "changed", "severity",
                                                  "fixes",     "life",     "texts"};
constexpr std::array<std::string_view, 11> kTitles{"added",
                                                   "removed",
                                                   "renamed",
                                                   "ids used again",
                                                   "tightened",
                                                   "loosened",
                                                   "changed both ways, or it cannot be told",
                                                   "severity",
                                                   "fixes",
                                                   "deprecated and preview",
                                                   "texts only"};
static_assert(kKinds.size() == static_cast<std::size_t>(Kind::kTexts) + 1);
constexpr std::string_view kSeverities[] = {"error", "warning", "note", "off"};
constexpr std::string_view kBumps[] = {"none", "patch", "minor", "major"};

template <typename Enum, typename Names>
std::string_view name_of(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

class Writer {
 public:
  Writer(const Comparison& comparison, const RenderOptions& options)
      : comparison_(comparison), options_(options) {}

  std::string run() {
    const Comparison& c = comparison_;
    bold(c.before.name + ' ' + c.before.version + " -> " + c.after.version);
    out_ += '\n';
    if (!options_.quiet) {
      rules();
      lists();
      parameters();
      others();
      flips();
    }
    out_ += '\n';
    verdict();
    return std::move(out_);
  }

 private:
  void bold(std::string_view words) { out_ += styled(Style::kBold, words, options_.color); }

  void title(std::string_view words) {
    out_ += '\n';
    bold(words);
    out_ += '\n';
  }

  void line(std::string_view words, std::size_t indent) {
    out_ += std::string(indent, ' ');
    out_ += wrap(escape_controls(words), indent, indent + 2, options_.width);
    out_ += '\n';
  }

  void rules() {
    const std::vector<RuleChange>& changes = comparison_.rules;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const RuleChange& change = changes[i];
      if (i == 0 || changes[i - 1].kind != change.kind) title(name_of(kTitles, change.kind));
      line(headline(change), 2);
      if (change.kind == Kind::kTexts) continue;
      for (const std::string& detail : change.details) line(detail, 4);
      if (!change.evidence.empty()) line("shown by " + change.evidence, 4);
    }
  }

  static std::string headline(const RuleChange& change) {
    const auto severity = [](Severity s) { return std::string(name_of(kSeverities, s)); };
    switch (change.kind) {
      case Kind::kAdded:
        return change.rule + " (" + severity(change.after) + ')';
      case Kind::kRemoved:
        return change.rule + " (" + severity(change.before) + ')';
      case Kind::kRenamed:
        return change.former + " -> " + change.rule;
      case Kind::kSeverity:
        return change.rule + ": " + severity(change.before) + " -> " + severity(change.after);
      case Kind::kTexts: {
        std::string texts;
        for (const std::string& text : change.details) texts += (texts.empty() ? "" : ", ") + text;
        return change.rule + ": " + texts;
      }
      default:
        return change.rule + " (" + severity(change.after) + ')';
    }
  }

  void lists() {
    if (!comparison_.lists.empty()) title("lists");
    for (const ListChange& change : comparison_.lists) {
      line(change.list, 2);
      for (const std::string& row : change.added) line("+ " + row, 4);
      for (const std::string& row : change.removed) line("- " + row, 4);
    }
  }

  void parameters() {
    if (!comparison_.parameters.empty()) title("parameters");
    for (const ParameterChange& change : comparison_.parameters) {
      if (!change.before) {
        line(change.parameter + ": new, " + *change.after + " by default", 2);
      } else if (!change.after) {
        line(change.parameter + ": gone", 2);
      } else {
        line(change.parameter + ": " + *change.before + " -> " + *change.after, 2);
      }
    }
  }

  void others() {
    if (!comparison_.others.empty()) title("of the set");
    for (const SetChange& change : comparison_.others) line(change.what, 2);
  }

  void flips() {
    if (!comparison_.flips.empty()) title("submissions with another outcome");
    for (const Flip& flip : comparison_.flips) {
      line(flip.submission + ": " + std::string(disposition_name(flip.before)) + " -> " +
               std::string(disposition_name(flip.after)),
           2);
      for (const std::string& rule : flip.rules) line(rule, 4);
    }
  }

  void verdict() {
    const Comparison& c = comparison_;
    if (c.bump == Bump::kNone) {
      out_ += "nothing changes";
    } else {
      out_ += "the changes are ";
      bold(name_of(kBumps, c.bump));
      out_ += ": ";
      out_ += c.least;
      out_ += " at least";
      if (!c.enough) {
        out_ += ", ";
        out_ += styled(Style::kRed, c.after.version + " is too small", options_.color);
      }
    }
    out_ += " (compared over " + std::to_string(c.submissions) +
            (c.submissions == 1 ? " submission)\n" : " submissions)\n");
  }

  const Comparison& comparison_;
  const RenderOptions& options_;
  std::string out_;
};

Datum rule(const RuleChange& change) {
  JsonObject object;
  object.text("change", name_of(kKinds, change.kind));
  object.text("rule", change.rule);
  object.text("former", change.former);
  const bool added = change.kind == Kind::kAdded || change.kind == Kind::kReused;
  if (!added) object.text("severityBefore", name_of(kSeverities, change.before));
  if (change.kind != Kind::kRemoved) {
    object.text("severityAfter", name_of(kSeverities, change.after));
  }
  object.list("details", change.details);
  object.text("evidence", change.evidence);
  object.text("bump", name_of(kBumps, change.bump));
  return object.take();
}

Datum list(const ListChange& change) {
  return JsonObject()
      .text("list", change.list)
      .list("added", change.added)
      .list("removed", change.removed)
      .text("bump", name_of(kBumps, change.bump))
      .take();
}

Datum parameter(const ParameterChange& change) {
  return JsonObject()
      .text("parameter", change.parameter)
      .text("before", change.before.value_or(""))
      .text("after", change.after.value_or(""))
      .text("bump", name_of(kBumps, change.bump))
      .take();
}

Datum other(const SetChange& change) {
  return JsonObject().text("what", change.what).text("bump", name_of(kBumps, change.bump)).take();
}

Datum flip(const Flip& flip) {
  return JsonObject()
      .always("submission", Datum(valid_utf8(flip.submission)))
      .text("before", disposition_name(flip.before))
      .text("after", disposition_name(flip.after))
      .list("rules", flip.rules)
      .text("bump", name_of(kBumps, flip.bump))
      .take();
}

template <typename T>
Datum array_of(const std::vector<T>& items, Datum (*make)(const T&)) {
  Datum::Array array;
  for (const T& item : items) array.push_back(make(item));
  return Datum(std::move(array));
}

}  // namespace

std::string render_comparison_text(const Comparison& comparison, const RenderOptions& options) {
  return Writer(comparison, options).run();
}

std::string render_comparison_json(const Comparison& comparison, const RenderOptions&) {
  const Document document = to_document(
      JsonObject()
          .always("tool", JsonObject().text("name", "intake").text("version", kVersion).take())
          .always("before", to_datum(comparison.before))
          .always("after", to_datum(comparison.after))
          .always("rules", array_of(comparison.rules, &rule))
          .always("lists", array_of(comparison.lists, &list))
          .always("parameters", array_of(comparison.parameters, &parameter))
          .always("others", array_of(comparison.others, &other))
          .always("flips", array_of(comparison.flips, &flip))
          .number("submissions", comparison.submissions)
          .text("bump", name_of(kBumps, comparison.bump))
          .text("least", comparison.least)
          .always("enough", Datum(comparison.enough))
          .take());
  return json::write(View(document, document.root()));
}

}  // namespace intake
