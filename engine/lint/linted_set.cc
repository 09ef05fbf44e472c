#include "lint/linted_set.h"

#include <algorithm>
#include <utility>

namespace intake::lint {
namespace {

/// Bytes of an excerpt in a message.
constexpr std::size_t kLongestExcerpt = 70;

}  // namespace

ByteSpan span_of(View value, bool name) {
  if (value.document() == nullptr) return {};
  const ByteSpan key = value.document()->key_span(value.id());
  return name && key != ByteSpan{} ? key : value.document()->span(value.id());
}

std::string list_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += '`' + names[i] + '`';
  }
  return out;
}

std::string short_id(const Rule& rule) { return rule.id.substr(rule.id.find('/') + 1); }

std::string LibraryFacts::key(const Definition& definition) {
  return std::to_string(static_cast<int>(definition.kind)) + " " + definition.name;
}

LintedSet::LintedSet(const RuleFiles& files, const LoadOptions& options,
                     std::shared_ptr<const RuleSet> rules, const LibraryFacts& library)
    : files_(files),
      options_(options),
      rules_(std::move(rules)),
      library_(library),
      folder_("rules/" + rules_->name + "/" + rules_->version.text() + "/"),
      solver_(Judge{options.now, &options.limits, rules_->schema.get()}) {
  for (std::size_t i = 1; i < rules_->languages.size(); ++i) {
    const std::string& name = rules_->languages[i];
    const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(), name);
    auto file = files.document(folder_ + "messages." + name + ".yaml", options.limits);
    if (!file || found == kLanguageNames.end()) continue;
    messages_.push_back({static_cast<Language>(found - kLanguageNames.begin()), *file});
  }
  readers_.reserve(rules_->rules.size());
  for (const Rule& rule : rules_->rules) {
    if (is_own(rule)) own_rules_.push_back(&rule);
    readers_.emplace_back(
        *rules_, rule, [this, &rule](const Operand& operand) { return is_fixed(rule, operand); },
        [this](const Alternatives& element) { return solver_.is_impossible(element); });
  }
  plan_ = compile_plan(rules_, options.now, true);
}

Language LintedSet::language() const {
  const auto found = std::find(kLanguageNames.begin(), kLanguageNames.end(),
                               rules_->languages.empty() ? "en" : rules_->languages.front());
  return found == kLanguageNames.end() ? Language::kEn
                                       : static_cast<Language>(found - kLanguageNames.begin());
}

View LintedSet::written(const Rule& rule) const {
  const View id = find(rule.file, rule.span);
  if (id.absent()) return {};
  const NodeId parent = rule.file->node(id.id()).parent;
  return parent == kNoNode ? View() : View(*rule.file, parent);
}

View LintedSet::find(const DocumentPtr& file, ByteSpan span) const {
  if (file == nullptr) return {};
  auto [entry, fresh] = nodes_.try_emplace(file.get());
  if (fresh) {
    for (NodeId id = 0; id < file->size(); ++id) {
      const ByteSpan at = file->span(id);
      entry->second.emplace(std::pair(at.begin, at.end), id);
    }
    for (NodeId id = 0; id < file->size(); ++id) {
      const ByteSpan at = file->key_span(id);
      if (at != ByteSpan{}) entry->second.emplace(std::pair(at.begin, at.end), id);
    }
  }
  const auto node = entry->second.find({span.begin, span.end});
  return node == entry->second.end() ? View() : View(*file, node->second);
}

ByteSpan LintedSet::whole(const DocumentPtr& file, ByteSpan span) const {
  const View member = find(file, span);
  if (member.absent() || file->key_span(member.id()) != span) return span;
  return {span.begin, std::max(span.end, file->span(member.id()).end)};
}

std::string LintedSet::excerpt(const DocumentPtr& file, ByteSpan span) const {
  if (file == nullptr || file->source() == nullptr) return {};
  std::string out;
  bool blank = false;
  for (const char c : file->source()->slice(span)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank || !blank) out += is_blank ? ' ' : c;
    blank = is_blank;
  }
  if (out.size() <= kLongestExcerpt) return out;
  std::size_t end = kLongestExcerpt;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

bool LintedSet::is_fixed(const Rule& rule, const Operand& operand) const {
  const View written = find(rule.file, operand.span);
  if (!written.is_object()) return true;
  // A parameter is set by whoever runs the rules.
  if (written.member("ref")) return false;
  const View list = written.member("list");
  if (!list.is_string()) return true;
  std::string name(list.text());
  name = name.substr(name.find('/') + 1);
  return std::none_of(library_.overridden_lists.begin(), library_.overridden_lists.end(),
                      [&](const std::string& other) { return other.ends_with("/" + name); });
}

}  // namespace intake::lint
