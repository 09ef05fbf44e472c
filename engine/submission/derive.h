#pragma once

#include "submission/dossier_file.h"
#include "submission/tree_builder.h"

namespace intake {

/// Adds what follows from the values of a tree, in the order of the dossier file.
void derive_values(const DossierSpec& spec, TreeBuilder& tree);

}  // namespace intake
