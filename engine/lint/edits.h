#pragma once

#include <string>
#include <vector>

#include "document/datum.h"
#include "lint/notebook.h"

namespace intake::lint {

// Edits of rule files for fixes, planned: that a change can be made in place is known only when it
// is resolved. Empty: there is nothing to do it to, and nothing is offered.

/// Takes a member or element away; a map or list that holds nothing else goes with it, but not the
/// rules or the file itself.
std::vector<FileEdits> remove_value(const DocumentPtr& file, View value);
/// Writes another value in its place.
std::vector<FileEdits> replace_value(const DocumentPtr& file, View value, Datum by);
/// Gives a member another name.
std::vector<FileEdits> rename_key(const DocumentPtr& file, View member, std::string name);
/// Replaces some bytes.
std::vector<FileEdits> replace_bytes(const DocumentPtr& file, ByteSpan span, std::string by);
/// The edits of both; none where one has none.
std::vector<FileEdits> together(std::vector<FileEdits> a, std::vector<FileEdits> b);

/// The bytes to edit, sorted. kRefused where that cannot be done in place.
Result<std::vector<Edit>> resolve(const FileEdits& planned, const Limits& limits);

/// The place in the file of the bytes `begin` to `end` of a text; empty where the text is not
/// written there byte by byte (escapes, folded lines).
ByteSpan within_text(View text, std::uint32_t begin, std::uint32_t end);

}  // namespace intake::lint
