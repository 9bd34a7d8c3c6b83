import type { Location } from '../../../core/source';
import type { Unknown } from '../../../core/value';
import { symbolOf } from '../../values/values';
import { named, unknown } from '../unknowns';
import { type Argument, type ArmFunction, type Call, opaque } from './call';

/**
 * What is known only where and when the template is deployed. The same call is the same value, but for those that are new
 * each time.
 */
function asked(key: string, settle?: string): ArmFunction {
  return (args, call) => {
    const { at, within = '' } = call;
    const symbol = nameOf(args, call);
    const value = unknown(at, key, { name: shown(args, call) }, settle);
    return named(value, symbol && opaque(`${within}${symbol}`));
  };
}

function nameOf(args: readonly Argument[], { name }: Call): string | undefined {
  const symbols = args.map((one) => (one.kind === 'lambda' ? undefined : symbolOf(one)));
  return symbols.includes(undefined) ? undefined : `${name.toLowerCase()}(${symbols.join(',')})`;
}

/** `resourceGroup()`; arguments are not shown. */
function shown(args: readonly Argument[], { name }: Call): string {
  return args.length === 0 ? `${name}()` : `${name}(…)`;
}

/**
 * A property of what is not known; of what is known only at deployment under the longer name.
 * @param at the whole access
 */
export function propertyOf(value: Unknown, property: string, at: Location): Unknown {
  const { prefix: _, suffix: __, reason, settle, ...rest } = value;
  const symbol = symbolOf(value);
  const { name } = reason.args ?? {};
  const isNamed = typeof name === 'string' && /^arm\.unknown\.(runtime|resource)$/.test(reason.key);
  const args = isNamed ? { ...reason.args, name: `${name}.${property}`, attribute: property } : reason.args;
  return named(
    {
      ...rest,
      ...(isNamed && { at }),
      reason: { key: reason.key, ...(args && { args }) },
      ...(settle && { settle: { key: settle.key, ...(args && { args }) } }),
    },
    symbol && `${symbol}.${property.toLowerCase()}`,
  );
}

const fresh: ArmFunction = (args, call) => unknown(call.at, 'moment', { name: shown(args, call) });

export const runtime: Readonly<Record<string, ArmFunction>> = {
  deployer: asked('runtime', 'runtime'),
  deployment: asked('runtime', 'runtime'),
  environment: asked('runtime', 'runtime'),
  managementGroup: asked('runtime', 'runtime'),
  resourceGroup: asked('runtime', 'runtime'),
  subscription: asked('runtime', 'runtime'),
  tenant: asked('runtime', 'runtime'),
  pickZones: asked('runtime'),
  providers: asked('runtime'),
  toLogicalZone: asked('runtime'),
  toLogicalZones: asked('runtime'),
  toPhysicalZone: asked('runtime'),
  toPhysicalZones: asked('runtime'),
  externalInput: asked('runtime'),
  getSecret: asked('runtime'),
  listAccountSas: asked('runtime'),
  listKeys: asked('runtime'),
  listSecrets: asked('runtime'),
  reference: asked('runtime'),
  references: asked('runtime'),
  guid: asked('hash'),
  uniqueString: asked('hash'),
  newGuid: fresh,
  utcNow: fresh,
  // Dates and addresses decide no place, and are not worked out.
  dateTimeAdd: asked('function'),
  dateTimeFromEpoch: asked('function'),
  dateTimeToEpoch: asked('function'),
  parseCidr: asked('function'),
  cidrHost: asked('function'),
  cidrSubnet: asked('function'),
  buildUri: asked('function'),
  parseUri: asked('function'),
};

/** `listKeys`, `listConnectionStrings`, whatever a resource provider offers to list. */
export function listing(name: string): ArmFunction | undefined {
  return /^list\w*$/i.test(name) ? asked('runtime') : undefined;
}
