#include "architecture/checker.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>

namespace intake::architecture {
namespace {

constexpr std::size_t kMaxLines = 600;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::vector<std::string> split_words(std::string_view line) {
  std::istringstream in{std::string(line)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string fault(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(what);
}

/// `text` with comments (and, where asked, the insides of literals) blanked, line ends kept.
std::string blank(std::string_view text, bool literals) {
  std::string out(text);
  const auto wipe = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, out.size()); ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
  };
  const auto end_of = [&](std::string_view mark, std::size_t from) {
    const std::size_t at = text.find(mark, from);
    return at == std::string_view::npos ? text.size() : at + mark.size();
  };
  std::size_t i = 0;
  while (i < text.size()) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("//")) {
      const std::size_t end = std::min(text.find('\n', i), text.size());
      wipe(i, end);
      i = end;
    } else if (rest.starts_with("/*")) {
      const std::size_t end = end_of("*/", i + 2);
      wipe(i, end);
      i = end;
    } else if (rest.starts_with("R\"") && (i == 0 || !is_word(text[i - 1]))) {
      const std::size_t open = std::min(text.find('(', i), text.size());
      const std::string close = ")" + std::string(text.substr(i + 2, open - i - 2)) + "\"";
      const std::size_t end = end_of(close, open);
      if (literals) wipe(i, end);
      i = end;
    } else if (text[i] == '"' || (text[i] == '\'' && (i == 0 || !is_word(text[i - 1])))) {
      const char quote = text[i];
      std::size_t end = i + 1;
      while (end < text.size() && text[end] != quote && text[end] != '\n') {
        end += text[end] == '\\' ? 2U : 1U;
      }
      if (literals) wipe(i + 1, end);
      i = end + 1;
    } else {
      ++i;
    }
  }
  return out;
}

struct Include {
  std::string name;
  bool quoted;
};

std::optional<Include> read_include(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  const std::size_t word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string_view::npos || !line.substr(word).starts_with("include")) {
    return std::nullopt;
  }
  const std::size_t open = line.find_first_of("\"<", word);
  if (open == std::string_view::npos) return std::nullopt;
  const bool quoted = line[open] == '"';
  const std::size_t close = line.find(quoted ? '"' : '>', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Include{std::string(line.substr(open + 1, close - open - 1)), quoted};
}

/// Whether `path` is `folder` or lies in it; a `folder` may also name one file.
bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// The path that LAYERS speaks of: relative to engine/, `public/...` for the installed headers.
std::string layer_path(std::string_view path) {
  constexpr std::string_view kPublic = "engine/include/intake/";
  constexpr std::string_view kEngine = "engine/";
  if (path.starts_with(kPublic)) return "public/" + std::string(path.substr(kPublic.size()));
  if (path.starts_with(kEngine)) return std::string(path.substr(kEngine.size()));
  return std::string(path);
}

/// The place of a layer_path in the order, by the longest layer name that begins it.
std::optional<std::size_t> find_layer(const Layers& layers, std::string_view path) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < layers.order.size(); ++i) {
    if (!lies_in(path, layers.order[i])) continue;
    if (!best || layers.order[i].size() > layers.order[*best].size()) best = i;
  }
  return best;
}

const Layers::ThirdParty* find_third_party(const Layers& layers, std::string_view header) {
  for (const auto& party : layers.third_parties) {
    for (const auto& prefix : party.prefixes) {
      if (header.starts_with(prefix)) return &party;
    }
  }
  return nullptr;
}

/// What is wrong with one include, or nothing.
std::optional<std::string> judge_include(const Layers& layers, std::string_view from,
                                         const Include& include) {
  const auto own = find_layer(layers, from);
  if (!own) return "the file lies in no layer of engine/LAYERS";
  const bool cli = lies_in(from, "cli");
  std::string target;
  if (include.name.starts_with("intake/")) {
    target = "public/" + include.name.substr(7);
  } else if (include.quoted) {
    target =
        cli && include.name.find('/') == std::string::npos ? "cli/" + include.name : include.name;
  }
  if (!target.empty()) {
    const auto other = find_layer(layers, target);
    if (other && *other <= *own) return std::nullopt;
    if (other) {
      return "layer " + layers.order[*own] + " includes " + include.name + " of the higher layer " +
             layers.order[*other];
    }
  }
  if (const auto* party = find_third_party(layers, include.name)) {
    if (lies_in(from, "public")) return party->name + " in an installed header: " + include.name;
    const bool home = std::any_of(party->homes.begin(), party->homes.end(),
                                  [&](const auto& folder) { return lies_in(from, folder); });
    if (home) return std::nullopt;
    return party->name + " outside its home: " + include.name;
  }
  const bool standard = !include.quoted && include.name.find_first_of("./") == std::string::npos;
  if (standard) return std::nullopt;
  return "neither a layer nor a third party of engine/LAYERS: " + include.name;
}

