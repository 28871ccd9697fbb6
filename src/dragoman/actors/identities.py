"""From names to actors: full names first, then surnames, with titles and appositions learnt on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman.actors.cast import Cast, Member
from dragoman.actors.entries import Entry
from dragoman.actors.gender import gender_of_title
from dragoman.actors.halves import place_halves
from dragoman.actors.mentions import MOVING, Found, find_names, find_surnames, is_place, member_of
from dragoman.actors.names import fold
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.roles import BODIES, OFFICE_HEADS, POSSESSORS, RANKS, Nominal, is_title_word, parse_nominal
from dragoman.actors.seats import seat_before
from dragoman.actors.variants import variants_of
from dragoman.contract import ActorType, Role
from dragoman.reading.sentences import DASHES

TYPES: dict[str, ActorType] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "group"}
LEADING = frozenset("leads heads chairs commands led headed chaired runs represents".split())
LEADS = "head"  # the office of who leads something
LONGEST_LED = 8  # words of what somebody leads
LONGEST_APPOSITION = 16  # words after "X, the ... envoy to ...", commas excluded
LONGEST_ACRONYM = 8  # letters
LONGEST_SOURCE_NAME = 4  # words behind the first
OWNERS = frozenset({"state", "international_organisation", "organisation", "armed_group", "outlet", "group"})


def identify(page: Page, cast: Cast) -> None:
    """Put a spot for every name on the page, with the actor that it means where one candidate remains."""
    founds = _with_own_acronyms(page, find_names(page, cast.book, cast))
    page.place([_spot_of_known(page, found, cast) for found in founds if _settled(found)])
    persons = [found for found in founds if not _settled(found)]
    persons.sort(key=lambda found: found.first == found.last)
    _settle_shared(page, cast)
    place_halves(page, cast)
    _set_dateline_aside(page)
    countries = {spot.member.country for spot in page.spots if spot.member and spot.member.country}
    for found in persons:
        _place_other(page, found, cast, countries)
    taken = {index for spot in page.spots for index in range(spot.title_first, spot.last + 1)}
    for found in find_surnames(page, cast, taken):
        _place_other(page, found, cast, countries)


def place_surnames(page: Page, cast: Cast) -> None:
    """Put a spot for every surname, not yet a name, of exactly one person of the article."""
    taken = {index for spot in page.spots for index in range(spot.title_first, spot.last + 1)}
    for found in find_surnames(page, cast, taken):
        (member,) = cast.surnamed(page.lower[found.first])
        page.add(Spot(found.first, found.last, "name", "person", member))


def _with_own_acronyms(page: Page, founds: list[Found]) -> list[Found]:
    """Take an acronym that the article explains ("the Kethian National Council (KNC)") from others in the book."""
    words, explained = page.analysis.words, dict[str, Found]()
    for found in founds:
        after = [word.text for word in words[found.last + 1 : found.last + 4]]
        if len(after) == 3 and (after[0], after[2]) == ("(", ")") and after[1].isupper() and after[1].isalpha():
            initials = "".join(w.text[0] for w in words[found.first : found.last + 1] if w.text[:1].isupper())
            if len(after[1]) > 1 and after[1] in (initials, initials.removeprefix("T")):
                explained.setdefault(after[1], found)
    return [
        replace(found, entries=own.entries, type=own.type or found.type)
        if (own := explained.get(page.text(found.first, found.last))) is not None
        else found
        for found in founds
    ]


def _set_dateline_aside(page: Page) -> None:
    """Keep "NAIROBI, Kenya —" in front of the first sentence from acting: it says where the article was written."""
    _, end = page.analysis.sentences[0]
    for spot in page.within(0, end - 2) if page.lower[end - 1] in DASHES else ():
        spot.acts = False


def _settle_shared(page: Page, cast: Cast) -> None:
    """Give a name of several to the one of them that the article names otherwise too."""
    for spot in page.spots:
        if spot.member is None and spot.candidates:
            here = [member for name in spot.candidates if (member := cast.named(name)) is not None]
            if len(here) == 1:
                spot.member, spot.type, spot.candidates, spot.reason = here[0], here[0].type, (), None


def _settled(found: Found) -> bool:
    return bool(found.entries) and found.type != "person"


def _spot_of_known(page: Page, found: Found, cast: Cast) -> Spot:
    member, open_ = member_of(found.entries, cast)
    kind = found.entries[0].kind
    label = member.type if member else found.entries[0].entry.type
    spot = Spot(found.first, found.last, "name", label, member)
    if open_:
        spot.candidates, spot.reason = tuple(entry.name for entry in open_), "a name of several"
    if kind == "capital" and is_place(page, found):
        spot.member, spot.type, spot.acts = None, "place", False
        spot.candidates, spot.reason = (), "says where, not who"
    if _compound(page, found.last):
        spot.acts = False  # "US-backed fighters" are not the United States'
    if kind == "demonym":
        text = page.analysis.words[found.last].text
        spot.adjective = not text.endswith(("s", "sh", "ch", "ese")) or _noun_follows(page, found.last)
    if spot.member is not None:
        spot.member.call(page.text(found.first, found.last) if kind not in ("demonym", "capital") else "")
    return spot


def _compound(page: Page, last: int) -> bool:
    words = page.analysis.words
    glued = last + 2 < len(words) and words[last + 1].text == "-" and words[last + 1].start == words[last].end
    return glued and words[last + 2].text.islower() and words[last + 2].start == words[last + 1].end


def _noun_follows(page: Page, last: int) -> bool:
    after = page.lower[last + 1] if last + 1 < len(page.lower) else ""
    return after[:1].isalpha() and page.analysis.words[last + 1].text[:1].islower() and after not in (
        "have", "has", "had", "are", "were", "was", "will", "would", "could", "can", "should", "must", "may", "might",
        "said", "say", "and", "or", "to", "in", "on", "that", "who", "of", "did", "do", "want", "came", "for", "with",
    )  # fmt: skip


def _place_other(page: Page, found: Found, cast: Cast, countries: set[str]) -> None:
    """Place a name that is a person's, or that the book does not know."""
    name = page.text(found.first, found.last).strip()
    label = "person" if found.entries else TYPES[found.type]
    spot = Spot(found.first, found.last, "name", label, title_first=found.title_first)
    title = _title_before(page, spot)
    if label != "person" and not title:
        _place_unknown(page, spot, name, cast, countries)
        return
    spot.type = "person"
    _identify_person(page, spot, name, found, cast, countries, title)
    spot = page.add(spot)
    if spot.member is not None:
        spot.member.call(name)
        _learn_roles(page, spot, cast, title)


