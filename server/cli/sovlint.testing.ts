import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './run';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder on disk that holds these files; give it to `remove` when done. Absolute. */
export function folderWith(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sovlint-cli-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard output is a terminal. */
  readonly terminal?: boolean;
}

/** What a command in a folder writes and comes to, in this process. `words` are parted at blanks. */
export async function sovlint(
  folder: string,
  words: string,
  { environment = {}, terminal = false }: Surroundings = {},
): Promise<Outcome> {
  const written = { out: '', error: '' };
  const stream = (name: 'out' | 'error') => ({
    isTTY: terminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const status = await run(
    words.split(' ').filter(Boolean),
    { folder, environment, out: stream('out'), error: stream('error') },
    async () => 0,
  );
  return { status, ...written };
}

/** A queue in a region: one error, `where/offshore-region`, at the region's literal unless it is at home. */
export function queueIn(region: string, name = 'a'): string {
  return `provider "aws" {
  region = "${region}"
}
resource "aws_sqs_queue" "${name}" {
  kms_master_key_id = aws_kms_key.k.arn
  tags              = { domestic-operator = "kt-cloud" }
}
`;
}
