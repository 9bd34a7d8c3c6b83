// Takes images/screenshot.png for the README: the packed extension in a real workbench, on a fixture. The picture is
// committed, so this runs only when asked: `node scripts/editor-screenshot.mjs`.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { installExtension, startPage, startServer, workbenchUrl } from '../test/editor/workbench.mjs';
import { root } from './editor-host.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sovlint-screenshot-'));
const workspace = join(folder, 'hanbit-pay');
cpSync(join(root, 'test-fixtures/hanbit-pay'), workspace, { recursive: true });
const vsix = join(folder, 'sovlint.vsix');
await createVSIX({
  cwd: root,
  packagePath: vsix,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  allowUnusedFilesPattern: true,
});
installExtension(vsix, join(folder, 'extensions'));
const server = await startServer({
  extensions: join(folder, 'extensions'),
  moreSettings: {
    'editor.minimap.enabled': false,
    'workbench.layoutControl.enabled': false,
    'editor.fontSize': 13,
    'explorer.compactFolders': false,
    'problems.showCurrentInStatus': false,
  },
});
const { page, stop } = await startPage({ viewport: { width: 1280, height: 760 } });
try {
  await page.goto(workbenchUrl(server.port, workspace, [['skipWelcome', 'true']]));
  await page.locator('.statusbar-item', { hasText: /sovlint: KR · \d/ }).waitFor();
  await open('fds.yaml');
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input').fill(':59:22');
  await page.keyboard.press('Enter');
  await page.locator('.monaco-editor .view-line', { hasText: 'Region: us-west-2' }).waitFor();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').getByText('ap-northeast-2').first().waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(root, 'images/screenshot.png') });
} finally {
  await stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function open(name) {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab', { hasText: name }).waitFor();
}
