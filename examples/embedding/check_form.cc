// check_form RULES-FOLDER FILE: the whole of what a program needs to check and repair a submission.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <intake/intake.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: check_form RULES-FOLDER FILE\n";
    return 64;
  }
  auto library = intake::Library::from_folder(argv[1], {});
  if (!library) {
    std::cerr << intake::render_error(library.error(), {});
    return 4;
  }
  std::ifstream file(argv[2], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto submission = intake::Submission::read(argv[2], bytes, {});
  if (!submission) {
    std::cerr << intake::render_error(submission.error(), {});
    return 4;
  }

  intake::CompileOptions options;
  options.now = "2026-11-22T00:00:00Z";  // the engine has no clock of its own
  options.languages = {intake::Language::kEn};
  const intake::Choice choice = library->choose(*submission, options);
  if (choice.reference.empty()) {
    std::cerr << "no rule set claims this submission\n";
    return 2;
  }
  const intake::Compiled compiled = library->compile(choice.reference, options);
  if (!compiled.rules) {
    std::cerr << intake::render_faults(compiled.faults, {});
    return 3;
  }

  const intake::Report report = compiled.rules->check(*submission, {});
  for (const intake::Finding& finding : report.findings) {
    std::cout << finding.rule << " at " << finding.pointer << "\n";
  }
  std::cout << intake::disposition_name(report.disposition) << "\n";
  return report.disposition == intake::Disposition::kReject ? 1 : 0;
}
