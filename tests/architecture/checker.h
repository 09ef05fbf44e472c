#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake::architecture {

/// One source file. `path` is relative to the checkout and has forward slashes.
struct SourceFile {
  std::string path;
  std::string text;
};

/// What engine/LAYERS says.
struct Layers {
  struct ThirdParty {
    std::string name;
    std::vector<std::string> prefixes;  // of the header's name
    std::vector<std::string> homes;     // layers, or folders within one
  };
  std::vector<std::string> order;  // lowest first
  std::vector<ThirdParty> third_parties;
};

/// Each fault is one line, `path:line: what`; empty when all is well.
using Faults = std::vector<std::string>;

struct AllowedLength {
  std::string_view path;
  std::string_view reason;
};

Layers parse_layers(std::string_view text, Faults& faults);

Faults check_includes(const Layers& layers, const std::vector<SourceFile>& files);
/// What the engine must not do (print, exit, read the environment or the clock), and std::regex,
/// which nobody may use: it overflows the stack on long input.
Faults check_calls(const std::vector<SourceFile>& files);
Faults check_lengths(const std::vector<SourceFile>& files,
                     const std::vector<AllowedLength>& allowed);
/// Words of one domain in engine/, outside the `allowed` files.
Faults check_domain_words(const std::vector<SourceFile>& files,
                          const std::vector<std::string_view>& allowed);

}  // namespace intake::architecture
