/** Where a command runs and what it writes to: the process's own, or a test's. */
export interface Terminal {
  /** The working directory, absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly error: Stream;
}

export interface Stream {
  write(text: string): unknown;
  /** Only a terminal is coloured and shown progress. */
  readonly isTTY?: boolean;
}
