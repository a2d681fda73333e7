"""IPTC digital source types: what a picture is said to be made from.

Terms of the vocabulary at cv.iptc.org/newscodes/digitalsourcetype, which the C2PA standard uses too (2.2, 18.15.4.4).
"""

GENERATED = frozenset(
    {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicData", "compositeSynthetic"}
)
CAPTURED = frozenset(
    {
        "digitalCapture",
        "computationalCapture",
        "negativeFilm",
        "positiveFilm",
        "print",
        "digitizedFromNegativeFilm",
        "digitizedFromPositiveFilm",
        "digitizedFromPrint",
        "minorHumanEdits",
    }
)
_PLACES = ("cv.iptc.org/newscodes/digitalsourcetype", "c2pa.org/digitalsourcetype")


def source_type_term(value: str) -> str:
    """Return the term of a source type written in any of the usual ways (`trainedAlgorithmicMedia`), else `value`."""
    plain = value.strip()
    place, slash, term = plain.rpartition("/")
    bare = place.lower().removeprefix("http://").removeprefix("https://").rstrip("/")
    return term if slash and bare in _PLACES else plain
