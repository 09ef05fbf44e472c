#pragma once

#include "submission/dossier_file.h"
#include "submission/fragment.h"

namespace intake {

/// The values of a part that is a text: YAML or JSON that writes the tree itself.
Fragment read_tree(const DocumentPtr& tree, const PartPlace& place);
/// The headers and the body of a mail, as the dossier file places them.
Fragment read_mail(const Reading& mail, const PartPlace& place, const DossierSpec& spec);
/// Of the pictures in the text of a mail that are no attachments.
std::vector<std::string> picture_names(const Reading& mail);
/// Certificates and key sets; `next`: index of the first of them in its list.
Fragment read_certificates(const Reading& reading, const PartPlace& place, const DossierSpec& spec,
                           std::size_t next);
Fragment read_key_set(const Reading& reading, const PartPlace& place, const DossierSpec& spec,
                      std::size_t next);

/// What an attachment is by the cues of the dossier file; empty: not known.
struct SeenAttachment {
  const Reading* reading = nullptr;
  std::string form;  // name of the form map it was read by
  DocumentPtr tree;  // of YAML and JSON
};
std::string kind_of_attachment(const SeenAttachment& seen, const DossierSpec& spec);

}  // namespace intake
