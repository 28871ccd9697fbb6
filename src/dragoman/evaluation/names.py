"""How right the names are: exact span and type of persons, organisations and places, in the corpus's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from dragoman.errors import DataError
from dragoman.evaluation.conllu import TreebankDocument, read_treebank
from dragoman.evaluation.counting import Count
from dragoman.evaluation.trees import Analyses
from dragoman.text import Span

KINDS = ("PER", "ORG", "LOC")
UNER = {kind: kind for kind in KINDS}
# CrossNER's political kinds that have one of ours; events, elections and the rest are no names to be found here.
CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
}

Name = tuple[int, int, str]  # start and end in code points of the text, type


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence of an IOB file: its id, if the file gives one, its tokens and their tags."""

    id: str
    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    line: int = 0  # where its first token stands in the file


@dataclass(frozen=True)
class NamedText:
    """A text with its words, its sentences (word ranges) and the names that people marked in it."""

    text: str
    words: tuple[Span, ...]
    sentences: tuple[tuple[int, int], ...]
    names: frozenset[Name]


def measure_names(texts: Sequence[NamedText], analyser: Analyses) -> dict[str, Count]:
    """Return the counts of names with exact span and type: `names` for all three types, and one for each.

    Names of other types are neither wanted nor counted as found, but a person, organisation or place that is found
    where the corpus has a name of another type is wrong.
    """
    counts = {name: Count() for name in ("names", *KINDS)}
    for gold in texts:
        analysis = analyser.analyse_words(gold.text, gold.words, gold.sentences)
        places = [(gold.words[name.first].start, gold.words[name.last].end, name.type) for name in analysis.names]
        for kind in KINDS:
            found = {place for place in places if place[2] == kind}
            wanted = {place for place in gold.names if place[2] == kind}
            for name in ("names", kind):
                counts[name].add(len(found & wanted), len(found), len(wanted))
    return counts


def read_uner(path: Path, treebank: Path) -> list[NamedText]:
    """Return the texts of Universal NER's part of EWT, as running documents where the treebank's file is there.

    Without it every sentence is a paragraph by itself, its tokens a space apart.

    Raises:
        DataError: a file cannot be read, or a sentence is not in the treebank or reads otherwise there.
    """
    sentences = read_iob(path, word=1, tag=2)
    if not treebank.is_file():
        return [as_paragraphs(sentences, UNER)]
    known = {sentence.id: sentence for sentence in sentences}
    documents = [document for document in read_treebank(treebank) if known.keys() & set(document.sentence_ids)]
    there = {sentence for document in documents for sentence in document.sentence_ids}
    if lost := [sentence for sentence in sentences if sentence.id not in there]:
        raise DataError(f"has sentence {lost[0].id!r}, which {treebank} has not", path=path, line=lost[0].line)
    return [_named(document, known, path) for document in documents]


def read_crossner(path: Path) -> list[NamedText]:
    """Return the sentences of a CrossNER file as the paragraphs of one text, their tokens a space apart.

    Raises:
        DataError: the file cannot be read, or a line is not a token and its tag.
    """
    return [as_paragraphs(read_iob(path, word=0, tag=1), CROSSNER)]


def read_iob(path: Path, *, word: int, tag: int) -> list[TaggedSentence]:
    """Return the sentences of a file of one token a line; `word` and `tag` are numbers of columns.

    Raises:
        DataError: the file cannot be read, or a line has no tag that begins with B-, I- or O.
    """
    try:
        lines = path.read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error}); see docs/evaluation.md for the form", path=path) from error
    found: list[TaggedSentence] = []
    rows: list[tuple[str, str]] = []
    name = ""
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("# "):
            name = line.partition("=")[2].strip() if line.startswith("# sent_id") else name
        elif line.strip():
            fields = line.split("\t") if "\t" in line else line.split()
            if len(fields) <= tag or not (fields[tag] == "O" or fields[tag][:2] in ("B-", "I-")):
                raise DataError("is no token with an IOB tag", path=path, line=number)
            rows.append((fields[word], fields[tag]))
        elif rows:
            tokens, tags = zip(*rows, strict=True)
            found.append(TaggedSentence(name, tokens, tags, number - len(rows)))
            rows, name = [], ""
    return found


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, type) of the names that IOB tags spell; an I without its B begins one, as in CoNLL 2003."""
    first, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield first, index - 1, kind
            kind = ""
        if not kind and tag != "O":
            first, kind = index, tag[2:]


def as_paragraphs(sentences: Sequence[TaggedSentence], kinds: dict[str, str]) -> NamedText:
    """Return one text in which every sentence is a paragraph, its tokens a space apart."""
    text = "\n\n".join(" ".join(sentence.tokens) for sentence in sentences)
    lengths = [len(token) for sentence in sentences for token in sentence.tokens]
    gaps = [gap for s in sentences for gap in [1] * (len(s.tokens) - 1) + [2]]
    starts = [0, *accumulate(length + gap for length, gap in zip(lengths, gaps, strict=True))]
    words = [Span(start, start + length) for start, length in zip(starts, lengths, strict=False)]
    edges = [0, *accumulate(len(sentence.tokens) for sentence in sentences)]
    names = [
        (words[edge + first].start, words[edge + last].end, kinds[kind])
        for edge, sentence in zip(edges, sentences, strict=False)
        for first, last, kind in runs(sentence.tags)
        if kind in kinds
    ]
    return NamedText(text, tuple(words), tuple(pairwise(edges)), frozenset(names))


def _named(document: TreebankDocument, known: dict[str, TaggedSentence], path: Path) -> NamedText:
    """Return the document with the names of its sentences, found by their characters: some tokens are cut otherwise."""
    names: set[Name] = set()
    for sentence, (first, end) in zip(document.sentence_ids, document.sentences, strict=True):
        if sentence in known:
            places = [place for word in document.words[first:end] for place in range(*word)]
            names |= set(_names_at(places, document.text, known[sentence], path))
    return NamedText(document.text, document.words, document.sentences, frozenset(names))


def _names_at(places: Sequence[int], text: str, sentence: TaggedSentence, path: Path) -> Iterator[Name]:
    if "".join(sentence.tokens) != "".join(text[place] for place in places):
        raise DataError(f"reads otherwise than the treebank in {sentence.id}", path=path, line=sentence.line)
    edges = [0, *accumulate(map(len, sentence.tokens))]
    for first, last, kind in runs(sentence.tags):
        if kind in UNER:
            yield places[edges[first]], places[edges[last + 1] - 1] + 1, UNER[kind]
