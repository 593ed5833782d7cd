{#- A yes or a no of a table of edX's platform: 1, 0, true, false, t or f in any letter case; null for
    anything else. Usage: {{ edx_package_boolean('is_active') }} as is_active -#}
{% macro edx_package_boolean(text) -%}
    case
        when lower({{ trimmed(text) }}) in ('1', 'true', 't') then true
        when lower({{ trimmed(text) }}) in ('0', 'false', 'f') then false
    end
{%- endmacro %}


{#- A time of a table of edX's platform, UTC; null for a text that is not a time, and for a time that
    cannot be true (see `time_flaw`) on the day when the row was landed.
    Usage: {{ edx_package_time('created', 'loads.landed_date') }} as created_at -#}
{% macro edx_package_time(text, landed_date) -%}
    case
        when {{ time_flaw(safe_timestamp(text), landed_date) }} is null
            then {{ safe_timestamp(text) }}
    end
{%- endmacro %}


{#- A year of birth: a whole number from 1900 to the year in which it was landed, else null.
    Usage: {{ edx_birth_year('year_of_birth', 'loads.landed_date') }} as birth_year -#}
{% macro edx_birth_year(text, landed_date) -%}
    case
        when
            {{ safe_bigint(text) }}
            between 1900 and cast(left(cast({{ landed_date }} as string), 4) as bigint)
            then cast({{ safe_bigint(text) }} as integer)
    end
{%- endmacro %}


{#- Tables of the data package and the column that names a person by user id.
    Usage: {%- for table, column in edx_package_people().items() %} -#}
{% macro edx_package_people() -%}
    {{ return({
        'auth_user': 'id',
        'auth_userprofile': 'user_id',
        'user_id_map': 'id',
        'student_anonymoususerid': 'user_id',
        'student_languageproficiency': 'user_id',
        'student_courseenrollment': 'user_id',
        'student_courseaccessrole': 'user_id',
        'certificates_generatedcertificate': 'user_id',
        'courseware_studentmodule': 'student_id',
        'grades_persistentcoursegrade': 'user_id',
        'grades_persistentsubsectiongrade': 'user_id',
        'completion_blockcompletion': 'user_id',
        'teams_courseteammembership': 'user_id',
        'course_groups_cohortmembership': 'user_id',
        'course_groups_courseusergroup_users': 'user_id',
        'wiki_articlerevision': 'user_id',
        'django_comment_client_role_users': 'user_id',
        'verify_student_verificationstatus': 'user_id',
        'forum_posts': 'author_id',
    }) }}
{%- endmacro %}


{#- Tables of the data package with a course, and the columns that say when a row was made or changed.
    Usage: {%- for table, columns in edx_package_courses().items() %} -#}
{% macro edx_package_courses() -%}
    {{ return({
        'student_courseenrollment': ['created'],
        'student_courseaccessrole': [],
        'certificates_generatedcertificate': ['created_date', 'modified_date'],
        'courseware_studentmodule': ['created', 'modified'],
        'grades_persistentcoursegrade': ['created', 'modified'],
        'grades_persistentsubsectiongrade': ['created', 'modified'],
        'completion_blockcompletion': ['created', 'modified'],
        'teams_courseteam': [],
        'course_groups_courseusergroup': [],
        'course_groups_cohortmembership': [],
        'django_comment_client_role_users': [],
        'verify_student_verificationstatus': [],
        'submissions_studentitem': [],
        'student_anonymoususerid': [],
        'forum_posts': ['created_at', 'updated_at'],
    }) }}
{%- endmacro %}
