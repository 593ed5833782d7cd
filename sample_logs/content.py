"""What the two courses teach: facts as tables.

A chapter is (title, difficulty, extra, videos of (title, seconds), questions); `extra` names what
else is in it (see events_extras). Its first question is the quiz of the lecture, the second the
first homework, the others are the parts of the second homework. A question is (text, kind, right
answers, wrong answers), the answers split at `|`.
"""

from typing import NamedTuple

Video = tuple[str, float]
Question = tuple[str, str, str, str]
Post = tuple[str, str]


class Chapter(NamedTuple):
    """One week of a course."""

    title: str
    difficulty: float
    extra: str
    videos: tuple[Video, ...]
    questions: tuple[Question, ...]


STATISTICS = (
    Chapter(
        "Pictures of data", -0.6, "textbook",
        (("What is a distribution?", 312.4), ("Histograms and box plots", 433.07)),
        (("Which measure of centre resists outliers?", "choice", "the median",
          "the mean|the midrange"),
         ("Which of these show a distribution?", "checkbox", "histogram|box plot",
          "pie of two countries|table of contents"),
         ("What is the median of 2, 3, 3, 8, 14?", "number", "3", "6|8|5.5"),
         ("A long tail to the right makes the mean", "choice", "larger", "smaller|equal")),
    ),
    Chapter(
        "Probability", -0.1, "book",
        (("Chance and counting", 405.9), ("Conditional probability", 521.3)),
        (("Two fair dice: what is P(sum = 7)?", "number", "1/6", "1/12|7/36|1/11"),
         ("If A and B are independent, P(A and B) is", "select", "P(A) P(B)",
          "P(A) + P(B)|P(A | B)|0"),
         ("A test is 99 % exact, a disease has 1 in 1000. A positive person is", "choice",
          "probably healthy", "surely ill|probably ill"),
         ("P(A or B) counts twice", "select", "A and B", "not A|neither")),
    ),
    Chapter(
        "Random variables", 0.3, "textbook",
        (("Expected value", 388.0), ("Variance, slowly", 612.75)),
        (("E(X) of one fair die is", "number", "3.5", "3|4|6"),
         ("Var(2X + 5) equals", "select", "4 Var(X)", "2 Var(X)|2 Var(X) + 5|4 Var(X) + 25"),
         ("Which are always true?", "checkbox", "Var(X) >= 0|E(X + Y) = E(X) + E(Y)",
          "E(XY) = E(X) E(Y)|Var(X) < E(X)"),
         ("A fair coin, 100 throws: the expected number of heads", "number", "50", "10|5")),
    ),
    Chapter(
        "The normal curve", 0.5, "poll",
        (("Why bells are everywhere", 366.2), ("z-scores", 297.6)),
        (("How much of the curve lies within two deviations of the mean?", "choice",
          "about 95 %", "about 68 %|about 50 %|all of it"),
         ("Scores: mean 70, deviation 8. The z-score of 86 is", "number", "2", "1.5|16|8"),
         ("The distribution of sample means narrows like", "select", "1 / sqrt(n)",
          "1 / n|sqrt(n)|n"),
         ("The curve of the standard normal is highest at", "number", "0", "1|-1")),
    ),
    Chapter(
        "Confidence", 0.9, "book",
        (("What an interval promises", 548.1), ("Bootstrap by hand", 471.4)),
        (("A wider interval has", "choice", "more confidence", "less confidence|a smaller sample"),
         ("The name of resampling with replacement?", "text", "bootstrap", "bootstraps|sampling"),
         ("Halving the width of an interval needs a sample", "select", "four times as large",
          "twice as large|half as large"),
         ("95 of 100 such intervals", "choice", "hold the true value", "are equal|are wrong")),
    ),
    Chapter(
        "Testing", 1.1, "textbook",
        (("The p-value and what it is not", 634.8), ("Errors of two kinds", 402.3)),
        (("A p-value is", "choice", "P(data this odd, if H0 is true)",
          "P(H0 is true)|P(H1 is true)"),
         ("To miss a real effect is an error of", "select", "the second kind", "the first kind"),
         ("Which raise the power of a test?", "checkbox", "larger sample|larger effect",
          "smaller alpha|more noise"),
         ("20 true null hypotheses at alpha 0.05: expected rejections", "number", "1", "0|5|20")),
    ),
    Chapter(
        "Regression", 0.8, "survey",
        (("A line through a cloud", 457.0), ("Residuals tell stories", 389.5)),
        (("The least squares line goes through", "choice", "the point of the means",
          "the origin|the most points"),
         ("r = -0.8: which share of the variance is explained?", "number", "0.64", "-0.8|0.8|0.2"),
         ("Lurking variables make a correlation", "text", "spurious", "causal|strong"),
         ("A slope of zero means r is", "number", "0", "1|-1")),
    ),
    Chapter(
        "Final exam", 0.9, "",
        (("Review: the course in ten minutes", 603.2),),
        (("Which sample is random?", "choice", "every tenth name of a shuffled list",
          "the first hundred|those who answer"),
         ("P(at least one six in four throws), to two digits", "number", "0.52", "0.67|0.48|0.17"),
         ("Which conclusions does a p-value of 0.03 allow at alpha 0.05?", "checkbox",
          "reject H0|the data would be odd under H0", "H0 is false|the effect is large"),
         ("The letter for the level of a test", "text", "alpha", "beta|p")),
    ),
)  # fmt: skip

