#pragma once

#include <string>
#include <utility>
#include <vector>

#include <intake/report.h>

#include "document/datum.h"

namespace intake {

// What a SARIF log says, whatever it is of. Source: OASIS SARIF 2.1.0, sections 3.14 (run) to 3.57.

/// One thing that results may be about (reportingDescriptor).
struct SarifRule {
  std::string id;
  std::string summary;  // one sentence
  std::string help;     // why, and what to do; may be empty
  Severity severity = Severity::kWarning;
};

struct SarifEdit {
  Region region;  // what is replaced
  std::string text;
};

struct SarifResult {
  std::string rule;
  Severity severity = Severity::kWarning;
  bool open = false;  // it could not be told whether this is so: no failure
  std::string message;
  Region region;
  std::string pointer;  // of the value; empty: none
  std::string place;    // in a form, a mail ...: in words; empty: in a text
  std::vector<std::pair<std::string, Region>> related;
  std::string fix;  // what the edits do
  std::vector<SarifEdit> edits;
  std::vector<std::pair<std::string, std::string>> properties;
};

/// What kept the tool from saying more.
struct SarifNotice {
  std::string message;
  Region region;               // only what is known of it
  bool configuration = false;  // faults of the rules, not of the surroundings
};

struct SarifRun {
  std::vector<SarifRule> rules;  // in any order, each once
  std::vector<SarifResult> results;
  std::vector<SarifNotice> notices;
  Datum::Array answers;  // to questions: a property of the run
};

/// The log as JSON, final newline.
std::string write_sarif(const SarifRun& run);

}  // namespace intake
