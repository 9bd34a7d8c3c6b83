import type { Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import type { TreeFile } from '../../syntax/tree/node';
import { locate, mapOf } from '../kubernetes/node-value';

/** A program's configuration as one resource, named by its file. */
export function evaluateConfiguration(file: TreeFile, path: string, unit: string, type: string): Evaluation {
  const [document] = file.documents;
  const inputs = new Set([path]);
  if (document?.kind !== 'mapping') return { resources: [], unknowns: [], problems: [], inputs };
  const [first] = document.pairs;
  const resource: Resource = {
    id: unit,
    address: path.slice(path.lastIndexOf('/') + 1),
    dialect: 'configuration',
    kind: 'resource',
    type,
    header: locate(path, first ? first.key.content : document.range),
    extent: locate(path, document.range),
    body: mapOf(document, { path }),
    certain: true,
    library: false,
    scope: path,
  };
  return { resources: [resource], unknowns: [], problems: [], inputs };
}
