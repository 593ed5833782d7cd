"""Problems: one click on Check makes up to four lines."""

from typing import NamedTuple
from urllib.parse import urlencode

from sample_logs.courses import RESPONSES, Part, Problem
from sample_logs.envelope import Record, Visit, number
from sample_logs.events_grades import grade_problem
from sample_logs.people import Enrolment

MAX_ATTEMPTS = 5


class Answer(NamedTuple):
    """What is given for a part: the value sent, the text shown, what it is worth."""

    value: str | list[str]
    text: str | list[str]
    worth: float


def _answer(visit: Visit, part: Part, is_right: bool) -> Answer:
    """A right answer, or one of the wrong ones; a checkbox may be half right."""
    right, wrong = part.choices[: part.n_right], part.choices[part.n_right :]
    if part.kind != "checkbox":
        value, text = visit.dice.pick(right if is_right else wrong)
        return Answer(value, text, float(is_right))
    chosen = right if is_right else (right[0], visit.dice.pick(wrong))
    half = 0.5 if visit.modern and not part.id.startswith("i4x") else 0.0
    return Answer(
        [value for value, _ in chosen], [text for _, text in chosen], 1.0 if is_right else half
    )


def _correctness(worth: float) -> str:
    return {0.0: "incorrect", 1.0: "correct"}.get(worth, "partially-correct")


def _values(answers: dict[str, Answer]) -> Record:
    return {part_id: answer.value for part_id, answer in answers.items()}


def _form(answers: dict[str, Answer]) -> dict[str, list[str]]:
    """The form as a browser sends it: values by the name of their input."""
    return {
        f"input_{part_id}{'[]' * isinstance(answer.value, list)}": (
            answer.value if isinstance(answer.value, list) else [answer.value]
        )
        for part_id, answer in answers.items()
    }


def _query(answers: dict[str, Answer]) -> str:
    return urlencode(_form(answers), doseq=True)


def _fresh_state(visit: Visit, problem: Problem) -> Record:
    seed = visit.dice.whole(1, 3) if problem.has_variants else 1
    inputs: Record = {part.id: {} for part in problem.parts}
    return {"student_answers": {}, "seed": seed, "done": None, "correct_map": {},
            "input_state": inputs}  # fmt: skip


def _correct_map(visit: Visit, answers: dict[str, Answer]) -> Record:
    more: Record = {"answervariable": None} if visit.modern else {}
    return {
        part_id: {"hint": "", "hintmode": None, "correctness": _correctness(answer.worth),
                  "npoints": answer.worth if 0 < answer.worth < 1 else None, **more,
                  "msg": "", "queuestate": None}
        for part_id, answer in answers.items()
    }  # fmt: skip


def _submission(visit: Visit, problem: Problem, answers: dict[str, Answer], seed: object) -> Record:
    more: Record = {"group_label": ""} if visit.modern else {}
    submission: Record = {}
    for part in problem.parts:
        response_type, input_type = RESPONSES[part.kind]
        submission[part.id] = {
            "input_type": input_type, "question": part.question, "response_type": response_type,
            "answer": answers[part.id].text, "variant": seed if problem.has_variants else "",
            "correct": answers[part.id].worth == 1.0, **more,
        }  # fmt: skip
    return submission


def _html(problem: Problem, answers: dict[str, Answer]) -> str:
    """The problem as the page shows it after grading."""
    parts = "".join(
        f'<p>{part.question}</p><div id="inputtype_{part.id}" class="{part.kind}"><span class='
        f'"status {_correctness(answers[part.id].worth)}" id="status_{part.id}"></span></div>\n'
        for part in problem.parts
    )
    return f'\n<h2 class="problem-header">\n  {problem.title}\n</h2>\n<div class="problem">{parts}'


def _check(
    visit: Visit, enrolment: Enrolment, problem: Problem, answers: dict[str, Answer], attempts: int
) -> float:
    """Click on Check: request, click, verdict, page. Returns the grade."""
    query = _query(answers)
    state = enrolment.states.setdefault(problem.key, _fresh_state(visit, problem))
    visit.request(problem.action("problem_check", modern=visit.modern), _form(answers))
    visit.browser("problem_check", query)
    correct_map = _correct_map(visit, answers)
    grade = sum(answer.worth for answer in answers.values())
    values = _values(answers)
    payload: Record = {
        "submission": _submission(visit, problem, answers, state["seed"]),
        "success": "correct" if grade == len(answers) else "incorrect",
        "grade": number(grade), "correct_map": correct_map, "state": state, "answers": values,
        "attempts": attempts, "max_grade": len(answers), "problem_id": problem.key,
    }  # fmt: skip
    visit.module("problem_check", payload, problem, "problem_check")
    visit.wait(0.1, 0.8)
    visit.browser("problem_graded", [query, _html(problem, answers)])
    enrolment.completed.setdefault(problem.key, visit.now)
    enrolment.states[problem.key] = state | {
        "student_answers": values, "done": True, "correct_map": correct_map, "attempts": attempts,
    }  # fmt: skip
    return grade


