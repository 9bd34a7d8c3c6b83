import type { LocalizedText } from '../../core/message';
import type { DialectName } from '../../core/resource';

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
 * (`metadata.annotations.[services.k8s.aws/region]`); `$json` reads a string as JSON (`container_definitions.$json.image`),
 * `$yaml` as JSON or YAML.
 */
export interface CatalogRow {
  /**
   * The key rows are looked up by: Terraform's or CloudFormation's type; `provider.aws` and `backend.s3` for blocks;
   * a registry module's source (`terraform-aws-modules/vpc/aws`); for Kubernetes the kind with its API group but
   * without the version (`apps/Deployment`, `Pod`). A Terraform key may end in `*` (`aws_iam_*`): the longest fits. Azure
   * Resource Manager's types compare without case and without the version.
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
  /** Addresses from which charts and packages are pulled. */
  readonly packages: readonly PackageSpec[];
  /** Of a backend: who holds the state. */
  readonly state?: StateSpec;
  /** What it runs: images with their environment and arguments. */
  readonly programs: readonly ProgramSpec[];
  /** The services it depends on, or is: what for, and where the endpoint is named. */
  readonly services: readonly ServiceSpec[];
  /** Of what installs a chart: which, and with what values. */
  readonly installs?: InstallSpec;
  /** Where it names a model or the way a model is served. */
  readonly models: readonly ModelSpec[];
  /** Where it carries configurations of programs. */
  readonly documents: readonly DocumentSpec[];
  /** Of a kind of configuration: sets of paths, one of which must be there whole. */
  readonly signs: readonly (readonly string[])[];
  /** Of a kind of configuration: entries of the mapping `of` that no text at `named` names do nothing. */
  readonly used?: { readonly of: string; readonly named: string };
  /** Of a router of requests to models: its models, and which stands in for which. */
  readonly router?: RouterSpec;
  /** Arguments that tell, by being there or by one of the values (globs), that it is capacity of accelerators. */
  readonly accelerator: readonly { readonly at: string; readonly values?: readonly string[] }[];
  /** Who is let in to it. */
  readonly principals: readonly PrincipalSpec[];
  /** Of what computes: where it asks for memory that the host cannot read. */
  readonly confidential?: readonly ConfidentialSpec[];
  /** Of a guard-rail: where it lists the places that it permits. */
  readonly guards: readonly GuardSpec[];
  /** Of an organisation's root: the types of the guard-rails on places that may stand beside it. */
  readonly guardedBy?: readonly string[];
  /** Of a provider block: types below it that have no row are in a region too. */
  readonly regional?: boolean;
  /** Holds images: a reference to it in an image is a reference to the platform's own registry. */
  readonly registry?: boolean;
  /** Public module: its inputs are judged as a type's arguments are. */
  readonly module?: boolean;
  /** Names a type of another language at this path: that type's row judges it, found under this prefix (`azapi:`). */
  readonly names?: { readonly at: string; readonly as: string };
  /** Of a public module: the input that says, where it is false, that nothing is made. */
  readonly made?: string;
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
  /** Leaving it out says nothing, and neither does a body of which not all is told. */
  readonly optional?: boolean;
  /** Judged beside the spec that decides; never decides itself. */
  readonly beside?: boolean;
  /** An argument beside it that is 0 in the entry that decides; without it the first entry does. */
  readonly primary?: string;
  /** Of a group that has no place of its own: it is where those of this type are that name it by `at`. */
  readonly members?: string;
  /** Takes a list of places. */
  readonly many?: boolean;
  /** With `absent`: what may say otherwise for all of its kind. */
  readonly settings?: readonly SettingSpec[];
  /** Codes that this type needs to be in, with the reason (CloudFront certificates). */
  readonly necessary?: {
    readonly codes: readonly string[];
    readonly when?: Readonly<Record<string, string>>;
    /** Only where what is named here needs the place (the web ACL of a logging configuration). */
    readonly with?: string;
    /** Only where another resource names it: that type, and its argument; `needy`: which itself needs the place. */
    readonly namedBy?: readonly { readonly type: string; readonly via: string; readonly needy?: boolean }[];
    readonly reason: LocalizedText;
  };
}

