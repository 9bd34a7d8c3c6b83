import type { MapEntry, MapValue, Value } from '../../core/value';
import { evaluate } from './expression';
import type { Scope } from './template';

/**
 * A SAM resource's properties with those of the template's `Globals`: its own win, mappings are merged, lists joined.
 * @param type `AWS::Serverless::Function` takes the section `Function`
 */
export function withGlobals(own: MapValue, type: string, scope: Scope): MapValue {
  const section = /^AWS::Serverless::(\w+)$/.exec(type)?.[1];
  const declared = section === undefined ? undefined : scope.template.globals.get(section);
  const shared = declared && evaluate(declared.value, scope);
  return shared?.kind === 'map' ? merge(shared, own) : own;
}

function merge(shared: MapValue, own: MapValue): MapValue {
  const entries = new Map<string, MapEntry>(shared.entries);
  for (const [name, entry] of own.entries) {
    const other = entries.get(name);
    entries.set(name, other ? { ...entry, value: mergeValues(other.value, entry.value) } : entry);
  }
  const open = own.open ?? shared.open;
  return { ...own, entries, ...(open && { open }) };
}

function mergeValues(shared: Value, own: Value): Value {
  if (shared.kind === 'map' && own.kind === 'map') return merge(shared, own);
  if (shared.kind === 'list' && own.kind === 'list')
    return { ...own, items: [...shared.items, ...own.items] };
  return own;
}
