#!/usr/bin/env bash
# run.sh [RUNS]: the side-by-side benchmark of the release build. `./dev bench` calls it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=build/bench
mkdir -p "$work"
cmake --build build/release --target load_rules -- --quiet >&2
cc -O2 -Wall -Wextra bench/spawn.c -o "$work/spawn"
cp bench/package.json bench/ajv_check.mjs "$work/"
if command -v npm >/dev/null && [[ ! -d $work/node_modules/ajv || ! -d $work/node_modules/yaml ]]; then
  (cd "$work" && npm install --no-audit --no-fund --silent >&2) ||
    echo "ajv cannot be installed; it is left out" >&2
fi
exec python3 bench/compare.py . build/release "$work" "$@"
