"""Contents against quotation marks: stretched to them, cut back from them, and quotations that nobody found kept."""

import numpy as np
import pytest

from dragoman.reading.decode import Block, Draft, Pointers, Run, join, runs_of
from dragoman.reading.quotes import find_quotes
from dragoman.reading.snapping import keep_bare_quotations, snap
from dragoman.reading.words import split_words


def snapped(text: str, letters: str) -> str:
    words = split_words(text)
    codes = np.array([0 if c == "." else "SsUuCc".index(c) + 1 for c in letters], dtype=np.int64)
    assert len(codes) == len(words)
    found = snap(codes, words, find_quotes(text))
    return "".join("." if label == 0 else "SsUuCc"[label - 1] for label in found)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # the closing marks were left out
        ("“We will go on,” Dorn said.", "Ccccc..SU.", "CccccccSU."),
        # the opening mark was left out
        ("Dorn said “we will go on” twice", "SU.Cccc..", "SUCccccc."),
        # a content that only brushes a quotation gives it back
        ("Dorn said talks “go on and on and on” here", "SUCcc.......", "SUC........."),
        # more than half of it is inside: the rest follows
        ("Dorn said “talks go on and on today”", "SUCccccc..", "SUCccccccc"),
        # a cue inside the quotation stops the stretching
        ("“We will,” said Dorn, “go on”", "Ccc..US.Cccc", "CccccUS.Cccc"),
        # nothing to do
        ("Dorn said he would go.", "SUCcc.", "SUCcc."),
    ],
)
def test_snap(text: str, before: str, after: str) -> None:
    assert snapped(text, before) == after


def test_a_quotation_without_a_statement_is_kept() -> None:
    text = "The hall fell silent. “Nobody here will ever sign such a paper.” Then the lights went out."
    words = split_words(text)
    (draft,) = keep_bare_quotations([], words, find_quotes(text))
    assert draft.cue is None
    assert draft.source == ()
    assert text[words[draft.content[0].first].start : words[draft.content[0].end - 1].end].startswith("“Nobody")


def test_a_title_in_marks_is_no_statement() -> None:
    text = "The paper “Common Ground” was read."
    assert keep_bare_quotations([], split_words(text), find_quotes(text)) == []


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = "Dorn said: “We came in peace.\n\n“And we will leave in peace.”"
    words = split_words(text)
    second = next(i for i, w in enumerate(words) if w.start > text.index("\n"))
    first = Draft((Run("source", 0, 1),), Run("cue", 1, 2), (Run("content", 3, second),), -0.1, -0.1)
    bare = Draft((), None, (Run("content", second, len(words)),), -0.1, -0.1)
    (joined,) = keep_bare_quotations([first, bare], words, find_quotes(text))
    assert [(run.first, run.end) for run in joined.content] == [(3, second), (second, len(words))]
    assert joined.cue == first.cue


def test_join_and_keep_agree_on_order() -> None:
    text = "“One two three four five six.” Dorn said so."
    words = split_words(text)
    labels = np.zeros(len(words), dtype=np.int64)
    scores = np.zeros((len(words), len(words) + 1), dtype=np.float32)
    drafts = join(runs_of(labels), Pointers([Block(0, len(words), 0, scores)]), np.zeros(len(words), dtype=np.int64))
    assert [draft.first for draft in keep_bare_quotations(drafts, words, find_quotes(text))] == [0]
