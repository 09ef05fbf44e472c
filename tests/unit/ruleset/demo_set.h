#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ruleset/loader.h"

namespace intake::demo {

/// schemas/tiny/1.schema.json: form {clientId, name, scopes[], credentials[{identifier, type}]},
/// mail {subject}, and `extra`, which is open.
extern const std::string_view kSchema;

/// The keys above the rules that every set has; five lines.
std::string head(std::string_view name, std::string_view version = "1.0.0");

/// The schema and the files given, by path.
RuleFiles files(const std::vector<std::pair<std::string, std::string>>& more);

/// rules/demo/1.0.0/ruleset.yaml with this below its head.
RuleFiles demo(const std::string& body);

LoadOptions options(std::string now = "2024-06-01T00:00:00Z");

/// "line:column message | hint", the hint left out where there is none; lines of
/// rules/demo/1.0.0/ruleset.yaml count from below its head, other files are named.
std::vector<std::string> show(const std::vector<Fault>& faults);

std::vector<std::string> faults_of(const std::string& body);

const Rule& must_find_rule(const RuleSet& rules, std::string_view id);

}  // namespace intake::demo
