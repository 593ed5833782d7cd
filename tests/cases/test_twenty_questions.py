"""docs/twenty_questions.md prints what its queries give on the sample logs."""

import pytest
from conftest import ROOT, Warehouse
from printed_answers import check, questions

QUESTIONS = questions(ROOT / "docs" / "twenty_questions.md")


def test_there_are_twenty() -> None:
    assert len(QUESTIONS) == 20


@pytest.mark.parametrize("title", QUESTIONS)
def test_the_printed_answer_is_the_answer(sample_warehouse: Warehouse, title: str) -> None:
    check(sample_warehouse, QUESTIONS[title])
