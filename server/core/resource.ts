import type { Message } from './message';
import type { Location } from './source';
import type { MapValue, Unknown, Value } from './value';

export type DialectName =
  | 'terraform'
  | 'packer'
  | 'kubernetes'
  | 'cloudformation'
  | 'arm'
  | 'bicep'
  | 'helm'
  | 'configuration'
  | 'sops';

/** Whether a language writes its things in HCL: strings are quoted, blocks have braces. */
export function isHcl(dialect: DialectName): boolean {
  return dialect === 'terraform' || dialect === 'packer';
}

/** Whether a language declares things of Azure Resource Manager: one catalog of types serves all of them. */
export function isArm(dialect: DialectName): boolean {
  return dialect === 'arm' || dialect === 'bicep';
}

/** A thing declared in the code, whatever its language. Dialects make these; facets and rules read nothing else. */
export interface Resource {
  /** Unique in the project: unit key + address. References between resources (`Hop.resource`) name this. */
  readonly id: string;
  /** As people name it: `module.db.aws_db_instance.this[0]` without indexes, `Deployment/pay/web`, a logical id. */
  readonly address: string;
  readonly dialect: DialectName;
  readonly kind: ResourceKind;
  /** `aws_s3_bucket`, `AWS::S3::Bucket`, `apps/v1/Deployment`; a provider's source type (`aws`); a backend's type. */
  readonly type: string;
  /** The platform whose codes its places are written in, as rules/facts/providers names it; absent when unknown. */
  readonly provider?: string;
  /** Where findings about the whole object stand. */
  readonly header: Location;
  /** The whole object; a suppression above it covers this. */
  readonly extent: Location;
  /** Arguments, blocks, properties: what the code states, resolved. */
  readonly body: MapValue;
  /** The provider block (or Namespace) whose settings it inherits: a resource id. */
  readonly governor?: string;
  /** The provider block's settings when there is no block in the tree but something is known; or why it is unknown. */
  readonly ungoverned?: Unknown;
  /** False where a run may not create it (an undecided `count`, a candidate run). */
  readonly certain: boolean;
  /** In a module that nothing calls and that has no provider and no backend: see the contract's section 3. */
  readonly library: boolean;
  /** The file or module folder in which its siblings are looked for (keys to use in fixes, linked resources). */
  readonly scope: string;
  /** Read for its values alone, and not judged: a module that `terraform init` installed. */
  readonly installed?: boolean;
  /** Resources that a call or stack hands its tags to these, and the like: further tags that certainly apply. */
  readonly inheritedTags?: readonly Value[];
}

export type ResourceKind = 'resource' | 'data' | 'provider' | 'backend' | 'module' | 'chart';

/** A value the code asked for and could not be told: counted and listed, never a finding. */
export interface UnknownValue {
  readonly at: Location;
  /** `region of aws_s3_bucket.a` */
  readonly what: Message;
  readonly reason: Message;
  readonly settle?: Message;
}
