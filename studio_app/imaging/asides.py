"""How pictures that are being written are named, so that whoever ends a writer can clear away what it left."""

ASIDE = ".teire-aside-"