/// The identifier that ends just before `end`, blanks skipped.
std::string_view word_before(std::string_view code, std::size_t end) {
  while (end > 0 && (code[end - 1] == ' ' || code[end - 1] == '\n')) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word(code[begin - 1])) --begin;
  return code.substr(begin, end - begin);
}

/// Whether the identifier at [begin, end) is a call of the C library's function of that name, and
/// not a member, a function of ours in a namespace, or a declaration.
bool is_library_call(std::string_view code, std::size_t begin, std::size_t end) {
  const std::size_t next = code.find_first_not_of(" \n", end);
  if (next == std::string_view::npos || code[next] != '(') return false;
  const std::string_view before = code.substr(0, begin);
  if (before.ends_with("::")) {
    const std::string_view scope = word_before(code, begin - 2);
    return scope.empty() || scope == "std";
  }
  if (before.ends_with(".") || before.ends_with("->")) return false;
  if (before.ends_with("> ") || before.ends_with("& ") || before.ends_with("* ")) return false;
  const std::string_view word = word_before(code, begin);
  return word.empty() || word == "return" || word == "else" || word == "co_return";
}

struct Ban {
  std::string_view word;
  bool only_as_call;
  bool in_cli;
  std::string_view what;
};

constexpr std::array kBans{
    Ban{"regex", false, true, "std::regex overflows the stack on long input; use the lang layer"},
    Ban{"iostream", false, false, "the engine never prints"},
    Ban{"cout", false, false, "the engine never prints"},
    Ban{"cerr", false, false, "the engine never prints"},
    Ban{"clog", false, false, "the engine never prints"},
    Ban{"printf", true, false, "the engine never prints"},
    Ban{"fprintf", true, false, "the engine never prints"},
    Ban{"vprintf", true, false, "the engine never prints"},
    Ban{"vfprintf", true, false, "the engine never prints"},
    Ban{"puts", true, false, "the engine never prints"},
    Ban{"fputs", true, false, "the engine never prints"},
    Ban{"putchar", true, false, "the engine never prints"},
    Ban{"exit", true, false, "the engine never exits"},
    Ban{"_Exit", true, false, "the engine never exits"},
    Ban{"quick_exit", true, false, "the engine never exits"},
    Ban{"abort", true, false, "the engine never exits"},
    Ban{"terminate", true, false, "the engine never exits"},
    Ban{"getenv", false, false, "the engine never reads the environment"},
    Ban{"secure_getenv", false, false, "the engine never reads the environment"},
    Ban{"system_clock", false, false, "the engine never reads the clock; `now` is an option"},
    Ban{"time", true, false, "the engine never reads the clock; `now` is an option"},
    Ban{"clock_gettime", false, false, "the engine never reads the clock; `now` is an option"},
    Ban{"gettimeofday", false, false, "the engine never reads the clock; `now` is an option"},
};

/// `regex` is banned as the header <regex> and as std::regex..., not as a word of ours.
bool is_banned_use(const Ban& ban, std::string_view code, std::size_t begin, std::size_t end) {
  if (ban.only_as_call) return is_library_call(code, begin, end);
  const std::string_view before = code.substr(0, begin);
  if (ban.word == "regex") return before.ends_with("std::") || before.ends_with("<");
  return true;
}

}  // namespace

