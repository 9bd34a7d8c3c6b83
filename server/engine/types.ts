import type { Finding, Reference, Severity, Suppressed } from '../core/finding';
import type { Language, LocalizedText, Problem } from '../core/message';
import type { DialectName, Resource, UnknownValue } from '../core/resource';
import type { Location } from '../core/source';
import type { Option, Value } from '../core/value';

// ---------------------------------------------------------------- facts

export type Confidence = 'high' | 'medium' | 'general-knowledge' | 'unconfirmed';

/** Every row of rules/facts says where it comes from. */
export interface Sourced {
  readonly confidence: Confidence;
  readonly source: string;
  /** ISO date on which the source was read. */
  readonly checked: string;
}

/** A region, zone, location or multi-region of a provider. */
export interface Place extends Sourced {
  readonly provider: string;
  /** As the provider's own tables write it. */
  readonly code: string;
  /** The region a zone belongs to; itself for a region. */
  readonly region: string;
  readonly kind: 'region' | 'zone' | 'local-zone' | 'multi-region' | 'dual-region' | 'global';
  /** ISO 3166-1 alpha-2. Empty when nothing bounds it (`global`, GCS `ASIA`). */
  readonly countries: readonly string[];
  readonly city?: string;
  /** `aws-cn`, `aws-eusc`, `oc19`: who operates it may differ from the provider. */
  readonly partition?: string;
  /** Who operates it, where that is not the provider's own operator. */
  readonly operator?: string;
}

/** A company that runs a service. */
export interface Operator extends Sourced {
  /** Kebab case (`naver-cloud`); `aliases` hold the short names (`ncloud`). */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly name: string;
  /** Where the company that ultimately controls it is incorporated; two when disputed; empty when not known. */
  readonly control: readonly string[];
  readonly kind: string;
}

/** What a host name tells. */
export interface HostFact extends Sourced {
  readonly pattern: string;
  readonly operator: string;
  readonly name: string;
  readonly control: readonly string[];
  /** What it is: container-registry, model-api, telemetry, identity, iac-state, certificates, cdn, storage, key-manager … */
  readonly kind: string;
  /** Further kinds, where one host does several things. */
  readonly also?: readonly string[];
  /** The place the host's own labels or the fact state, when known. */
  readonly place?: Place;
  readonly countries?: readonly string[];
}

/** A service that programs are told to use by their environment, their command line, or by being what they are. */
export interface ServiceFact {
  readonly id: string;
  readonly purpose: string;
  /** Where it is reached unless something says otherwise. */
  readonly host?: string;
  /** Variables that state the endpoint. */
  readonly base: readonly string[];
  /** Variables that mean it is used. */
  readonly key: readonly string[];
  /** Variables and the values by which they switch it off. */
  readonly off: Readonly<Record<string, readonly string[]>>;
  /** Values of `base` that stand for a host. */
  readonly words: Readonly<Record<string, string>>;
  /** Command-line options that state the endpoint. */
  readonly flags: readonly string[];
  /** Charts that install it: the hosts they are pulled from, the value that states the endpoint. */
  readonly charts: readonly {
    readonly name: string;
    readonly repositories: readonly string[];
    readonly site?: string;
  }[];
}

/** A platform whose place codes are looked up in a table of their own. */
export interface ProviderFact {
  /** aws, azure, gcp, oci, alibaba, ncloud, nhncloud, … */
  readonly id: string;
  readonly name: string;
  readonly operator: string;
  /** Last part or whole of Terraform provider source addresses (`hashicorp/aws`), and type prefixes (`aws_`). */
  readonly terraform?: { readonly sources: readonly string[]; readonly prefixes: readonly string[] };
}

