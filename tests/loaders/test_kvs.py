"""Coursera's key-value tables: what is in PHP's serialised values and in the XML of quizzes."""

from __future__ import annotations

import re

import pytest

from loaders.coursera.kvs import quiz_records, read_records
from loaders.coursera.php import Unreadable, unserialize, unserialize_twice


def test_php_values_are_read_though_their_lengths_are_wrong() -> None:
    assert unserialize('a:2:{i:7;s:6:"学习";s:1:"k";b:1;}') == {7: "学习", "k": True}
    assert unserialize('a:1:{s:1:"k";s:6:"??";}') == {"k": "??"}
    assert unserialize('s:9:"say "hi";";') == 'say "hi";'
    assert unserialize_twice('s:22:"a:1:{i:0;s:4:"a";b";}";') == {0: 'a";b'}
    assert unserialize_twice('s:99:"a:1:{i:0;s:4:"??";}";') == {0: "??"}
    assert unserialize("a:2:{i:0;N;i:1;d:-0.5;}") == {0: None, 1: -0.5}


@pytest.mark.parametrize(
    "text",
    [
        *("", "a:1:{i:0;", 's:3:"ab', "i:1;i:2;", "O:1:", "a:1:{N;i:1;}", "d:E;", "d:+-;"),
        f"i:{'9' * 30};",
        f"s:{'9' * 30}:",
        "a:1:{i:0;" * 5000,
    ],
)
def test_what_is_no_php_value_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        unserialize(text)


def quiz(question: str) -> str:
    xml = (
        "<quiz><data><question_groups><question_group>"
        f"{question}</question_group></question_groups></data></quiz>"
    )
    return f's:{len(xml.encode())}:"{xml}";'


def test_a_quiz_is_read_through_white_space_and_bare_ampersands() -> None:
    found = list(
        quiz_records(
            "xml.quiz_id:3",
            quiz(
                '<question id="q"><metadata><parameters><choice_type>\n radio </choice_type>'
                "</parameters></metadata><data><text>\n  <![CDATA[A & <b>naïve</b>]]>\n</text>"
                '<option_groups><option_group><option id="o&1" selected_score="0.5" '
                'unselected_score=""><text> <![CDATA[x]]> </text></option></option_group>'
                "</option_groups></data></question>"
            ),
        )
    )
    [(_, question), (_, option)] = found
    assert question["question_text"] == "A & <b>naïve</b>"
    assert question["choice_type"] == "radio"
    assert (option["option_id"], option["option_text"]) == ("o&1", "x")
    assert (option["selected_score"], option["unselected_score"]) == (0.5, None)


def test_entities_that_xml_does_not_know_and_times_that_are_no_numbers_lose_no_quiz() -> None:
    question = '<question id="q"><data><text>a&nbsp;&lt;&#233;</text><video time="soon"/></data>'
    [(table, found)] = quiz_records("xml.quiz_id:3", quiz(f"{question}</question>"))
    assert (table, found["question_text"]) == ("quiz_questions", "a&nbsp;<é")
    assert found["video_seconds"] is None
    saved = 's:58:"a:2:{s:7:"answers";a:0:{}s:10:"saved_time";d:INF;}";'
    assert list(quiz_records("submission.submission_id:5", saved)) == [
        (
            "quiz_submissions",
            {"submission_id": 5, "quiz_id": None, "start_time": None, "saved_time": None},
        )
    ]


@pytest.mark.parametrize(
    ("before", "text", "read"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n', "é 東", "é 東"),
        ('\ufeff<?xml version="1.1" encoding="utf-16"?>', "é", "é"),
        ("", "a\x0bb\x00", "a\ufffdb\ufffd"),
        ("", "<![CDATA[a\x1f]]>", "a\ufffd"),
        ("", "a&#11;&#x0;&#xD800;&#1114112;&#233;&#xe9;", "a\ufffd\ufffd\ufffd\ufffdéé"),
        ("", "<![CDATA[a&#11;]]>", "a&#11;"),
    ],
)
def test_declared_encodings_and_characters_that_xml_lacks_lose_no_quiz(
    before: str, text: str, read: str
) -> None:
    xml = quiz(f'<question id="q"><data><text>{text}</text></data></question>')
    [(table, found)] = quiz_records("xml.quiz_id:3", xml.replace('"<quiz>', f'"{before}<quiz>'))
    assert (table, found.get("question_text")) == ("quiz_questions", read)


@pytest.mark.parametrize(
    ("answer", "option", "text"),
    [
        ("a:1:{i:0;b:1;}", "1", None),
        ("a:1:{i:0;d:2;}", "2", None),
        ("a:1:{i:0;d:0.5;}", "0.5", None),
        ('a:1:{i:0;s:1:" ";}', None, None),
        ("a:1:{i:0;b:0;}", None, None),
        ('a:1:{s:6:"answer";b:1;}', None, "1"),
        ('a:1:{s:6:"answer";d:1;}', None, "1"),
    ],
)
def test_answers_are_texts_as_php_writes_them(
    answer: str, option: str | None, text: str | None
) -> None:
    [_, (_, found)] = quiz_records("submission.submission_id:5", submission(answer))
    assert (found["option_id"], found["answer_text"]) == (option, text)


