import type { Hop, Value } from '../../core/value';
import type { Node } from '../../syntax/tree/node';
import { besides } from '../runs/runs';
import { symbolOf, textOf, throughAll } from '../values/values';
import type { Declared } from './declared';
import { property } from './functions';
import { recogniseArm } from './recognise';
import { lookUp } from './references';
import {
  locate,
  member,
  once,
  pairOf,
  type Scope,
  scopeOf,
  sectionsOf,
  type Template,
  textIn,
} from './template';
import { unknown } from './unknowns';

const GROUP = 'Microsoft.Resources/resourceGroups';

export function isDeployment({ type }: Declared): boolean {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}

interface Deployment {
  readonly deploys?: Declared['deploys'];
  /** Templates that were looked for. */
  readonly inputs: readonly string[];
}

/** The template that a deployment deploys: one inside it, or one that lies in the tree. */
export function deploymentOf(declared: Declared): Deployment {
  const { node, scope } = declared;
  const properties = member(node, 'properties');
  const inline = member(properties, 'template');
  if (inline?.kind === 'mapping') {
    const inner = /^inner$/i.test(textIn(member(properties, 'expressionEvaluationOptions'), 'scope') ?? '');
    // Else its expressions are those of the template around it.
    const own = inner ? scopeOf(templateOf(declared, inline, scope.template.path)) : scope;
    return { deploys: { root: inline, scope: own }, inputs: [] };
  }
  const path = linkedPath(member(properties, 'templateLink'), scope);
  if (path === undefined) return { inputs: [] };
  const root = calls(scope.template, path) ? undefined : scope.template.run.trees(path);
  if (!root || !recogniseArm(root)) return { inputs: [path] };
  const [doc] = root.documents;
  return { deploys: { root: doc!, scope: scopeOf(templateOf(declared, doc!, path)) }, inputs: [path] };
}

/** Whether a template is deployed by itself, at any remove. */
function calls({ path, caller }: Template, wanted: string): boolean {
  return path === wanted || (caller !== undefined && calls(caller, wanted));
}

/** Where a linked template lies; nothing where its address does not tell. */
function linkedPath(link: Node | undefined, scope: Scope): string | undefined {
  const { run, path } = scope.template;
  const relative = member(link, 'relativePath');
  const address = relative ?? member(link, 'uri');
  if (!address) return undefined;
  const value = run.evaluate(address, scope);
  const text = textOf(value);
  if (relative) return text === undefined ? undefined : besides(path, text);
  // An address below one that only the deployment knows: the template beside this one that ends so.
  const known = text ?? (value.kind === 'unknown' ? value.suffix : undefined);
  const tail = known === undefined ? undefined : pathIn(known);
  if (tail === undefined) return undefined;
  const parts = tail.split('/');
  for (let i = 0; i < parts.length; i++) {
    const target = besides(path, parts.slice(i).join('/'));
    if (run.trees(target)) return target;
  }
  return undefined;
}

/** The path in an address or in its end, without query. */
function pathIn(address: string): string | undefined {
  const path = address
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/^\/+/, '');
  return /\.jsonc?$/i.test(path) ? path : undefined;
}

function templateOf(declared: Declared, root: Node, path: string): Template {
  const { id, scope } = declared;
  const { template: caller } = scope;
  const { group, within } = placeOf(declared);
  const template: Template = {
    ...sectionsOf(root),
    run: caller.run,
    path,
    caller,
    given: (name) => givenTo(declared, name, template),
    within,
    own: `${id}:`,
    ...(group && { group }),
    symbolic: new Map(),
  };
  return template;
}

/** Where a deployment deploys to: a resource group that it names, else where its own template is deployed. */
function placeOf({ node, scope }: Declared): Pick<Template, 'within' | 'group'> {
  const { template } = scope;
  const named = ['subscriptionId', 'resourceGroup', 'scope'].flatMap((name) => member(node, name) ?? []);
  if (named.length === 0)
    return { within: template.within, ...(template.group && { group: template.group }) };
  const written = member(node, 'resourceGroup');
  const within = `${named.map((one) => symbolOf(template.run.evaluate(one, scope)) ?? '?').join('/')}:`;
  if (!written) return { within };
  const group = () => {
    const name = symbolOf(template.run.evaluate(written, scope));
    return name === undefined ? undefined : lookUp(template.run, GROUP, name);
  };
  return { within, group };
}

/** What a deployment hands to a parameter. */
function givenTo({ node, scope, address }: Declared, name: string, template: Template): Value | undefined {
  const { run } = scope.template;
  const properties = member(node, 'properties');
  const linked = pairOf(properties, 'parametersLink');
  if (linked) return unknown(locate(scope, linked.key.content), 'parameters-link');
  const handed = member(properties, 'parameters');
  if (!handed) return undefined;
  if (handed.kind === 'mapping') {
    const pair = pairOf(handed, name);
    if (!pair) return undefined;
    const at = locate(scope, pair.key.content);
    const hop: Hop = { step: 'module-input', name: `${address}.${pair.key.text}`, at };
    return throughAll(handedValue(pair.value, scope), hop);
  }
  // All of them in one expression.
  const whole = once(
    template,
    'given',
    () => unknown(locate(scope, handed.range), 'circular', { name }),
    () => run.evaluate(handed, scope),
  );
  const at = locate(scope, handed.range);
  const one = property(whole, name, at, true);
  if (one.kind === 'scalar' && one.value === null) return undefined;
  return property(one, 'value', at);
}

/** `{ "value": … }`; a secret of a key vault is read at deployment. */
function handedValue(node: Node, scope: Scope): Value {
  const { run } = scope.template;
  if (node.kind === 'mapping') {
    const value = member(node, 'value');
    if (value) return run.evaluate(value, scope);
    const at = locate(scope, node.range);
    return { ...unknown(at, 'secret'), sensitive: true };
  }
  return property(run.evaluate(node, scope), 'value', locate(scope, node.range));
}

/** Templates that a template links to by what it says of their addresses: literal texts that end like a template's name. */
export function linkedTexts(root: Node): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind !== 'mapping') return;
    const link = member(node, 'templateLink');
    for (const name of ['relativePath', 'uri']) {
      const text = textIn(link, name);
      if (text !== undefined) found.push(...namesIn(text));
    }
    for (const { value } of node.pairs) visit(value);
  };
  visit(root);
  return found;
}

/** `[uri(parameters('base'), 'nested/a.json')]` -> `nested/a.json` */
function namesIn(text: string): string[] {
  const literals = text.startsWith('[') ? [...text.matchAll(/'([^']*)'/g)].map((match) => match[1]!) : [text];
  return literals.flatMap((literal) => pathIn(literal) ?? []);
}