export interface Facts {
  /** The place of a code under its provider (regions, zones, display names, case and blanks as the provider does). */
  place(provider: string, code: string): Place | undefined;
  /** The places of a code under every provider that knows it: for languages that do not say the provider. */
  places(code: string): readonly Place[];
  /** The region that a provider pairs a region with for geo-redundancy. */
  pair(provider: string, region: string): Place | undefined;
  /**
   * Whether an image is an operating system or language runtime that others are built from.
   *
   * @param repository without host, tag and digest; Docker's official images with `library/`
   */
  isPublicBase(host: string, repository: string): boolean;
  /** The most specific host fact, whole labels matched; `*` is one or more labels (or a part of one). */
  host(name: string): HostFact | undefined;
  readonly services: {
    /** By the name of a variable that states its endpoint, means its use, or is an option of a command line. */
    of(variable: string): readonly ServiceFact[];
    /** The service whose program an image is; without host, tag and digest. */
    ofImage(repository: string): ServiceFact | undefined;
    readonly rows: readonly ServiceFact[];
  };
  /** The table that tells where a model is asked, by the name of the variable that says so. */
  modelTable(variable: string): string | undefined;
  /** By id or alias. */
  operator(id: string): Operator | undefined;
  provider(id: string): ProviderFact | undefined;
  readonly providers: readonly ProviderFact[];
  /** The members of a bloc (`EU`), or the country itself. */
  members(jurisdiction: string): readonly string[];
  /** Permitted regions of a provider, the customary one first; for fixes. */
  regionsIn(provider: string, countries: readonly string[]): readonly Place[];
  /** Region named inside an ARN, a Google resource path or an OCID. */
  placeInIdentifier(
    text: string,
  ):
    | { readonly place?: Place; readonly account?: string; readonly range: readonly [number, number] }
    | undefined;
  readonly tables: {
    readonly places: readonly Place[];
    readonly operators: readonly Operator[];
    readonly hosts: readonly HostFact[];
  };
}

// ---------------------------------------------------------------- catalog

/** What a thing does, as far as sovereignty asks. */
export type Role =
  | 'stores-data'
  | 'computes'
  | 'holds-keys'
  | 'moves-data'
  | 'serves-model'
  | 'network'
  /** Has no place but `global`: its `global` is not judged. */
  | 'placeless';

/**
 * What sovlint knows of a resource type, once for all dialects.
 *
 * Paths are dotted and lead through blocks, lists and all their items. A name with dots of its own stands in brackets
 * (`metadata.annotations.[services.k8s.aws/region]`); `$json` reads a string as JSON (`container_definitions.$json.image`).
 */
export interface CatalogRow {
  /**
   * The key rows are looked up by: Terraform's or CloudFormation's type; `provider.aws` and `backend.s3` for blocks;
   * a registry module's source (`terraform-aws-modules/vpc/aws`); for Kubernetes the kind with its API group but
   * without the version (`apps/Deployment`, `Pod`). A Terraform key may end in `*` (`aws_iam_*`): the longest fits.
   */
  readonly type: string;
  readonly dialect: DialectName;
  readonly provider?: string;
  readonly thing: LocalizedText;
  readonly is: readonly Role[];
  /** The first that is written decides. `provider.region` reads the governing provider block. */
  readonly place: readonly PlaceSpec[];
  /** Scheduling terms: each is judged by itself, whatever the provider. */
  readonly schedule: readonly ScheduleSpec[];
  readonly copies: readonly CopySpec[];
  readonly key?: KeySpec;
  readonly holder?: HolderSpec;
  readonly tags?: TagsSpec;
  /** Paths of container images. */
  readonly images: readonly string[];
  /** Paths of URLs from which charts and packages are pulled; `when`: arguments and the values they must have. */
  readonly packages: readonly { readonly at: string; readonly when?: Readonly<Record<string, string>> }[];
  /** Of a backend: who holds the state. */
  readonly state?: StateSpec;
  /** What it runs: images with their environment and arguments. */
  readonly programs: readonly ProgramSpec[];
  /** Of an argument that names a service's endpoint: what the service is for. */
  readonly services: readonly ServiceSpec[];
  /** Of what installs a chart: which, and with what values. */
  readonly installs?: InstallSpec;
  /** Where it names a model or the way a model is served. */
  readonly models: readonly ModelSpec[];
  /** Who is let in to a key. */
  readonly principals: readonly PrincipalSpec[];
  /** Of a provider block: types below it that have no row are in a region too. */
  readonly regional?: boolean;
  /** Holds images: a reference to it in an image is a reference to the platform's own registry. */
  readonly registry?: boolean;
  /** Public module: its inputs are judged as a type's arguments are. */
  readonly module?: boolean;
}

