import type { Builtin, Functions } from './call';
import { collections } from './collections';
import { conversion } from './conversion';
import { dates } from './dates';
import { encoding } from './encoding';
import { files } from './files';
import { formats } from './format';
import { hashes } from './hashes';
import { joining } from './joining';
import { machine, removed } from './machine';
import { network } from './network';
import { numeric } from './numeric';
import { picking } from './picking';
import { regexes } from './regexes';
import { sequences } from './sets';
import { strings } from './strings';

const FAMILIES = [
  strings,
  formats,
  regexes,
  numeric,
  collections,
  joining,
  picking,
  sequences,
  conversion,
  encoding,
  hashes,
  network,
  dates,
  files,
  machine,
  removed,
];

/** Every function of Terraform that this evaluator knows, by name. */
export const functions: Functions = new Map<string, Builtin>(
  FAMILIES.flatMap((family) => Object.entries(family)),
);
