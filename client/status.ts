import { type Disposable, l10n, StatusBarAlignment, window } from 'vscode';
import type { Status } from '../server/lsp/protocol';

/** The status bar item: home and number of findings. A click chooses another home. */
export function showStatus(): Disposable & { update(status: Status): void } {
  const item = window.createStatusBarItem('sovlint.status', StatusBarAlignment.Left);
  item.name = 'sovlint';
  item.command = 'sovlint.chooseHome';
  item.text = 'sovlint';
  item.show();
  return {
    update: ({ homes, findings: { error, warning, info } }) => {
      const count = error + warning + info;
      item.text = `$(shield) sovlint: ${[homes.join(', ') || '–', count].join(' · ')}`;
      item.tooltip = l10n.t(
        'Home: {0}. {1} errors, {2} warnings, {3} notes. Click to choose the home jurisdiction.',
        homes.join(', ') || '–',
        error,
        warning,
        info,
      );
    },
    dispose: () => item.dispose(),
  };
}
