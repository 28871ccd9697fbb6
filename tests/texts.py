"""Texts that no rule expects: for property tests."""

from hypothesis import strategies as st

# Any code point, and often the ones that break things: lone surrogates, controls, marks, line ends of all kinds,
# letters outside the Basic Multilingual Plane, right-to-left letters and overrides.
TROUBLE = "\ud83d\ude00\udc80“”‘’'\"\0\x1b\r\n\u2028\x1c \ufeff\u200b\u202eש🙂e\u0301"
ANY_TEXT = st.text(st.characters() | st.sampled_from(TROUBLE))
