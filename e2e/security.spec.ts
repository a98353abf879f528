import { readFileSync } from 'node:fs';
import { expect, test as firstVisit } from '@playwright/test';
import { contentSecurityPolicy } from '../src/cli/deploy/headers.ts';
import { ComposePage } from './support/compose-page.ts';
import { PHOTOS } from './support/fixtures.ts';
import { test } from './support/visited.ts';

firstVisit(
  'the page’s headers: nothing but its own origin, isolated, without powers it does not need',
  async ({ page }) => {
    const answer = await page.goto('./');
    const headers = answer?.headers() ?? {};
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy());
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /u);
    expect(headers['content-security-policy']).not.toMatch(
      /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/u,
    );
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const mayUse = (feature: string): Promise<boolean> =>
      page.evaluate(
        (name) =>
          (
            document as unknown as { featurePolicy: { allowsFeature: (name: string) => boolean } }
          ).featurePolicy.allowsFeature(name),
        feature,
      );
    for (const feature of ['geolocation', 'microphone', 'payment', 'usb'])
      expect(await mayUse(feature), feature).toBe(false);
    expect(await mayUse('camera')).toBe(true);
  },
);

test('Trusted Types: text never becomes markup, scripts and workers come from this origin; a journey breaks no rule', async ({
  page,
}) => {
  const broken: string[] = [];
  await page.exposeFunction('noteViolation', (rule: string) => void broken.push(rule));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (globalThis as unknown as { noteViolation: (rule: string) => void }).noteViolation;
      note(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const compose = new ComposePage(page);
  await compose.open();
  await compose.caption.fill('A dog in the snow <img src=x onerror=alert(1)>');
  await compose.choosePhoto(PHOTOS.beagle);
  expect((await compose.tags()).length).toBeGreaterThan(0);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  expect(broken).toEqual([]);

  const refused = await page.evaluate(() => {
    const attempts: Readonly<Record<string, () => unknown>> = {
      markup: () => (document.createElement('div').innerHTML = '<b>x</b>'),
      script: () => (document.createElement('script').text = '1'),
      elsewhere: () => new Worker('https://another.example/w.js'),
      blob: () => new Worker(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [];
      } catch {
        return [name];
      }
    });
  });
  expect(refused).toEqual(['markup', 'script', 'elsewhere', 'blob']);
});

/** The page of docs/embedding.md, at the host’s own address, under the strictest policy there is. */
const host = (policies: string): string =>
  readFileSync('e2e/recipes/plain-html.html', 'utf8')
    .replaceAll('https://tagweave.example', "'self'")
    .replaceAll(`"'self'/`, '"/')
    .replace(
      "default-src 'none';",
      `default-src 'none'; require-trusted-types-for 'script'; trusted-types ${policies};`,
    );

for (const { policies, works } of [
  { policies: 'tagweave', works: true },
  { policies: "'none'", works: false },
]) {
  test(`the widget on a page whose trusted-types is ${policies}`, async ({ page, baseURL }) => {
    const address = `${baseURL ?? ''}host.html`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: host(policies) }));
    await page.goto(address);
    await page.getByRole('textbox', { name: 'Caption' }).fill('A dog in the snow');
    await page.evaluate(() => {
      document.querySelector('tagweave-recommender')?.addEventListener('tagweave-error', (event) => {
        document.title = event.detail.message;
      });
    });
    await page.getByRole('button', { name: /Suggest hashtags/u }).click();
    if (works) await expect(page.getByText(/hashtags? suggested/u)).toBeVisible({ timeout: 120_000 });
    else await expect(page).toHaveTitle(/adds “tagweave” to its trusted-types/u);
  });
}
