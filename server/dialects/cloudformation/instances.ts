import type { Problem } from '../../core/message';
import type { UnknownValue } from '../../core/resource';
import { type Declaration, type Evaluate, locate, type Scope, withLoopVariables } from './template';
import { unknown } from './values';

/** A resource as it is declared, or one of those that a loop declares. */
export interface Instance {
  readonly logicalId: string;
  readonly declared: Declaration;
  readonly scope: Scope;
  /** False where the loop's elements cannot be told. */
  readonly certain: boolean;
}

export interface Instances {
  readonly instances: readonly Instance[];
  readonly unknowns: readonly UnknownValue[];
  readonly problems: readonly Problem[];
}

/** A template with more resources than this is cut off; CloudFormation itself takes 500. */
const MAX_INSTANCES = 5000;
const FOR_EACH = 'Fn::ForEach::';

/** A template's resources with its `Fn::ForEach` loops unrolled. */
export function instancesOf(
  declarations: ReadonlyMap<string, Declaration>,
  scope: Scope,
  evaluate: Evaluate,
): Instances {
  const instances: Instance[] = [];
  const unknowns: UnknownValue[] = [];
  const problems: Problem[] = [];
  let cut = false;

  const gather = (declared: Declaration, inner: Scope, certain: boolean): void => {
    const name = declared.key.text;
    if (instances.length >= MAX_INSTANCES) {
      if (!cut) problems.push(limit(declared, inner));
      cut = true;
    } else if (name.startsWith(FOR_EACH)) loop(declared, inner, certain);
    else if (name === 'Fn::Transform') {
      const at = locate(inner, declared.key.content);
      const what = { key: 'cloudformation.what.resources' };
      unknowns.push({ at, what, reason: unknown(at, 'macro', { name }).reason });
    } else instances.push({ logicalId: withLoopVariables(name, inner), declared, scope: inner, certain });
  };

  /** `[variable, collection, { "Name${variable}": body }]` */
  const loop = ({ key, value: node }: Declaration, outer: Scope, certain: boolean): void => {
    const [variable, collection, body] = node.kind === 'sequence' ? node.items : [];
    if (variable?.kind !== 'scalar' || !collection || body?.kind !== 'mapping') return;
    const at = locate(outer, key.content);
    const elements = evaluate(collection, outer);
    const known = elements?.kind === 'list' && !elements.open ? elements.items : undefined;
    const each = known ?? [elements?.kind === 'unknown' ? elements : unknown(at, 'loop')];
    for (const element of each) {
      const inner = {
        ...outer,
        variables: new Map([...outer.variables, [variable.text, element]]),
        decided: new Map(),
      };
      for (const declared of body.pairs) gather(declared, inner, certain && known !== undefined);
      if (cut) return;
    }
  };

  for (const declared of declarations.values()) gather(declared, scope, true);
  return { instances, unknowns, problems };
}

function limit(declared: Declaration, scope: Scope): Problem {
  const { path, range } = locate(scope, declared.key.range);
  return {
    path,
    range,
    message: { key: 'cloudformation.too-many-resources', args: { limit: MAX_INSTANCES } },
  };
}
