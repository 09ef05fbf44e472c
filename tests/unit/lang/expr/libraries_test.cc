#include "expr_bench.h"
#include "support/catch.h"

using intake::test::check_expressions;

// What the examples of the catalogue and the public suite do not show.

TEST_CASE("functions over texts", "[expr]") {
  check_expressions({
      {"'abc'.charAt(-1)", "error: index -1 is out of range: the text has 3 characters"},
      {"''.charAt(0)", "''"},
      {"'a©c'.substring(1, 2)", "'©'"},
      {"'abc'.substring(2, 1)", "error: the range from 2 to 1 ends before it begins"},
      {"'abc'.split('')", "['a', 'b', 'c']"},
      {"'abc'.split('', 2)", "['a', 'bc']"},
      {"'abc'.split('', 9)", "['a', 'b', 'c']"},
      {"''.split('')", "[]"},
      {"''.split(',')", "['']"},
      {"',a,'.split(',')", "['', 'a', '']"},
      {"'a,b,c'.split(',', 1)", "['a,b,c']"},
      {"'a,b,c'.split(',', 2)", "['a', 'b,c']"},
      {"'ab'.replace('', '-')", "'-a-b-'"},
      {"'ab'.replace('', '-', 2)", "'-a-b'"},
      {"'aaa'.replace('aa', 'b')", "'ba'"},
      {"'aaa'.replace('a', 'b', 0)", "'aaa'"},
      {"[dyn(1)].join()", "error: "},
      {"strings.quote('a\\u2028\\tb')", "'\"a\\u2028\\\\tb\"'"},
  });
}

TEST_CASE("format fills clauses in", "[expr]") {
  check_expressions({
      {"'%b %o %x %X'.format([-5, -8, -255, 48879u])", "'-101 -10 -ff BEEF'"},
      {"'%d'.format([3.0])", "'3'"},
      {"'%d'.format([3.5])", "error: error during formatting: `%d` was given double"},
      {"'%.0e'.format([15000])", "'2e+04'"},
      {"'%.10f'.format([0.1])", "'0.1000000000'"},
      {"'%f'.format([1e300]).size()", "308"},
      {"'%s'.format([ip('10.0.0.1')])", "'10.0.0.1'"},
      {"'%s'.format([[[], {}, [{'b': [1], 'a': {}}]]])", "'[[], {}, [{a: {}, b: [1]}]]'"},
      {"'%s'.format([b'\\xff'])", "error: error during formatting: bytes has no text"},
      {"'%.3s'.format(['a'])", "error: only `%f` and `%e` have decimals"},
      {"'%.101f'.format([1.0])", "error: behind `%.` stands no number of decimals"},
      {"'%.f'.format([1.0])", "error: behind `%.` stands no number of decimals"},
      {"'50%'.format([])", "error: the text ends within a clause"},
      {"'%é'.format([1])",
       "error: could not parse formatting clause: unrecognized formatting "
       "clause `é`"},
      {"'%d %d'.format([1])", "error: index 1 out of range"},
  });
}

TEST_CASE("functions over numbers", "[expr]") {
  check_expressions({
      {"math.greatest([])", "error: the list is empty"},
      {"math.greatest(['a'])", "error: "},
      {"math.isNaN(math.greatest(1.0, 0.0 / 0.0))", "true"},
      {"math.least(1, 18446744073709551615u)", "1"},
      {"math.greatest(9007199254740993, 9007199254740992.0)", "9007199254740993"},
      {"math.sign(-0.5)", "-1.0"},
      {"math.isNaN(math.sqrt(-1.0))", "true"},
      {"math.bitShiftLeft(1, 63)", "-9223372036854775808"},
      {"math.bitShiftRight(-1, 63)", "1"},
      {"math.bitShiftLeft(1, -1)", "error: negative offset"},
  });
}

TEST_CASE("functions over lists and sets", "[expr]") {
  check_expressions({
      {"[].sort()", "[]"},
      {"['b', 'a', 'c'].sort()", "['a', 'b', 'c']"},
      {"[dyn(2), 1u, 1.5].sort()", "[dyn(1u), 1.5, 2]"},
      {"[dyn(1), 'a'].sort()", "error: the list has a int and a string"},
      {"[[1], [2]].sort()", "error: the list has a list and a list"},
      {"[1.0, 0.0 / 0.0].sort()", "error: the list has NaN"},
      {"[true, false].sort()", "[false, true]"},
      {"[[1, 2], [1, 2], [2]].distinct()", "[[1, 2], [2]]"},
      {"[{'a': 1}, {'a': 1.0}].distinct().size()", "1"},
      {"[1, [2, [3]]].flatten(0)", "[1, [2, [3]]]"},
      {"[[[[]]]].flatten(9)", "[]"},
      {"[1].flatten(-1)", "error: -1 is no number of levels"},
      {"lists.range(0)", "[]"},
      {"lists.range(-3)", "[]"},
      {"lists.range(1000000000000)", "error: "},
      {"[1, 2].slice(0, 2)", "[1, 2]"},
      {"[1, 2].slice(2, 2)", "[]"},
      {"[1, 2].slice(0, 3)", "error: index 3 is out of range: the list has 2 items"},
      {"[1, 2].slice(-1, 2)", "error: index -1 is out of range"},
      {"[1, 2].slice(2, 1)", "error: the range from 2 to 1 ends before it begins"},
      {"sets.contains([1], [])", "true"},
      {"sets.contains([], [1])", "false"},
      {"sets.intersects([], [])", "false"},
      {"sets.equivalent([], [])", "true"},
      {"sets.equivalent([{'a': [1]}], [dyn({'a': [1u]})])", "true"},
      {"[{'n': 2}, {'n': 1}].sortBy(e, e.n)", "[{'n': 1}, {'n': 2}]"},
      {"['bb', 'a', 'cc'].sortBy(e, size(e))", "['a', 'bb', 'cc']"},
  });
}

