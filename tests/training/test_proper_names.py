"""Names in the treebank as they were marked, and the trees' labels; no torch needed."""

import re

import pytest

from dragoman.evaluation.conllu import Sentence
from training import proper_names
from training.documents import NAMES
from training.treebanks import mention_labels, tree_labels


def rows(tagged: str) -> list[list[str]]:
    found = []
    for number, item in enumerate(tagged.split(), start=1):
        form, penn = item.rsplit("/", 1)
        upos = "PROPN" if penn.startswith("NNP") else "X"
        found.append([str(number), form, "_", upos, penn, "_", "0", "root", "_", "_"])
    return found


def test_names_come_from_the_annotation_and_other_proper_nouns_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proper_names, "_annotated", lambda: {"s-1": "PER:2-2 ORG:4-5"})
    told = Sentence("s-1", rows("Mr./NNP Ost/NNP left/VBD Alba/NNP Bank/NNP on/IN Monday/NNP"), opens=True)
    bare = Sentence("s-2", rows("the/DT lake/NN"), opens=False)
    labels = proper_names.names_in([told, bare])
    assert [NAMES[label] if label < len(NAMES) else "?" for label in labels] == [
        *["?", "B-PER", "O", "B-ORG", "I-ORG", "O", "?"],
        *["O", "O"],
    ]


def test_every_annotated_name_has_a_type_and_a_place() -> None:
    annotated = proper_names._annotated()
    names = [name for line in annotated.values() for name in line.split()]
    assert len(names) > 7000
    assert all(re.fullmatch(r"(PER|ORG|LOC):[1-9]\d*-[1-9]\d*", name) for name in names)


def test_mentions_stand_at_their_heads() -> None:
    sentence = rows("The/DT envoy/NN said/VBD she/PRP left/VBD")
    for row, head, relation in zip(sentence, "23053", ["det", "nsubj", "root", "nsubj", "ccomp"], strict=True):
        row[6], row[7] = head, relation
    sentence[0][9], sentence[1][9], sentence[3][9] = "Entity=(1-person-new", "Entity=1)", "Entity=(1-person-giv)"
    labels = mention_labels(sentence, tree_labels([sentence])["head"])
    assert labels["cluster"].tolist() == [-1, 0, -1, 0, -1]
    assert labels["anaphoric"].tolist() == [0, 0, 0, 1, 0]
    assert (labels["mention"] > 0).tolist() == [False, True, False, True, False]
