import type { Location } from '../../core/source';
import { referredResource, through, type Value } from '../../core/value';
import { symbolOf, textOf } from '../values/values';
import type { Declared } from './declared';
import { opaque } from './functions/call';
import type { Run, Scope } from './template';
import { named, unknown } from './unknowns';

/**
 * A resource that is declared in the same run, by its full type and its name (with `/` between the parts; what is unknown
 * in it by its symbol); else the nearest above it that is.
 */
export function lookUp(run: Run, type: string, name: string): Declared | undefined {
  const types = type.split('/');
  const names = name.split('/');
  while (types.length > 1 && types.length === names.length + 1) {
    const found = run.declared.byName.get(nameKey(types.join('/'), names.join('/')));
    if (found) return found;
    types.pop();
    names.pop();
  }
  return undefined;
}

export function nameKey(type: string, name: string): string {
  return `${type}|${name}`.toLowerCase();
}

const NAMESPACE = /^[a-z][\w-]*(\.[\w-]+)+$/i;

/** Type and name in a path: `…/providers/Microsoft.KeyVault/vaults/kv/keys/k`, `Microsoft.KeyVault/vaults/kv`. */
export function namedInPath(path: string): { readonly type: string; readonly name: string } | undefined {
  const parts = path
    .slice(path.lastIndexOf('/providers/') < 0 ? 0 : path.lastIndexOf('/providers/') + 11)
    .split('/');
  const [namespace, ...rest] = parts;
  if (!NAMESPACE.test(namespace!) || rest.length < 2 || rest.length % 2 !== 0) return undefined;
  const types = rest.filter((_, i) => i % 2 === 0);
  const names = rest.filter((_, i) => i % 2 === 1);
  return { type: [namespace, ...types].join('/'), name: names.join('/') };
}

/** The value by which a resource is named: unknown as a text, but known as that resource. */
export function referenceTo(declared: Declared, at: Location): Value {
  const { id, address, header, type, name } = declared;
  const symbol = name === undefined ? undefined : opaque(`resourceid(${nameKey(type, name)})`);
  const value = named(unknown(at, 'resource', { name: address }), symbol);
  return through(value, { step: 'resource', name: address, at: header, resource: id });
}

/** `resourceId` and its like: a type, names, and before them where it is. */
export function resourceId(args: readonly Value[], at: Location, { template }: Scope): Value {
  const first = args.findIndex((one) => {
    const text = textOf(one);
    return text?.includes('/') === true && NAMESPACE.test(text.split('/')[0]!);
  });
  const type = first < 0 ? undefined : textOf(args[first]!);
  if (type === undefined)
    return args.find((one) => one.kind === 'unknown') ?? unknown(at, 'malformed', { name: 'resourceId' });
  const symbols = args.slice(first + 1).map(symbolOf);
  if (symbols.includes(undefined)) {
    return args.find((one) => one.kind === 'unknown') ?? unknown(at, 'outside', { name: type });
  }
  const name = symbols.join('/');
  const target = lookUp(template.run, type, name);
  if (target) return referenceTo(target, at);
  return named(
    unknown(at, 'outside', { name: type }, 'outside'),
    opaque(`resourceid(${nameKey(type, name)})`),
  );
}

/** What an expression comes to, as a reference where that is the path of a resource in the same run. */
export function recognised(value: Value, { template }: Scope): Value {
  if (value.kind !== 'unknown' && value.kind !== 'scalar') return value;
  const symbol = referredResource(value) === undefined ? symbolOf(value) : undefined;
  const path = symbol?.includes('/') ? namedInPath(symbol) : undefined;
  const target = path && template.run.declared.byName.get(nameKey(path.type, path.name));
  return target ? referenceTo(target, value.at) : value;
}
