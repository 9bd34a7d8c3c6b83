import type { Location } from '../../core/source';
import type { Value } from '../../core/value';
import { contentOf, locate } from '../terraform/file';
import { type Config, evaluateIn } from './config';
import { unknown } from './unknowns';

/** The backend that Terragrunt configures. */
export interface RemoteState {
  readonly header: Location;
  readonly extent: Location;
  readonly backend: Value;
  readonly config: Value;
}

/** `remote_state { … }`, or `remote_state = …` with what another configuration says, or with an object. */
export function remoteStateOf(config: Config): RemoteState | undefined {
  const [block] = config.content.blocks.get('remote_state') ?? [];
  if (block) {
    const { attributes } = contentOf(block.file, block.node.body);
    const header = locate(block.file, block.node.header);
    const value = (name: string): Value => {
      const attribute = attributes.get(name);
      return attribute ? evaluateIn(config, attribute) : unknown('remote-state', header, { name });
    };
    const extent = locate(block.file, block.node.range);
    return { header, extent, backend: value('backend'), config: value('config') };
  }
  const attribute = config.content.attributes.get('remote_state');
  if (!attribute) return undefined;
  const whole = evaluateIn(config, attribute);
  if (whole.kind === 'scalar') return undefined;
  const name = locate(attribute.file, attribute.node.name.range);
  const { header = name, extent = locate(attribute.file, attribute.node.range) } =
    whole.kind === 'map' ? whole : {};
  const value = (member: string): Value =>
    whole.kind === 'map'
      ? (whole.entries.get(member)?.value ?? whole.open ?? unknown('remote-state', header, { name: member }))
      : unknown('remote-state', header, { name: member });
  return { header, extent, backend: value('backend'), config: value('config') };
}
