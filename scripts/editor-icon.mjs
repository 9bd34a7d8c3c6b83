// Draws images/icon.png, the extension's icon, from the SVG below: a shield that is a place marker too.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPage } from '../test/editor/workbench.mjs';
import { root } from './editor-host.mjs';

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128">
  <rect width="128" height="128" rx="24" fill="#12324f"/>
  <path d="M64 18 L102 30 V62 C102 86 85 102 64 112 C43 102 26 86 26 62 V30 Z" fill="#f4f7fa"/>
  <path d="M64 40 A19 19 0 0 1 83 59 C83 72 64 91 64 91 C64 91 45 72 45 59 A19 19 0 0 1 64 40 Z" fill="#1f7a8c"/>
  <circle cx="64" cy="59" r="7.5" fill="#f4f7fa"/>
</svg>`;

const { page, stop } = await startPage({ viewport: { width: 128, height: 128 } });
await page.setContent(`<style>body{margin:0}</style>${svg}`);
mkdirSync(join(root, 'images'), { recursive: true });
await page.locator('svg').screenshot({ path: join(root, 'images/icon.png'), omitBackground: true });
await stop();
