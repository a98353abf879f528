import { describe, expect, it } from 'vitest';
import { ROUTES, hrefOf, routeOf } from './router.ts';

describe('addresses', () => {
  it('lead to their view and back', () => {
    for (const route of ROUTES) expect(routeOf(hrefOf(route))).toBe(route);
  });

  it('lead to the post when nothing is known of them', () => {
    expect(routeOf('')).toBe('compose');
    expect(routeOf('#/elsewhere')).toBe('compose');
    expect(routeOf('#/__proto__')).toBe('compose');
  });
});
