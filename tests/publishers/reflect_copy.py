"""What SQLAlchemy, and so Superset, sees of some tables of the copy for readers.

Usage: python reflect_copy.py COPY: prints JSON.
"""

import json
import sys
import warnings

from sqlalchemy import MetaData, create_engine, func, inspect, select

if __name__ == "__main__":
    warnings.simplefilter("ignore")  # of duckdb-engine, on indexes
    engine = create_engine(f"duckdb:///{sys.argv[1]}", connect_args={"read_only": True})
    seen = {}
    for schema, names in (
        ("marts", ["dim_courses", "fct_sessions"]),
        ("moocdb", ["observed_events"]),
    ):
        known = MetaData()
        known.reflect(engine, schema=schema, only=names)
        for name, table in known.tables.items():
            seen[name] = {column.name: str(column.type) for column in table.columns}
    with engine.connect() as connection:
        events = known.tables["moocdb.observed_events"]
        n_events = connection.execute(select(func.count()).select_from(events)).scalar()
    comment = inspect(engine).get_table_comment("dim_courses", schema="marts")["text"]
    json.dump({"tables": seen, "events": n_events, "comment": comment}, sys.stdout)
