"""The command line: python -m predictors dropout, topics, tags, items."""

from pathlib import Path
from typing import Annotated

import typer

from loaders.command import App, examples, tell
from loaders.errors import Refusal
from loaders.report import say
from predictors import dropout as runs
from predictors import files, item_files, tag_files, topic_files
from predictors import items as item_runs
from predictors import tags as tag_runs
from predictors import topics as topic_runs
from predictors.courses import Label, read_courses
from predictors.models import sklearn_version
from predictors.regimes import Regime
from predictors.texts import LEAST_AUTHORS, Source, read_corpora
from publishers.warehouse import open_warehouse

Database = Annotated[
    Path, typer.Option("--database", envvar="MOOCDB_DATABASE", help="The DuckDB file.")
]
DEFAULT_DATABASE = Path("warehouse.duckdb")

app = App(
    help="Train models on the marts, and write what they find as files to land.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def main() -> None:
    """Train models on the marts, and write what they find as files to land."""


@app.command(
    epilog=examples(
        "moocdb predict dropout --out predictions/",
        "moocdb predict dropout --course course-v1:Org+Course+Run --regime in_situ --lead 1",
        "moocdb load predictions predictions/dropout_predictions.csv",
    )
)
def dropout(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path(
        "predictions"
    ),
    course: Annotated[
        list[str] | None, typer.Option("--course", help="Predict only this; repeat for more.")
    ] = None,
    regime: Annotated[
        list[Regime] | None,
        typer.Option("--regime", help="What to train on; repeat for more, all unless given."),
    ] = None,
    label: Annotated[
        list[Label] | None,
        typer.Option("--label", help="What stop-out means: by activity unless given."),
    ] = None,
    lead: Annotated[
        list[int] | None,
        typer.Option("--lead", min=1, max=52, help="Weeks to look ahead; 1 and 2 unless given."),
    ] = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Predict who stops out: logistic regression, gradient boosting and two baselines.

    Writes dropout_predictions.csv, which loaders predictions lands, and a model card. The same
    warehouse gives the same bytes. Needs scikit-learn: make predict. Exit code 2 says that nothing
    was done.
    """
    sklearn_version()
    settings = runs.Settings(
        tuple(course or ()),
        tuple(dict.fromkeys(regime or Regime)),
        tuple(dict.fromkeys(label or [Label.activity])),
        tuple(dict.fromkeys(lead or [1, 2])),
    )
    with open_warehouse(database) as connection:
        courses = read_courses(connection)
    done = runs.run(courses, settings)
    rows = files.write(done, settings, out)
    for (where, what, weeks, course_id, model), judgement in done.judgements.items():
        told = f"AUC {judgement.auc}"
        if judgement.gain is not None:
            told += f", gain {judgement.gain}: {judgement.verdict}"
        say(f"{where}, {what}, lead {weeks}, {course_id}, {model}: {told}")
    for note in done.notes:
        say(f"Not done: {note}")
    say(f"{rows[files.PREDICTIONS]} predictions, run {done.run_id}: {out / files.PREDICTIONS}")
    say(f"What they mean and what not: {out / files.CARD}")
    tell(run_id=done.run_id, rows=rows, out=str(out), notes=done.notes)


@app.command(
    epilog=examples(
        "moocdb predict topics --out topics/",
        "moocdb predict topics --source help --topics 15 --method lda",
        "moocdb load topics topics/topics.csv",
    )
)
def topics(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path("topics"),
    source: Annotated[
        list[Source] | None,
        typer.Option("--source", help="Which texts; repeat for more, all unless given."),
    ] = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option("--corpus", help="Only this course or project; repeat for more."),
    ] = None,
    n_topics: Annotated[
        int, typer.Option("--topics", min=2, max=100, help="The most topics of a corpus.")
    ] = topic_runs.DEFAULT_TOPICS,
    method: Annotated[
        topic_runs.Method, typer.Option("--method", help="How topics are found.")
    ] = topic_runs.Method.nmf,
    min_authors: Annotated[
        int,
        typer.Option("--min-authors", min=LEAST_AUTHORS, help="A word needs so many authors."),
    ] = LEAST_AUTHORS,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Find what forum posts, help requests and texts to tag are about.

    Writes topics.csv, which loaders topics lands, and a card. The same texts give the same bytes.
    Needs scikit-learn: make predict. Exit code 2 says that nothing was done.
    """
    sklearn_version()
    settings = topic_runs.Settings(method, n_topics)
    with open_warehouse(database) as connection:
        corpora = read_corpora(connection, source or list(Source), corpus or (), min_authors)
    done = topic_runs.run(corpora, settings)
    rows = topic_files.write(done, settings, out, min_authors)
    for found in done.found:
        say(f"{found.corpus.source}, {found.corpus.name}: {len(found.terms)} topics")
    for note in done.notes:
        say(f"Not done: {note}")
    say(f"{rows} rows, run {done.run_id}: {out / topic_files.TOPICS}")
    say(f"What they mean and what not: {out / topic_files.CARD}")
    tell(run_id=done.run_id, rows=rows, out=str(out), notes=done.notes)


@app.command(
    epilog=examples(
        "moocdb predict tags --project forum --out tags/",
        "moocdb load labels tags/tags.csv",
    )
)
def tags(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path("tags"),
    project: Annotated[
        str | None, typer.Option("--project", help="The project, if there are several.")
    ] = None,
    name: Annotated[
        str, typer.Option("--name", help="Name of the model: its tagger is model:NAME.")
    ] = "lsa",
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Tag the texts of a project by a model that learns from people's reliable tags.

    Writes tags.csv, which loaders labels lands as tags of the tagger model:NAME, and a model card.
    The same warehouse gives the same bytes. Needs scikit-learn: make predict. Exit code 2 says
    that nothing was done.
    """
    sklearn_version()
    if not name.strip():
        raise Refusal("The model needs a name: --name lsa.")
    with open_warehouse(database) as connection:
        found, items, tagged_at = tag_runs.read_items(connection, project)
    done = tag_runs.run(found, items, tagged_at)
    rows = tag_files.write(done, name.strip(), out)
    n = len(done.judged)
    say(f"{found}: right on {done.accuracy:.1%} of {n} items; one tag alone {done.baseline:.1%}")
    say(f"{rows} tags, run {done.run_id}: {out / tag_files.TAGS}")
    say(f"What they mean and what not: {out / tag_files.CARD}")
    tell(run_id=done.run_id, rows=rows, out=str(out), accuracy=done.accuracy)


@app.command(
    epilog=examples(
        "moocdb predict items --out items/",
        "moocdb load item-parameters items/item_parameters.csv",
    )
)
def items(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path("items"),
    course: Annotated[
        list[str] | None, typer.Option("--course", help="Only this; repeat for more.")
    ] = None,
    min_responses: Annotated[
        int,
        typer.Option("--min-responses", min=20, help="An item needs so many answers."),
    ] = item_runs.DEFAULT_RESPONSES,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Fit difficulty and discrimination of items: the two-parameter model (2PL), by mirt.

    Writes item_parameters.csv, which loaders item-parameters lands, and a card. The same warehouse
    gives the same bytes. Needs mirt: make predict. Exit code 2 says that nothing was done.
    """
    item_runs.mirt_version()
    with open_warehouse(database) as connection:
        courses = item_runs.read_answers(connection, course or (), min_responses)
    done = item_runs.run(courses, min_responses)
    rows = item_files.write(done, out, min_responses)
    for note in done.notes:
        say(f"Not done: {note}")
    say(f"{rows} items, run {done.run_id}: {out / item_files.PARAMETERS}")
    say(f"What they mean and what not: {out / item_files.CARD}")
    tell(run_id=done.run_id, rows=rows, out=str(out), notes=done.notes)


if __name__ == "__main__":
    app()
