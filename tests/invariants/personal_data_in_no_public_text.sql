{#- No user name, e-mail, IP address or id of a platform of schema private is in a text column of
    `marts`, `moocdb` or `staging`, as a word or as a segment of an address.

    Every text column of these schemas is read, whatever models come: the list below (that of macro
    `public_models` for marts and moocdb) only orders the test after them, and a model that is missing
    from it fails the test. Left aside are names shorter than three characters, names that are numbers
    (also as JSON writes them), and names that are words of the content (a chapter, a topic, an item,
    a host) or of the project's own vocabularies (its seeds and the literals of its models). Answers
    that learners typed are payload and not read. The test says where a name is, not which. -#}
{%- set people = [
    ['learner_identities', 'username'], ['user_pii', 'user_name'], ['user_pii', 'user_email'],
    ['event_addresses', 'ip'], ['learner_profiles', 'email'], ['learner_ids', 'id'],
] -%}
{%- set answers = [
    'answer', 'first_answer', 'choice', 'answer_content', 'submission_answer', 'question',
    'question_content',
] -%}
{%- set content = [
    ['int_content', ['block_id', 'block_type', 'display_name', 'chapter', 'sequential', 'format']],
    ['int_courses', ['course_id', 'name', 'term']],
    ['int_event_blocks', ['block_id', 'block_name', 'display_name']],
    ['stg_edx__parsed_urls', [
        'chapter_name', 'sequential_name', 'vertical_name', 'item', 'textbook_chapter',
    ]],
    ['int_forum_posts', ['commentable_id', 'category']],
    ['int_problem_responses', ['problem_id', 'part_id', 'response_type']],
    ['fct_item_drops', ['item_id', 'zone_id']],
    ['int_video_events', ['video_id', 'youtube_code']],
    ['int_labels', ['project', 'item_id', 'tag']],
    ['int_label_tags', ['project', 'tag']],
    ['int_events', [
        matched('host', '^' ~ public_host_pattern() ~ '$'), 'user_agent', 'accept_language',
    ]],
    ['int_user_agents', ['os', 'browser', 'device', 'device_type']],
    ['int_enrollment_events', ['mode']],
    ['stg_edx__problem_events', ['saved_tags']],
    ['stg_files', ['path']],
] -%}
{%- set coursera = [
    'stg_coursera__answers', 'stg_coursera__clickstream_events', 'stg_coursera__exports',
    'stg_coursera__items', 'stg_coursera__questions', 'stg_coursera__row_counts',
    'stg_coursera__video_events',
] if var('with_coursera') else [] -%}
{%- set public = coursera + [
    'stg_files', 'stg_files_in_use', 'stg_ip_ranges', 'stg_loads',
] + public_models() -%}
{%- set vocabularies = [
    'age_groups', 'countries', 'coursera_access_groups', 'coursera_event_types', 'coursera_records',
    'edx_education_levels', 'edx_event_types', 'edx_genders',
    'edx_certificate_statuses', 'edx_completion_modes', 'edx_course_roles',
    'moocdb_block_types', 'moocdb_collaboration_types', 'moocdb_formats',
    'moocdb_observed_event_types', 'moocdb_pages', 'moocdb_problem_types', 'moocdb_resource_types',
    'moocdb_response_types', 'moocdb_user_types', 'quickhelper_conditions',
    'quickhelper_help_words', 'quickhelper_logs', 'event_tasks', 'features', 'item_kinds', 'languages',
    'stop_words',
] -%}
{%- set word_ends = '[^\\p{L}\\p{N}_.@+-]+' -%}
{%- set segment_ends = '[/?#&=,]+' -%}
{%- set ns = namespace(texts=[], seeds=[], forgotten=[], literals=[]) -%}
{%- for name in public + vocabularies -%}
    {%- set asked = ref(name) -%}
    {%- set relation =
        adapter.get_relation(asked.database, asked.schema, asked.identifier) if execute -%}
    {%- if relation -%}
        {%- set columns = [] -%}
        {%- set quoted = [] -%}
        {%- for column in adapter.get_columns_in_relation(relation) if column.is_string() -%}
            {%- if column.name not in answers and column.name != 'event_id' -%}
                {%- do columns.append(column.name) -%}
                {%- do quoted.append(adapter.quote(column.name)) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if columns -%}
            {%- set kind = ns.texts if name in public else ns.seeds -%}
            {%- do kind.append([relation, columns, quoted]) -%}
        {%- endif -%}
    {%- endif -%}
{%- endfor -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' -%}
        {%- if node.schema in ('marts', 'moocdb', 'staging') and node.name not in public -%}
            {%- do ns.forgotten.append(node.name) -%}
        {%- endif -%}
        {%- do ns.literals.extend(modules.re.findall("'([A-Za-z][^'{}\n]*)'", node.raw_code)) -%}
    {%- endfor -%}
{%- endif -%}

with
names as (
    {%- for model, column in people %}
        select cast({{ column }} as string) as name
        from {{ ref(model) }}
        {% if not loop.last %}union{% endif %}
    {%- endfor %}
),

innocent_texts as (
    {%- for model, columns in content -%}
        {%- for column in columns %}
            select distinct cast({{ column }} as string) as value
            from {{ ref(model) }}
            union all
        {%- endfor -%}
    {%- endfor %}
    {%- for relation, _, columns in ns.seeds -%}
        {%- for column in columns %}
            select {{ column }} as value
            from {{ relation }}
            union all
        {%- endfor -%}
    {%- endfor %}
    select '{{ ns.literals | unique | join(" ") }}' as value
),

innocent_words as (
    select words.word
    from innocent_texts
    {{ join_words('innocent_texts.value', word_ends, 'words') }}
    union
    select words.word
    from innocent_texts
    {{ join_words('innocent_texts.value', segment_ends, 'words') }}
),

telling_names as (
    select name
    from names
    where
        length(name) >= 3
        and {{ matched('name', '^\\[?[-+]?[0-9]+([.][0-9]+)?(e[-+]?[0-9]+)?\\]?$') }} is null
        and not exists (
            select 1 from innocent_words
            where innocent_words.word = names.name
        )
),

-- A view is read once, not once per column.
{%- for relation, _, quoted in ns.texts if relation.is_view %}
    {{ relation.identifier }}_rows as (
        select distinct {{ quoted | join(', ') }}
        from {{ relation }}
    ),
{%- endfor %}

texts as (
    {%- for relation, columns, _ in ns.texts -%}
        {%- set rows = relation.identifier ~ '_rows' if relation.is_view else relation -%}
        {%- for column in columns %}
            select distinct
                '{{ relation.schema }}.{{ relation.identifier }}.{{ column }}' as place,
                {{ adapter.quote(column) }} as value
            from {{ rows }}
            union all
        {%- endfor -%}
    {%- endfor %}
    select
        '' as place,
        cast(null as string) as value
),

public_words as (
    select
        texts.place,
        words.word
    from texts
    {{ join_words('texts.value', word_ends, 'words') }}
    union
    select
        texts.place,
        words.word
    from texts
    {{ join_words('texts.value', segment_ends, 'words') }}
)

select
    public_words.place,
    count(*) as n_names
from public_words
inner join telling_names
    on public_words.word = telling_names.name
group by public_words.place
{%- for model in ns.forgotten %}
    union all
    select
        'not in the list of this test: {{ model }}' as place,
        1 as n_names
{%- endfor %}
