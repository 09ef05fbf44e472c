// checker_bench MODE RULES-FOLDER SET FILE [OUT | SECONDS]: the engine on the lines of FILE, each
// of them one document, through the public API only.
//
//     verify  writes to OUT a bit mask for each line: bit n-1 is set where a rule that covers the
//             statement Rn fails; -1 where the line cannot be read
//     digest  writes to OUT for each line all that is said of it, as JSON
//     rate    prints documents per second of processor time: `both` (text in, findings out), `only`
//             (read before, one list; `singly`: one by one), `read`, `report` (Submission and
//             CompiledRules::check)
//     embed   prints `both` alone, of the loop that docs/embedding.md shows, without what
//             std::getline takes in it, and `with_lines`: with that
//     load    prints what reading and compiling the rules took
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intake/checker.h>

namespace {

using namespace intake;

[[noreturn]] void stop(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(4);
}

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Since the program began: getrusage() would count what started it, too.
double peak_mb() {
  std::ifstream status("/proc/self/status");
  std::string name;
  while (status >> name) {
    double kilobytes = 0;
    if (name == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) stop(path + ": the file cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

CompiledRules load(const std::string& folder, const std::string& set) {
  auto library = Library::from_folder(folder, {});
  if (!library) stop(render_error(library.error(), {}));
  CompileOptions options;
  options.now = "2026-11-22T00:00:00Z";
  options.languages = {Language::kEn};
  Compiled compiled = library->compile(set, options);
  if (compiled.error) stop(render_error(*compiled.error, {}));
  if (!compiled.rules) stop(render_faults(compiled.faults, {}));
  return *compiled.rules;
}

/// Looks at everything that is kept of a document, so that nothing of it is left undone.
std::uint64_t weigh(const Checked& checked) {
  std::uint64_t weight = static_cast<std::uint64_t>(checked.disposition) + checked.counts.pass;
  for (const CheckedFinding& finding : checked.findings) {
    weight += finding.pointer.size() + finding.message.size() + finding.reason.size() +
              finding.byte_end - finding.byte_begin;
  }
  return weight;
}

/// Rule id -> the bits of the statements R01, R02 ... that it covers.
std::map<std::string, std::uint32_t, std::less<>> bits_of(const CompiledRules& rules) {
  std::map<std::string, std::uint32_t, std::less<>> bits;
  for (const RuleInfo& rule : rules.describe(Language::kEn)) {
    for (const std::string& statement : rule.covers) {
      const std::size_t letter = statement.rfind("/R");  // set/R01
      if (letter == std::string::npos) continue;
      const int number = std::atoi(statement.c_str() + letter + 2);
      if (number > 0 && number <= 32) bits[rule.id] |= 1u << (number - 1);
    }
  }
  return bits;
}

std::int64_t mask_of(const Checked& checked,
                     const std::map<std::string, std::uint32_t, std::less<>>& bits) {
  if (checked.unreadable != nullptr) return -1;
  std::uint32_t mask = 0;
  for (const CheckedFinding& finding : checked.findings) {
    if (finding.verdict != Verdict::kFail) continue;
    const auto found = bits.find(finding.rule);
    if (found != bits.end()) mask |= found->second;
  }
  return mask;
}

void verify(const CompiledRules& rules, const std::vector<std::string_view>& lines,
            const std::string& path) {
  Checker checker(rules, {});
  const auto bits = bits_of(rules);
  std::ofstream out(path, std::ios::binary);
  for (const std::string_view line : lines) out << mask_of(checker.check(line), bits) << '\n';
  if (!out.flush()) stop(path + ": the file cannot be written");
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

void digest(const CompiledRules& rules, const std::vector<std::string_view>& lines,
            const std::string& path) {
  Checker checker(rules, {});
  std::ofstream out(path, std::ios::binary);
  for (const std::string_view line : lines) {
    const Checked& checked = checker.check(line);
    const Counts& counts = checked.counts;
    out << "{\"disposition\":" << static_cast<int>(checked.disposition)
        << ",\"pass\":" << counts.pass << ",\"fail\":" << counts.fail
        << ",\"notApplicable\":" << counts.not_applicable
        << ",\"indeterminate\":" << counts.indeterminate << ",\"findings\":[";
    const char* before = "";
    for (const CheckedFinding& finding : checked.findings) {
      out << before << "{\"rule\":" << quoted(finding.rule)
          << ",\"verdict\":" << static_cast<int>(finding.verdict) << ",\"cause\":" << finding.cause
          << ",\"pointer\":" << quoted(finding.pointer) << ",\"absent\":" << finding.absent
          << ",\"bytes\":[" << finding.byte_begin << ',' << finding.byte_end
          << "],\"message\":" << quoted(finding.message) << ",\"reason\":" << quoted(finding.reason)
          << '}';
      before = ",";
    }
    out << "]}\n";
  }
  if (!out.flush()) stop(path + ": the file cannot be written");
}

/// Documents per second of processor time: whole passes over `items` until the time is over.
template <class Items, class Work>
double rate_of(const Items& items, double seconds, Work&& work) {
  std::size_t warm = 0;
  for (const auto& item : items) {
    if (++warm > 500) break;
    work(item);
  }
  std::uint64_t done = 0;
  double passed = 0;
  const double begin = cpu_seconds();
  do {
    for (const auto& item : items) {
      work(item);
      if ((++done & 1023) == 0 && cpu_seconds() - begin > 3 * seconds) break;
    }
    passed = cpu_seconds() - begin;
  } while (passed < seconds);
  return static_cast<double>(done) / passed;
}

void rate(const CompiledRules& rules, const std::vector<std::string_view>& lines, double seconds,
          double load_ms) {
  Checker checker(rules, {});
  std::uint64_t weight = 0;
  std::uint64_t invalid = 0, findings = 0, bytes = 0;
  for (const std::string_view line : lines) {
    const Checked& checked = checker.check(line);
    if (checked.unreadable != nullptr) stop(render_error(*checked.unreadable, {}));
    invalid += checked.disposition == Disposition::kReject ? 1 : 0;
    findings += checked.findings.size();
    bytes += line.size() + 1;
  }
  const double both =
      rate_of(lines, seconds, [&](std::string_view line) { weight += weigh(checker.check(line)); });
  const double peak = peak_mb();  // of what an embedding program does, before what follows

  // As many as fit in memory: a tree is several times its text.
  std::vector<Submission> submissions;
  std::uint64_t kept = 0;
  for (const std::string_view line : lines) {
    if (!submissions.empty() && (kept += line.size()) > (8u << 20)) break;
    auto submission = checker.read("", std::string(line));
    if (!submission) stop(render_error(submission.error(), {}));
    submissions.push_back(std::move(submission).value());
  }
  const std::vector<std::span<const Submission>> all{submissions};
  const double only =
      static_cast<double>(submissions.size()) *
      rate_of(all, seconds, [&](std::span<const Submission> each) {
        checker.check_each(each, [&](const Checked& checked) { weight += weigh(checked); });
      });
  const double singly = rate_of(submissions, seconds / 2, [&](const Submission& submission) {
    weight += weigh(checker.check(submission));
  });
  const double read = rate_of(lines, seconds / 2, [&](std::string_view line) {
    auto submission = checker.read("", std::string(line));
    weight += submission ? submission->bytes().size() : 0;
  });
  const double report = rate_of(submissions, seconds / 2, [&](const Submission& submission) {
    weight += rules.check(submission, {}).findings.size();
  });
  std::printf(
      "{\"load_ms\": %.3f, \"both\": %.1f, \"only\": %.1f, \"singly\": %.1f, \"read\": %.1f, "
      "\"report\": %.1f, "
      "\"documents\": %zu, "
      "\"bytes\": %llu, \"invalid\": %llu, \"findings\": %llu, \"peak_mb\": %.1f, \"weight\": "
      "%llu}\n",
      load_ms, both, only, singly, read, report, lines.size(),
      static_cast<unsigned long long>(bytes), static_cast<unsigned long long>(invalid),
      static_cast<unsigned long long>(findings), peak, static_cast<unsigned long long>(weight));
}

/// As docs/embedding.md shows it: lines of a stream, each checked, what is found looked at.
void embed(const CompiledRules& rules, const std::string& text, double seconds) {
  Checker checker(rules, {});
  std::uint64_t weight = 0;
  std::istringstream in(text);
  std::string line;
  // Seconds a document.
  const auto time_of = [&](auto&& work) {
    std::uint64_t done = 0;
    double passed = 0;
    const double begin = cpu_seconds();
    do {
      in.clear();
      in.seekg(0);
      for (; std::getline(in, line); ++done) work();
      passed = cpu_seconds() - begin;
    } while (passed < seconds);
    return passed / static_cast<double>(done);
  };
  const double all = time_of([&] {
    const Checked& checked = checker.check(line);
    for (const CheckedFinding& finding : checked.findings) weight += finding.message.size();
  });
  const double lines = time_of([&] { weight += line.size(); });
  std::printf("{\"both\": %.1f, \"with_lines\": %.1f, \"weight\": %llu}\n", 1 / (all - lines),
              1 / all, static_cast<unsigned long long>(weight));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) stop("usage: checker_bench MODE RULES-FOLDER SET FILE [OUT | SECONDS]");
  const std::string mode = argv[1];
  const double begin = cpu_seconds();
  const CompiledRules rules = load(argv[2], argv[3]);
  const double load_ms = (cpu_seconds() - begin) * 1e3;
  const double seconds = argc > 5 ? std::atof(argv[5]) : 1;
  if (mode == "load") {
    std::printf("{\"load_ms\": %.3f, \"rules\": %zu, \"peak_mb\": %.1f}\n", load_ms,
                rules.describe(Language::kEn).size(), peak_mb());
    return 0;
  }
  const std::string text = read_file(argv[4]);
  const std::vector<std::string_view> lines = lines_of(text);
  if (mode == "verify" && argc > 5) {
    verify(rules, lines, argv[5]);
  } else if (mode == "digest" && argc > 5) {
    digest(rules, lines, argv[5]);
  } else if (mode == "rate") {
    rate(rules, lines, seconds, load_ms);
  } else if (mode == "embed") {
    embed(rules, text, seconds);
  } else {
    stop("no such mode: " + mode);
  }
}
