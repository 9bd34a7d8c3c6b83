import type { Location } from '../../core/source';
import type { MapEntry, MapValue, Option } from '../../core/value';
import { choice } from './elements';
import { evaluate, under } from './expressions';
import { locate, moduleFile } from './file';
import type { Node } from './instance';
import { passing } from './passing';
import { nameOf } from './path';
import { filesBeside } from './runs';
import { unknown } from './unknowns';
import { literalScope } from './variables';

/** What each kind of backend cannot do without: where one of these is not written, the rest is given at `init`. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  s3: ['bucket', 'key'],
  gcs: ['bucket'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
  oss: ['bucket'],
  cos: ['bucket'],
  oci: ['bucket', 'namespace'],
  http: ['address'],
  consul: ['path'],
  pg: ['conn_str'],
  kubernetes: ['secret_suffix'],
  remote: ['organization'],
};

/**
 * A backend's arguments: open where they are a part only (`terraform init -backend-config=…` brings the rest). Files
 * made for that, `*.tfbackend`, give candidates.
 */
export function backendBody(node: Node, type: string): MapValue {
  const body = node.body();
  const partial = (REQUIRED[type] ?? []).some((name) => !body.entries.has(name));
  if (!partial) return body;
  const entries = new Map([...body.entries, ...candidates(node)]);
  return { ...body, entries, open: unknown('partial-backend', node.header, { type }) };
}

/** What the files made for a backend say, each file a candidate. */
function candidates({ instance, declaration, header }: Node): Map<string, MapEntry> {
  const { tree, run, inputs } = instance.context;
  const { files, seen } = filesBeside(tree, run.folder, (name) => name.endsWith('.tfbackend'));
  for (const path of [...seen, ...files]) inputs.add(path);
  const entries = new Map<string, { key: Location; options: Option[] }>();
  for (const path of files) {
    const read = tree.read(path);
    const file = read && moduleFile(path, read);
    for (const node of read?.tree.body.items ?? []) {
      if (node.kind !== 'attribute' || !file) continue;
      const { name, range } = node.name;
      if (declaration.content.attributes.has(name)) continue;
      const key = locate(file, range);
      const hop = { step: 'variable-file', name: nameOf(path), at: key } as const;
      const value = passing(evaluate(node.value, literalScope(file)), hop);
      const entry = entries.get(name) ?? { key, options: [] };
      entry.options.push(...under(value, { certain: false, picks: new Map([['backend-config', path]]) }));
      entries.set(name, entry);
    }
  }
  const made = [...entries].map(([name, { key, options }]): [string, MapEntry] => [
    name,
    { key, value: choice(options, header) },
  ]);
  return new Map(made);
}
