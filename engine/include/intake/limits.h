#pragma once

#include <cstddef>
#include <cstdint>

namespace intake {

/// Every limit on untrusted input, in one table. Over a limit is an Error with
/// ErrorCode::kLimit, never a crash and never a partial pass.
struct Limits {
  /// Bytes of one input file.
  std::size_t input_bytes = 32u << 20;
  /// Nesting of lists and maps; the top value has depth 1. Also of a condition tree in a rule.
  std::uint32_t depth = 200;
  /// Values in one document, aliases expanded.
  std::uint32_t nodes = 2'000'000;
  /// Values that come from expanding aliases, in one document.
  std::uint32_t alias_nodes = 10'000;
  /// Bytes of one scalar or member name.
  std::uint32_t scalar_bytes = 1u << 20;
  /// Documents in one YAML stream, where streams are read.
  std::uint32_t stream_documents = 100'000;
  /// Bytes of one pattern in a rule set, and bytes RE2 may use for one compiled pattern.
  std::uint32_t pattern_bytes = 2'000;
  std::uint32_t pattern_memory = 1u << 20;
  /// Bytes of one message after its names are filled in; a longer one is cut with an ellipsis.
  std::uint32_t message_bytes = 4'000;
  /// Places one rule is evaluated at, per submission.
  std::uint32_t places_per_rule = 100'000;
  /// Conditions evaluated in one run over one submission (quantifiers included).
  std::uint64_t evaluation_steps = 50'000'000;
  /// Values visited by one evaluation of a selector.
  std::uint32_t selector_steps = 5'000'000;
  /// Steps of checking one decision table for gaps and rows in each other's way.
  std::uint32_t table_steps = 20'000'000;
  /// Findings kept in one report, and as many again that reject; the rest are counted.
  std::uint32_t findings = 1'000;
  /// Bytes of one expression in a rule, and how deep its parts nest.
  std::uint32_t expression_bytes = 20'000;
  std::uint32_t expression_depth = 200;
  /// What one evaluation of an expression may cost: instructions, items looked at, and a unit for
  /// every 16 bytes of text.
  std::uint64_t expression_cost = 1'000'000;
  /// Rounds of the fix loop, each of which makes a new text; and attempts that are undone.
  std::uint32_t fix_rounds = 100;
  std::uint32_t fix_attempts = 2'000;
  /// Points in time that one submission is judged at, to find when its outcome changes.
  std::uint32_t timeline_instants = 5'000;
  /// Attached files and messages of one mail, all levels together; and how deep they nest.
  std::uint32_t parts = 500;
  std::uint32_t part_depth = 8;
  /// Entries of a package (.docx), bytes of one of them unpacked, of all of them, and how many
  /// times larger than packed one that is larger than 1 MiB may be.
  std::uint32_t package_entries = 2'000;
  std::uint64_t entry_bytes = 64u << 20;
  std::uint64_t package_bytes = 128u << 20;
  std::uint32_t unpacked_ratio = 100;
  /// Elements in each other in XML.
  std::uint32_t xml_depth = 500;
  /// Places that can be filled in, of one form.
  std::uint32_t form_fields = 5'000;
  /// Addresses in one header of a mail; bytes of its text that are read.
  std::uint32_t mail_addresses = 1'000;
  std::uint32_t mail_text_bytes = 2u << 20;
  /// Certificates in one file, and keys in one key set.
  std::uint32_t certificates = 50;
  std::uint32_t keys = 100;
  /// What the helper that reads such files may use: seconds of processor and of the clock, bytes of
  /// memory, bytes that it hands back.
  std::uint32_t reader_cpu_seconds = 10;
  std::uint32_t reader_seconds = 30;
  std::uint64_t reader_memory = 1u << 30;
  std::uint64_t reader_output_bytes = 64u << 20;
  /// Faults reported of one rule set.
  std::uint32_t faults = 200;
};

}  // namespace intake
