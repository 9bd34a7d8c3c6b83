import {
  ConfigurationTarget,
  type ExtensionContext,
  env,
  l10n,
  type QuickPickItem,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Status } from '../server/lsp/protocol';

const asked = 'sovlint.askedForHome';
/** Offered first; every other country can be typed. */
const usual = ['KR', 'EU', 'JP', 'DE', 'FR', 'IT', 'ES', 'NL', 'CH', 'GB', 'IN', 'AU', 'CA', 'BR', 'US'];

/** Asks which jurisdiction is home where nothing says it: once a workspace, and never after "don't ask again". */
export async function askForHomeOnce(
  { homes, homeChosen }: Status,
  context: ExtensionContext,
): Promise<void> {
  if (homeChosen || homes.length === 0) return;
  if (context.workspaceState.get(asked) || context.globalState.get(asked)) return;
  await context.workspaceState.update(asked, true);
  const keep = l10n.t('Keep {0}', nameOf(homes[0]!));
  const choose = l10n.t('Choose…');
  const never = l10n.t("Don't Ask Again");
  const text = l10n.t(
    'sovlint judges this workspace for {0}. Which jurisdiction is its home?',
    nameOf(homes[0]!),
  );
  const choice = await window.showInformationMessage(text, keep, choose, never);
  if (choice === choose) await chooseHome();
  if (choice === never) await context.globalState.update(asked, true);
}

/** Lets the user pick the home jurisdiction and writes it down where the command line reads it too. */
export async function chooseHome(): Promise<void> {
  const other: QuickPickItem = { label: l10n.t('Another country…') };
  const items = usual.map((code) => ({ label: nameOf(code), description: code }));
  const picked = await window.showQuickPick([...items, other], {
    placeHolder: l10n.t('Which jurisdiction must stay in control?'),
    matchOnDescription: true,
  });
  if (!picked) return;
  const code = picked === other ? await askForCode() : picked.description;
  if (code) await writeHome(code);
}

async function askForCode(): Promise<string | undefined> {
  const code = await window.showInputBox({
    prompt: l10n.t('Country code (ISO 3166-1, two letters)'),
    validateInput: (text) => (/^[A-Za-z]{2}$/.test(text) ? undefined : l10n.t('Two letters, such as KR')),
  });
  return code?.toUpperCase();
}

/** Into `.sovlint.yaml` of the first folder, which it makes where there is none; without a folder, the user's setting. */
async function writeHome(code: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) {
    await workspace.getConfiguration('sovlint').update('home', code, ConfigurationTarget.Global);
    return;
  }
  const file = Uri.joinPath(folder.uri, '.sovlint.yaml');
  const edit = new WorkspaceEdit();
  try {
    const document = await workspace.openTextDocument(file);
    const line = /^home:.*$/m.exec(document.getText());
    if (line) {
      const start = document.positionAt(line.index);
      edit.replace(file, new Range(start, document.positionAt(line.index + line[0].length)), `home: ${code}`);
    } else edit.insert(file, document.positionAt(0), `home: ${code}\n`);
  } catch {
    edit.createFile(file, { contents: new TextEncoder().encode(`home: ${code}\n`) });
  }
  await workspace.applyEdit(edit);
  await (await workspace.openTextDocument(file)).save();
}

/** The jurisdiction's name in the language of the editor. */
function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames([env.language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
