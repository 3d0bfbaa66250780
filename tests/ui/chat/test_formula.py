"""Formulas become a line of text that says the same, or stay as they were written."""

from itertools import groupby

import pytest

from liftapp.ui.chat.formula import LONGEST, Run, runs

MARKS = {1: "^", -1: "_", 0: ""}


def line(latex: str) -> str:
    """The formula with ^ and _ before what is raised and lowered."""
    levels = groupby(runs(latex) or (), key=lambda run: run.level)
    return "".join(MARKS[level] + "".join(r.text for r in some) for level, some in levels)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("E=mc^2", "E = mc²"),
        (r"x_{i}^{2}", "x_i²"),
        (r"H_2O", "H₂O"),
        (r"10^{-3}", "10⁻³"),
        (r"{}^{14}C", "¹⁴C"),
        (r"f''(x)", "f′′(x)"),
        (r"90^\circ", "90°"),
        (r"\sum_{i=1}^n i", "∑_i=1ⁿ i"),
        (r"\lim_{x\to 0} \frac{\sin x}{x}", "lim_x→0 (sin x)/x"),
        (r"O(n \log n)", "O(n log n)"),
        (r"x \in \mathbb{R}", "x ∈ ℝ"),
        (r"\hat{x}", "x̂"),
        (r"a \not= \{b\}", "a ≠ {b}"),
        (r"\left.x\right|_0", "x|₀"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"3\,\%", "3 %"),
        (r"3-(-5)", "3 − (−5)"),
        (r"1{,}000.5", "1,000.5"),
        (r"x^12", "x¹2"),
        (r"\$5", "$5"),
    ],
)
def test_what_a_line_can_say(latex: str, shown: str) -> None:
    assert line(latex) == shown


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\frac{a+b}{2c}", "(a + b)/(2c)"),
        (r"\frac12 mv^2", "(1/2)mv²"),
        (r"x{\frac ab}", "x(a/b)"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac{P(B)P(A)}{P(C)}", "P(B)P(A)/P(C)"),
        (r"\frac{(a)(b)}{(c)(d)}", "(a)(b)/((c)(d))"),
        (r"\sqrt{x}y", "(√x)y"),
        (r"2\sqrt{3}+1", "2√3 + 1"),
        (r"\sqrt[3]{x+1}", "∛(x + 1)"),
    ],
)
def test_what_a_line_over_or_under_held_together_gets_brackets(latex: str, shown: str) -> None:
    assert line(latex) == shown


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\unknown x", "{a", "x^", "x^{y^{z}}", "50% of",
        r"\overline{AB}", r"\underbrace{x}_n", r"\sqrt[n]{x}", r"a\\b", "", "{" * 1900,
        "x" * (LONGEST + 1),
    ],
)  # fmt: skip
def test_what_it_can_not_say_stays_as_it_is(latex: str) -> None:
    assert runs(latex) is None


def test_letters_are_slanted_and_names_and_vectors_are_not() -> None:
    assert runs(r"\sin x") == [Run("sin "), Run("x", slanted=True)]
    assert runs(r"\mathbf{v}") == [Run("v", bold=True)]
    assert runs(r"\mathrm{d}t") == [Run("d"), Run("t", slanted=True)]
