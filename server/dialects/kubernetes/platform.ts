import type { Manifest } from './manifests';

/** API groups of controllers that create a cloud's resources, by their ends. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)aws\.(m\.)?(upbound|crossplane)\.io$/, 'aws'],
  [/\.services\.k8s\.aws$|^karpenter\.k8s\.aws$|^eks\.amazonaws\.com$|^eksctl\.io$/, 'aws'],
  [/(^|\.)gcp(-beta)?\.(m\.)?(upbound|crossplane)\.io$|\.cnrm\.cloud\.google\.com$/, 'gcp'],
  [/(^|\.)azure(ad)?\.(m\.)?(upbound|crossplane)\.io$|^[a-z]+\.azure\.com$/, 'azure'],
  [/(^|\.)oci\.(m\.)?upbound\.io$/, 'oci'],
];

/** Kinds of the Cluster API, whose group is the same for all clouds. */
const CLUSTER_API: readonly (readonly [RegExp, string])[] = [
  [/^(AWS|ROSA)/, 'aws'],
  [/^Azure/, 'azure'],
  [/^GCP/, 'gcp'],
  [/^OCI/, 'oci'],
  [/^IBM/, 'ibm'],
];

/** The platform whose place codes an object speaks, where its API group tells; most objects belong to none. */
export function platformOf({ group, kind }: Manifest): string | undefined {
  const table = /^(infrastructure|controlplane|bootstrap)\.cluster\.x-k8s\.io$/.test(group)
    ? CLUSTER_API
    : GROUPS;
  const subject = table === CLUSTER_API ? kind : group;
  return table.find(([pattern]) => pattern.test(subject))?.[1];
}
