{#- The number of a part within its problem: `2_1` of `<name>_2_1`, where `<name>` names the problem as
    its key, its html id or its bare name. Null for any other text: the id of another problem's part,
    a leftover of the form (`input_<name>_2_1`), or garbage. Html ids spell a run of other characters
    than letters and digits as one `_`, and so both sides are compared.
    Usage: {{ edx_part_number('part_key', 'problem_id') }} as part_number -#}
{% macro edx_part_number(part_key, problem_id) -%}
    {%- set name = matched(part_key, '^(.+)_[0-9]{1,4}_[0-9]{1,4}$', 1) -%}
    case
        when
            {{ edx_html_spelling(name) }} in (
                {{ edx_html_spelling(problem_id) }},
                {{ edx_html_spelling(edx_block_name(problem_id)) }}
            )
            then {{ matched(part_key, '_([0-9]+_[0-9]+)$', 1) }}
    end
{%- endmacro %}


{#- True for an id that names no part of a problem by number, but may be one whose names were replaced
    (logs given away under pseudonyms): a short word, neither a word of JavaScript for no value nor the
    rendering of a formula or a comment that the page sends beside an answer.
    Usage: where {{ edx_is_opaque_part_id('part_key') }} -#}
{% macro edx_is_opaque_part_id(part_key) -%}
    coalesce({{ matched(part_key, '^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$') }}, '') <> ''
    and {{ matched(
        'lower(' ~ part_key ~ ')',
        '^input_|^(undefined|null|none|nan)([^a-z]|$)|_[0-9]+_[0-9]+$|_(dynamath|comment)$'
    ) }} is null
{%- endmacro %}


{#- A key as html ids spell it, for comparison: one `_` for each run of other characters than letters
    and digits. Usage: {{ edx_html_spelling('problem_id') }} -#}
{% macro edx_html_spelling(key) -%}
    {{ replaced(key, '[^A-Za-z0-9]+', '_') }}
{%- endmacro %}
