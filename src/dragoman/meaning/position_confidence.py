"""How sure a position is: a logistic regression over what is known of how it was read.

The weights stand in `data/position_confidence.json`. The annotated articles hold too few wrong positions to fit them
freely (with one article left out at a time no feature tells more than the mean), so they are small and lean on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.meaning.weighing import weigh

FILE = "position_confidence.json"
LONG_MATTER = 30  # words; a matter as long as that, or longer, counts as 1


def confidence_features(
    *,
    origin: str,
    stance: str,
    attribution: float | None,
    holder_type: str,
    holder_known: bool,
    cued: bool,
    matter_words: int,
    clause: bool,
    negated: bool,
    conditional: bool,
    agreed: bool,
) -> dict[str, float]:
    """Return the features of one position by name, each 0 to 1.

    Args:
        origin: where the stance was read: "verb", "adj", "noun" (told by the article) or "spoken" (in a statement).
        stance: the stance.
        attribution: the confidence of the statement that holds the position or whose cue tells it; None without one.
        holder_type: the holder's type as an actor.
        holder_known: whether the holder is an actor of the book or speaks for one, rather than a phrase or bare name.
        cued: whether the stance word is the cue of an attribution.
        matter_words: how many words the matter has.
        clause: whether the matter is a clause.
        negated: whether a negation turned the stance round.
        conditional: whether it has a condition.
        agreed: whether tree and order of words name the same holder.
    """
    return {
        f"origin_{origin}": 1.0,
        f"stance_{stance}": 1.0,
        f"holder_{holder_type}": 1.0,
        "attributed": float(attribution is not None),
        "attribution": attribution or 0.0,
        "holder_known": float(holder_known),
        "cued": float(cued),
        "matter_length": min(matter_words, LONG_MATTER) / LONG_MATTER,
        "matter_single": float(matter_words == 1),
        "clause": float(clause),
        "negated": float(negated),
        "conditional": float(conditional),
        "agreed": float(agreed),
    }


def position_confidence(features: Mapping[str, float]) -> float:
    """Return how probable it is that the position is right, from 0 to 1.

    Raises:
        DataError: the file of weights is missing or damaged.
    """
    return weigh(features, FILE)
