from liftapp.exam.tables import Table, as_markdown, as_text

TABLES = [
    Table("One", ("view", "right"), (("RAG", "5 %"), ("closed book", "100 %"))),
    Table("Two", ("a|b", "c"), (("d\ne", ""),)),
]


def test_columns_stand_under_each_other() -> None:
    assert as_text(TABLES[:1]).split("\n") == [
        "One",
        "  view         right",
        "  RAG            5 %",
        "  closed book  100 %",
    ]
    assert as_text(TABLES).count("\n\n") == 1


def test_markdown_has_a_heading_and_a_pipe_table() -> None:
    assert as_markdown(TABLES).split("\n") == [
        "## One", "", "| view | right |", "| --- | ---: |", "| RAG | 5 % |",
        "| closed book | 100 % |", "", "## Two", "", "| a\\|b | c |", "| --- | ---: |",
        "| d e |  |",
    ]  # fmt: skip
