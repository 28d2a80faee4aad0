import { chromium, type Browser } from 'playwright-core';
import { findProgram } from './find-program.mts';

/** `$CHROMIUM`, or the first Chromium or Chrome on the PATH. */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM
    ?? findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe');
}

/** A browser without a window; the switches keep it from asking the network for anything but the page. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium on the PATH; set CHROMIUM to its path or install it.');
  return chromium.launch({
    executablePath,
    args: [
      '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