def _place_unknown(page: Page, spot: Spot, name: str, cast: Cast, countries: set[str]) -> None:
    """Place a name that may be an organisation's or a place's; a surname of somebody in the article goes before."""
    held = cast.surnamed(name)
    member = cast.named(name) or (held[0] if len(held) == 1 else None)
    if member is None and spot.first == spot.last and spot.type != "place":
        known = _choose(
            _called(name, list(cast.book.surnamed(name, cast.on, exact=True)), cast, None), cast, countries, None
        )
        if len(known) == 1:
            member = cast.of_entry(known[0])
    if member is not None:
        spot.member, spot.type = member, member.type
    elif (bearer := _bearer(name, cast)) is not None:
        spot.member, spot.type = bearer, bearer.type
        cast.also_called(bearer, name)
    elif spot.type == "organisation" and (spot.first == 0 or page.lower[spot.first - 1] not in MOVING):
        spot.member = cast.learn(name, "organisation")
        _learn_acronym(page, spot, cast)
    else:
        spot.type = "place" if spot.type == "organisation" else spot.type
        spot.reason = "the book does not know this name" if spot.type == "group" else "a place"
        spot.acts = False
    page.add(spot)


def _bearer(name: str, cast: Cast) -> Member | None:
    """Return the one body of the article whose initials the unknown capitals are ("the KNC")."""
    if not (name.isalpha() and name.isupper() and 1 < len(name) <= LONGEST_ACRONYM):
        return None
    bodies = [member for member in cast.members if member.type not in ("person", "place", "unnamed", "state")]
    held = [m for m in bodies if "".join(w[0] for w in m.name.split() if w[0].isupper()) == name]
    return held[0] if len(held) == 1 else None


def _learn_acronym(page: Page, spot: Spot, cast: Cast) -> None:
    """Note the acronym in brackets behind a body's name."""
    words, last = page.analysis.words, spot.last
    if spot.member is None or last + 3 >= len(words) or words[last + 1].text != "(" or words[last + 3].text != ")":
        return
    text = words[last + 2].text
    if text.isupper() and 1 < len(text) <= LONGEST_ACRONYM:
        cast.also_called(spot.member, text)


