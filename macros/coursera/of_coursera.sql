{#- A model of Coursera, or no rows of its columns where the var `with_coursera` is false: its models are not
    in the project then. Models that read several platforms name those of Coursera so, instead of by `ref`.
    Usage: select * from {{ of_coursera('stg_coursera__learners') }} -#}
{% macro of_coursera(model) -%}
    {%- if var('with_coursera') -%}
        {{ ref('moocdb', model) }}
    {%- else -%}
        (
            select
            {%- for column in moocdb.columns_of_coursera()[model].split(',') %}
                {%- set name, type = column.split() %}
                cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
            limit 0
        ) as {{ model }}
    {%- endif -%}
{%- endmacro %}

{#- Names and types of the columns, by model, in their order.
    Usage: {{ columns_of_coursera()['stg_coursera__learners'] }}, in `of_coursera` -#}
{% macro columns_of_coursera() -%}
    {{ return({
        'int_clickstream_id_matches': '
            platform string, course_id string, id_kind string, is_used boolean, n_ids bigint, n_names
            bigint, n_names_matched bigint, match_rate double, n_events bigint, n_events_matched bigint
        ',
        'int_coursera_content': '
            course_id string, block_id string, block_type string, display_name string, parent_block_id
            string, chapter string, order_number bigint, place_in_parent bigint, format string, opens_at
            timestamp, due_at timestamp, closes_at timestamp, max_attempts bigint, duration_seconds
            double, is_hidden boolean, url string
        ',
        'int_coursera_event_pages': '
            platform string, event_id string, course_id string, scope string, page string, page_uri string
        ',
        'int_coursera_events': '
            event_id string, load_id bigint, file_id bigint, line_no bigint, event_at timestamp,
            learner_id bigint, course_id string, learner_course_id bigint, event_type string, event_family
            string, area string, observed_as string, is_known boolean, raw_event_type string, event_source
            string, session_id bigint, url string, block_id string, host string, user_agent string,
            accept_language string, time_flaw string
        ',
        'int_coursera_export_events': '
            load_id bigint, course_id string, event_id string, kind string, act_key string, event_at
            timestamp, learner_id bigint, block_id string, event_type string, event_family string, area
            string, observed_as string, is_known boolean
        ',
        'int_coursera_identities': '
            learner_id bigint, platform string, platform_user_id string, username string, first_seen_at
            timestamp, last_seen_at timestamp
        ',
        'int_coursera_problem_attempts': '
            event_id string, load_id bigint, event_at timestamp, kind string, line_no bigint, learner_id
            bigint, course_id string, problem_id string, block_id string, part_id string, problem_name
            string, attempt_number bigint, grade double, max_grade double
        ',
        'int_coursera_problem_parts': '
            event_id string, part_id string, question string, answer string, response_type string,
            correctness string, share_of_credit double
        ',
        'stg_coursera__clickstream_events': '
            event_id string, load_id bigint, file_id bigint, line_no bigint, event_at timestamp,
            learner_id bigint, course_id string, event_type string, event_family string, area string,
            observed_as string, is_known boolean, raw_event_type string, url string, host string, block_id
            string, session_key string, position_seconds double, previous_position_seconds double,
            playback_rate double, user_agent string, accept_language string, screen_resolution string
        ',
        'stg_coursera__clickstream_lines': '
            load_id bigint, file_id bigint, line_no bigint, event_id string, fate string, course_id
            string, event_at timestamp, username string, key string, value string, page_url string,
            referer string, ip string, session_key string, user_agent string, accept_language string,
            screen_resolution string
        ',
        'stg_coursera__forum_posts': '
            load_id bigint, course_id string, source_table string, id bigint, kind string, post_id string,
            parent_id string, thread_id string, forum_block_id string, id_kind string, person_id string,
            created_at timestamp, is_deleted boolean, is_spam boolean, title string, body string
        ',
        'stg_coursera__learner_ids': '
            course_id string, id_kind string, id string, learner_id bigint
        ',
        'stg_coursera__learners': '
            course_id string, load_id bigint, learner_id bigint, user_id bigint, session_user_id string,
            registered_at timestamp, access_group string, normal_grade double, achievement_level string,
            ip string
        ',
        'stg_coursera__other_export_events': '
            load_id bigint, course_id string, kind string, act_key string, id_kind string, person_id
            string, block_id string, voted_table string, voted_id bigint, direction bigint, event_at
            timestamp
        ',
        'stg_coursera__questions': '
            course_id string, block_id string, part_id string, place bigint, response_type string,
            question string, max_points double, score_of_none double
        ',
        'stg_coursera__record_fates': '
            course_id string, record string, record_key string, fate string
        ',
        'stg_coursera__row_counts': '
            course_id string, table_name string, n_rows bigint, n_repeated bigint, n_without_key bigint
        ',
        'stg_coursera__video_events': '
            event_id string, load_id bigint, event_at timestamp, line_no bigint, learner_id bigint,
            course_id string, event_type string, video_id string, block_id string, position_seconds
            double, old_position_seconds double, new_position_seconds double, new_speed double
        ',
    }) }}
{%- endmacro %}
