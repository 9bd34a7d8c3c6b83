import type { Evaluation } from '../../core/evaluation';
import type { Resource } from '../../core/resource';
import { candidates } from '../../core/value';
import type { Attribute } from '../../syntax/hcl/ast';
import { bodyOf } from '../terraform/body';
import { newBudget } from '../terraform/expressions';
import { type Content, contentOf, locate, type ModuleFile, moduleFile, type Placed } from '../terraform/file';
import { type Build, evaluateIn, scopeOf } from './names';
import { automaticFiles, type PackerRun, type PackerTree } from './runs';
import { type Declaration, templateOf } from './template';

/**
 * What one run of `packer build` makes: a resource for each source that a build uses (with what the build adds to it)
 * and for each post-processor.
 */
export function evaluatePacker(tree: PackerTree, run: PackerRun): Evaluation {
  const inputs = new Set([`${run.folder}/`, ...run.built, ...run.beside]);
  const filesOf = (paths: readonly string[]) =>
    paths.flatMap((path) => {
      const file = tree.read(path);
      return file ? [moduleFile(path, file)] : [];
    });
  const own = filesOf(run.built);
  const build: Build = {
    tree,
    run,
    template: templateOf([...own, ...filesOf(run.beside)]),
    settings: settingsOf(tree, run, inputs),
    budget: newBudget(),
    inputs,
    values: new Map(),
  };
  const { sources, builds } = templateOf(own);
  const resources = [
    ...used(build, sources).map((use) => sourceResource(build, use)),
    ...builds.flatMap((one) => postProcessors(one.file, one.content)).map((one) => postProcessor(build, one)),
  ];
  return { resources: numbered(resources), unknowns: [], problems: [], inputs };
}

/** What files of variables set, in the order in which Packer reads them. */
function settingsOf(
  tree: PackerTree,
  run: PackerRun,
  inputs: Set<string>,
): ReadonlyMap<string, Placed<Attribute>> {
  const paths = automaticFiles(run, tree);
  if (run.candidate !== undefined) paths.push(run.candidate);
  const settings = new Map<string, Placed<Attribute>>();
  for (const path of paths) {
    inputs.add(path);
    const read = tree.read(path);
    if (!read) continue;
    const file = moduleFile(path, read);
    for (const node of read.tree.body.items) {
      if (node.kind === 'attribute') settings.set(node.name.name, { file, node });
    }
  }
  return settings;
}

/** A source as a build uses it. */
interface Use {
  readonly name: string;
  readonly source: Declaration;
  /** What the build's own `source` block adds. */
  readonly added?: Content;
  readonly certain: boolean;
}

/** Which of the sources builds use, each way once; without any build in the templates, all of them. */
function used(build: Build, sources: ReadonlyMap<string, Declaration>): Use[] {
  const { builds } = build.template;
  const uses: Use[] = [];
  const plain = new Set<string>();
  const use = (name: string, certain: boolean, added?: Content) => {
    const source = sources.get(name);
    if (!source || (!added && plain.has(name))) return;
    if (!added) plain.add(name);
    uses.push({ name, source, certain, ...(added && { added }) });
  };
  if (builds.length === 0) for (const name of sources.keys()) use(name, true);
  let open = false;
  for (const { content } of builds) {
    const list = content.attributes.get('sources');
    const named = list ? namesAmong(build, list) : { names: [], open: false };
    for (const name of named.names) use(name, true);
    open ||= named.open;
    for (const { file, node } of content.blocks.get('source') ?? []) {
      const [label] = node.labels;
      if (node.type.name === 'dynamic' || !label) open = true;
      else use(plainName(label.name), true, contentOf(file, node.body));
    }
  }
  if (open) for (const name of sources.keys()) use(name, false);
  return uses;
}

/** The sources that `sources = ["source.amazon-ebs.a"]` names, and whether it may name more. */
function namesAmong(
  build: Build,
  list: Placed<Attribute>,
): { readonly names: string[]; readonly open: boolean } {
  const names: string[] = [];
  let open = false;
  for (const { value, certain } of candidates(evaluateIn(build, list))) {
    if (!certain || value.kind !== 'list' || value.open) open = true;
    if (value.kind !== 'list') continue;
    for (const item of value.items) {
      if (item.kind === 'scalar' && certain) names.push(plainName(String(item.value)));
      else open = true;
    }
  }
  return { names, open };
}

function plainName(name: string): string {
  return name.replace(/^sources?\./, '');
}

function sourceResource(build: Build, { name, source, added, certain }: Use): Resource {
  return resource(build, `source.${name}`, source, withAdded(source.content, added), certain);
}

/** What a build adds to a source; Packer refuses what both state, so that neither has to give way. */
function withAdded(content: Content, added: Content | undefined): Content {
  if (!added) return content;
  return {
    attributes: new Map([...content.attributes, ...added.attributes]),
    blocks: new Map([...content.blocks, ...added.blocks]),
  };
}

/** In `build`, and in the chains that `post-processors` blocks are. */
function postProcessors(file: ModuleFile, { blocks }: Content): Declaration[] {
  const single = (blocks.get('post-processor') ?? []).filter(({ node }) => node.labels.length === 1);
  const chains = blocks.get('post-processors') ?? [];
  return [
    ...single.map(({ node }) => ({ file, block: node, content: contentOf(file, node.body) })),
    ...chains.flatMap(({ node }) => postProcessors(file, contentOf(file, node.body))),
  ];
}

function postProcessor(build: Build, declaration: Declaration): Resource {
  const type = declaration.block.labels[0]!.name;
  return resource(build, `post-processor.${type}`, declaration, declaration.content, true);
}

/** Arguments that speak to Packer itself. */
const META: ReadonlySet<string> = new Set(['name', 'only', 'except', 'keep_input_artifact']);

function resource(
  build: Build,
  address: string,
  { file, block }: Declaration,
  content: Content,
  certain: boolean,
): Resource {
  const header = locate(file, block.header);
  const extent = locate(file, block.range);
  return {
    id: `packer ${build.run.key}#${address}`,
    address,
    dialect: 'packer',
    kind: 'resource',
    type: block.labels[0]!.name,
    header,
    extent,
    body: {
      kind: 'map',
      at: header,
      header,
      extent,
      entries: bodyOf(content, (inFile) => scopeOf(build, inFile), META),
    },
    certain: certain && (build.run.candidate === undefined || build.run.only === true),
    library: false,
    scope: `packer ${build.run.key}`,
  };
}

/** Ids of several uses of one name are told apart by their position. */
function numbered(resources: readonly Resource[]): Resource[] {
  const seen = new Map<string, number>();
  return resources.map((one) => {
    const nth = seen.get(one.id) ?? 0;
    seen.set(one.id, nth + 1);
    return nth === 0 ? one : { ...one, id: `${one.id}~${nth}` };
  });
}
