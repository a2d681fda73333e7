"""Brings the catalogues of every language up to date with the sentences of the code, and compiles them.

`python packaging/translations.py` rewrites `resources/translations/*/LC_MESSAGES/teire.{po,mo}`: new sentences come in
without a translation, those the code no longer says go. It says what is left to translate and then exits with 1.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("fr", "ja")
_ONE, _COUNTED = "_", "counted"
Sentence = str | tuple[str, str]

SAID_BY_CLICK = (
    "Options",
    "Commands",
    "Usage:",
    "Positional arguments",
    "Show this message and exit.",
    "Show the version and exit.",
    "%(prog)s, version %(version)s",
    "default: {default}",
    "required",
    "Aborted!",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "No such option {name!r}.",
    "No such option: {name}",
    "No such command {name!r}.",
    "Option {name!r} does not take a value.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "Choose from:\n\t{choices}",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""What the command line's library says to a person who mistypes or asks for help; it looks into our catalogue."""


class Sentences(Catalog):
    """A catalogue whose header holds nothing that changes from day to day or from machine to machine."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what gettext needs to know, and no dates."""
        return [
            ("Project-Id-Version", "Teire"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def said_in_code() -> Catalog:
    """Return every sentence that the code passes to `_` or `counted`, each command's help, and what click says."""
    where: dict[Sentence, set[str]] = {}
    for file, sentence in [*_calls(), *_helps(), *(("click", one) for one in SAID_BY_CLICK)]:
        where.setdefault(sentence, set()).add(file)
    said = Catalog()
    for sentence, files in sorted(where.items(), key=lambda one: (min(one[1]), str(one[0]))):
        said.add(sentence, locations=[(file, 0) for file in sorted(files)])
    return said


def catalogue_file(language: str) -> Path:
    """Return where the sentences of a language stand."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "teire.po"


def kept(language: str) -> Catalog:
    """Return the catalogue of a language as it stands, an empty one where there is none."""
    path = catalogue_file(language)
    return read_po(io.BytesIO(path.read_bytes())) if path.exists() else Catalog()


def brought_up_to_date(language: str, said: Catalog) -> Sentences:
    """Return the catalogue of a language with exactly the sentences of the code."""
    known, new = kept(language), Sentences(locale=language)
    for message in said:
        if message.id:
            before = known.get(message.id)
            same = before is not None and isinstance(before.id, type(message.id))
            new.add(message.id, before.string if same else _nothing(new, message), locations=message.locations)
    return new


def missing(catalogue: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation, or not in each of its plural forms."""
    return [_first(message) for message in catalogue if message.id and not _complete(message)]


def po(catalogue: Catalog) -> bytes:
    """Return a catalogue as people translate it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False, omit_header=True)
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in catalogue.mime_headers)
    return f'msgid ""\nmsgstr ""\n{header}\n'.encode() + out.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Bring all languages up to date and say what is left to do."""
    said, left = said_in_code(), 0
    for language in LANGUAGES:
        catalogue = brought_up_to_date(language, said)
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(po(catalogue))
        file.with_suffix(".mo").write_bytes(mo(catalogue))
        without = missing(catalogue)
        left += len(without)
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} sentences, {len(without)} to translate")
        for sentence in without:
            print(f"  {sentence}")
    return 1 if left else 0


def _calls() -> Iterator[tuple[str, Sentence]]:
    """Yield the sentences passed to `_` and `counted`, with the file each stands in."""
    for path in sorted((ROOT / "studio_app").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {_ONE, _COUNTED}:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if node.func.id == _COUNTED and len(texts) == len((_ONE, _COUNTED)):
                    yield file, (texts[0], texts[1])
                elif node.func.id == _ONE and texts:
                    yield file, texts[0]


def _helps() -> Iterator[tuple[str, str]]:
    """Yield the help of every command and option, with the file it stands in."""
    from studio_app.cli.main import teire  # noqa: PLC0415 - only the developer's command loads all commands

    waiting: list[click.Command] = [teire]
    while waiting:
        command = waiting.pop()
        file = _file_of(command)
        helps = [command.help, *(one.help for one in command.params if isinstance(one, click.Option))]
        yield from ((file, sentence) for sentence in helps if sentence)
        if isinstance(command, click.Group):
            ctx = click.Context(command)
            waiting += [one for name in command.list_commands(ctx) if (one := command.get_command(ctx, name))]


def _file_of(command: click.Command) -> str:
    module = getattr(command.callback, "__module__", "studio_app.cli.main")
    return module.replace(".", "/") + ".py"


def _nothing(catalogue: Catalog, message: Message) -> str | tuple[str, ...]:
    return ("",) * catalogue.num_plurals if message.pluralizable else ""


def _complete(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


if __name__ == "__main__":
    sys.exit(main())
