"""A small treebank with invented text, and models that answer with what they were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.evaluation.conllu import TreebankDocument
from dragoman.reading.analysis import Analysis, Link, Name, Word
from dragoman.text import Span

# Number, form, UPOS, XPOS, head, relation, MISC of each word.
DORN = """# newdoc id = dorn
# newpar
# sent_id = dorn-1
1 Mia PROPN NNP 3 nsubj Entity=(1-person-new-snnsn
2 Dorn PROPN NNP 1 flat Entity=1)
3 waited VERB VBD 0 root SpaceAfter=No
4 . PUNCT . 3 punct _

# sent_id = dorn-2
1 She PRON PRP 4 nsubj Entity=(1-person-giv)
2-3 didn't _ _ _ _ _
2 did AUX VBD 4 aux _
3 n't PART RB 4 advmod _
4 see VERB VB 0 root _
4.1 seen VERB VB _ _ _
5 her PRON PRP$ 6 nmod:poss Entity=(3-object-new(1-person-giv)
6 car NOUN NN 4 obj Entity=3)|SpaceAfter=No
7 . PUNCT . 4 punct _

# newpar
# sent_id = dorn-3
1 It PRON PRP 2 nsubj Entity=(3-object-giv)
2 ran VERB VBD 0 root SpaceAfter=No
3 . PUNCT . 2 punct _
"""
OST = """# newdoc id = ost
# sent_id = ost-1
1 Ost PROPN NNP 2 nsubj _
2 left VERB VBD 0 root _
"""


def columns(short: str) -> str:
    """Return short rows as CoNLL-U."""

    def row(line: str) -> str:
        if not line or line.startswith("#"):
            return line
        number, form, upos, xpos, head, relation, misc = line.split(" ")
        return "\t".join([number, form, "_", upos, xpos, "_", head, relation, "_", misc])

    return "\n".join(map(row, short.split("\n")))


def write_treebank(path: Path, *documents: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(columns, documents)), encoding="utf8")
    return path


def answer(
    document: TreebankDocument, names: Sequence[Name] = (), links: Sequence[Link] = (), mentions: Sequence[int] = ()
) -> Analysis:
    """Return the analysis that says of a document what its treebank says."""
    numbers = [number for number, (a, b) in enumerate(document.sentences) for _ in range(a, b)]
    words = [
        Word(i, *span, row[1], row[3], head, row[7], number, row[4])
        for i, (span, row, head, number) in enumerate(
            zip(document.words, document.rows, document.heads, numbers, strict=True)
        )
    ]
    return Analysis(document.text, tuple(words), document.sentences, tuple(names), tuple(links), tuple(mentions))


class Oracle:
    """Answers with the analysis that it was given for a text."""

    def __init__(self, *analyses: Analysis) -> None:
        self._known = {analysis.text: analysis for analysis in analyses}

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysis]:
        return (self._known[text] for text in texts)

    def analyse_words(self, text: str, words: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> Analysis:
        analysis = self._known[text]
        assert not analysis.words or [word.span for word in analysis.words] == list(words)
        assert tuple(sentences) == analysis.sentences
        return analysis
