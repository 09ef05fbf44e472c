#include "mutation/mutant_walker.h"

#include "document/document.h"

namespace intake {
namespace {

constexpr std::size_t kLongest = 60;

}  // namespace

std::string written_text(View value) {
  std::string text;
  const Document* document = value.document();
  if (document != nullptr && document->source() != nullptr &&
      (value.node().flags & kFlagAliased) == 0) {
    text = document->source()->slice(document->span(value.id()));
  }
  if (text.empty()) text = to_json(value);
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
  }
  if (line.size() > kLongest) {
    std::size_t end = kLongest;
    while ((static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
    line = line.substr(0, end) + "…";
  }
  return '`' + line + '`';
}

MutantWalker::Into::Into(MutantWalker& walker, View parent, View child) : walker_(walker) {
  walker.path_.push_back(child.id() - parent.at(0).id());
}

void MutantWalker::add(std::string_view mutation, View place, std::string change, TreeEdit edit) {
  if (!seen_.insert(to_json(apply_edit(top_, edit))).second) return;
  Mutant mutant;
  mutant.mutation = &mutation_operator(mutation);
  mutant.span = place.document()->span(place.id());
  mutant.change = std::move(change);
  mutant.edit = std::move(edit);
  mutant.of_fix = in_fix_;
  mutants_.push_back(std::move(mutant));
}

void MutantWalker::replace(std::string_view mutation, View place, std::string change, Datum with) {
  add(mutation, place, std::move(change), {path_, std::move(with)});
}

void MutantWalker::remove(std::string_view mutation, View place, std::string change) {
  add(mutation, place, std::move(change), {path_, std::nullopt});
}

void MutantWalker::remove_member(std::string_view mutation, View map, std::string_view key,
                                 std::string change) {
  const View member = map.member(key);
  if (member.absent()) return;
  const Into into(*this, map, member);
  remove(mutation, member, std::move(change));
}

void MutantWalker::drop_each(std::string_view mutation, View list, std::uint32_t left) {
  if (list.size() <= left) return;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const Into into(*this, list, list.at(i));
    remove(mutation, list.at(i), "without " + written_text(list.at(i)));
  }
}

}  // namespace intake
