/** What client and server say to each other beyond the language server protocol. */

/** Server to client, notification `sovlint/status`: after each run that changed something. */
export interface Status {
  /** Homes of the open folders, each once. */
  readonly homes: readonly string[];
  /** False where no configuration, setting or flag chose it in some folder. */
  readonly homeChosen: boolean;
  readonly files: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
}

/** Client to server, request `sovlint/scan`: reads all files again. The answer is a `Status`. */

/** Server to client, request `sovlint/readFile`: for folders that the server cannot read itself. */
export interface ReadFileParams {
  readonly uri: string;
  /** Files with more bytes are not read. */
  readonly limit: number;
}
export type ReadFileResult =
  | { readonly base64: string }
  | { readonly tooLarge: number }
  | { readonly missing: true };

/** Server to client, request `sovlint/listFiles`: what one folder holds. */
export interface ListFilesParams {
  readonly uri: string;
}
export interface ListFilesResult {
  readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'folder' }[];
}

/** The settings of the section `sovlint`, as the client tells them. */
export interface Settings {
  readonly enable?: boolean;
  readonly home?: string;
  readonly profile?: string;
  readonly language?: 'auto' | 'en' | 'ko';
}
