import type { Stream } from './terminal';

/** A progress bar on a terminal; silent on anything else. It appears only when the work takes long enough to notice. */
export function progressBar(stream: Stream): {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
} {
  const started = performance.now();
  let drawn = 0;
  const update = (done: number, total: number) => {
    const now = performance.now();
    if (!stream.isTTY || now - started < 300 || (now - drawn < 50 && done < total)) return;
    drawn = now;
    const width = 30;
    const filled = Math.round((done / Math.max(1, total)) * width);
    stream.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total}`);
  };
  const end = () => {
    if (drawn > 0) stream.write('\r\u001b[K');
  };
  return { update, end };
}
