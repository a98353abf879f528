import { describe, expect, it } from 'vitest';
import table from './cities.json';
import { nearestCity } from './nearest-city.ts';

describe('the city of a spot', () => {
  it.each([
    ['the Golden Gate of Kyiv', 50.4488, 30.5134, 'Kyiv', 'UA'],
    ['the Eiffel Tower', 48.8584, 2.2945, 'Paris', 'FR'],
    ['Prospect Park, whose borough is in the table, too', 40.6602, -73.969, 'New York City', 'US'],
    ['Detroit, across the river from another country', 42.3314, -83.0458, 'Detroit', 'US'],
    ['the harbour of Auckland, south of the equator', -36.84, 174.77, 'Auckland', 'NZ'],
  ])('%s', (_, latitude, longitude, city, country) => {
    expect(nearestCity(table, latitude, longitude)).toMatchObject({ city, country });
  });

  it('is named as its people name it, where the table says so', () => {
    expect(nearestCity(table, 49.84, 24.03)).toMatchObject({ city: 'Lviv', ukrainian: 'Львів' });
    expect(nearestCity(table, 48.8584, 2.2945)).toMatchObject({ city: 'Paris', ukrainian: 'Paris' });
  });

  it('is none at sea', () => {
    expect(nearestCity(table, 30, -40)).toBeNull();
  });

  it('says how far it is: the distance of a degree of latitude', () => {
    const one = { countries: { XX: 'Here|0|0' } };
    expect(nearestCity(one, 0.2, 0)?.km).toBe(22);
    expect(nearestCity(one, 0, 0.2)?.km).toBe(22);
    expect(nearestCity(one, 0.3, 0)).toBeNull();
    expect(nearestCity({ countries: { XX: 'Here|0|17999' } }, 0, -179.99)?.km).toBe(2);
  });
});
