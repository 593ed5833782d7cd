{#- A URL fit for everybody's eyes: without query string and fragment (they carry searches, tokens and
    addresses), and with the keys and names that some paths hold masked.
    Usage: {{ public_url('page') }} as url -#}
{% macro public_url(url) -%}
    {{ replaced(
        matched(url, '^[^?#]+'),
        '/(u|activate|password_reset_confirm|user_api/v1/accounts|discussion/forum/users)/[^/]+',
        '/\\1/-'
    ) }}
{%- endmacro %}
