{#- No user name, e-mail, IP address or id of a platform of schema private is in a text column of
    `marts`, `moocdb` or `staging`, as a word or as a segment of an address.

    Every text column of these schemas is read, whatever models come: the list below only orders
    the test after them, and a model that is missing from it fails the test. Left aside are names
    shorter than three characters or made of digits alone, and names that are words of the content
    (a chapter, a topic, a host) or of the project's own vocabularies (its seeds and the literals of
    its models). Answers that learners typed are payload and not read. The test says where a name
    is, not which. -#}
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
    'dim_content', 'dim_courses', 'dim_dates', 'dim_features', 'dim_label_tags', 'dim_learners',
    'dim_staff', 'dim_videos',
    'fct_block_completion', 'fct_course_activity_weekly', 'fct_daily_interactions',
    'fct_enrollment_birth_year_daily', 'fct_enrollment_daily', 'fct_enrollment_education_daily',
    'fct_enrollment_events', 'fct_enrollment_gender_daily', 'fct_enrollment_mode_daily',
    'fct_enrollment_spells', 'fct_enrollments', 'fct_events', 'fct_forum_posts', 'fct_forum_votes',
    'fct_grades', 'fct_group_assignments', 'fct_help_outcomes', 'fct_help_requests',
    'fct_helper_clicks', 'fct_helper_impressions', 'fct_helper_selections', 'fct_helper_votes',
    'fct_interactions', 'fct_item_drops', 'fct_item_responses', 'fct_label_consensus', 'fct_label_training', 'fct_labels',
    'fct_learner_problems',
    'fct_learner_week_labels', 'fct_learner_weeks',
    'fct_module_engagement', 'fct_open_responses', 'fct_page_visits', 'fct_part_attempts',
    'fct_person_course',
    'fct_person_course_day', 'fct_predictions', 'fct_problem_attempts', 'fct_problem_responses', 'fct_sessions',
    'fct_user_agents', 'fct_video_events', 'fct_video_segments', 'fct_video_timeline',
    'fct_video_views', 'fct_xblock_interactions',
    'rpt_active_learners_weekly', 'rpt_answer_distribution', 'rpt_audience',
    'rpt_clickstream_matches', 'rpt_course_freshness', 'rpt_engagement_ranges',
    'rpt_enrollment_by_term', 'rpt_enrollment_differences', 'rpt_event_types',
    'rpt_export_ledger', 'rpt_forum_threads', 'rpt_grade_distribution', 'rpt_group_outcomes',
    'rpt_help_conditions', 'rpt_help_data_quality', 'rpt_help_interactions', 'rpt_item_difficulty',
    'rpt_label_agreement',
    'rpt_label_daily', 'rpt_label_models', 'rpt_label_pairs', 'rpt_label_taggers', 'rpt_learner_activity',
    'rpt_line_ledger', 'rpt_moocdb_ledger', 'rpt_moocdb_report', 'rpt_package_ledger',
    'rpt_prediction_calibration', 'rpt_prediction_gains', 'rpt_prediction_quality',
    'fct_text_topics', 'rpt_topic_terms', 'rpt_topics', 'rpt_topics_weekly',
    'rpt_problem_tags', 'rpt_problems', 'rpt_progress',
    'rpt_retention_weekly', 'rpt_video_data_quality', 'rpt_video_milestones', 'rpt_videos',
    'fct_due_work', 'fct_item_uses', 'fct_recent_engagement', 'fct_time_on_task',
    'rpt_course_comparison', 'rpt_courses', 'rpt_learner_status', 'rpt_section_engagement',
    'rpt_weekly_roster', 'course_item', 'person_course', 'person_course_day', 'person_item', 'roles',
    'show_answer', 'time_on_task',
    'agent', 'answers', 'assessments', 'collaboration_types', 'collaborations', 'course_metadata',
    'feedbacks', 'observed_event_types', 'observed_events', 'os', 'problem_types', 'problems',
    'questions', 'resource_types', 'resources', 'resources_urls', 'submissions', 'surveys', 'urls',
    'user_types', 'users',
] -%}
{%- set vocabularies = [
    'age_groups', 'countries', 'coursera_access_groups', 'coursera_event_types', 'coursera_records',
    'edx_education_levels', 'edx_event_types', 'edx_genders',
    'edx_certificate_statuses', 'edx_completion_modes', 'edx_course_roles',
    'moocdb_block_types', 'moocdb_collaboration_types', 'moocdb_formats',
    'moocdb_observed_event_types', 'moocdb_pages', 'moocdb_problem_types', 'moocdb_resource_types',
    'moocdb_response_types', 'moocdb_user_types', 'quickhelper_conditions',
    'quickhelper_help_words', 'quickhelper_logs', 'event_tasks', 'item_kinds', 'languages',
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
        and {{ matched('name', '^[0-9]+$') }} is null
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