DATABASES = (
    Chapter(
        "Tables and keys", -0.5, "poll",
        (("Why not a spreadsheet?", 268.5), ("Keys, rows, columns", 377.12)),
        (("What identifies a row?", "choice", "its primary key", "its position|its largest value"),
         ("Which may a primary key never be?", "checkbox",
          'null\n      <choicehint selected="true">Right: a key names a row.</choicehint>|repeated',
          "text|a number"),
         ("The statement that reads rows is", "text", "select", "read|get"),
         ("One row of orders names one customer: where is the key?", "select", "in orders",
          "in customers|in both")),
    ),
    Chapter(
        "Joins", 0.0, "split_test",
        (("One table meets another", 495.8), ("Outer joins: who is missing?", 541.66)),
        (("Rows without a partner survive in", "choice", "an outer join",
          "an inner join|a cross join"),
         ("3 rows cross join 4 rows gives how many rows?", "number", "12", "7|4|3"),
         ("A join that doubles a sum lacks", "select", "a unique key on one side",
          "an index|an order by"),
         ("A table joined with itself needs", "text", "alias", "index|copy")),
    ),
    Chapter(
        "Groups and windows", 0.6, "drag-and-drop-v2",
        (("group by", 356.0), ("Windows: groups that keep their rows", 688.4)),
        (("Conditions on groups go into", "choice", "having", "where|order by"),
         ("Which keep one row for each input row?", "checkbox", "row_number()|lag(x)",
          "group by|count(distinct x)"),
         ("rank() after two ties in first place gives the next row", "number", "3", "2|1"),
         ("lag(x) looks at the row", "choice", "before", "after|above the mean")),
    ),
    Chapter(
        "Quality of data", 0.4, "library_content",
        (("Nulls, blanks and lies", 412.9), ("Tests that data must pass", 333.3)),
        (("null = null is", "choice", "null", "true|false"),
         ("Landed 100, accepted 97, rejected 3. How many are lost?", "number", "0", "3|97"),
         ("The opposite of unique is", "text", "duplicate", "null|double"),
         ("Which are checks of a column?", "checkbox", "not null|accepted values",
          "blue|left join")),
    ),
    Chapter(
        "Models of data", 0.8, "openassessment",
        (("Facts and dimensions", 510.7), ("Grain: one sentence per table", 405.5)),
        (("The grain of a table is", "choice", "what one row stands for", "its size|its index"),
         ("Slowly changing dimensions keep", "select", "history", "aggregates|indexes"),
         ("Which belong into a fact table?", "checkbox", "amounts|keys of dimensions",
          "long descriptions|colours of charts"),
         ("A key made by the warehouse is called", "text", "surrogate", "natural|foreign")),
    ),
    Chapter(
        "Pipelines", 1.0, "notes",
        (("Late data, twice", 587.2), ("Idempotence", 298.8)),
        (("A load run twice should give", "choice", "the same tables", "twice the rows|an error"),
         ("3 files of 40 rows, one sent twice: rows without duplicates?", "number",
          "120", "160|40"),
         ("A watermark on event time loses", "select", "late events", "early events|duplicates"),
         ("Steps that run in any order form a", "select", "graph without cycles", "loop|line")),
    ),
    Chapter(
        "Charts that do not lie", 0.5, "survey",
        (("Choose the right form", 344.4), ("Scales and colours", 402.0)),
        (("A bar chart starts at", "choice", "zero", "the minimum|the mean"),
         ("Which suit a change over time?", "checkbox", "line|area", "pie|word cloud"),
         ("Colour alone fails readers who are", "text", "colour blind", "in a hurry|left-handed"),
         ("Slices of a pie are hard to", "choice", "compare", "colour|label")),
    ),
    Chapter(
        "Final exam", 0.8, "exam",
        (("How to read the exam", 187.3),),
        (("Which join lists customers without orders?", "choice", "left join",
          "inner join|self join"),
         ("select count(*) of (1, null, 2)", "number", "3", "2|1"),
         ("Which make a build reproducible?", "checkbox", "locked versions|tests",
          "fast disks|long names"),
         ("The keyword that removes repeated rows", "text", "distinct", "unique|drop")),
    ),
)  # fmt: skip

