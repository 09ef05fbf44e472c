#include "formats/format.h"

#include <algorithm>
#include <array>

#include "formats/json/json.h"
#include "formats/yaml/yaml.h"

namespace intake {
namespace {

constexpr std::array<std::string_view, 1> kJsonExtensions{".json"};
constexpr std::array<std::string_view, 2> kYamlExtensions{".yaml", ".yml"};

constexpr std::array kFormats{
    Format{"json", kJsonExtensions, &json::read, &json::edit, &json::write},
    Format{"yaml", kYamlExtensions, &yaml::read, &yaml::edit, &yaml::write},
};
static_assert(std::ranges::is_sorted(kFormats, {}, &Format::name));
static_assert(std::ranges::adjacent_find(kFormats, {}, &Format::name) == kFormats.end());

constexpr const Format& kJson = kFormats[0];
constexpr const Format& kYaml = kFormats[1];

bool ends_in(std::string_view name, std::string_view extension) {
  if (name.size() <= extension.size()) return false;
  return std::equal(extension.begin(), extension.end(),
                    name.end() - static_cast<std::ptrdiff_t>(extension.size()),
                    [](char wanted, char c) {
                      return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c);
                    });
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : found;
}

const Format& recognise_format(std::string_view file_name, std::string_view bytes) {
  for (const Format& format : kFormats) {
    for (const auto extension : format.extensions) {
      if (ends_in(file_name, extension)) return format;
    }
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool json = first != bytes.npos && (bytes[first] == '{' || bytes[first] == '[');
  return json ? kJson : kYaml;
}

}  // namespace intake