def _identify_person(
    page: Page, spot: Spot, name: str, found: Found, cast: Cast, countries: set[str], title: Nominal | None
) -> None:
    """Find who the name is: somebody of the article, somebody of the book, or a new person."""
    entries = [match.entry for match in found.entries]
    single = found.first == found.last
    if not entries:
        held = cast.named(name) or (None if single else _same_but_initials(name, cast))
        here = [held] if held is not None and held.type == "person" else cast.surnamed(name)
        if len(here) > 1 and title is not None:
            gender = gender_of_title(title.words)
            here = [member for member in here if gender is None or member.gender in (None, gender)]
        if len(here) > 1 and title is not None:
            here = [member for member in here if _titled_so(member, title, cast)] or here
        if len(here) > 1 and single and title is None:
            here = _first_so_called(page, spot, name, here)
        if len(here) == 1:
            spot.member = here[0]
            return
        if not here and single and title is None:
            called = [member for member in cast.members if member.type == "person" and _given(member) == fold(name)]
            if len(called) == 1:
                spot.member = called[0]  # "Wanda" after "Wanda Ostrova"
                return
        if here:
            spot.candidates = tuple(member.name for member in here)
            spot.reason = "several persons of the article bear this name"
            return
        if single:
            entries = _called(name, list(cast.book.surnamed(name, cast.on, exact=title is None)), cast, title)
        else:
            entries = [e for e in variants_of(cast.book).find(name) if _supported(e, cast, countries)]
            entries = entries or list(cast.book.surnamed(name, cast.on, exact=True))  # "de Mistura", "von der Leyen"
    chosen = _choose(entries, cast, countries, title) if single or len(entries) > 1 else entries
    if len(chosen) == 1:
        spot.member = cast.of_entry(chosen[0])
    elif len(chosen) > 1:
        spot.candidates = tuple(entry.name for entry in chosen)
        spot.reason = "several persons of the book bear this name"
    else:
        spot.member = cast.learn(name, "person")


def _first_so_called(page: Page, spot: Spot, name: str, here: list[Member]) -> list[Member]:
    """Return the one whom the bare surname meant when it came first, when nobody else of the name was introduced.

    Papers call the person whom they write about by the surname, and relatives by their full names.
    """
    for before in page.within(0, spot.first - 1):
        bare = before.first == before.last == before.title_first and before.member in here
        if bare and before.member is not None and fold(page.text(before.first, before.last)) == fold(name):
            return [before.member]
    introduced = {s.member for s in page.within(0, spot.first - 1) if s.member in here and s.first < s.last}
    return [member for member in here if member in introduced] if len(introduced) == 1 else here


def _given(member: Member) -> str:
    """Return the given name of a person who is known by more than one."""
    first, _, rest = fold(member.name).partition(" ")
    return first if rest else ""


def _same_but_initials(name: str, cast: Cast) -> Member | None:
    """Return the person of the article whose name differs by initials alone: "Wanda E. Ostrova"."""
    words = [word for word in fold(name).replace(".", " ").split() if len(word) > 1]
    if len(words) < 2:
        return None
    for member in cast.surnamed(words[-1]):
        theirs = [word for word in fold(member.name).replace(".", " ").split() if len(word) > 1]
        if theirs == words:
            return member
    return None


def _called(name: str, entries: list[Entry], cast: Cast, title: Nominal | None) -> list[Entry]:
    """Return those with exactly this surname; a transliteration of it only for those who hold the office in front."""
    folded = fold(name)
    exact = [
        entry
        for entry in entries
        if any(
            folded in fold(other).removeprefix("al ").split() or fold(other).endswith(f" {folded}")
            for other in (entry.name, *entry.aliases)
        )
    ]
    return exact or [entry for entry in entries if title is not None and title.words and _holds(entry, title, cast)]


def _supported(entry: Entry, cast: Cast, countries: set[str]) -> bool:
    """Say whether a person with a similar name may be the one: in office on the day, or of a state in the article."""
    if entry.country in countries or not entry.roles:
        return True
    return cast.on is not None and bool(entry.roles_on(cast.on, known_until=cast.book.known_until))


def _choose(entries: list[Entry], cast: Cast, countries: set[str], title: Nominal | None) -> list[Entry]:
    """Return those who remain: by the title in front, by office and state, by office alone."""
    if title is not None and title.words:
        fitting = [entry for entry in entries if _holds(entry, title, cast)]
        if len(fitting) == 1:
            return fitting
    current = [
        entry
        for entry in entries
        if cast.on is None or entry.roles_on(cast.on, known_until=cast.book.known_until) or not entry.roles
    ]
    here = [entry for entry in current if entry.country in countries or _owner_here(entry, cast)]
    if here:
        return here
    if len(entries) == 1 and (entries[0].country in countries or current):
        return entries
    of_states = [entry for entry in entries if entry.country in countries]
    if len(of_states) == 1 and not current:
        return of_states
    return [] if not current or len(current) == len(entries) > 1 else current


