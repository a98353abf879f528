import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launch } from 'puppeteer-core';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { findFirefox, NO_FIREFOX } from '../../scripts/lib/firefox.mjs';
import { freePorts } from '../support/free-ports.ts';
import type { TestFile } from '../support/fixtures.ts';

/** How long anything may take: Firefox starts the models anew in every test. */
const PATIENCE_MS = 90_000;

/** The page as it is served; stopped, there is no network for anybody: page, worker and service worker. */
export class Site {
  readonly url: string;
  readonly #port: number;
  #process: ChildProcess | null = null;

  constructor(port: number) {
    this.#port = port;
    this.url = `http://localhost:${String(port)}/`;
  }

  async start(): Promise<void> {
    const serving = spawn(process.execPath, ['dist-node/cli.js', 'serve', '--port', String(this.#port)]);
    this.#process = serving;
    await expect
      .poll(
        () =>
          fetch(this.url).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: PATIENCE_MS },
      )
      .toBe(true);
  }

  async stop(): Promise<void> {
    const serving = this.#process;
    if (serving === null) return;
    this.#process = null;
    const ended = new Promise((resolve) => serving.once('exit', resolve));
    serving.kill();
    await ended;
  }
}

/** A person's Firefox, driven by WebDriver BiDi. Playwright's own way of doing that asks this Firefox for commands that it does not know. */
export class Visit {
  readonly page: Page;
  readonly site: Site;
  /** What went wrong and nobody caught, and what the page's policies refused. */
  readonly complaints: string[] = [];

  constructor(page: Page, site: Site) {
    this.page = page;
    this.site = site;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted ?Types/iu.test(message.text())) this.complaints.push(message.text());
    });
  }

  async open(address = ''): Promise<void> {
    await this.page.goto(this.site.url + address);
  }

  /** The visible field, button or link of this name. */
  async #named(kind: 'field' | 'button' | 'link', name: string): Promise<ElementHandle> {
    const selector = { field: 'input, textarea', button: 'button', link: 'a' }[kind];
    let found = null as ElementHandle | null;
    await expect(async () => {
      const handle = await this.page.evaluateHandle(
        (among, wanted) =>
          [...document.querySelectorAll<HTMLElement>(among)].find((one) => {
            const label = (one as HTMLInputElement).labels?.[0]?.innerText ?? one.innerText;
            return one.checkVisibility() && (one.ariaLabel ?? label).trim() === wanted;
          }),
        selector,
        name,
      );
      found = handle.asElement() as ElementHandle | null;
      expect(found, `${kind} “${name}”`).not.toBeNull();
    }).toPass({ timeout: PATIENCE_MS });
    if (found === null) throw new Error(`No ${kind} “${name}”.`);
    return found;
  }

  /** Types in the place of what stands there. */
  async fill(name: string, text: string): Promise<void> {
    const field = await this.#named('field', name);
    await field.click({ count: 3 });
    await field.type(text);
  }

  async press(kind: 'button' | 'link', name: string): Promise<void> {
    await (await this.#named(kind, name)).click();
  }

  async choose(field: string, file: TestFile): Promise<void> {
    const input = await this.page.waitForSelector(field);
    const path = test.info().outputPath(file.name);
    writeFileSync(path, file.buffer);
    await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(path);
  }

  /** The page's words contain these. */
  async sees(...texts: readonly string[]): Promise<void> {
    const missing = async (): Promise<string[]> => {
      const words = await this.page.evaluate(() => document.body.innerText.replaceAll(/\s+/gu, ' '));
      return texts.filter((text) => !words.includes(text));
    };
    await expect.poll(missing, { message: 'not on the page', timeout: PATIENCE_MS }).toEqual([]);
  }

  /** The tags, once nothing is being read any more. */
  async tags(): Promise<string[]> {
    let tags: string[] = [];
    await expect(async () => {
      tags = await this.page.evaluate(() =>
        document.querySelector('[aria-busy="true"]') !== null
          ? []
          : [...document.querySelectorAll('.tags .chip__label bdi')].map((one) => one.textContent.toLowerCase()),
      );
      expect(tags.length).toBeGreaterThan(0);
    }).toPass({ timeout: PATIENCE_MS });
    return tags;
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  }
}

/** Runs a visit in a fresh Firefox with these preferences, and holds it to having had nothing to complain about. */
export async function inFirefox(
  preferences: Readonly<Record<string, unknown>>,
  visiting: (visit: Visit) => Promise<void>,
): Promise<void> {
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error(NO_FIREFOX);
  const [port = 0] = await freePorts(1);
  const site = new Site(port);
  await site.start();
  let browser: Browser | null = null;
  try {
    browser = await launch({
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: { 'intl.accept_languages': 'en-GB', ...preferences },
    });
    const visit = new Visit(await browser.newPage(), site);
    await visit.page.setViewport({ width: 1280, height: 900 });
    try {
      await visiting(visit);
    } catch (error) {
      await visit.picture('failed').catch(() => undefined);
      throw error;
    }
    expect(visit.complaints).toEqual([]);
  } finally {
    await browser?.close();
    await site.stop();
  }
}
