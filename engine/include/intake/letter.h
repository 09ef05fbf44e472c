#pragma once

#include <string>
#include <vector>

#include <intake/intake.h>

/// Drafts of replies to partners. See Library::letter().
namespace intake {

struct LetterOptions {
  CheckOptions check;   // language of the letter, answers, parts
  bool unsafe = false;  // the repairs that need a look are counted as made, too
  /// A mustache template in place of that of the rule set; `template_name` is shown in errors.
  std::string template_name, template_text;
  bool template_is_html = false;
  std::string from;                   // of the mail; empty: as the letter says
  std::string date;                   // RFC 3339, of the mail
  std::vector<std::string> files;     // names of the files that came; empty: the submission's
  std::vector<std::string> readings;  // of these files, as DossierFile has them; for threading
};

struct Letter {
  std::string text;  // plain, lines of at most 76 columns
  std::string html;
  std::string mail;  // JSON: a draft for compose_mail() of <intake/reader.h>
  Report report;     // of the submission with answers and repairs
};

}  // namespace intake
