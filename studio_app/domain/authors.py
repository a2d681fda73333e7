"""Names that programs write where they know nobody; they name nobody, in whatever language."""

import unicodedata

# What Krita writes as the first author of whoever never told it their name, in the languages it speaks, and the like
# of other programs.
_NOBODY = frozenset(
    {
        "unknown",
        "unknown author",
        "anonymous",
        "author",
        "user",
        "admin",
        "administrator",
        "不明",
        "未知",
        "未知的",
        "알 수 없음",
        "desconocido",
        "desconocida",
        "desconhecido",
        "desconegut",
        "descoñecido",
        "ezezaguna",
        "inconnu",
        "inconnue",
        "sconosciuto",
        "unbekannt",
        "onbekend",
        "okänd",
        "ukendt",
        "ukjent",
        "tuntematon",
        "tundmatu",
        "nieznany",
        "nieznane",
        "neznámý",
        "neznámy",
        "neznano",
        "nepoznato",
        "necunoscut",
        "ismeretlen",
        "bilinmeyen",
        "неизвестно",
        "неизвестный",
        "неизвестен",
        "невідомо",
        "невідомий",
        "nežinomas",
        "nezināms",
        "άγνωστο",
        "άγνωστος",
        "không rõ",
        "tidak diketahui",
        "ไม่ทราบ",
        "مجهول",
        "لا أحد",
        "לא ידוע",
        "अज्ञात",
    }
)


def is_nobody(name: str) -> bool:
    """Whether an author's name is empty or only stands for nobody; case, width and marks around it do not matter."""
    plain = unicodedata.normalize("NFKC", name).strip(" \t\r\n<>()[]-_.?").casefold()
    return not plain or unicodedata.normalize("NFC", plain) in _NOBODY
