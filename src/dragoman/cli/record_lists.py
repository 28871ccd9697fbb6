"""The commands that ask the record: state, statements, positions, meetings, events, and so on."""

from __future__ import annotations

from typing import Annotated, Any, cast

import typer

from dragoman.cli.record_negotiation import show_contradictions, show_shifts, show_state, show_timeline
from dragoman.cli.record_options import (
    ROWS,
    AboutOption,
    ArticleOption,
    CsvOption,
    HolderOption,
    IssueOption,
    JsonOption,
    LimitOption,
    PartyOption,
    PublisherOption,
    RecordOption,
    ReviewedOption,
    SinceOption,
    TowardOption,
    UntilOption,
    WithOption,
    make_filter,
    open_record,
    print_json,
    print_lists,
)

SpeakerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who says it.", show_default=False)]
StatusOption = Annotated[
    str | None, typer.Option(metavar="STATUS", help="held, scheduled, proposed, refused …", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands that ask the record."""
    app.command(
        "state", epilog=_examples("state --record talks.db --on 2025-08-23", "state -r talks.db --dossier talks.yaml")
    )(show_state)
    app.command(
        "statements",
        epilog=_examples('statements -r talks.db --speaker Berg --about "security guarantees" --since 2025-06'),
    )(show_statements)
    app.command("positions", epilog=_examples("positions -r talks.db --party Norland --issue ceasefire --csv"))(
        show_positions
    )
    app.command("meetings", epilog=_examples("meetings -r talks.db --with Norland --status scheduled"))(show_meetings)
    app.command("events", epilog=_examples("events -r talks.db --type SANCTION --since 2025"))(show_events)
    app.command(
        "timeline",
        epilog=_examples(
            "timeline -r talks.db --party Norland --since 2025-06", "timeline -r talks.db --dossier talks.yaml"
        ),
    )(show_timeline)
    app.command(
        "shifts",
        epilog=_examples(
            "shifts -r talks.db --since 2025-06 --json", "shifts -r talks.db --dossier talks.yaml --party Norland"
        ),
    )(show_shifts)
    app.command(
        "contradictions",
        epilog=_examples(
            "contradictions -r talks.db --party Norland",
            "contradictions -r talks.db --dossier talks.yaml --issue ceasefire",
        ),
    )(show_contradictions)
    app.command("show", epilog=_examples("show -r talks.db s3kq7hx2mzpa"))(show_one)


def _examples(*lines: str) -> str:
    return "\n\b\nExamples:\n" + "".join(f"  dragoman {line}\n" for line in lines)


def show_statements(
    record: RecordOption,
    speaker: SpeakerOption = None,
    party: PartyOption = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Who is spoken to.", show_default=False)] = None,
    about: AboutOption = None,
    issue: IssueOption = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="say, deny, demand …", show_default=False)] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherOption = None,
    article: ArticleOption = None,
    reviewed: ReviewedOption = False,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List who said what, the latest first. A statement that many outlets carry counts once."""
    from dragoman.views.lists import list_statements

    wanted = make_filter(
        actor=speaker,
        party=party,
        toward=to,
        about=about,
        issue=issue,
        act=act,
        since=since,
        until=until,
        publisher=publisher,
        article=article,
        reviewed=reviewed,
        limit=limit,
    )
    with open_record(record) as opened:
        rows = list_statements(opened, wanted)
    print_lists(rows, of="statements", as_json=as_json, as_csv=as_csv)


def show_positions(
    record: RecordOption,
    holder: HolderOption = None,
    party: PartyOption = None,
    toward: TowardOption = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help="demand, offer, accept, reject …", show_default=False)
    ] = None,
    about: AboutOption = None,
    issue: IssueOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherOption = None,
    article: ArticleOption = None,
    reviewed: ReviewedOption = False,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List who wants what, the latest first."""
    from dragoman.views.lists import list_positions

    wanted = make_filter(
        actor=holder,
        party=party,
        toward=toward,
        stance=stance,
        about=about,
        issue=issue,
        since=since,
        until=until,
        publisher=publisher,
        article=article,
        reviewed=reviewed,
        limit=limit,
    )
    with open_record(record) as opened:
        rows = list_positions(opened, wanted)
    print_lists(rows, of="positions", as_json=as_json, as_csv=as_csv)


def show_meetings(
    record: RecordOption,
    participant: WithOption = None,
    party: PartyOption = None,
    status: StatusOption = None,
    about: AboutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherOption = None,
    article: ArticleOption = None,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List meetings with their histories: proposed, scheduled, held, called off, and who told so."""
    from dragoman.views.meetings import list_meetings

    wanted = make_filter(
        actor=participant,
        party=party,
        status=status,
        about=about,
        since=since,
        until=until,
        publisher=publisher,
        article=article,
        limit=limit,
    )
    with open_record(record) as opened:
        rows = list_meetings(opened, wanted)
    print_lists(rows, of="meetings", as_json=as_json, as_csv=as_csv)


def show_events(
    record: RecordOption,
    participant: WithOption = None,
    party: PartyOption = None,
    toward: TowardOption = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="PLOVER type.", show_default=False)] = None,
    status: StatusOption = None,
    about: AboutOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherOption = None,
    article: ArticleOption = None,
    reviewed: ReviewedOption = False,
    limit: LimitOption = ROWS,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List events of every type, the latest first."""
    from dragoman.views.lists import list_events

    wanted = make_filter(
        actor=participant,
        party=party,
        toward=toward,
        type=type.upper() if type else None,
        status=status,
        about=about,
        since=since,
        until=until,
        publisher=publisher,
        article=article,
        reviewed=reviewed,
        limit=limit,
    )
    with open_record(record) as opened:
        rows = list_events(opened, wanted)
    print_lists(rows, of="events", as_json=as_json, as_csv=as_csv)


def show_one(
    key: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, event or position.", show_default=False)],
    record: RecordOption,
    as_json: JsonOption = False,
) -> None:
    """Show a row in its paragraph, in which outlets it stood, and what people said of it."""
    from dragoman.views.showing import find_row

    with open_record(record) as opened:
        shown = find_row(opened, key)
    if as_json:
        print_json([shown])
        return
    from dragoman.cli.record_tables import show_row

    show_row(cast(Any, shown))
