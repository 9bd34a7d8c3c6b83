import type { MappingNode, Node, ScalarNode, TreeFile } from '../../syntax/tree/node';
import { itemsAt, nodeAt, textAt } from './node-value';

/** One object of the Kubernetes API as a file states it. */
export interface Manifest {
  readonly node: MappingNode;
  readonly apiVersion: string;
  /** Of the API group alone: `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly kindNode: ScalarNode;
  readonly name?: string;
  readonly namespace?: string;
}

/** The groups of the API server itself; every other group is a domain name. */
const BUILT_IN = new Set(['', 'apps', 'batch', 'autoscaling', 'extensions', 'policy']);

/** Files for tools, which have the outer form of a manifest. */
const TOOLS = new Set(['kustomize.config.k8s.io', 'backstage.io', 'config.kubernetes.io']);

/** Every object in a file, those in lists and templates included. */
export function manifestsIn(file: TreeFile): readonly Manifest[] {
  return file.documents.flatMap(expand);
}

function expand(node: Node): readonly Manifest[] {
  const manifest = manifestOf(node);
  if (!manifest) return [];
  const { kind } = manifest;
  if (kind.endsWith('List') && nodeAt(node, 'items')?.kind === 'sequence') {
    return itemsAt(node, 'items').flatMap(expand);
  }
  if (kind === 'Template' && manifest.group === 'template.openshift.io') {
    return itemsAt(node, 'objects').flatMap(expand);
  }
  return [manifest];
}

function manifestOf(node: Node): Manifest | undefined {
  if (node.kind !== 'mapping' || nodeAt(node, '$patch')) return undefined;
  const apiVersion = textAt(node, 'apiVersion');
  const kindNode = nodeAt(node, 'kind');
  if (apiVersion === undefined || kindNode?.kind !== 'scalar' || typeof kindNode.value !== 'string')
    return undefined;
  const slash = apiVersion.lastIndexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  if (!/^v\d[a-z0-9]*$/.test(apiVersion.slice(slash + 1))) return undefined;
  if (TOOLS.has(group) || !(BUILT_IN.has(group) || group.includes('.'))) return undefined;
  if (nodeAt(node, 'metadata')?.kind !== 'mapping' && nodeAt(node, 'items')?.kind !== 'sequence')
    return undefined;
  const name = textAt(node, 'metadata', 'name') ?? textAt(node, 'metadata', 'generateName');
  const namespace = textAt(node, 'metadata', 'namespace');
  return {
    node,
    apiVersion,
    group,
    kind: kindNode.value,
    kindNode,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
  };
}