export interface PlaceSpec {
  readonly at: string;
  /** Leaving it out means this place (BigQuery: US); judged at `warning`, on the header. */
  readonly absent?: string;
  /** Facts provider of the codes here, when not the type's own. */
  readonly provider?: string;
  /** A zone of the place that the next spec states: where the zone cannot be told, that place decides. */
  readonly within?: boolean;
  /** Names another resource, by reference or identifier: the place is that resource's. */
  readonly follow?: boolean;
  /** A URL or host name: the host decides the place. */
  readonly host?: boolean;
  /** What comes before the code in the last part of a path (`regional-`). */
  readonly strip?: string;
  /** That this is written (a block, `true`) means this place. */
  readonly means?: string;
  /** Judged beside the spec that decides; never decides itself. */
  readonly beside?: boolean;
  /** An argument beside it that is 0 in the entry that decides; without it the first entry does. */
  readonly primary?: string;
  /** Codes that this type needs to be in, with the reason (CloudFront certificates). */
  readonly necessary?: {
    readonly codes: readonly string[];
    readonly when?: Readonly<Record<string, string>>;
    /** Only where what is named here needs the place (the web ACL of a logging configuration). */
    readonly with?: string;
    /** Only where another resource names it: that type, and its argument. */
    readonly namedBy?: readonly { readonly type: string; readonly via: string }[];
    readonly reason: LocalizedText;
  };
}

/** Where a workload may run or a volume may lie: labels of nodes, with no provider told. */
export interface ScheduleSpec {
  readonly at: string;
  /** labels: `{ label = place }`; terms: `[{ expressions: [{ key, operator, values }] }]`. */
  readonly shape: 'labels' | 'terms';
  /** Where a term's expressions stand (`matchExpressions`). */
  readonly expressions?: string;
  /** Label keys that hold a place, and the provider where the key tells it. */
  readonly labels: Readonly<Record<string, string | null>>;
  /** Only a wish (preferred scheduling). */
  readonly preferred?: boolean;
}

export interface CopySpec {
  /** The copy's own place is written here. */
  readonly place?: string;
  /** Facts provider of the codes at `place`, when not the type's own. */
  readonly provider?: string;
  /** The target (or the source) of the copy is named here, by reference or identifier. */
  readonly target?: string;
  /** This resource is the copy (its own place is the copy's) and `target` names its source. */
  readonly reversed?: boolean;
  /** With `reversed`: a source named without region lies where the copy does. */
  readonly near?: boolean;
  /** A redundancy setting: the values that send a copy to the pair, and what its absence means. */
  readonly redundancy?: {
    readonly at: string;
    readonly geo: readonly string[];
    readonly absent?: string;
    readonly fix?: string;
    /** Arguments that must have these values for the setting to mean anything; their defaults where absent. */
    readonly when?: Readonly<Record<string, { readonly is: string; readonly absent?: string }>>;
  };
  /** With `place`: what leaving it out means for a resource in a place that begins so (`asia-` -> `asia`). */
  readonly nearest?: Readonly<Record<string, string>>;
  /** With `nearest`: only where this argument has this value. */
  readonly when?: Readonly<Record<string, string>>;
  /** The entry in which this argument is 0 (else the first entry) is the place itself, not a copy. */
  readonly primary?: string;
}

export interface KeySpec {
  /** Where the key is named. Several: any. */
  readonly at: readonly string[];
  /** Where encryption is switched on or its algorithm chosen. */
  readonly encrypted?: string;
  /** Values of `encrypted` or of a key argument that mean the provider's own key (`AES256`, `alias/aws/*`). */
  readonly managed?: readonly string[];
  /** Another type that brings the key: `via` is its argument that names this resource, `at` its key argument. */
  readonly linked?: readonly KeyLink[];
  /** Types that set an account's default: where there is one in the tree, the absence of a key is unknown. */
  readonly account?: readonly string[];
  /** Arguments that bring another thing's encryption along (a snapshot): the absence of a key is then unknown. */
  readonly unless?: readonly string[];
  /** Only where these arguments have these values. */
  readonly when?: Readonly<Record<string, string>>;
  /** What `encrypted` switched off means; `unencrypted` unless said. */
  readonly off?: 'provider-managed';
  /** What the absence of a key means. */
  readonly absent: 'provider-managed' | 'unencrypted' | 'unknown';
}

export interface KeyLink {
  readonly type: string;
  readonly via: string;
  readonly at: readonly string[];
  readonly encrypted?: string;
  readonly managed?: readonly string[];
}

/** How a key resource tells who holds the material. */
export interface HolderSpec {
  /** Ladder level when nothing else is stated (1: in the provider's store). */
  readonly level: number;
  /** Arguments whose presence or value changes the level; the first that fits decides. */
  readonly levels?: readonly {
    readonly at: string;
    /** Globs; absent: that it is written is enough. */
    readonly values?: readonly string[];
    readonly level: number;
    /** Where this resource (or the one behind `through`) names the external store's host. */
    readonly endpoint?: string;
    /** Names the resource that tells more: its own holder row decides, if it is in the tree. */
    readonly through?: string;
  }[];
  /** Not a key but the store of keys: tells the level of those that name it, and is not judged itself. */
  readonly store?: boolean;
}

