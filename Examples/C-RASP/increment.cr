// Three binary digits, the lowest first, and behind them the three of the number that is one larger.

#define three_before(i, j) = j == i - 3

length = #true
ones_before = #"1" - (1 if "1" else 0)
// All digits up to here are ones, or there are none yet.
carry = (ones_before == length - 1) || (length == 1)
one_expected = (carry || "1") && (!(carry && "1"))
zero_expected = !one_expected
right_one = "1" && ((#[three_before] one_expected) > 0)
right_zero = "0" && ((#[three_before] zero_expected) > 0)
accepted = (2 * (#right_one + #right_zero) == length) && (length == 6)
