"""One payload of every kind that agreements, credits, approvals and deliveries are written in."""

from studio_app.ledger import kinds

LOCK, ORDER = "1f" * 16, "0d" * 16


def order(person, background, *, minor=9000, currency="JPY", unit="background", **more):
    return {
        "order": ORDER,
        "person": person,
        "backgrounds": [background],
        "role": "background-art",
        "unit": unit,
        "minor": minor,
        "currency": currency,
        "agreed_on": "2026-04-01",
        "due_on": "2026-04-20",
        "pay_on": "2026-05-31",
        "retakes": [{"cause": "direction-change", "minor": 4500}],
        **more,
    }


def contract(person, **more):
    terms = {"country": "JP", "taxed": True, "tax_included": False, "withholding": True}
    return {"person": person, "valid_from": "2026-04-01", **terms, **more}


def named(person, role="art-director", **more):
    return {"person": person, "role": role, "episode": "", "cut": "", **more}


def cleared(person, reason, signed_by, check="named-no-work", role="art-director"):
    where = {"episode": "", "cut": ""}
    return {"check": check, "person": person, "role": role, **where, "reason": reason, "signed_by": signed_by}


def locked(sheet, locked_by, version=1, **more):
    scope = {"episode": "", "cut": "", "rule": "reading"}
    return {"lock": LOCK, "version": version, **scope, "sheet": sheet, "locked_by": locked_by, **more}


def approved(approved_by, system="Stable Diffusion", **more):
    what = {"system": system, "version": "1.9", "provider": "Stability AI", "licence": "Community", "use": "final"}
    return {**what, "episode": "", "approved_by": approved_by, "approved_on": "2026-04-01", **more}


def delivered(background, stage, sha256, **more):
    file = {"sha256": sha256, "format": "png"}
    return {"background": background, "stage": stage, "source": sha256, "file": file, "certificate": "", **more}


def one_of_each(person, background, stage, sha256, *, text):
    """Yield the kind and a payload of each; `text` is a commitment."""
    yield kinds.ORDER_AGREED, order(person, background, note=text)
    yield kinds.CONTRACT_AGREED, contract(person)
    yield kinds.CREDIT_NAMED, named(person)
    yield kinds.CHECK_CLEARED, cleared(person, text, person)
    yield kinds.CREDITS_LOCKED, locked(text, person)
    yield kinds.GENERATOR_APPROVED, approved(person, note=text)
    yield kinds.PICTURE_DELIVERED, delivered(background, stage, sha256, by=person)
