import type { Node, TreeFile } from '../../syntax/tree/node';
import { member } from './template';

const TYPE = /^(AWS|Alexa|Custom|[A-Za-z0-9]+::[A-Za-z0-9]+)::[A-Za-z0-9@_:-]+$/;

/**
 * Whether a file is a CloudFormation template, by what it says: `Resources` with types such as `AWS::S3::Bucket`, the
 * format version, or SAM's transform. Parameters files and other languages' manifests are none.
 */
export function recogniseCloudFormation(file: TreeFile): boolean {
  const [doc] = file.documents;
  if (doc?.kind !== 'mapping') return false;
  // A Kubernetes object may carry anything in it.
  if (member(doc, 'apiVersion') && member(doc, 'kind')) return false;
  const resources = member(doc, 'Resources');
  if (member(doc, 'AWSTemplateFormatVersion')) return true;
  if (resources?.kind !== 'mapping') return false;
  return resources.pairs.some(({ key, value }) => isTyped(value) || key.text.startsWith('Fn::ForEach::'));
}

function isTyped(resource: Node): boolean {
  const type = member(resource, 'Type');
  return type?.kind === 'scalar' && TYPE.test(type.text);
}
