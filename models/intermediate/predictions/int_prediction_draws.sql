{#- Up to which share of a uniform number a Poisson number of mean 1 is 0, 1, 2 ... -#}
{%- set poisson = [
    '0.36787944117144233', '0.7357588823428847', '0.9196986029286058', '0.9810118431238462',
    '0.9963401531726563', '0.9994058151824183', '0.999916758850712', '0.9999897508033253',
] %}

with
learners as (
    select distinct
        course_id,
        learner_id
    from {{ ref('int_predictions') }}
    where is_stopout is not null
),

-- 13 hexadecimal digits are 52 bits.
uniform as (
    select
        learners.course_id,
        learners.learner_id,
        replicates.number as replicate,
        {{ digits_of_md5(['learners.course_id', 'learners.learner_id', 'replicates.number'], 13) }}
        / cast(4503599627370496 as double) as share
    from learners
    {{ join_numbers('1', var('prediction_bootstrap_replicates'), 'replicates') }}
),

drawn as (
    select
        course_id,
        learner_id,
        replicate,
        {% for threshold in poisson -%}
            cast(share >= cast('{{ threshold }}' as double) as bigint){{ ' + ' if not loop.last }}
        {% endfor %} as weight
    from uniform
)

select
    course_id,
    learner_id,
    replicate,
    weight
from drawn
where weight > 0
union all
select
    course_id,
    learner_id,
    0 as replicate,
    1 as weight
from learners
