"""Names from a treebank's tags, and the trees' labels; no torch needed."""

import pytest

from training.documents import ANY_BEGIN, ANY_INSIDE, IGNORE, NAMES, OTHER_OR_NONE
from training.proper_names import silver_names
from training.treebanks import mention_labels, tree_labels

OPEN = {ANY_BEGIN: "B-?", ANY_INSIDE: "I-?", OTHER_OR_NONE: "-", IGNORE: "_"}


def rows(tagged: str) -> list[list[str]]:
    found = []
    for number, item in enumerate(tagged.split(), start=1):
        form, penn = item.rsplit("/", 1)
        upos = "PROPN" if penn.startswith("NNP") else "X"
        found.append([str(number), form, "_", upos, penn, "_", "0", "root", "_", "_"])
    return found


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("Mr./NNP Ost/NNP met/VBD Anna/NNP Berg/NNP", ["O", "B-PER", "O", "B-PER", "I-PER"]),
        ("in/IN Germany/NNP on/IN Monday/NNP", ["O", "B-LOC", "O", "O"]),
        ("Vastrian/NNP Defense/NNP Ministry/NNP", ["B-ORG", "I-ORG", "I-ORG"]),
        ("the/DT Zorblat/NNP Quux/NNP", ["O", "B-?", "I-?"]),
        ("the/DT Kethians/NNPS left/VBD", ["O", "-", "O"]),
        ("University/NNP of/IN Ost/NNP opened/VBD", ["_", "_", "_", "O"]),
        ("the/DT President/NNP said/VBD", ["O", "_", "O"]),
        ("the/DT lake/NN", ["O", "O"]),
    ],
)
def test_names(tagged: str, expected: list[str]) -> None:
    found = [OPEN.get(label, NAMES[label] if 0 <= label < len(NAMES) else "") for label in silver_names(rows(tagged))]
    assert found == expected


def test_mentions_stand_at_their_heads() -> None:
    sentence = rows("The/DT envoy/NN said/VBD she/PRP left/VBD")
    for row, head, relation in zip(sentence, "23053", ["det", "nsubj", "root", "nsubj", "ccomp"], strict=True):
        row[6], row[7] = head, relation
    sentence[0][9], sentence[1][9], sentence[3][9] = "Entity=(1-person-new", "Entity=1)", "Entity=(1-person-giv)"
    labels = mention_labels(sentence, tree_labels([sentence])["head"])
    assert labels["cluster"].tolist() == [-1, 0, -1, 0, -1]
    assert labels["anaphoric"].tolist() == [0, 0, 0, 1, 0]
    assert (labels["mention"] > 0).tolist() == [False, True, False, True, False]
