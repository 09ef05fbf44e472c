#include "lint/edits.h"

#include <algorithm>
#include <utility>

#include "formats/yaml/yaml.h"

namespace intake::lint {
namespace {

std::vector<FileEdits> edit(const DocumentPtr& file, Change change, const Limits& limits) {
  auto edits = yaml::edit(*file, {std::move(change)}, limits);
  if (!edits) return {};
  return {{file, std::move(*edits)}};
}

}  // namespace

std::vector<FileEdits> remove_value(const DocumentPtr& file, View value, const Limits& limits) {
  if (file == nullptr || value.document() != file.get()) return {};
  NodeId id = value.id();
  for (NodeId parent = file->node(id).parent; parent != kNoNode && parent != file->root();
       parent = file->node(id).parent) {
    if (file->node(parent).size != 1 || file->key(parent) == "rules") break;
    id = parent;
  }
  Change change;
  change.op = Change::Op::kRemove;
  change.pointer = file->pointer(id);
  return edit(file, std::move(change), limits);
}

std::vector<FileEdits> replace_value(const DocumentPtr& file, View value, Datum by,
                                     const Limits& limits) {
  if (file == nullptr || value.document() != file.get()) return {};
  Change change;
  change.pointer = file->pointer(value.id());
  change.value = std::move(by);
  return edit(file, std::move(change), limits);
}

std::vector<FileEdits> rename_key(const DocumentPtr& file, View member, std::string name,
                                  const Limits& limits) {
  if (file == nullptr || member.document() != file.get()) return {};
  Change change;
  change.op = Change::Op::kRename;
  change.pointer = file->pointer(member.id());
  change.name = std::move(name);
  return edit(file, std::move(change), limits);
}

std::vector<FileEdits> replace_bytes(const DocumentPtr& file, ByteSpan span, std::string by) {
  if (file == nullptr || span == ByteSpan{}) return {};
  return {{file, {Edit{span, std::move(by)}}}};
}

std::vector<FileEdits> together(std::vector<FileEdits> a, std::vector<FileEdits> b) {
  if (a.empty() || b.empty()) return {};
  for (FileEdits& more : b) {
    const auto same = std::find_if(a.begin(), a.end(),
                                   [&](const FileEdits& edits) { return edits.file == more.file; });
    if (same == a.end()) {
      a.push_back(std::move(more));
      continue;
    }
    for (Edit& one : more.edits) same->edits.push_back(std::move(one));
    std::sort(same->edits.begin(), same->edits.end(), [](const Edit& x, const Edit& y) {
      return std::pair(x.span.begin, x.span.end) < std::pair(y.span.begin, y.span.end);
    });
  }
  return a;
}

ByteSpan within_text(View text, std::uint32_t begin, std::uint32_t end) {
  const Document* document = text.document();
  if (document == nullptr || document->source() == nullptr || !text.is_string()) return {};
  const ByteSpan whole = document->span(text.id());
  const std::string_view written = document->source()->slice(whole);
  const std::string_view value = text.text();
  if (end > value.size() || begin > end) return {};
  if (written == value) return {whole.begin + begin, whole.begin + end};
  const bool quoted = written.size() >= 2 && (written.front() == '\'' || written.front() == '"') &&
                      written.back() == written.front();
  if (!quoted) return {};
  const std::string_view inner = written.substr(1, written.size() - 2);
  if (inner == value) return {whole.begin + 1 + begin, whole.begin + 1 + end};
  if (written.front() != '\'' || inner.find('\n') != std::string_view::npos) return {};
  // A quote is written as two.
  std::uint32_t at = 0, from = 0;
  for (std::uint32_t passed = 0;; ++passed) {
    if (passed == begin) from = at;
    if (passed == end) return {whole.begin + 1 + from, whole.begin + 1 + at};
    if (at >= inner.size()) return {};
    at += inner[at] == '\'' ? 2 : 1;
  }
}

}  // namespace intake::lint