#: What people write: (title, body). The last ones are longer than a log line keeps.
POSTS: tuple[Post, ...] = (
    ("Hello from my kitchen table", "I study in the evenings when the children sleep. Who else?"),
    ("Homework, second part", "I get 5.5 every time and the grader says no. What am I missing?"),
    ("Video does not load", "The player stays black on my phone, the transcript works."),
    ("¿Alguien de Santiago?", "Busco compañeros para estudiar los domingos. ¡Saludos!"),
    ("Übersetzung der Begriffe", "Wie heißt „spurious“ auf Deutsch? Ich finde nur „Schein-“."),
    ("Деление на ноль", "Почему в ответе бесконечность, хотя это ошибка?"),
    ("期末試験について", "締め切りは日本時間の何時ですか。"),
    ("Typo in the slides", "Slide 14 says \"varience\". Small thing, great lecture \U0001f44d"),
    ("Deadline", "Is the homework due at midnight UTC or at midnight where I live?"),
    ("A longer thought about this chapter",
     "I tried three ways. First by hand, which took an hour and gave the wrong sign. Then with a "
     "spreadsheet, where a cell held text that looked like a number. Then I drew the picture from "
     "the lecture and saw it at once. The picture should come first, I think, and the formula as a "
     "summary of it, because whoever sees why the formula must look so will not forget it, while "
     "those who learn it by heart (me, last week) mix up the squares. Has anyone a second picture, "
     "for the case in which the two groups are not of the same size? I would share mine."),
)  # fmt: skip
REPLIES = (
    "Same here!",
    "It helped me to watch the second video again from the middle.",
    "Look at the definition once more: which rows are left out?",
    "Danke, das war's!",
    "Draw it. Really, draw it.",
    "Midnight UTC, it says so on the course page.",
    "I had the same wrong answer: mind the units.",
    "¡Gracias por la explicación!",
)
SEARCHES = ("homework", "deadline", "certificate", "varianza", "join", "z-score")
