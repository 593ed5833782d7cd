{#- The shape of an implicit event's URL path: keys, hashes and numbers become `{course}`,
    `{block}` and `{id}`, so that the seed `edx_event_types` can name a page by one row; a query string
    or a fragment is cut.
    `/courses/Org/Course/Run/courseware/a/b/` -> `/courses/{course}/courseware/a/b/`.
    Usage: {{ edx_route('event_type') }} -#}
{% macro edx_route(path) -%}
    {%- set ns = namespace(sql=path) -%}
    {%- for pattern, replacement in [
        ('[?#].*', ''),
        ('(?i)%3a', ':'),
        ('(?i)%2b', '+'),
        ('(?i)%40', '@'),
        ('/(courses?)/(?:[a-z]+-v1:[^/]+|[^/:]+/[^/:]+/[^/:]+)', '/\\1/{course}'),
        ('/(?:course|ccx)-v1:[^/]+', '/{course}'),
        ('/(?:[a-z]+-)*block-v1:[^/]+', '/{block}'),
        ('/i4x:;_;_[^/]+', '/{block}'),
        ('/i4x://?[^/]+/[^/]+/[^/]+/[^/]+', '/{block}'),
        ('/(?:[0-9a-f]{24,}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+)(?:/|$)', '/{id}/'),
    ] -%}
        {%- set ns.sql = replaced(ns.sql, pattern, replacement) -%}
    {%- endfor -%}
    {{ ns.sql }}
{%- endmacro %}
