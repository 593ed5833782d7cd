{#- The tables of edX's data package, as the loader lands them, and how staging reads them:
    - `person`: the column that names the person, by an anonymous id where `is_anonymous`;
    - `course`: `required`, `optional`, or absent for rows that name none; `of_site` where the loader counts
      the rows for the whole site all the same;
    - `key`: what else a row cannot be without; `apart`: what else distinguishes rows;
    - `parent`: the row that it belongs to: its column here, the table, its column there;
    - `changed`: when it was changed: of rows that agree in course, person, key and apart, the one that
      was changed last is used;
    - `columns`: what is read, as which kind of `edx_package_value`.
    The one place of these facts.
    Usage: {%- set facts = edx_package_tables()['teams_courseteam'] %} -#}
{% macro edx_package_tables() -%}
    {%- set tables = {
        'auth_user': {
            'person': 'id',
            'columns': {
                'is_staff': 'flag', 'is_superuser': 'flag', 'last_login': 'time',
                'date_joined': 'time',
            },
        },
        'auth_userprofile': {'person': 'user_id'},
        'user_id_map': {'person': 'id'},
        'student_anonymoususerid': {
            'person': 'user_id', 'course': 'optional', 'of_site': true,
            'key': ['anonymous_user_id'],
        },
        'student_languageproficiency': {
            'person': 'user_id', 'may_lack_person': true, 'key': ['code'],
            'apart': ['user_profile_id'], 'columns': {'user_profile_id': 'text'},
        },
        'student_courseenrollment': {
            'person': 'user_id', 'course': 'required', 'changed': ['created'],
            'columns': {'created': 'time', 'is_active': 'flag'},
        },
        'student_courseaccessrole': {
            'person': 'user_id', 'course': 'optional', 'key': ['role'], 'apart': ['org'],
            'columns': {'org': 'text', 'role': 'text'},
        },
        'certificates_generatedcertificate': {
            'person': 'user_id', 'course': 'required', 'changed': ['modified_date', 'created_date'],
            'columns': {
                'grade': 'grade_share', 'status': 'text', 'mode': 'text', 'distinction': 'flag',
                'created_date': 'time', 'modified_date': 'time',
            },
        },
        'courseware_studentmodule': {
            'person': 'student_id', 'course': 'required', 'key': ['module_id'],
            'changed': ['modified', 'created'],
            'columns': {
                'module_type': 'text', 'module_id': 'block', 'state': 'json', 'grade': 'points',
                'max_grade': 'max_points', 'done': 'text', 'created': 'time', 'modified': 'time',
            },
        },
        'grades_persistentcoursegrade': {
            'person': 'user_id', 'course': 'required', 'changed': ['modified', 'created'],
            'columns': {
                'percent_grade': 'grade_share', 'letter_grade': 'text', 'passed_timestamp': 'time',
                'created': 'time', 'modified': 'time',
            },
        },
        'grades_persistentsubsectiongrade': {
            'person': 'user_id', 'course': 'required', 'key': ['usage_key'],
            'changed': ['modified', 'created'],
            'columns': {
                'usage_key': 'block', 'earned_all': 'points', 'possible_all': 'max_points',
                'earned_graded': 'points', 'possible_graded': 'max_points',
                'first_attempted': 'time', 'created': 'time', 'modified': 'time',
            },
        },
        'completion_blockcompletion': {
            'person': 'user_id', 'course': 'required', 'key': ['block_key'],
            'changed': ['modified', 'created'],
            'columns': {
                'block_key': 'block', 'block_type': 'text', 'completion': 'share',
                'created': 'time', 'modified': 'time',
            },
        },
        'teams_courseteam': {
            'course': 'required', 'key': ['id'],
            'columns': {
                'id': 'text', 'team_id': 'text', 'name': 'text', 'topic_id': 'text',
                'date_created': 'time',
            },
        },
        'teams_courseteammembership': {
            'person': 'user_id', 'key': ['team_id'],
            'parent': ['team_id', 'teams_courseteam', 'id'], 'changed': ['date_joined'],
            'columns': {'team_id': 'text', 'date_joined': 'time', 'last_activity_at': 'time'},
        },
        'course_groups_courseusergroup': {
            'course': 'required', 'key': ['id'],
            'columns': {'id': 'text', 'name': 'text', 'group_type': 'text'},
        },
        'course_groups_cohortmembership': {
            'person': 'user_id', 'course': 'required', 'key': ['course_user_group_id'],
            'parent': ['course_user_group_id', 'course_groups_courseusergroup', 'id'],
            'columns': {'course_user_group_id': 'text'},
        },
        'course_groups_courseusergroup_users': {
            'person': 'user_id', 'key': ['courseusergroup_id'],
            'parent': ['courseusergroup_id', 'course_groups_courseusergroup', 'id'],
            'columns': {'courseusergroup_id': 'text'},
        },
        'wiki_article': {
            'key': ['id'],
            'columns': {
                'id': 'text', 'current_revision_id': 'text', 'created': 'time', 'modified': 'time',
            },
        },
        'wiki_articlerevision': {
            'person': 'user_id', 'key': ['id', 'article_id'],
            'columns': {
                'id': 'text', 'article_id': 'text', 'revision_number': 'count', 'title': 'text',
                'created': 'time', 'deleted': 'flag',
            },
        },
        'django_comment_client_role': {
            'course': 'required', 'key': ['id', 'name'], 'columns': {'id': 'text', 'name': 'text'},
        },
        'django_comment_client_role_users': {
            'person': 'user_id', 'course': 'optional', 'apart': ['role_id', 'name'],
            'columns': {'role_id': 'text', 'name': 'text'},
        },
        'verify_student_verificationstatus': {
            'person': 'user_id', 'course': 'required', 'key': ['status'],
            'changed': ['timestamp'],
            'columns': {'id': 'text', 'status': 'text', 'timestamp': 'time'},
        },
        'submissions_studentitem': {
            'person': 'student_id', 'is_anonymous': true, 'course': 'required',
            'key': ['id', 'item_id'],
            'columns': {'id': 'text', 'item_id': 'block', 'item_type': 'text'},
        },
        'submissions_submission': {
            'key': ['uuid', 'student_item_id'], 'changed': ['submitted_at', 'created_at'],
            'parent': ['student_item_id', 'submissions_studentitem', 'id'],
            'columns': {
                'uuid': 'text', 'id': 'text', 'student_item_id': 'text', 'attempt_number': 'count',
                'submitted_at': 'time', 'created_at': 'time',
            },
        },
        'submissions_score': {
            'key': ['id', 'student_item_id'], 'changed': ['created_at'],
            'parent': ['student_item_id', 'submissions_studentitem', 'id'],
            'columns': {
                'id': 'text', 'student_item_id': 'text', 'submission_id': 'text',
                'points_earned': 'points', 'points_possible': 'max_points', 'created_at': 'time',
                'reset': 'flag',
            },
        },
        'assessment_assessment': {
            'key': ['id'],
            'columns': {
                'scored_at': 'time', 'points_earned': 'points', 'points_possible': 'max_points',
            },
        },
        'assessment_assessmentpart': {'key': ['id']},
        'assessment_criterion': {'key': ['id']},
        'assessment_criterionoption': {'key': ['id'], 'columns': {'points': 'points'}},
        'forum_posts': {
            'course': 'required', 'key': ['post_id', 'kind'],
            'changed': ['updated_at', 'created_at'],
            'columns': {
                'thread_id': 'text', 'parent_id': 'text', 'author_id': 'text',
                'author_username': 'text', 'commentable_id': 'text', 'thread_type': 'text',
                'title': 'text', 'body': 'text', 'anonymous': 'flag', 'anonymous_to_peers': 'flag',
                'endorsed': 'flag', 'deleted': 'flag', 'votes_up': 'text', 'votes_down': 'text',
                'created_at': 'time', 'updated_at': 'time',
            },
        },
        'olx_blocks': {
            'course': 'required', 'key': ['block_id'], 'apart': ['parent_block_id'],
            'columns': {'block_id': 'text', 'parent_block_id': 'text'},
        },
    } -%}
    {{ return(tables) }}
{%- endmacro %}


{#- A text of a data package as a value of its kind; null where it is none. JSON of more than a million
    characters is not a state of a block. A time needs the day of landing as `loads.landed_date`.
    Usage: {{ edx_package_value('landed.grade', 'grade_share') }} as grade -#}
{% macro edx_package_value(text, kind) -%}
    {%- if kind == 'text' -%} {{ trimmed(text) }}
    {%- elif kind == 'time' -%} {{ edx_package_time(text, 'loads.landed_date') }}
    {%- elif kind == 'flag' -%} {{ edx_package_boolean(text) }}
    {%- elif kind == 'json' -%}
        case when length({{ text }}) <= 1000000 and {{ is_json(text) }} then {{ text }} end
    {%- elif kind == 'block' -%}
        case when length({{ text }}) <= 1000 then {{ matched(text, '^\\s*([^\\s]+)\\s*$', 1) }} end
    {%- elif kind == 'count' -%} {{ safe_bigint(text, 'count') }}
    {%- else -%} {{ safe_double(text, kind) }}
    {%- endif -%}
{%- endmacro %}


{#- Every landed row of a table of the data package with the columns that staging reads, typed, its
    course in the project's spelling, its learner, and its fate: `used`; `unknown_course` for a text
    that is not a course key; `unknown_person` for one that is not a user id, or an anonymous id that no
    table explains; `unusable_key`; `unmatched` where the row that it belongs to is not there;
    `replaced` where another row of the same key was changed later. `n_unusable_values` counts texts of
    the row that are not values of their kind. Usage: {{ edx_package_fates('teams_courseteam') }} -#}
{% macro edx_package_fates(table) -%}
    {%- set facts = moocdb.edx_package_tables()[table] -%}
    {%- set columns, key = {}, facts.get('key', []) -%}
    {%- for column in key -%} {%- do columns.update({column: 'text'}) -%} {%- endfor -%}
    {%- do columns.update(facts.get('columns', {})) -%}
    {%- set course, parent = facts.get('course'), facts.get('parent') -%}
    {%- set user_id = edx_user_id('landed.' ~ facts.person) if facts.person else 'cast(null as string)' -%}
    {%- set user_id = 'anonymous_ids.user_id' if facts.is_anonymous else user_id -%}
    select
        judged.*,
        case
            when flaw is not null then flaw
            when
                row_number() over (
                    partition by
                        flaw, course_id, user_id
                        {%- for column in key + facts.get('apart', []) %}, {{ column }}{% endfor %}
                    order by
                        {% for column in facts.get('changed', []) -%}
                            {{ column }} desc nulls last,
                        {% endfor -%}
                        load_id desc, line_no desc, file_id desc
                ) > 1 then 'replaced'
            else 'used'
        end as fate
    from (
        select
            typed.*,
            0
            {%- for column, kind in columns.items() if kind != 'text' %}
            + case when {{ column }}_text is not null and {{ column }} is null then 1 else 0 end
            {%- endfor %} as n_unusable_values,
            {% if facts.person %}{{ learner_id('salt.salt', 'edx', 'user_id', 'typed.user_id') }}
            {%- else %}cast(null as bigint){% endif %} as learner_id,
            case
                {% if course -%}
                    when
                        course_id is null
                        {% if course == 'optional' %}and logged_course_id is not null{% endif %}
                        then 'unknown_course'
                {% endif -%}
                {% if facts.person and not facts.may_lack_person -%}
                    when user_id is null then 'unknown_person'
                {% endif -%}
                {% for column in key -%}
                    when {{ column }} is null then 'unusable_key'
                {% endfor -%}
                {% if parent -%} when parent_id is null then 'unmatched' {% endif -%}
                when false then ''
            end as flaw
        from (
            select
                landed.load_id,
                landed.file_id,
                landed.line_no,
                {% if course -%}
                    {{ trimmed('landed.course_id') }} as logged_course_id,
                    course_keys.course_id,
                {%- else -%}
                    cast(null as string) as logged_course_id,
                    cast(null as string) as course_id,
                {%- endif %}
                {% if parent %}parents.parent_id,{% endif %}
                {% for column, kind in columns.items() -%}
                    {{ moocdb.edx_package_value('landed.' ~ column, kind) }} as {{ column }}
                    {%- if kind != 'text' %},
                    {{ trimmed('landed.' ~ column) }} as {{ column }}_text
                    {%- endif %},
                {% endfor -%}
                {{ user_id }} as user_id
            from {{ source('raw_edx', table) }} as landed
            {% if 'time' in columns.values() -%}
                left join (
                    select
                        load_id,
                        cast(finished_at as date) as landed_date
                    from {{ ref('stg_loads') }}
                ) as loads
                    on landed.load_id = loads.load_id
            {% endif -%}
            {% if course -%}
                left join {{ ref('stg_edx_package__course_spellings') }} as course_keys
                    on landed.course_id = course_keys.logged_course_id
            {% endif -%}
            {% if facts.is_anonymous -%}
                left join {{ ref('stg_edx_package__anonymous_ids') }} as anonymous_ids
                    on {{ trimmed('landed.' ~ facts.person) }} = anonymous_ids.anonymous_id
            {% endif -%}
            {% if parent -%}
                left join (
                    select distinct {{ trimmed(parent[2]) }} as parent_id
                    from {{ source('raw_edx', parent[1]) }}
                ) as parents
                    on {{ trimmed('landed.' ~ parent[0]) }} = parents.parent_id
            {% endif %}
        ) as typed
        {% if facts.person %}cross join {{ ref('stg_pseudonym_salt') }} as salt{% endif %}
    ) as judged
{%- endmacro %}


{#- The rows of a table of the data package that staging uses: one for each course, person and key.
    Usage: from ({{ edx_package_rows('teams_courseteam') }}) as teams -#}
{% macro edx_package_rows(table) -%}
    select * from ({{ moocdb.edx_package_fates(table) }}) as judged where fate = 'used'
{%- endmacro %}
