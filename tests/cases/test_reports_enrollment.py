"""Public bug reports about enrollment: who is enrolled now, and changes that are told twice."""

from pathlib import Path

from conftest import Warehouse, same_rows


def test_deactivation_lowers_the_count(shared: Path, reports_warehouse: Warehouse) -> None:
    course = "course_id = 'course-v1:BugX+C25+2024'"
    assert reports_warehouse.rows(
        f"""
        select cast(enrollment_date as varchar), n_enrolled from marts.fct_enrollment_daily
        where {course} and enrollment_date between '2024-03-16' and '2024-03-18'
        order by enrollment_date
        """
    ) == [("2024-03-16", 2), ("2024-03-17", 1), ("2024-03-18", 2)]
    same_rows(
        reports_warehouse.rows(
            f"""
            select identities.username, enrollments.is_enrolled, enrollments.mode
            from marts.fct_enrollments as enrollments
            inner join private.learner_identities as identities using (learner_id)
            where enrollments.{course}
            """
        ),
        [("leaver", False, "audit"), ("payer", True, "verified"), ("newcomer", True, "audit")],
    )


def test_change_told_twice_counts_once(shared: Path, reports_warehouse: Warehouse) -> None:
    assert reports_warehouse.rows(
        """
        select sum(n_activated), sum(n_deactivated), arg_max(n_enrolled, enrollment_date)
        from marts.fct_enrollment_daily where course_id = 'course-v1:BugX+C30+2024'
        """
    ) == [(2, 1, 1)]
