import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The block ownership view as its user sees it. */
export class Ownership {
  private readonly frame: FrameLocator;
  readonly main: Locator;

  constructor(page: Page) {
    const view = page.locator('iframe.webview').first();
    this.frame = view.contentFrame().frameLocator('iframe#active-frame');
    this.main = this.frame.locator('main');
  }

  cell(id: string): Locator {
    return this.frame.locator(`[data-id="${id}"]`);
  }

  /** What a screen reader says of a cell. */
  async sentence(id: string): Promise<string> {
    return (await this.cell(id).locator('[data-cell]').getAttribute('aria-label')) ?? '';
  }

  /** The sentence announced at the latest stop. */
  announced(): Promise<string> {
    return this.frame.locator('[aria-live]').innerText();
  }

  alarms(): Promise<string[]> {
    return this.frame.locator('.alarms li').allInnerTexts();
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  async position(): Promise<number> {
    return Number(await this.main.getAttribute('data-position'));
  }

  /** Waits until the view has followed the debugger to a position. */
  async showsPosition(position: number): Promise<void> {
    await this.frame.locator(`main[data-position="${position}"]:not(.running)`).waitFor();
  }
}