TEST_CASE("functions over patterns", "[expr]") {
  check_expressions({
      {"regex.extract('abc', 'x')", "optional.none()"},
      {"regex.extract('abc', 'b(x)?')", "optional.none()"},
      {"regex.extract('abc', '(a)(b)')", "error: the pattern has more than one group"},
      {"regex.extractAll('a1b22', '[a-z](\\\\d+)')", "['1', '22']"},
      {"regex.extractAll('abc', 'x')", "[]"},
      {"regex.extractAll('é', '')", "['', '']"},
      {"regex.replace('abc', '', '-')", "'-a-b-c-'"},
      {"regex.replace('abc', 'b*', '-')", "'-a-c-'"},
      {"regex.replace('aéb', '.', '[\\\\0]')", "'[a][é][b]'"},
      {"regex.replace('ab', '(a)', '\\\\1\\\\\\\\')", "'a\\\\b'"},
      {"regex.replace('ab', 'a', '\\\\1')", "error: the replacement uses group 1"},
      {"regex.replace('aaa', 'a', 'b', -1)", "'bbb'"},
      {"regex.replace('aaa', 'a', 'b', 0)", "'aaa'"},
      {"regex.replace('abab', '^a', 'x')", "'xbab'"},
      {"regex.extract('a', 'b' + '[')", "error: "},
  });
}

TEST_CASE("functions over times and addresses", "[expr]") {
  check_expressions({
      {"timestamp('2024-04-01')", "error: `2024-04-01` is no date-time"},
      {"timestamp('9999-12-31T23:59:59-01:00')",
       "error: `9999-12-31T23:59:59-01:00` is out of range"},
      {"duration('1 day')", "error: `1 day` is no duration"},
      {"date('2024-02-30')", "error: `2024-02-30` is no date"},
      {"date('0000-12-31')", "error: `0000-12-31` is out of range"},
      {"days(200000)", "error: 200000 days are out of range"},
      {"timestamp(0).getHours('Europe/Brusels')",
       "error: unknown time zone `Europe/Brusels`; needed was an offset as `+01:00` or a name as "
       "`Europe/Brussels`; did you mean `Europe/Brussels`?"},
      {"timestamp('1950-01-01T00:00:00Z').getHours('Europe/Brussels')",
       "error: the offsets of `Europe/Brussels` are known from 1970 on"},
      {"timestamp('1950-01-01T00:00:00Z').getHours('+01:00')", "1"},
      {"duration('-90s').getMinutes()", "-1"},
      {"duration('-1.5s').getMilliseconds()", "-500"},
      {"ip('fe80::1%en0')", "error: `fe80::1%en0` cannot be read: it has a zone"},
      {"cidr('10.0.0.0/8').containsIP('x')", "error: `x` cannot be read: it is no IP address"},
      {"isIP('::ffff:1.2.3.4')", "false"},
  });
}

TEST_CASE("functions of the domain", "[expr]") {
  check_expressions({
      {"checkDigits('79927398710', 'luhn')", "false"},
      {"checkDigits('x', 'luhn')", "error: `x` cannot be read"},
      {"checkDigits('1', 'lunh')",
       "error: `lunh` is no known algorithm of check digits; did you mean `luhn`?"},
      {"isFormat('x', 'emial')", "error: `emial` is no known format; did you mean `email`?"},
      {"identifier('1', [{'name': 'A'}], 'B')", "error: the identifier cannot be judged"},
      {"identifier('1', [{'length': 1}], 'B')", "error: row 1 of the types has no `name`"},
      {"identifier('1', dyn(['A']), 'A')", "error: row 1 of the types has no `name`"},
      {"identifierTypes('12', [{'name': 'A', 'length': [2, 3]}, {'name': 'B', 'pattern': '^1'}, "
       "{'name': 'C', 'check-digits': 'iban'}])",
       "['A', 'B']"},
      {"url.host('/relative')", "error: `/relative` is no URL"},
      {"url.port('scheme://host')", "optional.none()"},
      {"url.port('https://host:8443/')", "optional.of(8443)"},
      {"url.path('https://host')", "''"},
      {"url.query('https://host?a=%FF')", "error: a query parameter decodes to no UTF-8"},
      {"url.query('https://host')", "{}"},
      {"url.parameter('https://host?a=1', 'b')", "optional.none()"},
      {"dn.attribute('CN=a', 'O')", "optional.none()"},
      {"dn.attribute('CN', 'O')", "error: `CN` is no distinguished name: behind the attribute"},
      {"semver.compare('1.0.0-beta', '1.0.0')", "-1"},
      {"semver.compare('1.0.0+a', '1.0.0+b')", "0"},
      {"semver.compare('1.0', '1.0.0')", "error: `1.0` is no version"},
      {"semver.inRange('2.0.0', '>=1.0 <2.0')", "false"},
      {"semver.inRange('2.0.0', 'x y')", "error: `x y` is no range of versions"},
  });
}
