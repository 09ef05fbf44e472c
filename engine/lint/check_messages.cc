#include <utility>

#include "lint/checks.h"
#include "lint/edits.h"
#include "lint/message_names.h"
#include "lint/rule_texts.h"

namespace intake::lint {
namespace {

/// The bytes of `{name}` in a template, or all of the text.
ByteSpan span_of_name(const WrittenText& text, std::size_t reference) {
  std::size_t index = 0;
  for (const Template::Piece& piece : text.names->text.pieces()) {
    if (piece.name.empty() || index++ != reference) continue;
    const auto end = static_cast<std::uint32_t>(text.text.find('}', piece.offset));
    const ByteSpan exact = within_text(text.place, piece.offset, end + 1);
    if (exact != ByteSpan{}) return exact;
  }
  return span_of(text.place);
}

void check_names(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  const std::uint8_t given = rule.assertion ? names_given(*rule.assertion) : 0;
  const bool fails_on_absence = set.reader(rule).fails_on_absence();
  for (const WrittenText& text : texts_of(set, rule, set.language())) {
    if (text.names == nullptr) continue;
    const bool absent = text.key == "message-absent" ||
                        (text.key == "question" && rule.if_absent == IfAbsent::kAsk);
    for (std::size_t i = 0; i < text.names->references.size(); ++i) {
      const Reference& name = text.names->references[i];
      const std::uint8_t bit = name_of(name.kind);
      std::string message, hint;
      if (absent && name.kind == Reference::Kind::kValue) {
        message = "`{value}` is never there where this text is shown: nothing stands at the place";
        hint = "say where it is missing, with `{pointer}`, or leave it out";
      } else if (bit != 0 && (absent || (given & bit) == 0)) {
        message = "`{" + name.name + "}` is always empty here: " +
                  (absent ? "no predicate has been asked" : "no predicate of `assert` gives it");
        hint = "write the value itself, or leave it out";
      }
      if (message.empty()) continue;
      notebook.add("empty-placeholder", rule, span_of_name(text, i), std::move(message))
          .hint(std::move(hint));
    }
  }
  const auto texts = texts_of(set, rule, set.language());
  const WrittenText* message = find_text(texts, "message");
  if (!fails_on_absence || message == nullptr || find_text(texts, "message-absent") != nullptr) {
    return;
  }
  for (std::size_t i = 0; i < message->names->references.size(); ++i) {
    const Reference& name = message->names->references[i];
    if (name.kind != Reference::Kind::kValue && name_of(name.kind) == 0) continue;
    notebook
        .add("missing-message-absent", rule, span_of_name(*message, i),
             "the rule also fails where nothing stands, and the message then has nothing for `{" +
                 name.name + "}`")
        .hint("add `message-absent`");
    return;
  }
}

void check_dead_text(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  if (set.reader(rule).fails_on_absence()) return;
  const View text = set.written(rule, "message-absent");
  if (text.absent()) return;
  std::vector<FileEdits> edits = remove_value(rule.file, text);
  for (const LintedSet::Messages& messages : set.messages()) {
    const View there = View(*messages.file, messages.file->root())
                           .member("rules")
                           .member(short_id(rule))
                           .member("message-absent");
    if (there.absent()) continue;
    edits = together(std::move(edits), remove_value(messages.file, there));
  }
  notebook
      .add("unused-text", rule, span_of(text, true),
           "`message-absent` is never shown: the rule does not fail where nothing stands")
      .hint("leave it out, or add `required: true` or `if-absent: fail`")
      .fix(FixClass::kSafe, "leave it out in every language", std::move(edits));
}

/// The letters and digits of a text, for telling whether two say the same.
std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c + 0x20);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
      out += c;
    }
  }
  return out;
}

void check_repeated_texts(const LintedSet& set, const Rule& rule, Notebook& notebook) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"message", "message-absent"}, {"message", "why"}, {"message", "help"}, {"why", "help"}};
  const auto texts = texts_of(set, rule, set.language());
  for (const auto& [first, second] : kPairs) {
    const WrittenText* a = find_text(texts, first);
    const WrittenText* b = find_text(texts, second);
    if (a == nullptr || b == nullptr || letters_of(a->text) != letters_of(b->text)) continue;
    notebook
        .add("repeated-text", rule, span_of(b->place),
             "`" + std::string(second) + "` says what `" + std::string(first) + "` says")
        .hint(second == "why"    ? "say why it matters, or leave it out"
              : second == "help" ? "say what to do, or leave it out"
                                 : "leave it out")
        .relate(a->file, span_of(a->place), "the same text");
  }
}

void check_full_stop(const LintedSet& set, const Rule& rule, Language language,
                     Notebook& notebook) {
  for (const WrittenText& text : texts_of(set, rule, language)) {
    if (text.key != "message" && text.key != "message-absent") continue;
    const std::string_view words = text.text;
    const bool stops = words.size() > 2 && words.back() == '.' && words[words.size() - 2] != '.' &&
                       !words.ends_with("etc.");
    if (!stops) continue;
    const auto end = static_cast<std::uint32_t>(words.size());
    const ByteSpan stop = within_text(text.place, end - 1, end);
    Note& note = notebook.add("message-punctuated", rule, text.file,
                              stop == ByteSpan{} ? span_of(text.place) : stop,
                              "the message ends with a full stop");
    note.hint("leave it out: reports give the message a line of its own");
    note.fix(FixClass::kSafe, "leave the full stop out", replace_bytes(text.file, stop, ""));
  }
}

}  // namespace

void check_messages(const LintedSet& set, Notebook& notebook) {
  for (const Rule* rule : set.own_rules()) {
    check_names(set, *rule, notebook);
    check_dead_text(set, *rule, notebook);
    check_repeated_texts(set, *rule, notebook);
    check_full_stop(set, *rule, set.language(), notebook);
    for (const LintedSet::Messages& messages : set.messages()) {
      check_full_stop(set, *rule, messages.language, notebook);
    }
  }
}

}  // namespace intake::lint
