import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range as LspRange,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Edit, Finding, Fix } from '../core/finding';
import { allowFinding } from './allow';
import type { DiagnosticData } from './diagnostics';
import { type Folder, placeIn } from './folder';
import { linesOf } from './lines';
import type { FoundIn } from './reports';
import type { Say } from './texts';

export interface ActionContext {
  /** The open document's version, where it is known. */
  version(uri: string): number | null;
  /** The findings of the document. */
  readonly findings: readonly FoundIn[];
  readonly say: Say;
  /** Whether the client takes edits with versions, and with placeholders. */
  readonly versions: boolean;
  readonly snippets: boolean;
  /** Whether an edit may make a file. */
  readonly creates: boolean;
}

export interface ActionRequest {
  readonly range: LspRange;
  readonly diagnostics: readonly Diagnostic[];
  /** Kinds that the client asks for; all when absent. */
  readonly only?: readonly string[];
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.sovlint`;

/** Quick fixes for the findings at a range, the offer to ignore each with a reason, and all safe fixes at once. */
export function actionsFor(request: ActionRequest, context: ActionContext): CodeAction[] {
  const wants = (kind: string) =>
    !request.only || request.only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const entry of context.findings) {
      const { range } = placeIn(entry.folder, entry.finding.at);
      if (touches(range, request.range)) actions.push(...quickFixes(entry, request.diagnostics, context));
    }
  }
  // Only by name: in the menu of a single place it would be in the way.
  if (request.only && wants(fixAllKind)) actions.push(...fixAll(context));
  return actions;
}

function quickFixes(
  { folder, finding }: FoundIn,
  diagnostics: readonly Diagnostic[],
  context: ActionContext,
): CodeAction[] {
  const own = diagnostics.filter(
    ({ data }) => (data as DiagnosticData | undefined)?.fingerprint === finding.fingerprint,
  );
  const about = own.length > 0 ? { diagnostics: own } : {};
  const actions: CodeAction[] = finding.fixes.map((fix) => ({
    title: titleOf(fix, context.say),
    kind: CodeActionKind.QuickFix,
    ...about,
    ...(fix.safety === 'safe' && { isPreferred: true }),
    edit: workspaceEdit(fix.edits, folder, context),
  }));
  const suppression = suppressionEdit(folder, finding, context);
  if (suppression) {
    actions.push({
      title: context.say({ key: 'editor.suppress', args: { rule: finding.rule } }),
      kind: CodeActionKind.QuickFix,
      ...about,
      edit: suppression,
    });
  }
  const allowance = allowanceEdit(folder, finding, context);
  if (allowance) {
    actions.push({
      title: context.say({ key: 'editor.allow' }),
      kind: CodeActionKind.QuickFix,
      ...about,
      edit: allowance,
    });
  }
  return actions;
}

/** An entry in the configuration, which is made where there is none. */
function allowanceEdit(
  folder: Folder,
  { fingerprint }: Finding,
  context: ActionContext,
): WorkspaceEdit | undefined {
  const { path, text } = folder.configuration();
  const edit = allowFinding(text ?? '', fingerprint, context.say({ key: 'editor.reason' }));
  if (!edit || (text === undefined && !context.creates)) return undefined;
  const uri = folder.addressOf(path).uri;
  const change = { range: linesOf(text ?? '').range(edit), newText: edit.newText };
  if (text !== undefined) return changesOf(new Map([[uri, [change]]]), context);
  const textDocument = { uri, version: null };
  return {
    documentChanges: [
      { kind: 'create', uri },
      { textDocument, edits: [change] },
    ],
  };
}

function titleOf(fix: Fix, say: Say): string {
  return fix.safety === 'safe' ? say(fix.title) : say({ key: 'editor.unsafe', args: { title: fix.title } });
}

/** The safe fixes of a document that stay inside it and do not overlap; the rest waits for the next time. */
function fixAll(context: ActionContext): CodeAction[] {
  const taken: Edit[] = [];
  for (const { finding } of context.findings) {
    const fix = finding.fixes.find(({ safety }) => safety === 'safe');
    if (!fix || fix.edits.some((edit) => edit.at.path !== finding.at.path)) continue;
    if (fix.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) continue;
    taken.push(...fix.edits);
  }
  const folder = context.findings[0]?.folder;
  if (taken.length === 0 || !folder) return [];
  const edit = workspaceEdit(taken, folder, context);
  return [{ title: context.say({ key: 'editor.fix-all' }), kind: fixAllKind, edit }];
}

function overlaps({ at: { range: a } }: Edit, { at: { range: b } }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

/** A comment on a line of its own above the finding; undefined where the language has no comments. */
function suppressionEdit(
  folder: Folder,
  finding: Finding,
  context: ActionContext,
): WorkspaceEdit | undefined {
  const mark = commentMark(finding.at.path);
  if (mark === undefined) return undefined;
  const lines = folder.lines(finding.at.path);
  const { line } = lines.range(finding.at.range).start;
  const start = lines.offset({ line, character: 0 });
  const indent = /^[ \t]*/.exec(lines.text.slice(start, finding.at.range.start))![0];
  const eol = lines.text.includes('\r\n') ? '\r\n' : '\n';
  const reason = context.say({ key: 'editor.reason' });
  const directive = `${indent}${mark} sovlint:ignore ${finding.rule} -- `;
  const range = { start: { line, character: 0 }, end: { line, character: 0 } };
  const uri = folder.addressOf(finding.at.path).uri;
  if (context.snippets && context.versions) {
    const value = `${directive}\${1:${reason}}${eol}`;
    const edit: SnippetTextEdit = { range, snippet: { kind: 'snippet', value } };
    return { documentChanges: [{ textDocument: { uri, version: context.version(uri) }, edits: [edit] }] };
  }
  return changesOf(new Map([[uri, [{ range, newText: `${directive}${reason}${eol}` }]]]), context);
}

function commentMark(path: string): string | undefined {
  if (/\.(json|tmpl|tpl)$/.test(path)) return undefined;
  return path.endsWith('.bicep') ? '//' : '#';
}

function workspaceEdit(edits: readonly Edit[], folder: Folder, context: ActionContext): WorkspaceEdit {
  const byUri = new Map<string, TextEdit[]>();
  for (const { at, newText } of edits) {
    const { uri, range } = placeIn(folder, at);
    const list = byUri.get(uri);
    if (list) list.push({ range, newText });
    else byUri.set(uri, [{ range, newText }]);
  }
  return changesOf(byUri, context);
}

function changesOf(byUri: ReadonlyMap<string, TextEdit[]>, context: ActionContext): WorkspaceEdit {
  if (!context.versions) return { changes: Object.fromEntries(byUri) };
  return {
    documentChanges: [...byUri].map(([uri, edits]) => ({
      textDocument: { uri, version: context.version(uri) },
      edits,
    })),
  };
}

function touches(a: LspRange, b: LspRange): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: LspRange['start'], b: LspRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
