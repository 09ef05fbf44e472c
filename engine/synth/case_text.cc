#include "synth/case_text.h"

#include <algorithm>

#include "document/pointer.h"
#include "formats/yaml/yaml.h"

namespace intake::synth {
namespace {

/// A value in flow style on one line.
std::string flow(const Datum& value) {
  if (value.array() != nullptr || value.object() != nullptr) return to_json(value);
  const Document document = to_document(value);
  return yaml::write_scalar(View(document, document.root()), true);
}

std::string flow(const std::string& text) { return flow(Datum(text)); }

/// A value in block style, every line at a column.
std::string block(const Datum& value, std::size_t column) {
  const Document document = to_document(value);
  const std::string text = yaml::write(View(document, document.root()));
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) out += std::string(column, ' ') + text.substr(at, end - at);
    out += '\n';
    at = end + 1;
  }
  return out;
}

const Datum* member(const Datum::Object& object, const std::string& name) {
  const auto found = std::find_if(object.begin(), object.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == object.end() ? nullptr : &found->second;
}

void append_submission(std::string& out, const Datum& submission, std::string_view anchor) {
  const auto* top = submission.object();
  if (top == nullptr || top->empty()) {
    out += "    submission: " + std::string(anchor) + flow(submission) + "\n";
    return;
  }
  std::string head = "    submission:" + (anchor.empty() ? "" : " " + std::string(anchor));
  while (head.back() == ' ') head.pop_back();
  out += head + "\n" + block(submission, 6);
}

void append_conditions(std::string& out, const CaseTextOptions& options) {
  out += "    now: " + flow(options.now) + "\n";
  if (options.parameters.empty()) return;
  out += "    parameters: {";
  for (std::size_t i = 0; i < options.parameters.size(); ++i) {
    const auto& [name, value] = options.parameters[i];
    out += (i == 0 ? "" : ", ") + flow(name) + ": " + flow(value);
  }
  out += "}\n";
}

void append_others(std::string& out, const std::vector<std::string>& others) {
  if (others.empty()) return;
  out += "    # these rules have something to say, too:\n";
  for (const std::string& id : others) out += "    #   " + id + "\n";
}

void append_failing(std::string& out, const BoundarySide& pass, const BoundarySide& fail,
                    const CaseTextOptions& options) {
  const std::string how = fail.how.empty() ? "" : ": " + fail.how;
  out += "  - name: " + flow("synthesised, fails" + how) + "\n";
  const std::vector<Put> steps = difference(pass.submission, fail.submission);
  const bool whole = !pass.found || steps.empty() || steps.front().pointer.empty();
  if (whole) {
    append_submission(out, fail.submission, "");
  } else {
    out += "    submission: *passes\n    change:\n";
    for (const Put& step : steps) {
      out += step.value
                 ? "      - {set: " + flow(step.pointer) + ", to: " + flow(*step.value) + "}\n"
                 : "      - {remove: " + flow(step.pointer) + "}\n";
    }
  }
  append_conditions(out, options);
  out += "    expect: fail\n    findings:\n";
  for (const auto& [pointer, message] : fail.findings) {
    out += "      - {pointer: " + flow(pointer) + ", message: " + flow(message) + "}\n";
  }
  append_others(out, fail.others);
}

}  // namespace

std::vector<Put> difference(const Datum& from, const Datum& to) {
  std::vector<Put> steps, removed;
  struct Pair {
    const Datum* from;
    const Datum* to;
    std::string pointer;
  };
  std::vector<Pair> open{{&from, &to, ""}};
  while (!open.empty()) {
    const Pair pair = std::move(open.back());
    open.pop_back();
    if (equal(*pair.from, *pair.to)) continue;
    const auto* a = pair.from->object();
    const auto* b = pair.to->object();
    std::vector<Pair> below;
    if (a != nullptr && b != nullptr) {
      for (const auto& [name, value] : *a) {
        std::string pointer = pair.pointer;
        append_token(pointer, name);
        if (const Datum* there = member(*b, name)) {
          below.push_back({&value, there, std::move(pointer)});
        } else {
          removed.push_back({std::move(pointer), std::nullopt});
        }
      }
      for (const auto& [name, value] : *b) {
        if (member(*a, name) != nullptr) continue;
        std::string pointer = pair.pointer;
        append_token(pointer, name);
        steps.push_back({std::move(pointer), value});
      }
    } else if (pair.from->array() != nullptr && pair.to->array() != nullptr &&
               pair.from->array()->size() == pair.to->array()->size()) {
      for (std::size_t i = 0; i < pair.from->array()->size(); ++i) {
        below.push_back({&(*pair.from->array())[i], &(*pair.to->array())[i],
                         pair.pointer + "/" + std::to_string(i)});
      }
    } else {
      steps.push_back({pair.pointer, *pair.to});
    }
    std::move(below.rbegin(), below.rend(), std::back_inserter(open));
  }
  steps.insert(steps.end(), removed.begin(), removed.end());
  return steps;
}

std::string case_file_text(const Boundary& boundary, const CaseTextOptions& options) {
  const BoundarySide& pass = boundary.pass;
  const BoundarySide& fail = boundary.fail;
  if (!pass.found && !fail.found) return {};
  const std::string& id = boundary.rule->id;
  const bool own = id.starts_with(options.set + "/");
  std::string out =
      "# Synthesised by `intake new examples` from the structure of the rule: look at what each "
      "case\n"
      "# shows, and add those that only the procedure tells.\n";
  out += "rule: " + flow(own ? id.substr(options.set.size() + 1) : id) + "\n";
  if (!own) out += "with: " + flow(options.set) + "\n";
  out += "cases:\n";
  if (pass.found) {
    out += "  - name: synthesised, passes\n";
    append_submission(out, pass.submission, fail.found || boundary.absent.found ? "&passes" : "");
    append_conditions(out, options);
    out += "    expect: pass\n";
    append_others(out, pass.others);
  }
  if (fail.found) {
    append_failing(out, pass, fail, options);
  } else {
    out += "  # A case that fails was not synthesised: " + fail.why_not + "\n";
  }
  if (boundary.absent.found) append_failing(out, pass, boundary.absent, options);
  return out;
}

}  // namespace intake::synth
