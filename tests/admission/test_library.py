"""Kubernetes' functions of CEL, one by one, after the examples of its documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission.engine import CompileError, EvaluationError, Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable

TRUE = """
1 in [1, 2] && {'a': 1}.a == 1
'a-b-c'.split('-') == ['a', 'b', 'c']
'a-b-c'.split('-', 2) == ['a', 'b-c']
'a-b-c'.split('-', 0) == []
'abc'.split('') == ['a', 'b', 'c']
['a', 'b'].join('-') == 'a-b'
['a', 'b'].join() == 'ab'
'abc'.charAt(3) == ''
'abcabc'.indexOf('b') == 1
'abcabc'.indexOf('b', 2) == 4
'abcabc'.lastIndexOf('b') == 4
'abcabc'.lastIndexOf('b', 3) == 1
'abc'.indexOf('x') == -1
'ABCä'.lowerAscii() == 'abcä'
'abcä'.upperAscii() == 'ABCä'
'aaa'.replace('a', 'b') == 'bbb'
'aaa'.replace('a', 'b', 2) == 'bba'
'abcd'.substring(1) == 'bcd'
'abcd'.substring(1, 3) == 'bc'
' \\ta '.trim() == 'a'
'abc'.reverse() == 'cba'
strings.quote('a"b\\n') == '"a\\\\"b\\\\n"'
'%s %d %.2f %x %X %o %b %e %%'.format(['a', 5, 1.5, 255, 255, 8, 5, 1500.0]) == 'a 5 1.50 ff FF 10 101 1.500000e+03 %'
'%s'.format([[1, 'a', {'b': true}, null]]) == '[1, a, {b: true}, null]'
[1, 2, 2].isSorted() && !['b', 'a'].isSorted() && [].isSorted()
[1, 2].sum() == 3 && [1.5, 2.5].sum() == 4.0 && [].sum() == 0
[3, 1].min() == 1 && ['a', 'b'].max() == 'b'
[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf('a') == -1
[1, 2, 3].slice(1, 2) == [2]
[[1], [2, [3]]].flatten() == [1, 2, [3]]
[[1], [2, [3]]].flatten(2) == [1, 2, 3]
[1, 2, 1].distinct() == [1, 2]
[2, 1].sort() == [1, 2]
[1, 2].reverse() == [2, 1]
lists.range(3) == [0, 1, 2]
sets.contains([1, 2, 3], [2, 3]) && !sets.contains([1], [2])
sets.equivalent([1, 2, 2], [2, 1]) && !sets.equivalent([1], [1, 2])
sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [])
'abc 123 45'.find('[0-9]+') == '123' && 'abc'.find('[0-9]+') == ''
'12 34 56'.findAll('[0-9]+') == ['12', '34', '56']
'12 34 56'.findAll('[0-9]+', 2) == ['12', '34']
'a]'.find('[]]$') == ']'
'a\\n'.find('a$') == ''
isURL('https://example.com:80/a') && isURL('/a') && !isURL('a') && !isURL('../a')
url('https://example.com:80/a b?k=v&k=w#x').getScheme() == 'https'
url('https://example.com:80/').getHost() == 'example.com:80'
url('https://[::1]:80/').getHostname() == '::1'
url('https://example.com:80/').getPort() == '80'
url('https://example.com/with space').getEscapedPath() == '/with%20space'
url('https://example.com/?k=v&k=w&a=b%20c').getQuery() == {'k': ['v', 'w'], 'a': ['b c']}
url('/a') == url('/a')
isIP('127.0.0.1') && isIP('::1') && !isIP('127.0.0.256') && !isIP('::ffff:1.2.3.4') && !isIP('fe80::1%en0')
ip('::0:1') == ip('::1') && ip('127.0.0.1').family() == 4 && ip('::1').family() == 6
ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD')
ip('0.0.0.0').isUnspecified() && ip('::1').isLoopback() && ip('224.0.0.1').isLinkLocalMulticast()
ip('fe80::1').isLinkLocalUnicast() && ip('8.8.8.8').isGlobalUnicast() && ip('10.0.0.1').isGlobalUnicast() && !ip('127.0.0.1').isGlobalUnicast()
isCIDR('192.168.0.0/16') && !isCIDR('192.168.0.0/33') && !isCIDR('::ffff:1.2.3.4/120')
cidr('192.168.0.0/24').containsIP('192.168.0.1') && !cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))
cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR(cidr('192.168.0.0/16'))
cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('::1/128').prefixLength() == 128
isQuantity('1.3Gi') && isQuantity('10k') && !isQuantity('10 k') && !isQuantity('')
quantity('1Ki') == quantity('1024') && quantity('1k') != quantity('1Ki')
quantity('200M').isGreaterThan(quantity('0.1G')) && quantity('50M').isLessThan(quantity('100M'))
quantity('200M').compareTo(quantity('0.2G')) == 0 && quantity('50M').compareTo(quantity('100M')) == -1
quantity('-1').sign() == -1 && quantity('0').sign() == 0
quantity('50k').isInteger() && quantity('50k').asInteger() == 50000 && !quantity('50.5').isInteger()
quantity('50.5').asApproximateFloat() == 50.5
quantity('50k').add(quantity('20k')) == quantity('70k') && quantity('50k').add(20) == quantity('50020') && quantity('1').sub(2) == quantity('-1')
isSemver('1.0.0') && !isSemver('v1.0') && isSemver('v1.0', true) && !isSemver('01.0.0') && isSemver('01.0.0', true) && !isSemver('1.0.0-01')
semver('1.2.3').isLessThan(semver('1.10.0')) && semver('1.0.0-alpha').isLessThan(semver('1.0.0-alpha.1')) && semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))
semver('1.0.0-1').isLessThan(semver('1.0.0-a')) && semver('1.2.3').compareTo(semver('1.2.3')) == 0 && semver('2.0.0').isGreaterThan(semver('1.0.0'))
semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('v1.2', true).patch() == 0
!format.dns1123Label().validate('my-label').hasValue() && format.dns1123Label().validate('A').hasValue()
format.dns1123Label().validate('a') == optional.none()
format.labelValue().validate('a b').orValue([]).size() == 1
!format.dns1123LabelPrefix().validate('my-').hasValue() && !format.qualifiedName().validate('a.b/c').hasValue()
!format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue() && !format.date().validate('2026-01-31').hasValue()
[1, 2].all(i, v, v > i) && ![1, 0].all(i, v, v > i)
[0, 2].exists(i, v, i == v) && ![1, 2].exists(i, v, i == v)
[1, 2].existsOne(i, v, v == 2) && [1, 2].exists_one(i, v, v == 2) && ![2, 2].existsOne(i, v, v == 2)
{'a': 1}.all(k, v, k == 'a' && v == 1)
[1, 2].transformList(i, v, i + v) == [1, 3]
[1, 2].transformList(i, v, v > 1, v) == [2]
{'a': 1, 'b': 2}.transformMap(k, v, v + 1) == {'a': 2, 'b': 3}
{'a': 1, 'b': 2}.transformMap(k, v, k == 'b', v) == {'b': 2}
{'a': 'b'}.transformMapEntry(k, v, {v: k}) == {'b': 'a'}
[[1, 2]].all(i, row, row.all(j, v, v > j))
{'b': 1}.?b.orValue(0) == 1 && {}.?a.?b.orValue(0) == 0 && [1][?5].orValue(2) == 2 && self.?b.orValue(5) == 1
optional.of(1).optMap(x, x + 1).value() == 2
duration('1h') > duration('59m') && timestamp('2026-01-01T00:00:00Z').getFullYear() == 2026
"""


@pytest.mark.parametrize("expression", [line for line in TRUE.splitlines() if line])
def test_what_holds(expression: str, evaluate: Callable[..., Any]) -> None:
    assert evaluate(expression, {"b": 1}) is True


@pytest.mark.parametrize(
    "expression",
    ["self.a", "[1][5]", "1 / 0", "url('a b')", "ip('x')", "cidr('x')", "quantity('x')", "semver('x')", "quantity('1.5').asInteger()", "[].min()",
     "[1, 'a'].sort()", "[{}].sum() == 1", "'abc'.charAt(4)", "'abc'.substring(2, 1)", "'abc'.indexOf('a', 9)", "[1].slice(0, 2)",
     "'%d'.format(['a'])", "'%q'.format([1])", "'%d'.format([])", "int('x')", "duration('x')", "'a'.matches('(')",
     "9223372036854775807 + 1", "[9223372036854775807, 1].sum()", "[1].flatten(-1)", "lists.range(2000000)", "url('/a').family()"],
)  # fmt: skip
def test_what_fails_as_in_the_api_server(expression: str, evaluate: Callable[..., Any]) -> None:
    with pytest.raises(EvaluationError):
        evaluate(expression, {"b": 1})


@pytest.mark.parametrize("expression", ["1 +", "unknown(1)", "'a' + 1", "self.a.b.unknown()", "[1].all(x)", "nobody"])
def test_what_is_not_valid(expression: str, evaluate: Callable[..., Any]) -> None:
    with pytest.raises(CompileError) as e:
        evaluate(expression)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize(
    "expression", ["authorizer.group('')", "[1].sortBy(x, x)", "format.named('uuid')", "'a'.find('\\\\pL')", "self.foo + 1"]
)
def test_what_is_not_supported_is_told_apart(expression: str, evaluate: Callable[..., Any]) -> None:
    with pytest.raises(Unsupported):
        evaluate(expression, {"foo": "a"})


def test_an_error_of_our_own_is_not_taken_for_one_of_the_rule() -> None:
    from k8skit.admission.engine import _failure, _guarded

    def broken(_: Any) -> Any:
        raise KeyError("x")

    with pytest.raises(ValueError, match="KeyError") as e:
        _guarded(broken)(1)
    assert isinstance(_failure(f"OUT_OF_RANGE: {e.value}"), Unsupported)