/** Where nothing names a host, the row's platform holds the state, in the row's place. */
export interface StateSpec {
  /** Arguments that name the service's host; the first that is written decides. */
  readonly hosts?: readonly string[];
  /** The host where none of them is written. */
  readonly absent?: string;
}

/** A program with its environment: a container, a function. */
export interface ProgramSpec {
  /** The block or mapping that describes it; the whole body where absent. */
  readonly at?: string;
  readonly image?: string;
  readonly environment?: readonly EnvironmentSpec[];
  /** A list of objects that further variables are taken from (`envFrom`). */
  readonly from?: string;
  /** Paths of its command line. */
  readonly arguments?: readonly string[];
  /** Only a part of an environment (a ConfigMap): what it lacks may stand elsewhere. */
  readonly partial?: boolean;
}

export interface EnvironmentSpec {
  readonly at: string;
  /** map: `{ NAME = value }`; list: `[{ name, value }]`; lines: `["NAME=value"]`. */
  readonly shape: 'map' | 'list' | 'lines';
  /** For lists: the members that hold name and value; `name` and `value` unless said. */
  readonly name?: string;
  readonly value?: string;
}

export interface ServiceSpec {
  readonly at: string;
  readonly purpose: string;
  /** The host where it is not written. */
  readonly absent?: string;
  /** Only where these arguments have these values. */
  readonly when?: Readonly<Record<string, string>>;
  /** Words that stand for a host (`EU`). */
  readonly words?: Readonly<Record<string, string>>;
  /** The argument holds a document that names its issuer (SAML metadata). */
  readonly document?: boolean;
}

export interface InstallSpec {
  readonly chart: string;
  readonly repository: string;
  /** Paths of the chart's values. */
  readonly values?: readonly string[];
  /** Paths of values that are set one by one: `{ name, value }`. */
  readonly set?: readonly string[];
}

export interface ModelSpec {
  readonly at: string;
  /** Facts table that the value is looked up in; the place of a `gcp` location; `host`: the host of an endpoint. */
  readonly table: string;
  readonly when?: Readonly<Record<string, string>>;
}

export interface PrincipalSpec {
  readonly at: string;
  /** policy: statements of an AWS policy; arn: an AWS principal; member: a Google IAM member; tenant: an Azure tenant. */
  readonly shape: 'policy' | 'arn' | 'member' | 'tenant';
}

export interface TagsSpec {
  readonly at: string;
  /** map: `{ k = v }`; list: `[{ Key, Value }]`; blocks: `tag { key value }`. */
  readonly shape: 'map' | 'list' | 'blocks';
  /** Further paths where the same tag may stand (labels or annotations, pod templates). */
  readonly also?: readonly string[];
  /** The governor's argument that adds to it (`default_tags.tags`, `default_labels`, `metadata.labels`). */
  readonly governor?: string;
  /** Azure compares without case. */
  readonly ignoreCase?: boolean;
}

export interface Catalog {
  /** The row of a type as resources name it; versions, wildcards and registry prefixes are seen to. */
  row(dialect: DialectName, type: string): CatalogRow | undefined;
  readonly rows: readonly CatalogRow[];
}

// ---------------------------------------------------------------- facets

/** A value a rule may test. `undefined` in the record: absent; UNKNOWN: cannot be told from the code. */
export type Property = string | number | boolean | readonly string[] | typeof UNKNOWN;
export const UNKNOWN: unique symbol = Symbol('unknown');

export type FacetKind =
  | 'place'
  | 'copy'
  | 'key'
  | 'holder'
  | 'tags'
  | 'image'
  | 'platform'
  | 'state'
  | 'service'
  | 'inference'
  | 'principal'
  | 'attribute';