def _owner_here(entry: Entry, cast: Cast) -> bool:
    return any(
        (member := cast.named(tenure.of)) is not None and member.type in OWNERS
        for tenure in entry.roles
        if tenure.of
        and (cast.on is None or tenure.fit(cast.on, known_until=cast.book.known_until) in ("certain", "possible"))
    )


def _holds(entry: Entry, title: Nominal, cast: Cast) -> bool:
    of = {spot.member.name for spot in title.of if spot.member is not None}
    day = cast.on
    roles = entry.roles if day is None or title.former else entry.roles_on(day, known_until=cast.book.known_until)
    last = title.words[-1]
    return any((not of or role.of in of) and last in role.title.lower().split() for role in roles)


def _titled_so(member: Member, title: Nominal, cast: Cast) -> bool:
    if not title.words:
        return False
    if member.gender and gender_of_title(title.words) not in (None, member.gender):
        return False
    return any(title.words[-1] in role.title.lower().split() for role in cast.offices(member))


def _title_before(page: Page, spot: Spot) -> Nominal | None:
    """Return the title in front of a person's name: "Russian Foreign Minister", "Kremlin spokesman"; None without."""
    lower = page.lower
    first = spot.title_first
    seen_title = first < spot.first
    names = {inside.last: inside for inside in page.within(max(0, first - 12), first - 1) if inside.type != "person"}
    sentence = page.sentences[spot.first]
    while first > 0 and page.sentences[first - 1] == sentence:
        before = first - 1
        if is_title_word(lower[before]) or (seen_title and (lower[before] in RANKS or lower[before] in BODIES)):
            seen_title = True
            first = before
        elif seen_title and before in names:
            first = names[before].first
        elif seen_title and lower[before] in POSSESSIVES and before - 1 in names:
            first = names[before - 1].first
        elif (
            lower[before] in ("of", "for")
            and seen_title
            and before > 0
            and is_title_word(lower[before - 1])
            and lower[before - 1] in OFFICE_HEADS
            and lower[first] in ("state", "foreign", "defence", "defense", "national")
        ):
            first = before - 1
        elif seen_title and lower[before] == "-" and before > 0:
            first = before
        else:
            break
    if not seen_title or first >= spot.first:
        return None
    spot.title_first = first
    return parse_nominal(page, first, spot.first - 1)


def _learn_roles(page: Page, spot: Spot, cast: Cast, title: Nominal | None) -> None:
    """Learn a person's offices from the words around the name."""
    member = spot.member
    assert member is not None
    if title is not None:
        member.gender = member.gender or gender_of_title(page.lower[title.first : title.last + 1])
        after = _owner_after(page, spot.last + 1)
        if after is not None and not title.of:
            title.of.append(after)
        learn_office(member, title, cast)
    apposition = apposition_after(page, spot)
    if apposition is not None:
        member.gender = member.gender or gender_of_title(page.lower[apposition.first : apposition.last + 1])
        learn_office(member, apposition, cast)
    _seat(page, spot, cast)


def _seat(page: Page, spot: Spot, cast: Cast) -> None:
    """Let an office be of the state whose capital stands in front: "In Nairobi, Ana Alba, a government spokeswoman"."""
    member = spot.member
    if member is None or member.country is not None:
        return
    for place, role in enumerate(member.roles):
        if role.of is None and STATE_OFFICES & set(role.title.split()):
            state = seat_before(page, cast, spot.title_first)
            if state is not None:
                member.roles[place] = replace(role, of=state.name)
                member.country = state.country


def _owner_after(page: Page, index: int) -> Spot | None:
    """Return the state in "President X of Kenya"."""
    if index + 1 < len(page.lower) and page.lower[index] == "of":
        for spot in page.within(index + 1, min(index + 4, len(page.lower) - 1)):
            if spot.first <= index + 2 and spot.type in OWNERS:
                return spot
    return None


STATE_OFFICES = frozenset({"government", "minister", "premier", "ministry"})  # of a state, if of nobody else
TELLING_RANKS = frozenset({"first", "high", "special", "chief", "deputy"})


def learn_office(member: Member, office: Nominal, cast: Cast) -> None:
    """Note an office that the article says a person holds."""
    owners = [spot.member for spot in office.of if spot.member is not None and spot.member.type in OWNERS]
    told = _before_complement(office.words) if owners else office.words
    words = [word for word in told if word not in RANKS or word in TELLING_RANKS]
    if not words or office.former or not set(words) & OFFICE_HEADS:
        return
    of = owners[0] if owners else None
    role = Role(title=" ".join(words), of=of.name if of else None)
    if not any(held.title == role.title and held.of == role.of for held in member.roles):
        member.roles.append(role)
    if member.country is None and of is not None and of.type == "state":
        member.country = of.country


