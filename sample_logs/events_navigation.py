"""Moving about in a course: pages, subsections, units."""

from sample_logs.courses import SITE, Course, Unit
from sample_logs.envelope import Record, Visit

SEQUENCE = "edx.ui.lms.sequence."
FRAME: Record = {"show_title": ["0"], "view": ["student_view"]}
#: Pages beside the courseware that some open when they come: tail of the URL, probability.
TABS = (("info", 0.35), ("progress", 0.2), ("wiki/{number}/", 0.02), ("syllabus", 0.03))


def enter(visit: Visit, course: Course) -> None:
    """From the dashboard into the course."""
    visit.request("/dashboard", in_course=False)
    visit.wait(2, 15)
    for tail, probability in TABS:
        if visit.dice.chance(probability):
            path = course.url(tail.format(number=course.number))
            visit.request(path)
            visit.page = SITE + path
            visit.wait(4, 60)
    if visit.dice.chance(0.04):
        visit.browser("edx.course.tool.accessed", {"tool_name": "edx.bookmarks"})


def open_unit(visit: Visit, unit: Unit, before: Unit | None) -> None:
    """Go to a unit from the one before: within its subsection by tab, else by page."""
    if before and before.sequential is unit.sequential:
        _turn(visit, before, unit)
    else:
        _arrive(visit, unit, before)
    if visit.course and visit.has_frames:  # the new front end shows the unit in a frame
        outer = f"learning/course/{visit.course.id}/{unit.sequential.key}/{unit.vertical.key}"
        visit.outer_page = f"https://apps.example.org/{outer}"
        visit.request(f"/xblock/{unit.vertical.key}", get=FRAME, in_course=False)
        visit.page = f"{SITE}/xblock/{unit.vertical.key}?show_title=0&view=student_view"
    visit.wait(1, 8)


def _arrive(visit: Visit, unit: Unit, before: Unit | None) -> None:
    new_page = f"{SITE}{unit.path}"
    if before and visit.dice.chance(0.5):
        crossing: Record = {"id": before.sequential.key, "current_tab": before.position,
                            "tab_count": before.tabs, "widget_placement": "bottom"}  # fmt: skip
        units = unit.vertical.course.units
        is_next = units.index(unit) > units.index(before)
        name = "next_selected" if is_next else "previous_selected"
        visit.browser(SEQUENCE + name, crossing)
    elif visit.modern:
        outline: Record = {"current_url": visit.page, "target_name": f"{unit.sequential.title} ",
                           "target_url": new_page, "widget_placement": "accordion"}  # fmt: skip
        visit.browser("edx.ui.lms.outline.selected", outline)
    visit.browser("page_close", {} if visit.modern else "")
    tail = f"{unit.position}/" if unit.position > 1 or visit.dice.chance(0.2) else ""
    visit.request(f"{unit.path}{tail}")
    visit.page, visit.outer_page = new_page, ""


def _turn(visit: Visit, before: Unit, unit: Unit) -> None:
    old, new = before.position, unit.position
    kind = {1: "seq_next", -1: "seq_prev"}.get(new - old, "seq_goto")
    if kind == "seq_next" and visit.dice.chance(0.2):
        kind = "seq_goto"  # by its tab
    name = {"seq_next": "next_selected", "seq_prev": "previous_selected"}.get(kind, "tab_selected")
    payload: Record = {"old": old, "new": new, "id": unit.sequential.key}
    if visit.modern:
        payload |= {"current_tab": old, "tab_count": unit.tabs, "widget_placement": "top"}
        if kind == "seq_goto":
            payload["target_tab"] = new
    visit.request(
        unit.sequential.action("goto_position", modern=visit.modern), {"position": [str(new)]}
    )
    visit.browser(kind, payload, SEQUENCE + name)


def look_back(visit: Visit, unit: Unit, earlier: Unit) -> None:
    """A look at an earlier unit, and back."""
    open_unit(visit, earlier, unit)
    visit.wait(10, 90)
    open_unit(visit, unit, earlier)


def click_link(visit: Visit, target: str) -> None:
    """A link in the text."""
    visit.browser("edx.ui.lms.link_clicked", {"target_url": target, "current_url": visit.page})


def jump(visit: Visit, unit: Unit) -> None:
    """The breadcrumb above a unit of the new course."""
    payload: Record = {
        "target_name": unit.sequential.title, "id": unit.vertical.key,
        "current_id": unit.sequential.key, "widget_placement": "breadcrumb",
    }  # fmt: skip
    visit.browser("edx.ui.lms.jump_nav.selected", payload)


def leave(visit: Visit) -> None:
    """Close the page; a few log out first."""
    visit.browser("page_close", {} if visit.modern else "")
    if visit.dice.chance(0.1):
        visit.request("/logout", in_course=False)
