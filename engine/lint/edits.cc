#include "lint/edits.h"

#include <algorithm>
#include <utility>

#include "formats/yaml/yaml.h"

namespace intake::lint {
namespace {

std::vector<FileEdits> planned(const DocumentPtr& file, Change change) {
  FileEdits edits;
  edits.file = file;
  edits.changes.push_back(std::move(change));
  return {std::move(edits)};
}

bool by_place(const Edit& a, const Edit& b) {
  return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
}

}  // namespace

std::vector<FileEdits> remove_value(const DocumentPtr& file, View value) {
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
  return planned(file, std::move(change));
}

std::vector<FileEdits> replace_value(const DocumentPtr& file, View value, Datum by) {
  if (file == nullptr || value.document() != file.get()) return {};
  Change change;
  change.pointer = file->pointer(value.id());
  change.value = std::move(by);
  return planned(file, std::move(change));
}

std::vector<FileEdits> rename_key(const DocumentPtr& file, View member, std::string name) {
  if (file == nullptr || member.document() != file.get()) return {};
  Change change;
  change.op = Change::Op::kRename;
  change.pointer = file->pointer(member.id());
  change.name = std::move(name);
  return planned(file, std::move(change));
}

std::vector<FileEdits> replace_bytes(const DocumentPtr& file, ByteSpan span, std::string by) {
  if (file == nullptr || span == ByteSpan{}) return {};
  return {{file, {}, {Edit{span, std::move(by)}}}};
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
    for (Change& one : more.changes) same->changes.push_back(std::move(one));
    for (Edit& one : more.edits) same->edits.push_back(std::move(one));
    std::sort(same->edits.begin(), same->edits.end(), by_place);
  }
  return a;
}

Result<std::vector<Edit>> resolve(const FileEdits& planned, const Limits& limits) {
  auto edits = yaml::edit(*planned.file, planned.changes, limits);
  if (!edits) return std::move(edits).error();
  edits->insert(edits->end(), planned.edits.begin(), planned.edits.end());
  std::stable_sort(edits->begin(), edits->end(), by_place);
  return edits;
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
