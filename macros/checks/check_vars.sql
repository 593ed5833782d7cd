{#- Refuses a run whose vars are of the wrong type or out of range, with a sentence that says which.
    A misspelt name is caught too: `--vars` with a name the project does not know is an error. Of a project
    that has this one as a package, only names that differ from one of ours in a letter or two are.
    Usage: {{ check_vars() }}, at the start of a run -#}
{% macro check_vars() -%}
    {%- if execute -%}
        {%- set rules = {
            'exclude_staff': ['a boolean'],
            'min_events_per_learner': ['a whole number', 0],
            'session_gap_minutes': ['a number', 1],
            'time_on_task_short_minutes': ['a number', 0],
            'time_on_task_long_minutes': ['a number', 0],
            'event_max_duration_seconds': ['a whole number', 1],
            'event_default_duration_seconds': ['a whole number', 0],
            'event_min_valid_seconds': ['a whole number', 0],
            'location_max_age_seconds': ['a whole number', 1],
            'at_risk_inactive_days': ['a whole number', 1],
            'at_risk_due_share': ['a number', 0],
            'video_min_segment_seconds': ['a number', 0],
            'video_completion_ratio': ['a number', 0],
            'restrict_to_course_dates': ['a boolean'],
            'as_of_date': ['a date or null'],
            'time_zone': ['the name of a time zone, for example Europe/Berlin'],
            'quickhelper_first_date': ['a date or null'],
            'quickhelper_last_date': ['a date or null'],
            'quickhelper_min_user_id': ['a whole number'],
            'quickhelper_min_body_characters': ['a whole number', 0],
            'label_credit_min_agreement': ['a number', 0],
            'label_training_min_taggers': ['a whole number', 1],
            'label_training_min_share': ['a number', 0],
            'label_max_lead_weeks': ['a whole number', 0],
            'topic_min_authors': ['a whole number', 5],
            'prediction_bootstrap_replicates': ['a whole number', 0],
            'with_coursera': ['a boolean'],
            'coursera_clickstream_id': ['one of', [
                'any', 'session_user_id', 'eventing_user_id', 'public_user_id', 'forum_user_id',
            ]],
        } -%}
        {%- for name in invocation_args_dict.get('vars', {}) if name not in rules -%}
            {%- set alike = moocdb.names_alike(name, rules) -%}
            {%- if project_name == 'moocdb' or alike -%}
                {{ exceptions.raise_compiler_error(
                    "There is no var '" ~ name ~ "'. "
                    ~ ('Did you mean ' ~ alike | join(' or ') ~ '? ' if alike else '')
                    ~ 'The vars are: ' ~ rules | join(', ') ~ '.'
                ) }}
            {%- endif -%}
        {%- endfor -%}
        {%- for name, rule in rules.items() -%}
            {%- set value = var(name) -%}
            {%- set is_bad =
                (rule[0] == 'a boolean' and value is not boolean)
                or (rule[0] == 'a whole number' and (value is boolean or value is not integer))
                or (rule[0] == 'a number' and (value is boolean or value is not number))
                or (
                    rule[0] == 'a date or null' and value is not none
                    and not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', value | string)
                )
                or (rule[0] == 'one of' and value not in rule[1])
                or (name == 'time_zone' and not moocdb.knows_time_zone(value))
            -%}
            {%- if is_bad or (rule[1] is number and value < rule[1]) -%}
                {{ exceptions.raise_compiler_error(
                    "The var '" ~ name ~ "' must be " ~ rule[0]
                    ~ (' of at least ' ~ rule[1] if rule[1] is number else '')
                    ~ (' ' ~ rule[1] | join(', ') if rule[1] is sequence else '')
                    ~ ', not ' ~ tojson(value | string) ~ '.'
                ) }}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