/**
 * A type that sets for a whole project or organisation what leaving an argument out means: where there is one in the tree,
 * that is not known. `at` and `value`: only where that argument fits the glob.
 */
export interface SettingSpec {
  readonly type: string;
  readonly at?: string;
  readonly value?: string;
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
  /** With `reversed`: where the place of the source is written beside its name. */
  readonly from?: string;
  /** With `reversed`: arguments that only the original has. */
  readonly unless?: readonly string[];
  /** `place` takes a list of places. */
  readonly many?: boolean;
  /** A redundancy setting: the values that send a copy to the pair, and what its absence means. */
  readonly redundancy?: {
    readonly at: string;
    readonly geo: readonly string[];
    readonly absent?: string;
    /** Another type that may set it, by its argument that names this resource: where one does, nothing is left out. */
    readonly elsewhere?: { readonly type: string; readonly via: string };
    readonly fix?: string;
    /** Arguments that must have these values for the setting to mean anything; their defaults where absent. */
    readonly when?: Readonly<Record<string, { readonly is: string; readonly absent?: string }>>;
  };
  /** With `nearest`: what may say otherwise for all of its kind. */
  readonly settings?: readonly SettingSpec[];
  /** It keeps copies wherever its servers are, on every continent (a content delivery network). */
  readonly edge?: boolean;
  /** With `place`: what leaving it out means for a resource in a place that begins so (`asia-` -> `asia`). */
  readonly nearest?: Readonly<Record<string, string>>;
  /** Only where these arguments have these values; `nearest` needs them to be known. */
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
    /** Another type that names this key by `via` and states the external store's host (a key's version). */
    readonly linked?: { readonly type: string; readonly via: string; readonly endpoint: string };
  }[];
  /** Where the key names its store: one in the tree that keeps its keys on another level decides. */
  readonly in?: string;
  /** Not a key but a name of one (an alias, a version): the key named here decides, and this is not judged itself. */
  readonly of?: readonly string[];
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
  /** Every mapping below that has an environment, at any depth, but for what `enabled: false` switches off. */
  readonly anywhere?: boolean;
  readonly image?: string;
  readonly environment?: readonly EnvironmentSpec[];
  /** A list of objects that all variables are taken from (`envFrom`): each names one by `name`. */
  readonly from?: string;
  /** Paths of files that hold further variables. */
  readonly more?: readonly string[];
  /** Paths of its command line. */
  readonly arguments?: readonly string[];
  /** Only a part of an environment (a ConfigMap): what it lacks may stand elsewhere. */
  readonly partial?: boolean;
}

export interface EnvironmentSpec {
  /** Not for `names`. */
  readonly at?: string;
  /**
   * map: `{ NAME = value }`; list: `[{ name, value }]`; lines: `["NAME=value"]`; names: what of the mapping itself is named
   * as variables are, in capitals or for an endpoint; set: values of a chart set one by one, `[{ name: "env.NAME", value }]`.
   */
  readonly shape: 'map' | 'list' | 'lines' | 'names' | 'set';
  /** For lists: the members that hold name and value; `name` and `value` unless said. */
  readonly name?: string;
  readonly value?: string;
  /** For lists: where an entry names an object and the key in it that it takes its value from, as `name` and `key`. */
  readonly held?: string;
  /** The values are secrets: only that they are there counts. */
  readonly withheld?: boolean;
}

export interface PackageSpec {
  /** A URL; what is none is a name that only its own tool resolves. */
  readonly at: string;
  /** Only where these arguments have these values. */
  readonly when?: Readonly<Record<string, string>>;
  /** It is passed on to whoever asks: a bare host is an address too. */
  readonly upstream?: boolean;
  /** Words that stand for a host (`DOCKER_HUB`), in lower case. */
  readonly words?: Readonly<Record<string, string>>;
}