/**
 * One thing a rule can ask about one resource: the same in every dialect. For each candidate of a value there is
 * a facet of its own.
 *
 * properties by kind (all may be UNKNOWN or absent):
 *   place:  value, place (the code the facts know), countries (list; empty = not bounded), unbounded (bool), provider,
 *           operator, role (own|provider|backend|schedule|copy), defaulted (bool), necessary (bool), confidence,
 *           unpinned (bool: nothing in the code states the region; `deciding` is then the governor's header)
 *   copy:   value, place, countries, unbounded, how (target|redundancy), defaulted, origin-countries
 *   key:    state (named|provider-managed|unencrypted), written (bool: an argument states it), level (0..4),
 *           value (the literal id, else the code of the key's place), place, countries (of the key's place), unbounded, origin-countries (of the data),
 *           holder (operator id), holder-control (list)
 *   holder: level (0..4), holder (operator id), holder-control (list); of a key resource, or of what names its key by a
 *           literal id or ARN (value: that literal)
 *   tags:   state (present|absent; absent only for what computes, stores data or holds keys), value (of the operator
 *           tag), operator (id it names, absent when no fact knows it), operator-control (list)
 *   image:  value, host, operator, control (list), public-base (bool), platform-home (bool: platform registry placed at home)
 *   platform: operator, operator-control (list): who runs the platform a thing that computes, stores or holds keys is on
 *   state:  host, operator, control (list), platform-home: who holds the state or makes the runs of the code
 *   service: purpose (telemetry|model-api|model-hub|identity), how (host|key|agent), service (as rules/facts/environment
 *           calls it), value (what is written; of a secret only its host), host, operator, control (list), platform-home
 *   inference: value, place, countries (where the model may answer), unbounded
 *   principal: value, who (anyone|account|tenant|project|domain), limited (bool: a condition keeps others out), outside
 *           (bool: allow.accounts names others of this kind, but not this one)
 */
export interface Facet {
  readonly kind: FacetKind;
  readonly resource: Resource;
  readonly row?: CatalogRow;
  /** False where a run may not reach it. */
  readonly certain: boolean;
  readonly properties: Readonly<Record<string, Property | undefined>>;
  /** Where a finding may stand: `deciding`, `header`, `argument`. `deciding` falls back to `header` when absent. */
  readonly anchors: Readonly<Record<string, Location>>;
  /** The value behind `properties.value`, for traces; unknown values are counted as unknowns. */
  readonly value?: Value;
  /** The condition that chooses the value among its candidates, as the code writes it. */
  readonly when?: string;
  /** What could not be told, when a property that matters is UNKNOWN. */
  readonly unknown?: UnknownValue;
  /** The dotted path of the argument in the resource, as the dialect writes it; for fixes and `explain`. */
  readonly argument?: string;
  /** For copies and keys: the resource on the other side. */
  readonly other?: Resource;
}

/** What facets are made from: all resources of one evaluation unit and what is known about the world. */
export interface FacetContext {
  readonly facts: Facts;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** By id, over the whole project. */
  resource(id: string): Resource | undefined;
  /** Resources of one type in a scope (for linked resources). */
  ofType(scope: string, type: string): readonly Resource[];
  /** All resources that may name or govern each other: for what only a look at all of them tells. */
  readonly resources: readonly Resource[];
}

// ---------------------------------------------------------------- policy

export interface Policy {
  readonly home: string;
  /** True when the configuration or a flag chose it. */
  readonly homeChosen: boolean;
  readonly profile: string;
  /** Countries: home (a bloc's members) plus allow.countries. */
  readonly countries: readonly string[];
  readonly allow: {
    readonly operators: readonly string[];
    readonly hosts: readonly string[];
    readonly accounts: readonly string[];
    readonly regions: readonly {
      readonly region: string;
      readonly types?: readonly string[];
      readonly reason: string;
    }[];
    readonly findings: readonly {
      readonly fingerprint: string;
      readonly reason: string;
      readonly until?: string;
    }[];
  };
  readonly operatorTag: {
    readonly key: string;
    readonly aliases: readonly string[];
    readonly value?: string;
  };
  readonly mirrors: Readonly<Record<string, string>>;
  /** Effective severity of each rule that profile or configuration changes; `off` switches it off. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly references: Readonly<Record<string, readonly Reference[]>>;
  readonly ignore: readonly string[];
  readonly overrides: readonly {
    readonly files: readonly string[];
    readonly rules: Readonly<Record<string, Severity | 'off'>>;
  }[];
  /** Rule globs named exactly on the command line; empty: all that are on. */
  readonly only: readonly string[];
  /** ISO date of the run, from the host: decides which suppressions have expired. */
  readonly today: string;
  /** The configuration's path from the project's root; from its folder its globs count. */
  readonly configuration?: string;
}

// ---------------------------------------------------------------- dialects

export type { Evaluation } from '../core/evaluation';

// ---------------------------------------------------------------- report

export interface Report {
  readonly home: string;
  readonly homeChosen: boolean;
  readonly profile: string;
  readonly files: number;
  readonly resources: number;
  readonly values: { readonly judged: number; readonly unknown: number };
  readonly findings: readonly Finding[];
  readonly unknowns: readonly UnknownValue[];
  readonly suppressed: readonly Suppressed[];
  readonly problems: readonly Problem[];
}

export type { Language, Option };
