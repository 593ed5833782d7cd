{#- The lowest and the highest number that a column of a public table may hold, by its name, as a list; none for
    a whole number with which nothing is calculated, such as an id. The first rule that fits holds. Numbers
    of clients have their kinds (`number_range`, docs/numbers.md); sums and means of them stay below 9e15, up
    to which a DOUBLE holds every whole number: NaN, an infinity and what overflowed lie beyond.
    Usage: {%- set range = range_of_column('watched_seconds', 'double') -%} -#}
{% macro range_of_column(name, data_type) -%}
    {%- set most = 9000000000000000 -%}
    {%- set rules = [
        ['(^|_)(id|ip|os|agent|nid)$', none],
        ['^seek_seconds$|votes(_given|_received)?$|_change_', [-most, most]],
        ['(^|_)(playback_rate|speed)$', number_range('playback_rate')],
        ['^(old_|new_)?position_seconds$|^(bucket_)?(start|end)_seconds$', number_range('video_seconds')],
        ['^(birth_year|yob)$', [1900, 2200]],
        ['^percent$|^grade$|^user_final_grade$', [-most, most]],
        ['^percent_|_percent$', number_range('percent')],
        ['(^|_)share(_|$)|^(mean_)?coverage$|^retention$|_rate$|^p_correct|^p_value$|probability$', [0, 1]],
        ['^(auc|brier|auc_low|auc_high)$|^precision_|^agreement|^topic_match|^last_completion$', [0, 1]],
        ['^(is|has|uses|offers|allows|ever|roles|forumroles)_|^(validity|progress|y1_anomalous)$', [0, 1]],
        ['^n(_|$)|^n(chap|day|ev|forum|pause|play|prob|prog|seek|seq|show|tran|vid)', [0, most]],
        ['^number_of_|attempts|_(index|number|views|played|viewed|given|received|posts)$', [0, most]],
        ['seconds|_time_(5|30)$|_dt$|duration|hours_working|^(sd|std|standard|variance)_', [0, most]],
        ['', [-most, most]],
    ] -%}
    {%- for pattern, range in rules if modules.re.search(pattern, name | lower) -%}
        {%- if loop.first -%}
            {{ return(range if range or data_type | lower != 'double' else [-most, most]) }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
