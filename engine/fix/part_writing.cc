#include "fix/part_writing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "document/pointer.h"
#include "document/tree_changes.h"
#include "eval/region.h"
#include "fix/proposal.h"
#include "formats/format.h"
#include "submission/field_text.h"

namespace intake {
namespace {

bool is_at_or_below(std::string_view pointer, std::string_view above) {
  return pointer.starts_with(above) &&
         (pointer.size() == above.size() || pointer[above.size()] == '/');
}

std::string_view parent_of(std::string_view pointer) {
  return pointer.substr(0, pointer.rfind('/'));
}

bool ends_in_index(std::string_view pointer) {
  return parse_index(pointer.substr(pointer.rfind('/') + 1)).has_value();
}

View find(const Document& document, std::string_view pointer) {
  const NodeId node = find_node(document, pointer);
  return node == kNoNode ? View() : View(document, node);
}

/// The pointers of all values without children in a tree.
std::vector<std::string> leaves(View top, const std::string& pointer) {
  std::vector<std::string> found;
  std::vector<std::pair<View, std::string>> open{{top, pointer}};
  while (!open.empty()) {
    const auto [value, at] = std::move(open.back());
    open.pop_back();
    if (value.size() == 0) {
      found.push_back(at);
      continue;
    }
    for (std::uint32_t i = value.size(); i-- > 0;) {
      std::string below = at;
      append_token(below, value.is_object() ? value.at(i).key() : std::to_string(i));
      open.emplace_back(value.at(i), std::move(below));
    }
  }
  return found;
}

class Writer {
 public:
  Writer(const Document& before, View after, const Limits& limits)
      : before_(before), origins_(*before.origins()), after_(after), limits_(limits) {
    changes_ = changes_between(View(before, before.root()), after);
  }

  /// `final`: all changes of a repair, not some that are still to be judged.
  Reason run(const std::vector<std::string>& elsewhere, bool final) {
    for (const Change& change : changes_) {
      const bool left_out =
          std::any_of(elsewhere.begin(), elsewhere.end(), [&](const std::string& pointer) {
            return is_at_or_below(change.pointer, pointer) ||
                   is_at_or_below(pointer, change.pointer);
          });
      if (left_out) continue;
      made_.push_back(change);
      if (final && follows(change)) continue;
      Reason reason = take(change, !final);
      if (reason.code != ReasonCode::kNone) return reason;
    }
    for (auto& [pointer, field] : fields_) {
      Reason reason = write(pointer, field);
      if (reason.code != ReasonCode::kNone) return reason;
    }
    for (auto& [way, part] : texts_) {
      Reason reason = write(part);
      if (reason.code != ReasonCode::kNone) return reason;
    }
    return {};
  }

  PartWriting result() {
    PartWriting out;
    std::map<std::uint32_t, std::pair<PartChanges, std::vector<PartEdit>>> files;
    for (const auto& [pointer, field] : in_order()) {
      auto& [changes, edits] = files[field.origin->file];
      for (const PartEdit& edit : field.text.edits) {
        if (std::find(edits.begin(), edits.end(), edit) == edits.end()) edits.push_back(edit);
      }
      const View was = find(before_, pointer);
      changes.fields.push_back({pointer,
                                region_of(*field.origin, was.is_string() ? was.text() : ""),
                                field.origin->text, field.text.text});
    }
    for (auto& [way, part] : texts_) {
      auto& [changes, edits] = files[part.origin->file];
      edits.push_back({part.origin->part, "", part.after});
      for (const auto& [change, pointer] : part.changes) changes.fields.push_back(field(change));
      Region place;
      place.source = part.origin->source;
      place.steps = part.origin->steps;
      out.texts.push_back({part.origin->file, std::move(place),
                           std::string(part.origin->text_source->bytes()), part.after});
    }
    for (auto& [file, entry] : files) {
      entry.first.file = file;
      entry.first.edits = to_json(entry.second);
      out.parts.push_back(std::move(entry.first));
    }
    out.origins = origins();
    if (auto tree = apply_changes(View(before_, before_.root()), made_)) out.tree = *tree;
    return out;
  }

 private:
  /// A file and the way to a part of it.
  using Way = std::pair<std::uint32_t, std::vector<std::uint32_t>>;
  struct Field {
    const Origin* origin = nullptr;
    FieldText text;
  };
  /// A part that is a text.
  struct Text {
    const Origin* origin = nullptr;  // of one value in it
    const Format* format = nullptr;
    std::vector<std::pair<const Change*, std::string>> changes;  // and the pointer there
    std::vector<Change> made;                                    // the same, of its document
    std::string after;
  };

