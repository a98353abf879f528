/** `cities.json` (training/places/coordinates.py): "name|latitude|longitude" in hundredths of a degree, and for Ukraine's "|its own name"; largest first, between ";". */
export interface CityTable {
  readonly countries: Readonly<Record<string, string>>;
}

export interface NearCity {
  readonly city: string;
  /** Its name in a Ukrainian text: its own in Ukraine, else as in {@link city}. */
  readonly ukrainian: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** Whole kilometres from the spot to the middle of the city. */
  readonly km: number;
}

/** As wide as a large city: its districts are cities of their own in the table, and nobody names those. */
const SAME_KM = 15;
const FARTHEST_KM = 30;
const EARTH_KM = 6371;
const RADIANS = Math.PI / 180;

/** Great-circle distance (haversine formula). Degrees in, kilometres out. */
function distanceKm(one: readonly [number, number], other: readonly [number, number]): number {
  const [latitude, longitude] = [(other[0] - one[0]) * RADIANS, (other[1] - one[1]) * RADIANS];
  const half =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(one[0] * RADIANS) * Math.cos(other[0] * RADIANS) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The city of a spot: the largest of the nearest one's country within 15 km, else the nearest within 30; null farther away. */
export function nearestCity(table: CityTable, latitude: number, longitude: number): NearCity | null {
  let nearest: NearCity | null = null;
  const largest = new Map<string, NearCity>();
  for (const [country, cities] of Object.entries(table.countries)) {
    for (const line of cities.split(';')) {
      const [city = '', north, east, ukrainian = city] = line.split('|');
      const km = distanceKm([latitude, longitude], [Number(north) / 100, Number(east) / 100]);
      const found = { city, ukrainian, country, km: Math.round(km) };
      if (km <= SAME_KM && !largest.has(country)) largest.set(country, found);
      if (km <= FARTHEST_KM && found.km < (nearest?.km ?? Infinity)) nearest = found;
    }
  }
  return nearest === null ? null : (largest.get(nearest.country) ?? nearest);
}