@pytest.mark.parametrize("answer", ["a:1:{i:0;a:0:{}}", 'a:1:{s:6:"answer";a:1:{i:0;s:1:"x";}}'])
def test_an_array_in_place_of_an_option_or_a_text_is_unknown(answer: str) -> None:
    records = quiz_records("submission.submission_id:5", submission(answer))
    assert [table for table, _ in records] == ["quiz_submissions"]


def submission(answer: str) -> str:
    inner = f'a:1:{{s:7:"answers";a:1:{{s:1:"q";{answer}}}}}'
    return f's:{len(inner)}:"{inner}";'


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("xml.quiz_id:1", 's:3:"<a>', "it is cut off at byte 8, in a text of 3"),
        ("xml.quiz_id:1", 's:6:"<quiz>";', "no element found"),
        ("xml.quiz_id:1", 's:18:"<quiz><question/></quiz>";', "questions outside of its groups"),
        (f"xml.quiz_id:{'9' * 30}", 's:7:"<quiz/>";', "no kind of value has such a key"),
        (
            "submission.submission_id:1",
            's:9:"a:1:{s:7:"',
            "it is cut off at byte 15, in a text of 9",
        ),
        ("submission.submission_id:1", 's:4:"i:1;";', "it is not an array"),
        ("submission.submission_id:1", 's:6:"a:0:{}";', "it has no answers"),
        ("submission.submission_id:1", "", "it may be cut off there"),
    ],
)
def test_what_nothing_can_be_read_of_is_named(key: str, value: str, reason: str) -> None:
    [(table, record)] = quiz_records(key, value)
    assert (table, record["table_name"], record["key"]) == ("unreadable_values", "kvs_quiz", key)
    assert re.search(reason, str(record["reason"]))


@pytest.mark.parametrize("key", ["saved.quiz_id:1.user_id:ana", "xml.quiz_id:1.backup", "backup:3"])
def test_what_was_not_handed_in_and_backups_are_left_aside(key: str) -> None:
    assert list(quiz_records(key, "anything")) == []


def test_a_quiz_without_questions_is_empty() -> None:
    assert list(quiz_records("xml.quiz_id:1", quiz(""))) == []


def test_of_questions_and_options_with_one_id_the_first_stands() -> None:
    option = '<option_group><option id="o" selected_score="{}"/></option_group>'
    options = f"<data>{option.format(1)}{option.format(2)}</data>"
    text = quiz(f'<question id="q">{options}</question><question id="q">{options}</question>')
    found = list(quiz_records("xml.quiz_id:1", text))
    assert [table for table, _ in found] == ["quiz_questions", "quiz_options"]
    assert found[1][1]["selected_score"] == 1


@pytest.mark.parametrize("score", ["inf", "NaN", "1e999", "", "much"])
def test_a_score_that_is_no_number_is_unknown(score: str) -> None:
    option = f'<option_group><option id="o" selected_score="{score}"/></option_group>'
    found = list(quiz_records("xml.quiz_id:1", quiz(f'<question id="q">{option}</question>')))
    assert all(record.get("selected_score") is None for _, record in found)


def test_a_draft_that_repeats_question_ids_stays_apart() -> None:
    question = quiz('<question id="q"/>')
    keys = [
        (record["quiz_id"], record["question_id"])
        for quiz_id in (1, 2)
        for _, record in quiz_records(f"xml.quiz_id:{quiz_id}", question)
    ]
    assert keys == [(1, "q"), (2, "q")]


def test_a_question_left_empty_and_a_typed_answer_each_have_a_row() -> None:
    inner = 'a:1:{s:7:"answers";a:2:{s:1:"p";a:0:{}s:1:"q";a:1:{s:6:"answer";s:2:"hi";}}}'
    found = list(quiz_records("submission.submission_id:5", f's:{len(inner)}:"{inner}";'))
    assert [table for table, _ in found] == ["quiz_submissions", "quiz_answers", "quiz_answers"]
    empty, typed = found[1][1], found[2][1]
    assert (empty["place"], empty["option_id"], empty["answer_text"]) == (0, None, None)
    assert (typed["place"], typed["option_id"], typed["answer_text"]) == (1, None, "hi")


def test_read_marks_of_a_forum_and_of_threads_are_all_kept() -> None:
    found = list(read_records("forum_2.77", 'a:2:{s:4:"_all";i:5;i:9;i:6;}'))
    assert [(record["thread_id"], record["read_at"]) for _, record in found] == [(None, 5), (9, 6)]
    [(table, unreadable)] = read_records("forum_2.guest", "a:0:{}")
    assert (table, unreadable["key"]) == ("unreadable_values", "forum_2.guest")
