"""Views: what the record is asked, as plain frozen dataclasses. Views read the record, never readings."""

from dragoman.views.actors import ActorRow, list_actors
from dragoman.views.citing import ActorRef, Citation, Difference, Outlet
from dragoman.views.contradictions import Contradiction, list_contradictions
from dragoman.views.filters import Filter
from dragoman.views.issues import Issue
from dragoman.views.lists import list_events, list_positions, list_statements
from dragoman.views.meetings import Meeting, Step, list_meetings
from dragoman.views.negotiations import Party
from dragoman.views.rows import EventRow, PositionRow, Statement
from dragoman.views.shifts import Shift, list_shifts
from dragoman.views.showing import Shown, find_row
from dragoman.views.state import Cell, State, find_state
from dragoman.views.timeline import Entry, list_timeline

__all__ = [
    "ActorRef",
    "ActorRow",
    "Cell",
    "Citation",
    "Contradiction",
    "Difference",
    "Entry",
    "EventRow",
    "Filter",
    "Issue",
    "Meeting",
    "Outlet",
    "Party",
    "PositionRow",
    "Shift",
    "Shown",
    "State",
    "Statement",
    "Step",
    "find_row",
    "find_state",
    "list_actors",
    "list_contradictions",
    "list_events",
    "list_meetings",
    "list_positions",
    "list_shifts",
    "list_statements",
    "list_timeline",
]
