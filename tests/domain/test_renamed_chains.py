"""Names may be taken out of an attribution and put into it; nothing else in it changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare, PersonShare, StageGrade
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.renamed_chains import renamed, stand_ins
from studio_app.domain.stages import StageKind

NAMES = st.text("ab 1山田", min_size=1, max_size=12)


@st.composite
def chains(draw: st.DrawFn) -> tuple[ChainLink, ...]:
    """Chains of which some stages are by one and the same name."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4))
    size = draw(st.integers(1, 8))
    kinds = st.sampled_from(StageKind)
    return tuple(ChainLink(kind=draw(kinds), name=draw(st.sampled_from(names))) for _place in range(size))


def attribution_of(links: tuple[ChainLink, ...]) -> Attribution:
    names = dict.fromkeys(link.name for link in links)
    return Attribution(
        method="attribute/1",
        width=7,
        height=5,
        owners=tuple(OwnerShare(index=at, link=link, visible=at, overpainted=1) for at, link in enumerate(links)),
        people=tuple(PersonShare(name=name, visible=len(name), overpainted=2) for name in names),
        unattributed=0,
        layout_kept_permille=None,
        grades=tuple(StageGrade(index=at, link=link, mean_delta_e=1.0) for at, link in enumerate(links)),
        limits=tuple(Limit(name=LimitName.UNTRACED, stage=at) for at in range(len(links))),
    )


@given(chains(), st.data())
def test_a_chain_of_other_names_is_attributed_as_if_it_had_borne_them(
    links: tuple[ChainLink, ...], data: st.DataObject
) -> None:
    others = data.draw(st.lists(NAMES, min_size=len(links), max_size=len(links), unique=True))
    new = dict(zip(dict.fromkeys(link.name for link in links), others, strict=False))
    after = tuple(replace(link, name=new[link.name]) for link in links)
    assert stand_ins(after) == stand_ins(links)
    kept = renamed(attribution_of(links), links, stand_ins(links))
    found = renamed(kept, stand_ins(after), after)
    expected = attribution_of(after)
    assert (found.owners, found.grades, found.limits) == (expected.owners, expected.grades, expected.limits)
    assert [one.name for one in found.people] == [one.name for one in expected.people]
    assert [one.visible for one in found.people] == [one.visible for one in attribution_of(links).people]


def test_what_is_kept_has_no_name_in_it() -> None:
    links = tuple(ChainLink(kind=StageKind.RETOUCH, name=name) for name in ("山田 花子", "佐藤 光", "山田 花子"))
    kept = renamed(attribution_of(links), links, stand_ins(links))
    assert [link.name for link in stand_ins(links)] == ["0", "1", "0"]
    assert "山田" not in repr(kept)
    assert "佐藤" not in repr(kept)


def test_who_becomes_one_with_another_makes_another_chain() -> None:
    two = tuple(ChainLink(kind=StageKind.RETOUCH, name=name) for name in ("A", "B"))
    one = tuple(ChainLink(kind=StageKind.RETOUCH, name="A") for _name in two)
    assert stand_ins(two) != stand_ins(one)


def test_the_attribution_of_another_chain_is_refused() -> None:
    links = (ChainLink(kind=StageKind.RETOUCH, name="A"),)
    other = (ChainLink(kind=StageKind.LAYOUT, name="A"),)
    with pytest.raises(KeyError):
        renamed(attribution_of(other), links, stand_ins(links))
