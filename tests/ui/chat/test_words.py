"""Tokens become words, also where Markdown was rendered."""

import pytest

from liftapp.ui.chat.words import NOBODY, Rendered, characters, owners, token_span, units, words


def shares(tokens: list[str], gates: list[float | None], shown: str) -> list[tuple[str, float]]:
    found = words(shown, owners(tokens, shown), gates)
    return [(shown[w.start : w.end], round(w.share, 3)) for w in found]


def test_a_words_share_is_the_mean_of_its_tokens() -> None:
    said = shares([" Or", "bury", " has", " 24", "."], [0.2, 0.6, 0.1, 0.4, 0.8], "Orbury has 24.")
    assert said == [("Orbury", 0.4), ("has", 0.1), ("24.", 0.6)]


def test_markup_is_nobodys_and_moves_no_share() -> None:
    tokens = ["- **", "Or", "bury", "**", ": ", "`", "24", "`"]
    said = shares(tokens, [0.0, 0.2, 0.6, 0.0, 0.5, 0.0, 0.9, 0.0], "Orbury: 24")
    assert said == [("Orbury:", round((0.2 + 0.6 + 0.5) / 3, 3)), ("24", 0.9)]


def test_what_no_token_wrote_has_no_share() -> None:
    assert owners(["one"], "two") == [NOBODY] * 3
    assert shares(["one"], [0.5], "two") == []


def test_tokens_without_a_gate_are_left_out() -> None:
    assert shares(["Or", "bury", " is"], [None, 0.6, None], "Orbury is") == [("Orbury", 0.6)]


def test_a_script_without_spaces_is_shaded_sign_by_sign() -> None:
    assert shares(["市", "長"], [0.1, 0.9], "市長") == [("市", 0.1), ("長", 0.9)]


def test_a_token_knows_what_it_wrote() -> None:
    owner = owners([" Lucy", " Fen", "lin"], "Lucy Fenlin")
    assert [token_span(owner, i) for i in range(4)] == [(0, 4), (5, 8), (8, 11), None]


def test_a_formula_is_of_those_who_wrote_it() -> None:
    tokens = ["So ", r"$\al", "pha", "^2$", " is ", "`$x$`", " or", " $x$"]
    shown = "So α² is $x$ or x"
    formulas = [Rendered(3, 13, 3, 5), Rendered(26, 29, 16, 17)]
    assert "".join(tokens)[26:29] == "$x$"
    owner = owners(tokens, shown, formulas)
    assert owner[3:5] == [1, 2]
    assert {owner[i] for i in (9, 10, 11)} == {5}
    assert (owner[6], owner[13], owner[16]) == (4, 6, 7)


@pytest.mark.parametrize("index", range(5))
def test_positions_of_qt_count_signs_beyond_the_first_plane_twice(index: int) -> None:
    text = "a😀bc"
    assert units(text, index) == (0, 1, 3, 4, 5)[index]
    assert characters(text, units(text, index)) == index
