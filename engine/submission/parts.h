#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <intake/dossier.h>

#include "submission/dossier_file.h"
#include "submission/form_reader.h"
#include "submission/fragment.h"

namespace intake {

/// A file, an attachment or a forwarded message.
struct DossierPart {
  static constexpr std::uint32_t kNoMail = 0xffffffff;
  const Reading* reading = nullptr;
  PartPlace place;
  std::uint32_t mail = kNoMail;  // the message that it is attached to, index of a DossierPart
  DocumentPtr tree;              // YAML and JSON: its values, where it is a tree of the schema
  std::optional<FormSight> form;
  std::vector<const FormMap*> equal_maps;  // others that fit the form as well
  std::string kind;                        // as an attachment
  std::vector<ReadingRemark> remarks;      // of the part alone
};

/// All parts of the files, each before what it holds; the readings are kept alive here.
struct DossierParts {
  std::vector<std::shared_ptr<const Reading>> readings;
  std::vector<DossierPart> all;

  bool is_mail(std::uint32_t index) const { return all[index].reading->format == "eml"; }
  /// Whether `outer` is the message that holds `index`, at whatever depth.
  bool holds(std::uint32_t outer, std::uint32_t index) const;
};

struct PartRules {
  const DossierSpec* spec = nullptr;
  std::vector<FormMapPtr> maps;
  std::vector<std::string> tree_members;  // of the schema, at the top
  const Limits* limits = nullptr;
};

/// Takes the files apart and recognises each part. The error of a file that cannot be read.
Result<DossierParts> take_apart(const std::vector<DossierFile>& files, std::string_view from,
                                const PartRules& rules);

}  // namespace intake
