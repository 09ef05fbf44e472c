#!/usr/bin/env bash
# run.sh [--quick] [--only SECTION,...] [--write-docs]: the side-by-side benchmark of the release build, which
# `./dev bench` has made. Installs the peers of npm, builds those in C++, writes the workload, measures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=build/bench
export PYTHONDONTWRITEBYTECODE=1  # the source tree stays as it is
mkdir -p "$work/bin" "$work/data" "$work/peers"
missing() { echo "NOT MEASURED: $*" >&2; }

# newer FILE THAN...: whether FILE stands and is newer than all of these
newer() {
  local file=$1 other
  shift
  [[ -e $file ]] || return 1
  for other in "$@"; do [[ $file -nt $other ]] || return 1; done
}

cmake --build build/release --target load_rules checker_bench -- --quiet >&2
cp build/release/cli/intake build/release/bench/{load_rules,checker_bench} "$work/bin/"
rm -f "$work/bin/bench_parts"
if cmake --build build/release --target bench_parts -- --quiet >&2; then
  cp build/release/bench/bench_parts "$work/bin/"
else
  missing "the parts: bench_parts cannot be built (libbenchmark-dev)"
fi
newer "$work/bin/spawn" bench/spawn.c || cc -O2 -Wall -Wextra bench/spawn.c -o "$work/bin/spawn"

# With what a careful author of a checker for one machine would use; Intake is built for any.
flags=(-std=c++20 -O3 -DNDEBUG -w)
if grep -qw avx2 /proc/cpuinfo && grep -qw bmi2 /proc/cpuinfo; then
  flags+=(-march=x86-64-v3 -mpclmul)  # without the latter simdjson falls back to plain code
fi
native() {
  local name=$1
  shift
  newer "$work/bin/$name" "$@" bench/peers/cpp/*.h && return
  g++ "${flags[@]}" -pthread "$1" -o "$work/bin/$name" -lsimdjson >&2 ||
    { rm -f "$work/bin/$name"; missing "cpp-$name: it cannot be built (libsimdjson-dev)"; }
}
native hand bench/peers/cpp/hand.cc
native plan bench/peers/cpp/plan.cc

# Node looks for packages beside the scripts and above them, and the source tree stays as it is.
cp -ru bench/peers/{node,py,checks.json,checks.schema.json} "$work/peers/"
cp -u bench/ajv_check.mjs "$work/"
if ! command -v npm >/dev/null; then
  missing "all peers on node: npm is missing"
elif ! cmp -s bench/package.json "$work/package.json"; then
  cp bench/package.json "$work/"
  (cd "$work" && npm install --no-audit --no-fund --silent >&2) ||
    { rm "$work/package.json"; missing "some peers on node: npm cannot install them"; }
fi

for copies in 1 10 100; do python3 bench/multiply_rules.py bench "$work/rules_$copies" $copies; done
for count in 20 200 2000; do
  python3 bench/multiply_rules.py bench "$work/rules_of_$count" $(((count + 50) / 51)) $count
done
if ! newer "$work/data/.made" bench/generate.py examples/ctr-rest/{good,broken}.json; then
  echo "writing the workload" >&2
  python3 bench/generate.py "$work/data" .
  touch "$work/data/.made"
fi
"$work/bin/intake" convert "$work/data/one_ok.json" --to yaml >"$work/data/one_ok.yaml"
"$work/bin/intake" convert bench/submission.yaml --to json >"$work/data/submission.json"
if command -v node >/dev/null; then
  node "$work/peers/node/bench.mjs" schema 1 >"$work/schema_1.json"
fi
exec python3 bench/measure.py . "$work" "$@"
