"""How right the readings are: measures on annotated corpora, calibration, and floors that must not be fallen below."""
