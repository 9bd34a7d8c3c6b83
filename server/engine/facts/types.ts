import type { LocalizedText } from '../../core/message';

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
  readonly city?: LocalizedText;
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
  /** Of a sovereign arrangement: whose technology (a country), who runs it, where, and how it shows in code. */
  readonly arrangement?: {
    readonly technology?: readonly string[];
    readonly runBy?: string;
    readonly where?: readonly string[];
    readonly signals?: readonly string[];
  };
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
  /** Of a key manager: the level of the keys in it on the ladder of control, where that is not 1. */
  readonly level?: number;
}

/** A service that programs are told to use by their environment, their command line, or by being what they are. */
export interface ServiceFact {
  readonly id: string;
  readonly purpose: string;
  /** Globs of repositories whose programs use it, or are its agents; with `flags`: only of their command lines. */
  readonly images: readonly string[];
  /** Where it is reached unless something says otherwise. */
  readonly host?: string;
  /** Variables that state the endpoint. */
  readonly base: readonly string[];
  /** Variables that mean it is used. */
  readonly key: readonly string[];
  /** Variables, or options of a command line, and the values by which they switch it off. */
  readonly off: Readonly<Record<string, readonly string[]>>;
  /** Values of `base`, of `flags` and of a chart's `site` that stand for a host. */
  readonly words: Readonly<Record<string, string>>;
  /** Command-line options that state the endpoint. */
  readonly flags: readonly string[];
  /** How programs name the models that they fetch from it. */
  readonly weights?: Weights;
  /** Charts that install it: the hosts they are pulled from, the value that states the endpoint. */
  readonly charts: readonly {
    readonly name: string;
    readonly repositories: readonly string[];
    readonly site?: string;
  }[];
}

/** How programs name the models that they fetch from a hub. */
export interface Weights {
  /** Globs of the images of programs that serve models; without host and tag. */
  readonly images: readonly string[];
  /** Of such a program: options and variables that name the model. */
  readonly flags: readonly string[];
  readonly variables: readonly string[];
  /** Commands that the model follows (`vllm serve`). */
  readonly commands: readonly string[];
  /** Names are `owner/name`: anything else is no model of this hub. */
  readonly owned: boolean;
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
    /** The service that a router asks for a model, by the router's name for it (`openai/gpt-4o`). */
    ofModel(name: string): ServiceFact | undefined;
    /** The service that a URL's scheme stands for (`hf`). */
    ofScheme(scheme: string): ServiceFact | undefined;
    readonly rows: readonly ServiceFact[];
  };
  /** What tags claim of where a thing is meant to be. */
  readonly claims: {
    /** The key that a tag's name stands for, if it is one that makes such a claim. */
    key(name: string): string | undefined;
    /** The countries that a tag's value names: a code, a name, a bloc. */
    countries(text: string): readonly string[] | undefined;
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
  placeInIdentifier(text: string):
    | {
        readonly provider: string;
        readonly place?: Place;
        readonly account?: string;
        readonly range: readonly [number, number];
      }
    | undefined;
  readonly tables: {
    readonly places: readonly Place[];
    readonly operators: readonly Operator[];
    readonly hosts: readonly HostFact[];
  };
}
