/** One planned resource of `planOf`. */
export interface PlannedResource {
  readonly address: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly sensitive?: Readonly<Record<string, unknown>>;
  /** Expressions of the configuration; by default every value is one that the code states. */
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly providerKey?: string;
  readonly mode?: 'managed' | 'data';
}

/**
 * A plan as `terraform show -json` prints it, as far as it matters.
 * @param providers Expressions of provider blocks by key.
 */
export function planOf(
  resources: readonly PlannedResource[],
  {
    providers = {},
    variables = {},
  }: {
    readonly providers?: Readonly<Record<string, unknown>>;
    readonly variables?: Readonly<Record<string, unknown>>;
  } = {},
): string {
  const planned: Module = { resources: [], child_modules: [] };
  const configured: ConfiguredModule = { resources: [], module_calls: {} };
  for (const one of resources) {
    place(planned, one);
    configure(configured, plain(one.address).split('.'), one);
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.0',
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    planned_values: { root_module: planned },
    resource_changes: resources.map(({ address, values = {}, unknown = {} }) => ({
      address,
      change: { actions: ['create'], before: null, after: values, after_unknown: unknown },
    })),
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(providers).map(([key, expressions]) => {
          const [name, alias] = key.split(':').at(-1)!.split('.');
          return [
            key,
            {
              name,
              full_name: `registry.terraform.io/hashicorp/${name}`,
              ...(alias && { alias }),
              ...(key.includes(':') && { module_address: key.split(':')[0] }),
              expressions,
            },
          ];
        }),
      ),
      root_module: configured,
    },
  };
  return JSON.stringify(plan, null, 1);
}

/** A state as `terraform show -json` prints it. */
export function stateOf(resources: readonly PlannedResource[]): string {
  const root: Module = { resources: [], child_modules: [] };
  for (const one of resources) place(root, one);
  return JSON.stringify(
    { format_version: '1.0', terraform_version: '1.11.0', values: { root_module: root } },
    null,
    1,
  );
}

/** One resource of `storedStateOf`. */
export interface StoredResource {
  readonly module?: string;
  readonly type: string;
  readonly name: string;
  readonly provider?: string;
  readonly mode?: 'managed' | 'data';
  readonly instances: readonly {
    readonly index_key?: string | number;
    readonly deposed?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly sensitive_attributes?: readonly unknown[];
  }[];
}

/** A state as it is stored. */
export function storedStateOf(resources: readonly StoredResource[]): string {
  const whole = resources.map((one) => ({
    mode: 'managed',
    provider: `provider["registry.terraform.io/hashicorp/${one.type.split('_')[0]}"]`,
    ...one,
  }));
  const state = { version: 4, terraform_version: '1.11.4', serial: 1, lineage: 'x', outputs: {} };
  return JSON.stringify({ ...state, resources: whole }, null, 1);
}

interface Module {
  address?: string;
  resources: unknown[];
  child_modules: Module[];
}

interface ConfiguredModule {
  resources: unknown[];
  module_calls: Record<string, { module: ConfiguredModule }>;
}

function plain(address: string): string {
  return address.replace(/\[[^\]]*\]/g, '');
}

function place(
  root: Module,
  { address, values = {}, sensitive = {}, mode = 'managed' }: PlannedResource,
): void {
  const parts = plain(address).split('.');
  let module = root;
  let path = '';
  while (parts[0] === 'module') {
    path += `${path === '' ? '' : '.'}${parts.splice(0, 2).join('.')}`;
    let child = module.child_modules.find((one) => one.address === path);
    if (!child) {
      child = { address: path, resources: [], child_modules: [] };
      module.child_modules.push(child);
    }
    module = child;
  }
  const [type, name] = parts.slice(-2);
  module.resources.push({
    address,
    mode,
    type,
    name,
    provider_name: `registry.terraform.io/hashicorp/${type!.split('_')[0]}`,
    values,
    sensitive_values: sensitive,
  });
}

function configure(module: ConfiguredModule, parts: string[], one: PlannedResource): void {
  if (parts[0] === 'module') {
    const call = module.module_calls[parts[1]!] ?? { module: { resources: [], module_calls: {} } };
    module.module_calls[parts[1]!] = call;
    configure(call.module, parts.slice(2), one);
    return;
  }
  const [type] = parts.slice(-2);
  module.resources.push({
    address: parts.join('.'),
    mode: one.mode ?? 'managed',
    type,
    provider_config_key: one.providerKey ?? type!.split('_')[0],
    expressions: one.expressions ?? { ...one.values, ...one.unknown },
  });
}
