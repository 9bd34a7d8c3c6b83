import type { Reference, Severity } from '../../core/finding';

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
