"""A session of a learner: come, go on where one stopped, leave."""

from datetime import timedelta

from sample_logs.courses import Block, Problem, Unit, Video
from sample_logs.envelope import Record, Visit
from sample_logs.events_extras import EXTRAS, PARTITION
from sample_logs.events_forum import Forum, take_part
from sample_logs.events_navigation import click_link, enter, jump, leave, look_back, open_unit
from sample_logs.events_problems import solve
from sample_logs.events_site import change_settings, discover, log_in
from sample_logs.events_video import watch
from sample_logs.people import Enrolment


def study(visit: Visit, enrolment: Enrolment, week: int, forum: Forum) -> None:
    """A session in a browser."""
    dice, course = visit.dice, enrolment.course
    if dice.chance(0.3):
        log_in(visit)
    if enrolment.group:
        visit.tags = {PARTITION: str(enrolment.group)}
    enter(visit, course)
    before: Unit | None = None
    todo = [unit for unit in course.units if unit.week <= week]
    open_ones = [unit for unit in todo if unit.vertical.key not in enrolment.done]
    for unit in open_ones[: dice.whole(3, 7)] or [dice.pick(todo)]:
        open_unit(visit, unit, before)
        if before and dice.chance(0.08):
            look_back(visit, unit, before)
        left = [block for block in unit.blocks if not _do(visit, enrolment, block)]
        if not left:
            enrolment.done.add(unit.vertical.key)
            if visit.modern and dice.chance(0.04):
                _complete(visit, unit.blocks[0])
                enrolment.completed.setdefault(unit.blocks[0].key, visit.now)
        before = unit
        if dice.chance(enrolment.person.sociability):
            take_part(visit, forum)
            before = None
    if before and not course.is_old and dice.chance(0.05):
        jump(visit, before)
    if dice.chance(0.03):
        change_settings(visit)
    if dice.chance(0.03):
        discover(visit)
    leave(visit)


def _do(visit: Visit, enrolment: Enrolment, block: Block) -> bool:
    """Whatever a block asks for. Returns whether the learner is done with it."""
    dice, diligence = visit.dice, enrolment.person.diligence
    if isinstance(block, Video):
        if dice.chance(0.6 + 0.35 * diligence):
            watch(visit, enrolment, block)
    elif isinstance(block, Problem):
        if dice.chance(0.6 + 0.4 * diligence):
            return solve(visit, enrolment, block)
    elif block.kind in EXTRAS:
        if dice.chance(0.6 + 0.3 * diligence):
            EXTRAS[block.kind](visit, enrolment, block)
            enrolment.completed.setdefault(block.key, visit.now)
    else:
        enrolment.completed.setdefault(block.key, visit.now)
        visit.wait(10, 120)
        if dice.chance(0.1):
            click_link(visit, "https://www.example.org/reading")
    return True


def _complete(visit: Visit, block: Block) -> None:
    """The event bus reports a completion, in the envelope that it uses inside the site."""
    assert visit.course is not None
    data: Record = {
        "course_id": visit.course.id, "block_id": block.key, "completion": 1.0,
        "user_id": visit.user_id,
    }  # fmt: skip
    context: Record = {
        "user_id": visit.user_id, "course_id": visit.course.id, "org_id": visit.course.org,
        "username": visit.username, "session": visit.session, "ip": visit.ip,
        "host": visit.host, "agent": visit.agent, "referer": visit.page,
        "accept_language": visit.language, "event_source": "server", "page": None,
        "path": block.action("publish_completion"),
    }  # fmt: skip
    name = "edx.completion.block_completion.changed"
    record: Record = {"name": name, "timestamp": visit.now.isoformat(), "data": data,
                      "context": context}  # fmt: skip
    visit.write(record, visit.now, visit.now)
    visit.wait(0.01, 0.1)


def study_in_app(visit: Visit, enrolment: Enrolment, week: int) -> None:
    """Videos on the way; what the phone could not send waits for hours or days."""
    dice, course = visit.dice, enrolment.course
    late = timedelta(seconds=dice.between(1, 8))
    if dice.chance(0.3):
        late = timedelta(hours=dice.between(2, 100))
    screen: Record = {"label": "Course Dashboard", "category": "screen"}
    visit.app("edx.bi.app.navigation.screen", "edx.bi.app.navigation.screen", screen, late)
    units = [unit for unit in course.units if unit.week <= week]
    videos = [block for unit in units for block in unit.blocks if isinstance(block, Video)]
    unseen = [video for video in videos if video.key not in enrolment.watched]
    for video in (unseen or videos[-2:])[: dice.whole(1, 3)]:
        watch(visit, enrolment, video, late)
        visit.wait(5, 30)
