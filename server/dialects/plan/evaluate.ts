import type { Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import type { Value } from '../../core/value';
import { evaluateRun } from '../terraform';
import type { TerraformTree } from '../terraform/tree';
import type { Instance, Plan } from './plan';
import { type Planned, settled } from './settled';
import { standalone } from './standalone';
import { isSame, variableValue } from './values';

/**
 * What there will be when a plan is applied, or is according to a state. Where its root module is at hand, the source is
 * evaluated with the plan's variables, and the plan settles what the source does not tell.
 * @param folder The root module's, if it is in the tree: see `sourceOf`.
 */
export function evaluatePlan(tree: TerraformTree, plan: Plan, folder: string | undefined): Evaluation {
  const key = `plan ${plan.path}`;
  const inputs = new Set([plan.path]);
  const declarations = folder === undefined ? undefined : tree.module(folder);
  if (folder === undefined || !declarations)
    return { resources: standalone(plan, key, tree.platforms), unknowns: [], problems: [], inputs };
  const evaluation = evaluateRun(
    tree,
    { key, folder },
    {
      inputs,
      declarations,
      given: (name, setting, standard) => variable(plan, name, setting, standard),
      variableFiles: [],
      resolve: () => undefined,
    },
  );
  return { ...evaluation, resources: settledResources(evaluation.resources, plan, key, tree) };
}

/** The plan's value of a variable; where the source says the same, as it stands there. */
function variable(
  plan: Plan,
  name: string,
  setting: Value | undefined,
  standard: () => Value | undefined,
): Value | undefined {
  const planned = plan.variables.get(name);
  if (!planned) return setting;
  const own = setting ?? standard();
  if (own && isSame(own, planned.value)) return setting;
  return variableValue(plan, name, planned);
}

function settledResources(
  resources: readonly Resource[],
  plan: Plan,
  key: string,
  { platforms }: TerraformTree,
): Resource[] {
  const byAddress = new Map<string, Instance[]>();
  for (const instance of plan.instances) {
    const list = byAddress.get(instance.address);
    if (list) list.push(instance);
    else byAddress.set(instance.address, [instance]);
  }
  const byId = new Map(resources.map((one) => [one.id, one]));
  const found = new Set<string>();
  const made = resources.flatMap((resource): Resource[] => {
    if (resource.kind !== 'resource') return [resource];
    const instances = byAddress.get(resource.address);
    if (!instances) return [];
    found.add(resource.address);
    const planned = instances.map(
      ({ values, unknown, sensitive }): Planned => ({ node: values, unknown, sensitive }),
    );
    const governor = resource.governor === undefined ? undefined : byId.get(resource.governor);
    return [settled(resource, planned, plan.path, isPlaced(governor))];
  });
  // What modules outside the tree create.
  const rest = plan.instances.filter(({ address }) => !found.has(address));
  const alone = standalone({ ...plan, instances: rest }, key, platforms);
  const governors = new Set(alone.map(({ governor }) => governor));
  return [
    ...made,
    ...alone.filter((one) => one.kind === 'resource' || (governors.has(one.id) && !byId.has(one.id))),
  ];
}

/** Whether a provider block says where its resources are. */
function isPlaced(governor: Resource | undefined): boolean {
  return ['region', 'location', 'zone'].some((name) => {
    const value = governor?.body.entries.get(name)?.value;
    return value !== undefined && value.kind !== 'unknown';
  });
}
