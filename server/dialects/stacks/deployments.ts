import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import { evaluate, newBudget, type Resolved, type Scope, type TraversalStep } from '../terraform/expressions';
import { contentOf, locate, type ModuleFile, type Placed } from '../terraform/file';
import { lazy } from '../terraform/lazy';
import { passing } from '../terraform/passing';
import { joinPath } from '../terraform/path';
import type { TerraformTree } from '../terraform/tree';
import { unknown } from '../terraform/unknowns';

/** One way of running a stack. */
export interface Deployment {
  readonly name: string;
  readonly inputs?: Value;
}

/** What the deployment files of a folder run; what is to be destroyed is not run. */
export function deploymentsIn(
  files: readonly ModuleFile[],
  folder: string,
  tree: TerraformTree,
  inputs: Set<string>,
): Deployment[] {
  const evaluateIn = evaluatorOf(files, folder, tree, inputs);
  return files.flatMap((file) =>
    (file.blocks.get('deployment') ?? []).flatMap((block): Deployment[] => {
      const { attributes } = contentOf(file, block.body);
      const destroyed = attributes.get('destroy');
      const gone = destroyed && evaluateIn(destroyed);
      if (gone?.kind === 'scalar' && String(gone.value) === 'true') return [];
      const name = block.labels[0]?.name ?? '';
      const given = attributes.get('inputs');
      if (!given) return [{ name }];
      const hop = {
        step: 'module-input',
        name: `deployment.${name}`,
        at: locate(file, given.node.name.range),
      } as const;
      return [{ name, inputs: passing(evaluateIn(given), hop) }];
    }),
  );
}

/** Locals are shared by the files; tokens, stores and other stacks' outputs are known when it runs. */
function evaluatorOf(
  files: readonly ModuleFile[],
  folder: string,
  tree: TerraformTree,
  inputs: Set<string>,
): (attribute: Placed<Attribute>) => Value {
  const locals = new Map<string, () => Value>();
  const budget = newBudget();
  const evaluateIn = ({ file, node }: Placed<Attribute>) => evaluate(node.value, scopeOf(file));
  const scopeOf = ({ path, text }: ModuleFile): Scope => ({
    path,
    text,
    instance: path,
    budget,
    resolve,
    readFile(named) {
      const full = joinPath(folder, named);
      inputs.add(full);
      return { ...tree.host.read(full), path: full };
    },
  });
  const resolve = ([first, second]: readonly TraversalStep[], at: Location): Resolved | undefined => {
    if (!first || !('name' in first)) return undefined;
    if (first.name === 'local') {
      const value = second && 'name' in second ? locals.get(second.name) : undefined;
      return value && { value: value(), consumed: 2 };
    }
    return RUNTIME.has(first.name)
      ? { value: unknown('stack-runtime', at, { name: first.name }), consumed: 1 }
      : undefined;
  };
  for (const file of files) {
    for (const block of file.blocks.get('locals') ?? []) {
      for (const [name, attribute] of contentOf(file, block.body).attributes) {
        const at = locate(file, attribute.node.name.range);
        const value = lazy(
          () => passing(evaluateIn(attribute), { step: 'local', name: `local.${name}`, at }),
          () => unknown('cycle', at, { name: `local.${name}` }),
        );
        locals.set(name, value);
      }
    }
  }
  return evaluateIn;
}

const RUNTIME: ReadonlySet<string> = new Set(['identity_token', 'store', 'upstream_input']);
