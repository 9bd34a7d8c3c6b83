// What a user sees: the packed extension installed into a VS Code workbench in Chromium, driven by keyboard and eyes.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/editor-host.mjs';
import { installExtension, startPage, startServer, workbenchUrl } from './workbench.mjs';

const patience = 20_000;

describe('sovlint seen in the workbench', function () {
  this.timeout(60_000);
  let folder;
  let server;
  let browser;
  let page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sovlint-page-'));
    cpSync(join(root, 'test/editor/workspace'), join(folder, 'workspace'), { recursive: true });
    installExtension(process.env.SOVLINT_VSIX, join(folder, 'extensions'));
    server = await startServer({ extensions: join(folder, 'extensions') });
    browser = await startPage({ locale: 'en-US' });
    page = browser.page;
    page.setDefaultTimeout(patience);
    await page.goto(workbenchUrl(server.port, join(folder, 'workspace'), [['skipWelcome', 'true']]));
    await page.locator('.monaco-workbench').waitFor();
  });
  after(async () => {
    await browser?.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  afterEach(async function () {
    if (this.currentTest.state === 'failed' && process.env.SOVLINT_TEST_SHOTS) {
      await page.screenshot({ path: join(process.env.SOVLINT_TEST_SHOTS, 'failed.png') });
    }
  });

  it('shows home and number of findings in the status bar', async () => {
    const item = page.locator('.statusbar-item', { hasText: 'sovlint: KR' });
    await item.waitFor();
    assert.match(String(await item.textContent()), /sovlint: KR · [1-9]/);
  });

  it('asks once which jurisdiction is home', async () => {
    // The toast does not stay; the question does.
    await page.locator('[id="status.notifications"]').click();
    const question = page.locator('.notifications-center .notification-list-item', {
      hasText: 'Which jurisdiction is its home?',
    });
    await question.waitFor();
    await question.getByRole('button', { name: 'Keep South Korea' }).click();
    await question.waitFor({ state: 'detached' });
  });

  it('underlines the deciding text and lists it among the problems', async () => {
    await openFile('terraform.tfvars');
    await page.locator('.monaco-editor .squiggly-error').waitFor();
    await page.keyboard.press('Control+Shift+M');
    await page
      .locator('.markers-panel .monaco-list-row', { hasText: 'us-east-1' })
      .filter({ hasText: 'where/offshore-region' })
      .waitFor();
  });

  it('fixes it from the keyboard, and the file on disk is fixed', async () => {
    await page.locator('.monaco-editor .view-line', { hasText: 'us-east-1' }).click();
    await page.keyboard.press('Home');
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu.getByText('Use ap-northeast-2').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor .view-line', { hasText: 'ap-northeast-2' }).waitFor();
    await page.keyboard.press('Control+S');
    await page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await page.locator('.monaco-editor .squiggly-error').waitFor({ state: 'detached' });
    const text = readFileSync(join(folder, 'workspace/terraform.tfvars'), 'utf8');
    assert.equal(text, 'region = "ap-northeast-2"\n');
  });

  async function openFile(name) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: name }).waitFor();
  }
});