Layers parse_layers(std::string_view text, Faults& faults) {
  Layers layers;
  const SourceFile self{"engine/LAYERS", {}};
  std::size_t number = 0;
  for (const auto& raw : split_lines(text)) {
    ++number;
    const auto words = split_words(raw.substr(0, raw.find('#')));
    if (words.empty()) continue;
    if (words[0] != "third-party") {
      if (words.size() != 1) faults.push_back(fault(self, number, "one layer a line"));
      layers.order.push_back(words[0]);
      continue;
    }
    const auto arrow = std::find(words.begin(), words.end(), "->");
    if (words.size() < 5 || arrow - words.begin() < 3 || arrow + 1 >= words.end()) {
      faults.push_back(fault(self, number, "want: third-party NAME PREFIXES -> layers"));
      continue;
    }
    layers.third_parties.push_back(
        {words[1], {words.begin() + 2, arrow}, {arrow + 1, words.end()}});
    for (auto home = arrow + 1; home != words.end(); ++home) {
      if (!find_layer(layers, *home)) faults.push_back(fault(self, number, "no layer " + *home));
    }
  }
  if (layers.order.empty()) faults.push_back(fault(self, number, "no layer at all"));
  return layers;
}

Faults check_includes(const Layers& layers, const std::vector<SourceFile>& files) {
  Faults faults;
  for (const auto& file : files) {
    const std::string path = layer_path(file.path);
    if (!find_layer(layers, path)) {
      faults.push_back(fault(file, 1, "the file lies in no layer of engine/LAYERS"));
      continue;
    }
    std::size_t number = 0;
    for (const auto& line : split_lines(blank(file.text, false))) {
      ++number;
      const auto include = read_include(line);
      if (!include) continue;
      if (const auto what = judge_include(layers, path, *include)) {
        faults.push_back(fault(file, number, *what));
      }
    }
  }
  return faults;
}

Faults check_calls(const std::vector<SourceFile>& files) {
  Faults faults;
  for (const auto& file : files) {
    const bool engine = lies_in(file.path, "engine");
    const std::string code = blank(file.text, true);
    std::size_t number = 1;
    for (std::size_t i = 0; i < code.size();) {
      if (code[i] == '\n') ++number;
      if (!is_word(code[i])) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < code.size() && is_word(code[end])) ++end;
      const std::string_view word = std::string_view(code).substr(i, end - i);
      for (const Ban& ban : kBans) {
        const bool same = word == ban.word || (ban.word == "regex" && word.starts_with("regex_"));
        if (same && (engine || ban.in_cli) && is_banned_use(ban, code, i, end)) {
          faults.push_back(fault(file, number, std::string(word) + ": " + std::string(ban.what)));
        }
      }
      i = end;
    }
  }
  return faults;
}

Faults check_lengths(const std::vector<SourceFile>& files,
                     const std::vector<AllowedLength>& allowed) {
  Faults faults;
  for (const auto& file : files) {
    const std::size_t lines = split_lines(file.text).size();
    const auto listed = std::find_if(allowed.begin(), allowed.end(),
                                     [&](const auto& row) { return row.path == file.path; });
    if (lines > kMaxLines && listed == allowed.end()) {
      faults.push_back(
          fault(file, lines, "longer than 600 lines; split it, or list it with a reason"));
    }
    if (lines <= kMaxLines && listed != allowed.end()) {
      faults.push_back(fault(file, lines, "listed as long, but is not"));
    }
  }
  return faults;
}

Faults check_domain_words(const std::vector<SourceFile>& files,
                          const std::vector<std::string_view>& allowed) {
  struct Word {
    std::string_view text;
    bool whole;  // short ones occur inside ordinary words
  };
  constexpr std::array kWords{Word{"nihii", false}, Word{"nihdi", false}, Word{"ehealth", false},
                              Word{"i-am-connect", false}, Word{"rct", true}};
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  Faults faults;
  for (const auto& file : files) {
    if (!lies_in(file.path, "engine")) continue;
    if (std::find(allowed.begin(), allowed.end(), file.path) != allowed.end()) continue;
    std::size_t number = 0;
    for (const auto& raw : split_lines(file.text)) {
      ++number;
      const std::string line = lower(raw);
      for (const Word& word : kWords) {
        for (std::size_t at = line.find(word.text); at != std::string::npos;
             at = line.find(word.text, at + 1)) {
          const std::size_t end = at + word.text.size();
          const bool inside =
              (at > 0 && is_letter(line[at - 1])) || (end < line.size() && is_letter(line[end]));
          if (word.whole && inside) continue;
          faults.push_back(fault(file, number, "domain word " + std::string(word.text)));
        }
      }
    }
  }
  return faults;
}

}  // namespace intake::architecture
