"""unittest.main() with a last line that `./dev test` can add up (tests/count_cases.awk)."""

import sys
import unittest


def main():
    result = unittest.main(exit=False).result
    bad = len({test.id().partition(" ")[0] for test, _ in result.failures + result.errors})
    print(f"python {result.testsRun - bad} passed, {bad} failed")
    sys.exit(bad != 0)
