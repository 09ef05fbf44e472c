#include "bulk/result_writer.h"

#include "bulk/json_text.h"

namespace intake::bulk {
namespace {

void append_counts(std::string& out, const Counts& counts) {
  const struct {
    std::string_view name;
    std::uint32_t count;
  } members[] = {
      {"\"errors\":", counts.errors},        {"\"warnings\":", counts.warnings},
      {"\"notes\":", counts.notes},          {"\"indeterminate\":", counts.indeterminate},
      {"\"error\":", counts.error},          {"\"questions\":", counts.questions},
      {"\"suppressed\":", counts.suppressed}};
  std::string_view before = ",\"counts\":{";
  for (const auto& member : members) {
    if (member.count == 0) continue;
    out += before;
    out += member.name;
    append_number(out, member.count);
    before = ",";
  }
  if (before == ",") out += '}';
}

void append_finding(std::string& out, std::uint64_t byte, const CheckedFinding& finding,
                    std::uint32_t index) {
  out += "{\"rule\":";
  append_string(out, finding.rule);
  out += ",\"severity\":\"";
  out += severity_name(finding.severity);
  out += "\",\"verdict\":\"";
  out += verdict_name(finding.verdict);
  out += "\",\"pointer\":";
  append_string(out, finding.pointer);
  if (finding.absent) out += ",\"absent\":true";
  out += ",\"byteBegin\":";
  append_number(out, byte + finding.byte_begin);
  out += ",\"byteEnd\":";
  append_number(out, byte + finding.byte_end);
  out += ",\"message\":";
  append_string(out, finding.message);
  if (!finding.reason.empty()) {
    out += ",\"reason\":";
    append_string(out, finding.reason);
  }
  if (finding.cause != index) {
    out += ",\"cause\":";
    append_number(out, finding.cause);
  }
  out += '}';
}

}  // namespace

ResultWriter::ResultWriter(std::string_view file) {
  head_ = "{";
  if (!file.empty()) {
    head_ += "\"file\":";
    append_string(head_, file);
    head_ += ',';
  }
  head_ += "\"byte\":";
}

void ResultWriter::checked(std::string& out, std::uint64_t byte, const Checked& checked) const {
  if (checked.unreadable != nullptr) return unreadable(out, byte, *checked.unreadable);
  out += head_;
  append_number(out, byte);
  out += ",\"status\":\"";
  out += disposition_name(checked.disposition);
  out += '"';
  append_counts(out, checked.counts);
  if (!checked.findings.empty()) {
    std::uint32_t index = 0;
    out += ",\"findings\":";
    for (const CheckedFinding& finding : checked.findings) {
      out += index == 0 ? '[' : ',';
      append_finding(out, byte, finding, index++);
    }
    out += ']';
  }
  out += "}\n";
}

void ResultWriter::unreadable(std::string& out, std::uint64_t byte, const Error& error) const {
  out += head_;
  append_number(out, byte);
  out += ",\"status\":\"unreadable\",\"error\":{\"code\":\"";
  out += error_code_name(error.code);
  out += "\",\"message\":";
  append_string(out, error.what);
  if (!error.hint.empty()) {
    out += ",\"hint\":";
    append_string(out, error.hint);
  }
  if (error.where.line > 0) {
    out += ",\"byte\":";
    append_number(out, byte + error.where.offset);
  }
  out += "}}\n";
}

void ResultWriter::other_procedure(std::string& out, std::uint64_t byte,
                                   std::string_view procedure) const {
  out += head_;
  append_number(out, byte);
  out += ",\"status\":\"";
  out += disposition_name(Disposition::kIncomplete);
  out += "\",\"procedure\":";
  append_string(out, procedure);
  out += "}\n";
}

}  // namespace intake::bulk
