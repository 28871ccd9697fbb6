"""An article: its words, untouched, and what is known about where they stood."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
ID_LENGTH = 16  # hexadecimal digits: 64 bits, a collision is expected at about four thousand million articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One dated article.

    `text` is the body without its header, stripped at both ends and otherwise untouched: every offset in a
    reading counts its Unicode code points.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        published: date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        url: str | None = None,
        language: str | None = None,
        id: str | None = None,
    ) -> Article:
        """Return the article with this body; without an `id` it gets one made from its content."""
        body = join_surrogates(text).strip()
        return cls(
            id=id or content_id(body, published=published, publisher=publisher),
            text=body,
            published=published,
            publisher=publisher,
            title=title,
            url=url,
            language=language,
        )


def join_surrogates(text: str) -> str:
    """Return the text with every surrogate pair made the one code point it stands for; lone ones are kept.

    JSON writes a pair and its code point alike, so a text that kept pairs would come back shorter than it went out.
    """
    return SURROGATE_PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def content_id(text: str, *, published: date | None = None, publisher: str | None = None) -> str:
    """Return the identity of an article: a digest of its body, its day and its outlet."""
    material = "\x1f".join((text, published.isoformat() if published else "", publisher or ""))
    return hashlib.sha256(material.encode("utf8", "surrogatepass")).hexdigest()[:ID_LENGTH]
