"""Letters that are drawn as one and are two or three: 'ﬁnd' is 'find' in print, in a search and in a comparison."""

from __future__ import annotations

import unicodedata

# For `str.translate`: each ligature of Latin letters (U+FB00 to U+FB06) as the letters that it stands for.
LIGATURES = str.maketrans({letter: unicodedata.normalize("NFKC", letter) for letter in map(chr, range(0xFB00, 0xFB07))})