  /// The fields as they stand in the files, the parts of a mail behind it.
  std::vector<std::pair<std::string, Field>> in_order() const {
    std::vector<std::pair<std::string, Field>> all(fields_.begin(), fields_.end());
    const auto before = [](const auto& a, const auto& b) {
      const Origin &one = *a.second.origin, &other = *b.second.origin;
      if (one.part != other.part) return one.part < other.part;
      return std::lexicographical_compare(
          one.steps.begin(), one.steps.end(), other.steps.begin(), other.steps.end(),
          [](const OriginStep& x, const OriginStep& y) {
            return x.kind != y.kind ? x.kind < y.kind : x.number < y.number;
          });
    };
    std::stable_sort(all.begin(), all.end(), before);
    return all;
  }

  /// The change is of values that are worked out of others.
  bool follows(const Change& change) const {
    const auto derived = [](const OriginsPtr& origins, const std::string& pointer) {
      const Origin* origin = origins == nullptr ? nullptr : origins->nearest(pointer);
      return origin != nullptr && origin->how == Origin::How::kDerived;
    };
    if (change.op != Change::Op::kAdd) return derived(before_.origins(), change.pointer);
    const Document added = to_document(change.value);
    const auto below = leaves(View(added, added.root()), change.pointer);
    return std::all_of(below.begin(), below.end(), [&](const std::string& pointer) {
      return derived(after_.document()->origins(), pointer);
    });
  }

  /// Finds what a change is written into.
  Reason take(const Change& change, bool doubt_counts) {
    const bool adds = change.op == Change::Op::kAdd;
    const bool element = adds && ends_in_index(change.pointer) &&
                         find(before_, parent_of(change.pointer)).is_array();
    const std::string place(element ? parent_of(change.pointer) : change.pointer);
    std::string at;
    const Origin* origin = origins_.nearest(place, &at);
    if (origin != nullptr && origin->text_source != nullptr) {
      return take_text(change, *origin, at);
    }
    std::vector<std::string> pointers{place};
    // A map has no field of its own: its origin only shows where its members stand.
    const FieldOwner here = owner_of(origins_, place);
    const bool map = adds && here.origin != nullptr && here.origin->address.empty() &&
                     change.value.object() != nullptr;
    if (!element && (here.pointer != place || map)) {
      if (adds) {
        const Document added = to_document(change.value);
        pointers = leaves(View(added, added.root()), place);
      } else if (change.op == Change::Op::kRemove) {
        pointers = leaves(find(before_, place), place);
      }
    }
    for (const std::string& pointer : pointers) {
      const FieldOwner owner = owner_of(origins_, pointer);
      const Origin* own = origins_.nearest(pointer);
      if (owner.origin == nullptr) return {ReasonCode::kFixNotWritten, {}, {}};
      if (doubt_counts && std::min(own->confidence, owner.origin->confidence) < kSureOfLabel) {
        return {ReasonCode::kFixDoubtful, {own->label, std::to_string(own->confidence)}, {}};
      }
      fields_[owner.pointer].origin = owner.origin;
    }
    return {};
  }

  Reason take_text(const Change& change, const Origin& origin, const std::string& at) {
    if (!origin.fixed.empty()) return {ReasonCode::kFixRefused, {origin.fixed}, {}};
    Text& part = texts_[{origin.file, origin.part}];
    part.origin = &origin;
    part.changes.emplace_back(&change, origin.text_pointer + change.pointer.substr(at.size()));
    return {};
  }

  Reason write(const std::string& pointer, Field& field) {
    auto text = field_text(*field.origin, value_after(pointer));
    if (!text) return std::move(text).error();
    const bool written = field.origin->writing == Origin::Writing::kText;
    if (written && text->text == field.origin->text)
      return {ReasonCode::kFixChangesNothing, {}, {}};
    // Another value that stands in the same field must come to the same.
    for (const auto& [other, origin] : origins_.all()) {
      if (is_at_or_below(other, pointer) || !same_field(origin, *field.origin)) continue;
      const auto also = field_text(origin, value_after(other));
      if (!also || also->edits != text->edits) return {ReasonCode::kFixNotWritten, {}, {}};
    }
    field.text = std::move(*text);
    return {};
  }

  Reason write(Text& part) {
    const SourcePtr& source = part.origin->text_source;
    part.format = &recognise_format(source->name(), source->bytes());
    const auto document = part.format->read(source, limits_);
    if (!document) return {ReasonCode::kFixRefused, {document.error().what}, {}};
    for (const auto& [change, pointer] : part.changes) {
      part.made.push_back(*change);
      part.made.back().pointer = pointer;
    }
    const auto edits = part.format->edit(*document, part.made, limits_);
    if (!edits) return {ReasonCode::kFixRefused, {edits.error().what}, {}};
    auto text = apply_edits(source->bytes(), *edits);
    if (!text) return {ReasonCode::kFixRefused, {text.error().what}, {}};
    part.after = std::move(*text);
    return {};
  }