def _is_right(visit: Visit, enrolment: Enrolment, problem: Problem, attempts: int) -> bool:
    """More likely for the able, the easy, and those who tried before."""
    edge = enrolment.person.ability - problem.difficulty + 0.5 * (attempts - 1)
    return visit.dice.chance(0.5 + 0.47 * edge / (0.6 + abs(edge)))


def solve(visit: Visit, enrolment: Enrolment, problem: Problem) -> bool:
    """Try a problem until it is right, or enough. Returns whether the learner is done with it."""
    dice = visit.dice
    visit.request(problem.action("problem_get", modern=visit.modern))
    if problem.due_at and visit.now >= problem.due_at:
        return _too_late(visit, problem)
    attempts = int(str(enrolment.states.get(problem.key, {}).get("attempts", 0)))
    given: dict[str, Answer] = {}
    grade = 0.0
    while attempts < MAX_ATTEMPTS:
        visit.wait(15, 150)
        attempts += 1
        for part in problem.parts:
            if part.id not in given or given[part.id].worth < 1:
                given[part.id] = _answer(
                    visit, part, _is_right(visit, enrolment, problem, attempts)
                )
        if dice.chance(0.06):
            _save(visit, problem, given)
        grade = _check(visit, enrolment, problem, given, attempts)
        _feedback(visit, problem, given)
        grade_problem(visit, enrolment, problem, grade)
        if grade == len(problem.parts) or dice.chance(0.3):
            break
        if dice.chance(0.12):
            _hint(visit, problem)
        if problem.has_variants and dice.chance(0.15):
            _reset(visit, enrolment, problem)
    if grade < len(problem.parts):
        if dice.chance(0.25):
            return False  # comes back another day
        if dice.chance(0.5):
            _show_answer(visit, problem)
    return True


def _too_late(visit: Visit, problem: Problem) -> bool:
    """After the deadline the server refuses; most do not even try."""
    if visit.dice.chance(0.3):
        answers = {part.id: _answer(visit, part, True) for part in problem.parts}
        visit.request(problem.action("problem_check", modern=visit.modern), _form(answers))
        visit.browser("problem_check", _query(answers))
        payload: Record = {"problem_id": problem.key, "answers": _values(answers),
                           "failure": "closed", "state": _fresh_state(visit, problem)}  # fmt: skip
        visit.module("problem_check_fail", payload, problem, "problem_check")
    return True


def _save(visit: Visit, problem: Problem, answers: dict[str, Answer]) -> None:
    visit.request(problem.action("problem_save", modern=visit.modern), _form(answers))
    visit.browser("problem_save", _query(answers))
    payload: Record = {"problem_id": problem.key, "answers": _values(answers),
                       "state": _fresh_state(visit, problem)}  # fmt: skip
    name = "save_problem_success"
    if visit.dice.chance(0.1):
        name, payload["failure"] = "save_problem_fail", "done"
    visit.module(name, payload, problem, "problem_save")
    visit.wait(5, 40)


def _reset(visit: Visit, enrolment: Enrolment, problem: Problem) -> None:
    """Ask for another variant."""
    old = enrolment.states[problem.key]
    new = _fresh_state(visit, problem) | {"attempts": old["attempts"]}
    visit.request(problem.action("problem_reset"), {"id": [problem.key]})
    visit.browser("problem_reset", {"answers": old["student_answers"]})
    payload: Record = {"problem_id": problem.key, "old_state": old, "new_state": new}
    visit.module("reset_problem", payload, problem, "problem_reset")
    enrolment.states[problem.key] = new


def _show_answer(visit: Visit, problem: Problem) -> None:
    """Give up and look."""
    visit.request(problem.action("problem_show", modern=visit.modern))
    visit.browser("problem_show", {"problem": problem.key if visit.modern else problem.html_id})
    visit.module("showanswer", {"problem_id": problem.key}, problem, "problem_show")
    visit.wait(5, 60)


def _hint(visit: Visit, problem: Problem) -> None:
    path = problem.action("hint_button", modern=visit.modern)
    visit.request(path, {"hint_index": ["0"], "input_id": [problem.key]})
    payload: Record = {
        "hint_index": 0, "hint_len": 1, "hint_text": f"See the lecture on {problem.topic.lower()}.",
        "module_id": problem.key,
    }  # fmt: skip
    visit.module("edx.problem.hint.demandhint_displayed", payload, problem, "hint_button")


def _feedback(visit: Visit, problem: Problem, answers: dict[str, Answer]) -> None:
    """Quizzes of the new course say why a choice is wrong."""
    for part in problem.parts:
        answer = answers[part.id]
        if problem.course.is_old or part.kind != "choice" or problem.due_at:
            continue
        payload: Record = {
            "module_id": problem.key, "problem_part_id": part.id.rpartition("_")[0],
            "trigger_type": "single", "hint_label": _correctness(answer.worth).capitalize(),
            "correctness": answer.worth == 1, "question_type": RESPONSES[part.kind][0],
            "student_answer": [answer.value], "hints": [{"text": f"You chose: {answer.text}"}],
        }  # fmt: skip
        name = "edx.problem.hint.feedback_displayed"
        visit.module(name, payload, problem, "problem_check")
