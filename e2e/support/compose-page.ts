import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { TestFile } from './fixtures.ts';

/** Words of the interface that journeys press and read, in both languages. */
const WORDS = {
  en: { caption: 'Caption', tags: 'Tags', keep: 'Keep this post', history: 'History', kept: 'Kept on this device' },
  uk: {
    caption: 'Підпис',
    tags: 'Теги',
    keep: 'Зберегти допис',
    history: 'Історія',
    kept: 'Збережено на цьому пристрої',
  },
} as const;

/** The page of a post being written, as a person uses it. */
export class ComposePage {
  readonly page: Page;
  readonly words: (typeof WORDS)['en' | 'uk'];

  constructor(page: Page, language: 'en' | 'uk' = 'en') {
    this.page = page;
    this.words = WORDS[language];
  }

  get caption(): Locator {
    return this.page.getByRole('textbox', { name: this.words.caption, exact: true });
  }

  get trouble(): Locator {
    return this.page.getByRole('alert');
  }

  get tagList(): Locator {
    return this.page.locator('.tags .chip__label bdi');
  }

  async open(): Promise<void> {
    await this.page.goto('./');
    await expect(this.caption).toBeVisible();
  }

  async choosePhoto(file: TestFile): Promise<void> {
    await this.page.locator('input[type="file"]').first().setInputFiles(file);
  }

  /** Waits until tags have come and nothing is being read any more; gives their keys in rank order. */
  async tags(): Promise<string[]> {
    await expect(this.tagList.first()).toBeVisible({ timeout: 120_000 });
    await this.settled();
    return (await this.tagList.allTextContents()).map((label) => label.toLowerCase());
  }

  /** Nothing is being read: the panel says so to screen readers, too. */
  async settled(): Promise<void> {
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 120_000 });
  }

  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.keep }).click();
    await expect(this.page.getByText(this.words.kept).first()).toBeVisible();
  }
}

/** Collects every request that leaves the page's own origin (blob: and data: stay in the browser). */
export function foreignRequests(page: Page, origin: string): string[] {
  const foreign: string[] = [];
  page.context().on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:')) foreign.push(url);
  });
  return foreign;
}
