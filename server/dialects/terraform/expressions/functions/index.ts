import type { Builtin, Functions } from './call';
import { collections } from './collections';
import { conversion } from './conversion';
import { numeric } from './numeric';
import { sequences } from './sets';
import { strings } from './strings';

/** Every function of Terraform that this evaluator knows, by name. */
export const functions: Functions = new Map<string, Builtin>(
  [strings, numeric, collections, sequences, conversion].flatMap((family) => Object.entries(family)),
);
