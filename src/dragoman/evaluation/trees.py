"""How right tags and trees are: in a treebank's own words and sentences, and from its text alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.evaluation.conllu import TreebankDocument
from dragoman.evaluation.counting import Count
from dragoman.reading.analysis import Analysis
from dragoman.text import Span


class Analyses(Protocol):
    """What the measures need of the model: see `dragoman.reading.analyse.Analyser`."""

    def analyse(self, texts: Iterable[str]) -> Iterable[Analysis]:
        """Return one analysis a text, in the order of the texts."""
        ...

    def analyse_words(self, text: str, words: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> Analysis:
        """Return the analysis of a text whose words and sentences (word ranges) are given."""
        ...


@dataclass(frozen=True)
class Trees:
    """The trees over a text: places of words, word ranges of sentences, heads (-1 for roots) and relations."""

    words: Sequence[Span]
    sentences: Sequence[tuple[int, int]]
    heads: Sequence[int]
    relations: Sequence[str]

    @classmethod
    def of(cls, analysis: Analysis) -> Trees:
        """Return the trees of an analysis."""
        words = analysis.words
        return cls(
            [word.span for word in words],
            analysis.sentences,
            [word.head for word in words],
            [word.relation for word in words],
        )

    @property
    def sentence_spans(self) -> set[tuple[int, int]]:
        """Where the sentences stand, from their first word to the end of their last."""
        return {(self.words[a].start, self.words[b - 1].end) for a, b in self.sentences if a < b}


def measure_tags_and_trees(documents: Sequence[TreebankDocument], analyser: Analyses) -> dict[str, Count]:
    """Return the counts of right words in the treebank's own words and sentences.

    `UPOS` and `XPOS` count tags; `UAS` heads; `LAS` heads with the whole relation, subtype included; `LAS universal`
    heads with the relation up to its colon, as the shared tasks of CoNLL count. Punctuation counts like all words.
    """
    counts = {name: Count() for name in ("UPOS", "XPOS", "UAS", "LAS", "LAS universal")}
    for gold in documents:
        words = analyser.analyse_words(gold.text, gold.words, gold.sentences).words
        heads = [word.head == head for word, head in zip(words, gold.heads, strict=True)]
        labels = [(word.relation, relation) for word, relation in zip(words, gold.relations, strict=True)]
        right = {
            "UPOS": sum(word.tag == tag for word, tag in zip(words, gold.upos, strict=True)),
            "XPOS": sum(word.penn == tag for word, tag in zip(words, gold.xpos, strict=True)),
            "UAS": sum(heads),
            "LAS": sum(head and a == b for head, (a, b) in zip(heads, labels, strict=True)),
            "LAS universal": sum(
                head and universal(a) == universal(b) for head, (a, b) in zip(heads, labels, strict=True)
            ),
        }
        for name, number in right.items():
            counts[name].add(number, len(words), len(words))
    return counts


def measure_from_text(documents: Sequence[TreebankDocument], analyser: Analyses) -> dict[str, Count]:
    """Return the counts of `words`, `sentences`, `UAS` and `LAS` where the model is given the text alone."""
    counts = {name: Count() for name in ("words", "sentences", "UAS", "LAS")}
    analyses = analyser.analyse([document.text for document in documents])
    for gold, analysis in zip(documents, analyses, strict=True):
        wanted = Trees(gold.words, gold.sentences, gold.heads, gold.relations)
        for name, count in compare(Trees.of(analysis), wanted).items():
            counts[name].add(count.right, count.predicted, count.gold)
    return counts


def compare(found: Trees, gold: Trees) -> dict[str, Count]:
    """Return the counts of `words`, `sentences`, `UAS` and `LAS` of trees over the same text, cut into other words.

    Words are aligned where they cover the same characters. A head is right if both words are aligned and the heads
    are aligned with each other (or both are roots); relations are compared up to their colon.

    Source:
        Zeman et al. (2018), CoNLL 2018 shared task, section 5. There the words of one written token ("don't") are
        aligned by their forms; here each has its own characters, which comes to the same.
    """
    places = {span: index for index, span in enumerate(gold.words)}
    twins = [places.get(span) for span in found.words]
    heads = labels = 0
    for index, twin in enumerate(twins):
        if twin is None:
            continue
        head = found.heads[index]
        if gold.heads[twin] == (twins[head] if head >= 0 else -1):
            heads += 1
            labels += universal(found.relations[index]) == universal(gold.relations[twin])
    aligned = sum(twin is not None for twin in twins)
    mine, theirs = found.sentence_spans, gold.sentence_spans
    totals = len(found.words), len(gold.words)
    return {
        "words": Count(aligned, *totals),
        "sentences": Count(len(mine & theirs), len(mine), len(theirs)),
        "UAS": Count(heads, *totals),
        "LAS": Count(labels, *totals),
    }


def universal(relation: str) -> str:
    """Return the relation without its subtype."""
    return relation.split(":")[0]
