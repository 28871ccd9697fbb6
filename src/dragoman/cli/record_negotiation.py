"""The commands that follow a negotiation, which a dossier may name: state, timeline, shifts, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.cli.record_options import (
    ROWS,
    CsvOption,
    DossierOption,
    HolderOption,
    IssueOption,
    JsonOption,
    LimitOption,
    OnOption,
    PartyOption,
    RecordOption,
    SinceOption,
    UntilOption,
    WithOption,
    make_filter,
    open_record,
    print_csv,
    print_json,
    read_dossier,
)

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.record.store import Record


def show_state(
    record: RecordOption,
    on: OnOption = None,
    dossier: DossierOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where the talks stand on a day: who wants what, what is open, who met, what shifted."""
    from dragoman.cli.record_cells import name_issues
    from dragoman.views.state import find_state

    negotiation = read_dossier(dossier)
    names = name_issues(negotiation)
    with open_record(record) as opened:
        state = find_state(opened, on=on or _last_day(opened), dossier=negotiation, issue_names=names)
    if as_json:
        print_json([state])
        return
    from dragoman.cli.record_state import show_state as show

    show(state, names)


def _last_day(record: Record) -> date:
    """Return the day of the latest article: a state of the talks is never asked of the machine's clock."""
    from sqlalchemy import func, select

    from dragoman.errors import RecordError
    from dragoman.record.schema import articles

    with record.reading() as connection:
        day = connection.scalar(select(func.max(articles.c.published_on)))
    if day is None:
        raise RecordError("has no article with a date; give --on", path=record.where)
    return date.fromisoformat(day)


def show_timeline(
    record: RecordOption,
    participant: WithOption = None,
    party: PartyOption = None,
    issue: IssueOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dossier: DossierOption = None,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what happened and what was asked for, day by day."""
    from dragoman.views.timeline import list_timeline

    wanted = make_filter(actor=participant, party=party, issue=issue, since=since, until=until, limit=limit)
    negotiation = read_dossier(dossier)
    with open_record(record) as opened:
        rows = list_timeline(opened, wanted, dossier=negotiation)
    cells = [
        {
            "day": row.day,
            "kind": row.kind,
            "who": "; ".join(row.who),
            "what": row.what,
            "id": row.row.key,
            **_cited(row.row),
        }
        for row in rows
    ]
    _print("timeline", rows, cells, as_json=as_json, as_csv=as_csv)


def show_shifts(
    record: RecordOption,
    holder: HolderOption = None,
    party: PartyOption = None,
    issue: IssueOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dossier: DossierOption = None,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show where a party's stance on an issue changed, before and after side by side."""
    from dragoman.views.shifts import list_shifts

    wanted = make_filter(actor=holder, party=party, issue=issue, since=since, until=until, limit=limit)
    negotiation = read_dossier(dossier)
    with open_record(record) as opened:
        rows = list_shifts(opened, wanted, dossier=negotiation)
    cells = [
        {
            "party": row.party,
            "issue": row.issue,
            "kind": row.kind,
            **_pair("before", row.before),
            **_pair("after", row.after),
        }
        for row in rows
    ]
    _print("shifts", rows, cells, as_json=as_json, as_csv=as_csv, dossier=negotiation)


def show_contradictions(
    record: RecordOption,
    participant: WithOption = None,
    party: PartyOption = None,
    issue: IssueOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dossier: DossierOption = None,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show where two speakers of one party differ within a week, or one denies what another reports."""
    from dragoman.views.contradictions import list_contradictions

    wanted = make_filter(actor=participant, party=party, issue=issue, since=since, until=until, limit=limit)
    negotiation = read_dossier(dossier)
    with open_record(record) as opened:
        rows = list_contradictions(opened, wanted, dossier=negotiation)
    cells = [
        {"kind": row.kind, "party": row.party, "issue": row.issue, **_pair("one", row.one), **_pair("other", row.other)}
        for row in rows
    ]
    _print("contradictions", rows, cells, as_json=as_json, as_csv=as_csv, dossier=negotiation)


def _cited(row: Any) -> dict[str, Any]:
    citation = row.citation
    return {
        "published": citation.published,
        "publisher": citation.publisher,
        "article": citation.article,
        "sentence": citation.sentence,
    }


def _pair(name: str, row: Any) -> dict[str, Any]:
    told = {
        "id": row.key,
        "who": row.holder.name if hasattr(row, "holder") else "",
        "stance": getattr(row, "stance", None) or row.status,
        **_cited(row),
    }
    return {f"{name}_{key}": value for key, value in told.items()}


def _print(
    of: str,
    rows: Sequence[Any],
    cells: list[dict[str, Any]],
    *,
    as_json: bool,
    as_csv: bool,
    dossier: Dossier | None = None,
) -> None:
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(cells, list(cells[0]) if cells else ["id"])
    else:
        from dragoman.cli.record_cells import name_issues
        from dragoman.cli.record_tables import show_table

        show_table(of, rows, issue_names=name_issues(dossier))
