"""The kinds of CSV files that are landed row by row. An entry here is all that the loaders need."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CsvKind:
    """A kind of CSV file.

    table: the raw table of its rows. rows: what they are, as `moocdb` says it.
    about: where they come from, for the help of the command. example: a file of this kind.
    columns: that a file must have; the values of others are kept too.
    """

    table: str
    rows: str
    about: str
    example: str
    columns: tuple[str, ...]


# By the command that lands them. Columns of people are known by their names: KINDS of
# loaders/forgetting/purging.py.
CSV_KINDS = {
    "labels": CsvKind(
        "raw.label_rows",
        rows="tags",
        about="tags that people gave to texts; docs/labels.md",
        example="tags.csv",
        columns=("project", "item_id", "text", "tagger", "tag", "tagged_at"),
    ),
    "label-project": CsvKind(
        "raw.label_project_rows",
        rows="texts to tag",
        about="texts that people are to tag, with author and thread if known; docs/labels.md",
        example="questions.csv",
        columns=("project", "item_id", "text", "tags", "instructions", "example_tag"),
    ),
    "predictions": CsvKind(
        "raw.prediction_rows",
        rows="predictions",
        about="predictions, as predictors dropout writes them; docs/research.md",
        example="predictions/dropout_predictions.csv",
        columns=(
            *("run_id", "model", "is_baseline", "regime", "label", "course_id", "learner_id"),
            *("week_number", "lead_weeks", "probability", "trained_until"),
        ),
    ),
    "topics": CsvKind(
        "raw.topic_rows",
        rows="topics",
        about="topics, as predictors topics writes them; docs/research.md",
        example="topics/topics.csv",
        columns=(
            *("run_id", "method", "source", "corpus", "topic_number", "kind"),
            *("text_id", "term", "weight"),
        ),
    ),
    "item-parameters": CsvKind(
        "raw.item_parameter_rows",
        rows="parameters of items",
        about="parameters of items, as predictors items writes them; docs/research.md",
        example="items/item_parameters.csv",
        columns=(
            *("run_id", "model", "course_id", "item_id", "n_responses"),
            *("difficulty", "difficulty_error", "discrimination", "discrimination_error"),
        ),
    ),
}