export interface ServiceSpec {
  /** Mappings that each state one use (`exporters.*`): every other path is one in them. */
  readonly each?: string;
  /** The argument that names the host; with `by`: only where it is written. */
  readonly at?: string;
  /** Absent: what the facts say its host is for. */
  readonly purpose?: string;
  /** The thing is the service itself: the operator's id, or `platform` for whoever runs what the thing is on. */
  readonly by?: string;
  /** The host where it is not written. */
  readonly absent?: string;
  /** The host that it stands for, whatever it says. */
  readonly host?: string;
  /** A model as a router names it (`openai/gpt-4o`): the service is the one that has it. */
  readonly routed?: boolean;
  /** Arguments that state the endpoint instead. */
  readonly instead?: readonly string[];
  /** Only where these arguments have these values. */
  readonly when?: Readonly<Record<string, string>>;
  /** Not where one of these arguments has, or may have, this value (`*`: any). */
  readonly unless?: Readonly<Record<string, string>>;
  /** Words that stand for a host (`EU`). */
  readonly words?: Readonly<Record<string, string>>;
  /** The argument holds a document that names its issuer (SAML metadata). */
  readonly document?: boolean;
}

export interface DocumentSpec {
  readonly at: string;
  /** At any depth below, but for what `enabled: false` switches off. */
  readonly anywhere?: boolean;
}

export interface RouterSpec {
  /** The mappings that describe a model each. */
  readonly models: string;
  /** In them: its name for those who ask, and what states the endpoint. */
  readonly name: string;
  readonly endpoints: readonly string[];
  /** `{ name: [names that stand in for it] }`; and names that stand in for every other. */
  readonly fallbacks: readonly string[];
  readonly defaults: readonly string[];
}

export interface InstallSpec {
  readonly chart: string;
  readonly repository?: string;
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
  /**
   * policy: statements of an AWS policy; arn: an AWS principal; member: a Google IAM member; bindings: a Google IAM policy
   * of a data source; domain: a mail address or its domain; tenant: an Azure tenant; statement: a statement of an Oracle
   * Cloud policy.
   */
  readonly shape: 'policy' | 'arn' | 'member' | 'bindings' | 'domain' | 'tenant' | 'statement';
  /** What it lets them do: use a key (unless said), administer, or read data. */
  readonly to?: 'key' | 'control' | 'data';
  /** Of a policy: only statements that speak of one of these actions; of a statement: its verbs. */
  readonly actions?: readonly string[];
  /** Globs: only where one of these roles is granted, by the argument `role` beside it (or the one named). */
  readonly roles?: readonly string[];
  readonly role?: string;
  /** That it lets in everybody is not said: it may be meant for everybody (a website), or networks confine it. */
  readonly anyone?: false;
}

export interface ConfidentialSpec {
  readonly at: string;
  /** Globs, without regard to case; any of them will do. */
  readonly values: readonly string[];
}

export interface GuardSpec {
  readonly at: string;
  /** codes: place codes, or groups of them; policy: an AWS policy that denies everything except in some regions. */
  readonly shape: 'codes' | 'policy';
  /** Only where these arguments have these values. */
  readonly when?: Readonly<Record<string, string>>;
  /** The same, of the arguments beside the list. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Only where this argument ends so, or names a data source that is called so. */
  readonly named?: { readonly at: string; readonly ends: readonly string[] };
}

export interface TagsSpec {
  readonly at: string;
  /** map: `{ k = v }`; list: `[{ Key, Value }]`; blocks: `tag { key value }`. */
  readonly shape: 'map' | 'list' | 'blocks';
  /** Further paths where the same tag may stand (labels or annotations, pod templates). */
  readonly also?: readonly string[];
  /** The governor's argument that adds to it (`default_tags.tags`, `default_labels`, `metadata.labels`). */
  readonly governor?: string;
  /** The governor's arguments that leave tags to other systems: their names, and what their names begin with. */
  readonly elsewhere?: { readonly names: string; readonly beginnings: string };
  /** Azure compares without case. */
  readonly ignoreCase?: boolean;
}

export interface Catalog {
  /** The row of a type as resources name it; versions, wildcards and registry prefixes are seen to. */
  row(dialect: DialectName, type: string): CatalogRow | undefined;
  /** All rows of a dialect. */
  of(dialect: DialectName): readonly CatalogRow[];
  readonly rows: readonly CatalogRow[];
}
