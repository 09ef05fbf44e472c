# Sums the test cases in ctest's LastTest.log; prints `N passed, N failed`.
#
# A test counts its cases in what it prints: the summary of Catch2, a line `NAME N passed, N failed`,
# or a line `NAME N/TOTAL, N listed`.
# A test that fails without counting a failure (it crashed, hung or was never built) is one failure;
# one that passes without counting anything is one pass. `broken` is 1 when the build failed.
function close_test() {
  if (name == "") return
  if (ok == "no" && bad == 0) bad = 1
  if (ok == "yes" && good + bad == 0) good = 1
  passed += good
  failed += bad
  name = ""
}
/^[0-9]+\/[0-9]+ Testing: / { close_test(); name = $3; good = bad = 0; ok = "no" }
/^Test Passed\.$/ { ok = "yes" }
/^All tests passed \(.* in [0-9]+ test cases?\)$/ { good += $(NF - 2) }
/^test cases: +[0-9]+ \|/ {
  n = split($0, parts, /[:|]/)
  for (i = 3; i <= n; ++i) {
    split(parts[i], word, " ")
    if (word[2] == "passed" || word[3] == "as") good += word[1]
    else bad += word[1]
  }
}
/^[a-z][a-z0-9-]* [0-9]+\/[0-9]+, [0-9]+ listed$/ { split($2, part, "/"); good += part[1] }
/^[a-z][a-z_-]* [0-9]+ passed, [0-9]+ failed$/ { good += $2; bad += $4 }
END { close_test(); failed += broken; printf "%d passed, %d failed\n", passed, failed }
