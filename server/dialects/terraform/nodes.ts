import type { MapValue } from '../../core/value';
import { bodyOf } from './body';
import type { Declaration } from './declarations';
import { countOf, eachOf, type Iteration, SINGLE } from './elements';
import { mayBeLeftOut, whereMade } from './existing';
import { locate } from './file';
import { evaluateIn, type Instance, type Node, scopeIn } from './instance';
import { lazy } from './lazy';
import { withMembers } from './members';
import { reached } from './reached';
import { unknown } from './unknowns';

/** Arguments and blocks that speak to Terraform itself: no part of what is created. */
export const META: Readonly<Record<string, ReadonlySet<string>>> = {
  resource: new Set([
    'count',
    'for_each',
    'provider',
    'depends_on',
    'lifecycle',
    'provisioner',
    'connection',
  ]),
  data: new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle']),
  module: new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on']),
  provider: new Set(['alias', 'version', 'for_each']),
  backend: new Set(),
  cloud: new Set(),
};

/** The node of a block in a module instance; one for each, however often it is asked for. */
export function nodeOf(instance: Instance, declaration: Declaration): Node {
  let node = instance.nodes.get(declaration);
  if (!node) {
    node = createNode(instance, declaration);
    instance.nodes.set(declaration, node);
  }
  return node;
}

function createNode(instance: Instance, declaration: Declaration): Node {
  const { file, block } = declaration;
  const name = nameIn(instance, declaration);
  const address = instance.address === '' ? name : `${instance.address}.${name}`;
  const header = locate(file, block.header);
  const again = instance.declarations.duplicates.indexOf(declaration) + 1;
  const id = `${instance.context.run.key}#${address}${again > 0 ? `~${again}` : ''}`;
  const node: Node = {
    instance,
    declaration,
    name,
    address,
    id,
    header,
    iteration: lazy(
      () => iterationOf(node),
      () => ({ ...SINGLE, exists: 'perhaps' }),
    ),
    body: lazy(
      () => bodyValue(node),
      () => ({ kind: 'map', at: header, entries: new Map(), open: unknown('cycle', header, { name }) }),
    ),
  };
  return node;
}

/** As references name it. */
function nameIn({ call, context }: Instance, { block, content }: Declaration): string {
  const labels = block.labels.map((label) => label.name).join('.');
  switch (block.type.name) {
    case 'resource':
      return labels;
    case 'provider': {
      const alias = content.attributes.get('alias')?.node.value;
      const [part] = alias?.kind === 'template' ? alias.parts : [];
      return part?.kind === 'string' ? `provider.${labels}.${part.value}` : `provider.${labels}`;
    }
    case 'cloud':
      return 'backend.cloud';
    case 'module':
      return `${call ? 'module' : context.calls}.${labels}`;
    default:
      return `${block.type.name}.${labels}`;
  }
}

function iterationOf(node: Node): Iteration {
  const { instance, declaration, id } = node;
  const { attributes } = declaration.content;
  const count = attributes.get('count');
  if (count && declaration.block.type.name !== 'provider')
    return countOf(reached(evaluateIn(instance, count)), id, locate(count.file, count.node.name.range));
  const forEach = attributes.get('for_each');
  if (!forEach) return SINGLE;
  return eachOf(reached(evaluateIn(instance, forEach)), id, locate(forEach.file, forEach.node.name.range));
}

function bodyValue(node: Node): MapValue {
  const { instance, declaration, header } = node;
  const { file, block, content } = declaration;
  const omit = META[block.type.name] ?? META.backend!;
  const entries = bodyOf(content, (inFile, expression) => scopeIn(instance, inFile, expression, node), omit);
  const body: MapValue = { kind: 'map', at: header, header, extent: locate(file, block.range), entries };
  return mayBeLeftOut(node) ? withMembers(body, (value) => whereMade(value, node)) : body;
}
