import type { Resource } from '../../core/resource';
import type { Hop, MapValue, Value } from '../../core/value';
import { besides as pathBeside } from '../runs/runs';
import { throughAll } from '../values/values';
import { unknown } from './values';

/** Types whose property names another template. */
const CALLS: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** The property of a type that names another template, if the type is a call of one. */
export function templateProperty(type: string): string | undefined {
  return CALLS[type];
}

/** A nested stack whose template lies in the tree. */
export interface Call {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly tags?: Value;
}

/**
 * The template that a resource calls, with what it hands to it.
 * @param names the parameters that the called template declares, by its path; undefined where there is none
 */
export function callOfTemplate(
  resource: Resource,
  names: (path: string) => Iterable<string> | undefined,
): Call | undefined {
  const property = templateProperty(resource.type);
  const location = property === undefined ? undefined : resource.body.entries.get(property)?.value;
  if (location?.kind !== 'scalar' || typeof location.value !== 'string') return undefined;
  const path = besides(resource.header.path, location.value);
  const declared = path === undefined ? undefined : names(path);
  if (path === undefined || !declared) return undefined;
  const handed = resource.body.entries.get('Parameters')?.value;
  const tags = resource.body.entries.get('Tags')?.value;
  const parameters = handed ? parametersOf(handed, declared, resource) : new Map<string, Value>();
  return { path, parameters, ...(tags && { tags }) };
}

function parametersOf(handed: Value, names: Iterable<string>, { address }: Resource): Map<string, Value> {
  if (handed.kind === 'map') return new Map(entriesOf(handed, address));
  // Whatever is handed over as a whole that cannot be told may set any of them.
  return new Map([...names].map((name) => [name, unknown(handed.at, 'several')]));
}

function* entriesOf(handed: MapValue, address: string): Generator<[string, Value]> {
  for (const [name, { key, value }] of handed.entries) {
    const hop: Hop = { step: 'module-input', name: `${address}.${name}`, at: key };
    yield [name, throughAll(value, hop)];
  }
}

/** A path relative to a file's folder, from the project's root; undefined for what lies elsewhere (a URL). */
export function besides(file: string, relative: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(relative) || relative.startsWith('/') || relative === '') return undefined;
  return pathBeside(file, relative);
}
