"""How right coreference is: MUC, B³, CEAF and their mean over chains of mentions, and the pronouns resolved.

A mention is its head word here, because that is all the model says of one: of GUM's mentions the word that is governed
from outside, and of several mentions with one head the shortest. Chains have two mentions or more, as in OntoNotes;
GUM's singletons are left out, and so is what the model links to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.evaluation.assignment import best_pairs
from dragoman.evaluation.conllu import TreebankDocument, head_of, mentions_of, read_treebank
from dragoman.evaluation.counting import Count
from dragoman.evaluation.trees import Analyses
from dragoman.reading.analysis import Link

Chain = frozenset[int]

PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
THIRD_PERSON = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves themself 'em".split()
)


@dataclass(slots=True)
class Overlap:
    """What chains share, in a measure's own units, against what was found and what there is."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def add(self, other: Overlap) -> None:
        """Add the figures of another document."""
        self.right_found += other.right_found
        self.found += other.found
        self.right_gold += other.right_gold
        self.gold += other.gold

    @property
    def precision(self) -> float:
        """Share of the found that is right, in percent."""
        return 100 * self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found, in percent."""
        return 100 * self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Coreference:
    """The figures over all documents; `mentions` counts heads of mentions, those in no chain included."""

    mentions: Count
    muc: Overlap
    b_cubed: Overlap
    ceaf: Overlap
    pronouns: Count

    @property
    def conll(self) -> float:
        """The mean of the three F1, in percent: the figure of the CoNLL shared tasks."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def measure_coreference(documents: Sequence[TreebankDocument], analyser: Analyses) -> Coreference:
    """Return the figures of the documents, in their own words and sentences."""
    found = Coreference(Count(), Overlap(), Overlap(), Overlap(), Count())
    for document in documents:
        analysis = analyser.analyse_words(document.text, document.words, document.sentences)
        clusters = clusters_of(document)
        heads = set(analysis.mentions)
        found.mentions.add(len(heads & clusters.keys()), len(heads), len(clusters))
        gold, chains = chains_of(clusters), chains_of_links(analysis.links)
        found.muc.add(muc(chains, gold))
        found.b_cubed.add(b_cubed(chains, gold))
        found.ceaf.add(ceaf(chains, gold))
        right, total = resolved_pronouns(document, clusters, analysis.links)
        found.pronouns.add(right, 0, total)
    return found


def read_documents(paths: Iterable[Path]) -> list[TreebankDocument]:
    """Return the documents of the files.

    Raises:
        DataError: a file cannot be read, or a line is not CoNLL-U.
    """
    return [document for path in paths for document in read_treebank(path)]


def clusters_of(document: TreebankDocument) -> dict[int, str]:
    """Return the cluster of every word that heads a mention of GUM's, in text order."""
    longest_first = sorted(mentions_of(document.rows), key=lambda mention: (mention[0] - mention[1], mention[0]))
    clusters = {head_of(first, last, document.heads): cluster for first, last, cluster, _ in longest_first}
    return dict(sorted(clusters.items()))


def chains_of(clusters: Mapping[int, str]) -> list[Chain]:
    """Return the clusters of two mentions or more."""
    members: dict[str, set[int]] = defaultdict(set)
    for word, cluster in clusters.items():
        members[cluster].add(word)
    return [frozenset(words) for words in members.values() if len(words) > 1]


def chains_of_links(links: Iterable[Link]) -> list[Chain]:
    """Return the chains that the links make: whatever is linked, directly or through others, is one chain."""
    chains: dict[int, set[int]] = {}
    for link in links:
        ends = (link.word, link.antecedent)
        joined = set[int]().union(ends, *(chains[word] for word in ends if word in chains))
        chains.update(dict.fromkeys(joined, joined))
    return sorted({frozenset(chain) for chain in chains.values() if len(chain) > 1}, key=min)


def muc(found: Sequence[Chain], gold: Sequence[Chain]) -> Overlap:
    """Return the shared links: a chain of n mentions has n - 1, less one for every further chain it falls into.

    Source:
        Vilain et al. (1995), A model-theoretic coreference scoring scheme.
    """

    def links(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[int, int]:
        home = {word: number for number, other in enumerate(others) for word in other}
        right = 0
        for chain in chains:
            parts = {home[word] for word in chain if word in home}
            right += len(chain) - len(parts) - sum(word not in home for word in chain)
        return right, sum(len(chain) - 1 for chain in chains)

    return Overlap(*links(found, gold), *links(gold, found))


def b_cubed(found: Sequence[Chain], gold: Sequence[Chain]) -> Overlap:
    """Return the sum over mentions of the share of their own chain that the other side's chain holds too.

    Source:
        Bagga and Baldwin (1998); a mention that the other side does not have counts 0, as in the reference scorer
        of the CoNLL shared tasks (Pradhan et al. 2014).
    """

    def shares(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, int]:
        right = sum(len(chain & other) ** 2 / len(chain) for chain in chains for other in others)
        return right, sum(map(len, chains))

    return Overlap(*shares(found, gold), *shares(gold, found))


def ceaf(found: Sequence[Chain], gold: Sequence[Chain]) -> Overlap:
    """Return the similarity of the chains under the best pairing of found and gold chains (CEAFe).

    Source:
        Luo (2005), On coreference resolution performance metrics, similarity φ4 = 2|K ∩ R| / (|K| + |R|).
    """
    similarity = np.array(
        [[2 * len(one & other) / (len(one) + len(other)) for other in gold] for one in found], dtype=np.float64
    ).reshape(len(found), len(gold))
    total = float(sum(similarity[pair] for pair in best_pairs(similarity)))
    return Overlap(total, len(found), total, len(gold))


def resolved_pronouns(
    document: TreebankDocument, clusters: Mapping[int, str], links: Iterable[Link]
) -> tuple[int, int]:
    """Return how many pronouns (personal, possessive, third person) are resolved rightly, and how many there are.

    Counted are those that stand for something mentioned before. The links are followed back from the pronoun to the
    first word that is no such pronoun, or as far as they go. The pronoun is resolved rightly if that is a mention of
    the same thing, and no pronoun if the thing was spoken of otherwise before.
    """
    antecedents = {link.word: link.antecedent for link in links}
    pronouns = {
        index
        for index, row in enumerate(document.rows)
        if row[4] in PRONOUN_TAGS and row[1].lower().replace("’", "'") in THIRD_PERSON
    }
    seen: set[str] = set()
    named: set[str] = set()
    right = total = 0
    for word, cluster in clusters.items():
        if word in pronouns and cluster in seen:
            total += 1
            end = antecedents.get(word, word)
            while end in pronouns and end in antecedents:
                end = antecedents[end]
            reached = end not in pronouns or cluster not in named
            right += end != word and clusters.get(end) == cluster and reached
        elif word not in pronouns:
            named.add(cluster)
        seen.add(cluster)
    return right, total
