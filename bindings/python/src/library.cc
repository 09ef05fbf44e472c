#include "library.h"

#include "content.h"
#include "embedded.h"
#include "values.h"

namespace intake::python {
namespace {

std::shared_ptr<Library> embedded_library() {
  auto library = std::make_shared<Library>();
  for (const EmbeddedFile& file : embedded_files()) {
    library->add_image(std::string(file.path), file.image);
  }
  return library;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "`" : ", `") + name + "`";
  return all;
}

}  // namespace

std::shared_ptr<const Library> open_library(py::object folder) {
  if (folder.is_none()) {
    static const std::shared_ptr<const Library> embedded = embedded_library();
    return embedded;
  }
  std::shared_ptr<Library> library = embedded_library();
  const Status replaced = library->replace_rules(path_text(folder), {});
  if (!replaced) raise(replaced.error());
  return library;
}

std::string choose(const Library& library, const Submission& submission,
                   const CompileOptions& options) {
  const Choice choice = library.choose(submission, options);
  if (!choice.faults.empty()) raise("a rule set is faulty", choice.faults);
  if (!choice.reference.empty()) return choice.reference;
  Error error{ErrorCode::kNotFound,
              "no rule set claims this submission",
              "name one, or write `procedure` into it",
              {}};
  if (!choice.named.empty()) {
    error.what = "`" + choice.named + "`, which the submission names, is no rule set in force";
    error.hint = choice.suggestion.empty() ? "" : "did you mean `" + choice.suggestion + "`?";
  } else if (!choice.candidates.empty()) {
    error.code = ErrorCode::kAmbiguous;
    error.what = "several rule sets claim this submission";
    error.hint = joined(choice.candidates);
  }
  error.where.source = submission.name();
  raise(error);
}

}  // namespace intake::python
