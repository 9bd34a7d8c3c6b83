import type { Evaluation } from '../../core/evaluation';
import { evaluateRun } from '../terraform';
import { type Declarations, declarationsOf } from '../terraform/declarations';
import { type ModuleFile, moduleFile } from '../terraform/file';
import { inputNamed } from '../terraform/inputs';
import { literalText } from '../terraform/literal';
import { folderOf } from '../terraform/path';
import { localSource, type TerraformFile, type TerraformTree } from '../terraform/tree';
import { asModule } from './components';
import { type Deployment, deploymentsIn } from './deployments';
import { isComponents, isDeployments, isStackFile } from './files';

/** A folder of components, run by one of its deployments. */
export interface StackRun {
  readonly key: string;
  readonly folder: string;
  readonly deployment?: Deployment;
  readonly declarations: Declarations;
  readonly inputs: Set<string>;
}

/**
 * The stacks of a project, once for each deployment; where none is in the tree, once with what the variables default to.
 * @returns and the folders of modules that their components call, which are not run by themselves
 */
export function stackRuns(
  files: readonly string[],
  tree: TerraformTree,
): { readonly runs: readonly StackRun[]; readonly called: ReadonlySet<string> } {
  const folders = new Set(files.filter(isComponents).map(folderOf));
  const runs: StackRun[] = [];
  const called = new Set<string>();
  for (const folder of folders) {
    const own = files.filter((path) => isStackFile(path) && folderOf(path) === folder).sort();
    const inputs = new Set([...own, `${folder}/`]);
    const declarations = declarationsOf(folder, read(own.filter(isComponents), tree, moduleIn(folder, tree)));
    for (const call of declarations.calls.values()) {
      const source = literalText(call.content.attributes.get('source')?.node.value);
      const target = source === undefined ? undefined : localSource(folder, source);
      if (target !== undefined) called.add(target);
    }
    const deployments = own.filter(isDeployments);
    const run = { key: `stack ${folder}`, folder, declarations, inputs };
    if (deployments.length === 0) runs.push(run);
    for (const deployment of deploymentsIn(read(deployments, tree), folder, tree, inputs))
      runs.push({ ...run, key: `${run.key}+${deployment.name}`, deployment });
  }
  return { runs, called };
}

/** What a deployment of a stack creates. */
export function evaluateStackRun(tree: TerraformTree, run: StackRun): Evaluation {
  const { key, folder, deployment, declarations, inputs } = run;
  return evaluateRun(
    tree,
    { key, folder },
    {
      inputs,
      declarations,
      given: (name) => inputNamed(deployment?.inputs, name),
      variableFiles: [],
      resolve: () => undefined,
      calls: 'component',
    },
  );
}

function moduleIn(folder: string, tree: TerraformTree): (file: TerraformFile) => TerraformFile {
  return (file) =>
    asModule(file, (source) => {
      const target = localSource(folder, source);
      const module = target === undefined ? undefined : tree.module(target);
      return module && [...module.variables.keys()];
    });
}

function read(
  paths: readonly string[],
  tree: TerraformTree,
  make: (file: TerraformFile) => TerraformFile = (file) => file,
): ModuleFile[] {
  return paths.flatMap((path) => {
    const file = tree.read(path);
    return file ? [moduleFile(path, make(file))] : [];
  });
}