  View value_after(std::string_view pointer) const {
    const auto moved = moved_pointer(pointer, changes_);
    return moved ? find(*after_.document(), *moved) : View();
  }

  FieldChange field(const Change* change) const {
    const View was = find(before_, change->pointer);
    FieldChange out;
    out.pointer = change->pointer;
    const bool adds = change->op == Change::Op::kAdd || was.absent();
    out.region = adds ? region_of_missing(View(before_, nearest_node(before_, change->pointer)),
                                          change->pointer)
                      : region_of(was);
    if (!adds) out.before = to_display(was);
    if (change->op != Change::Op::kRemove) out.after = to_display(change->value);
    return out;
  }

  OriginsPtr origins() const {
    OriginsPtr moved = after_.document()->origins();
    if (moved == nullptr) moved = moved_origins(origins_, changes_);
    auto out = std::make_shared<Origins>();
    std::map<Way, Document> documents;
    for (const auto& [way, part] : texts_) {
      auto text = std::make_shared<Source>(part.origin->text_source->name(), part.after);
      auto document = part.format->read(std::move(text), limits_);
      if (document) documents.emplace(way, std::move(document).value());
    }
    for (const auto& [pointer, origin] : moved->all()) {
      Origin now = origin;
      const auto part = texts_.find({origin.file, origin.part});
      if (origin.text_source != nullptr && part != texts_.end()) {
        const auto document = documents.find(part->first);
        const auto place = moved_pointer(origin.text_pointer, part->second.made);
        if (!place || document == documents.end()) continue;
        const NodeId node = find_node(document->second, *place);
        if (node == kNoNode) continue;
        now.text_source = document->second.source();
        now.text_pointer = *place;
        now.span = document->second.span(node);
      }
      for (const auto& [written, field] : fields_) {
        if (same_field(*field.origin, origin)) now.text = field.text.text;
      }
      out->add(pointer, std::move(now));
    }
    return out;
  }

  const Document& before_;
  const Origins& origins_;
  View after_;
  const Limits& limits_;
  std::vector<Change> changes_;
  std::vector<Change> made_;             // those that are written
  std::map<std::string, Field> fields_;  // by the pointer of what is written
  std::map<Way, Text> texts_;
};

/// A list as a person writes it beside others; its field may have one entry a line.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      line += ", ";
    } else {
      line += c;
    }
  }
  return line;
}

}  // namespace

Reason unwritable(const Document& document, const std::vector<Change>& changes,
                  const Limits& limits) {
  if (document.origins() == nullptr) return {};
  auto changed = apply_changes(View(document, document.root()), changes);
  if (!changed) return {ReasonCode::kFixRefused, {changed.error().what}, {}};
  const Document after = to_document(*changed);
  return Writer(document, View(after, after.root()), limits).run({}, false);
}

Result<PartWriting, Reason> write_parts(const Document& before, View after,
                                        const std::vector<std::string>& elsewhere,
                                        const Limits& limits) {
  if (before.origins() == nullptr) return Reason{ReasonCode::kFixNotWritten, {}, {}};
  Writer writer(before, after, limits);
  Reason reason = writer.run(elsewhere, true);
  if (reason.code != ReasonCode::kNone) return reason;
  return writer.result();
}

void show_as_fields(const Document& document, const std::vector<Change>& changes,
                    std::string_view target, FixOffer& offer) {
  if (document.origins() == nullptr) return;
  const FieldOwner owner = owner_of(*document.origins(), target);
  if (owner.origin == nullptr || owner.pointer != target) return;
  const auto changed = apply_changes(View(document, document.root()), changes);
  if (!changed) return;
  const Document after = to_document(*changed);
  const View was = find(document, target), is = find(after, target);
  if (!was.is_array() && !is.is_array()) return;
  const auto old_text = field_text(*owner.origin, was);
  const auto new_text = field_text(*owner.origin, is);
  if (!old_text || !new_text) return;
  if (offer.before) offer.before = on_one_line(old_text->text);
  if (offer.after) offer.after = on_one_line(new_text->text);
}

OriginsPtr moved_origins(const Origins& origins, const std::vector<Change>& changes) {
  auto moved = std::make_shared<Origins>();
  for (const auto& entry : origins.all()) {
    const std::string& pointer = entry.first;
    auto place = moved_pointer(pointer, changes);
    if (!place) {
      // The field of a member that was taken out is still there, blank.
      const bool gone = std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        return change.op == Change::Op::kRemove && ends_in_index(change.pointer) &&
               is_at_or_below(pointer, change.pointer);
      });
      if (gone) continue;
      place = pointer;
    }
    moved->add(std::move(*place), entry.second);
  }
  return moved;
}

}  // namespace intake