def _before_complement(words: list[str]) -> list[str]:
    """Return the words of an office without whom it is for: "spokesman (for the opposition)"."""
    cut = next((place for place, word in enumerate(words) if place and word in ("for", "to")), len(words))
    return words[:cut]


def learn_leaders(page: Page, cast: Cast) -> None:
    """Learn whom those lead of whom it is said where they are named: "Ana Alba, who leads the government delegation".

    What is led is known only when all descriptions are.
    """
    for spot in page.spots:
        member = spot.member
        if member is None or spot.kind != "name" or spot.type != "person":
            continue
        first = spot.last + 2
        if page.lower[first : first + 1] != ["who"] or not LEADING & set(page.lower[first + 1 : first + 2]):
            continue
        led = [s for s in page.within(first + 2, first + LONGEST_LED) if s.first <= first + 3 and s.member is not None]
        owners = [s for s in led if s.type in OWNERS and page.sentences[s.first] == page.sentences[spot.last]]
        if owners:
            member.roles = [role for role in member.roles if (role.title, role.of) != (LEADS, None)]
            learn_office(member, Nominal(first, first + 1, first + 1, words=[LEADS], of=owners[:1]), cast)


def apposition_after(page: Page, spot: Spot) -> Nominal | None:
    """Return the description behind a name: "X, the Kenyan envoy," or "X, who leads the Kenyan delegation"."""
    lower = page.lower
    first = spot.last + 2
    if first >= len(lower) or lower[spot.last + 1] != "," or page.sentences[first] != page.sentences[spot.last]:
        return None
    last = first
    end = min(page.sentence_words(first)[1], first + LONGEST_APPOSITION)
    while last + 1 < end and lower[last + 1] not in (",", ".", "who", ";", ":", "said", "says", "told", "whose", ")"):
        last += 1
    if lower[first] == "who" and lower[first + 1 : first + 2] and lower[first + 1] in LEADING:
        owners = [inside for inside in page.within(first, last) if inside.type in OWNERS]
        return Nominal(first, last, first + 1, words=[LEADS], of=owners)
    opens = lower[first] in ("the", "a", "an", "one") or lower[first] in POSSESSORS or is_title_word(lower[first])
    opens = opens or any(inside.first == first and inside.type in OWNERS for inside in page.within(first, last))
    if not opens or not set(lower[first : last + 1]) & OFFICE_HEADS:
        return None
    nominal = parse_nominal(page, first, last)
    return nominal if lower[nominal.head] in OFFICE_HEADS else None


def name_source(page: Page, cast: Cast, first: int, last: int) -> Spot | None:
    """Return a spot for a source in capitals that was not taken for a name; None where it does not look like one.

    A single word at the start of a sentence counts only if the book knows somebody of that name.
    """
    words = page.analysis.words
    if last - first > LONGEST_SOURCE_NAME or not all(page.capital[index] for index in range(first, last + 1)):
        return None
    text = page.text(first, last)
    held = cast.named(text)
    if held is not None and held.type != "person":
        return page.add(Spot(first, last, "name", held.type, held))
    persons = tuple(match for match in cast.book.matches(text, cast.on) if match.entry.type == "person")
    opens = first == 0 or page.sentences[first - 1] != page.sentences[first]
    if opens and not persons and not cast.book.surnamed(words[last].text, cast.on, exact=True):
        return None
    countries = {spot.member.country for spot in page.spots if spot.member and spot.member.country}
    _place_other(page, Found(first, last, persons, "PER"), cast, countries)
    return next((spot for spot in page.within(first, last) if spot.first == first and spot.last == last), None)


def most_mentioned(page: Page, cast: Cast, *types: str) -> list[Member]:
    """Return the members of these types, the most often mentioned first."""
    counts = Counter(spot.member.id for spot in page.spots if spot.member is not None and spot.member.type in types)
    by_id = {member.id: member for member in cast.members}
    return [by_id[key] for key, _ in counts.most_common()]


def give_owner(member: Member, nominal: Nominal, head: str) -> None:
    """Let somebody unnamed be of the state or body that their phrase names: "a senior Kenyan official"."""
    owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
    if owners:
        member.country = owners[0].country if owners[0].type == "state" else None
        member.roles.append(Role(title=" ".join(nominal.words[:3]) or head, of=owners[0].name))
