select
    bands.band_from as grade,
    outcomes.outcome,
    case outcomes.outcome
        when 'passed' then bands.n_passed
        when 'without a pass' then bands.n_failed
        else bands.n_passed_unknown
    end as learners
from marts.rpt_grade_distribution as bands
cross join unnest(['passed', 'without a pass', 'unknown']) as outcomes (outcome)
where
    bands.course_id = $course
    and bands.band_kind = '5 points'
    and bands.band_from is not null
    and learners > 0
order by grade, outcomes.outcome
