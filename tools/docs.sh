#!/usr/bin/env bash
# docs.sh BUILD-DIR [--check]: writes everything that is generated, or fails on a difference.
set -euo pipefail
build=$1
mode=write
if [[ ${2-} == --check ]]; then mode=check; fi
status=0
"$build/tools/generate_docs/generate_docs" "$mode" . || status=1

if [[ $mode == write ]]; then
  "$build/cli/intake" rules docs
else
  pages=$(mktemp -d)
  trap 'rm -rf "$pages"' EXIT
  "$build/cli/intake" rules docs --output "$pages" >/dev/null
  diff -ru docs/rules "$pages" || { echo "docs/rules: not up to date; run ./dev docs" >&2; status=1; }
fi
exit $status
