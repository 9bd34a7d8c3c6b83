import type { TreeFile } from '../../syntax/tree/node';
import { member, textIn } from './template';

const TEMPLATE = /\/(subscription|managementGroup|tenant)?deploymentTemplate\.json#?$/i;
const PARAMETERS = /\/(subscription|managementGroup|tenant)?deploymentParameters\.json#?$/i;

/** Whether a file is a template of Azure Resource Manager, by the schema that it names. */
export function recogniseArm({ documents }: TreeFile): boolean {
  const [doc] = documents;
  return TEMPLATE.test(textIn(doc, '$schema') ?? '') && member(doc, 'resources') !== undefined;
}

/** Whether a template was built of Bicep that is there too: then that is judged, at what people write. */
export function isBuilt({ documents }: TreeFile, path: string, exists: (path: string) => boolean): boolean {
  const generator = member(member(documents[0], 'metadata'), '_generator');
  if (textIn(generator, 'name') !== 'bicep') return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const stem = path.slice(folder.length).replace(/\.[^.]*$/, '');
  // Galleries of templates build azuredeploy.json of main.bicep.
  return [stem, ...(stem === 'azuredeploy' ? ['main'] : [])].some((name) => exists(`${folder}${name}.bicep`));
}

/** Whether a file gives parameters to a template, by the schema that it names. */
export function isArmParameters({ documents }: TreeFile): boolean {
  const [doc] = documents;
  return PARAMETERS.test(textIn(doc, '$schema') ?? '') && member(doc, 'parameters')?.kind === 'mapping';
}

/** A glance that spares parsing what names neither schema. */
export function mayBeArm(text: string): boolean {
  return /deployment(Template|Parameters)\.json/i.test(text);
}
