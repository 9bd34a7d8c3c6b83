import type { Host } from '../core/host';
import { memoryHost } from '../core/host.memory';
import { hops } from '../core/value';
import { governanceOf } from '../packs/governance';
import { knowledge } from '../packs/scan.testing';
import { openProject, type Project } from './project';

/** A workspace that is edited at random. */
export interface Wandering {
  readonly files: Readonly<Record<string, string>>;
  /** Paths that files move to and fro, beside their own. */
  readonly paths: readonly string[];
  /** Words that take each other's place. */
  readonly words: readonly string[];
  /** Configurations that take each other's place. */
  readonly policies: readonly string[];
  readonly steps: number;
}

/** What a project that was open all the while shows after a step, and what one shows that is opened then. */
export interface Step {
  readonly shown: Shown;
  readonly anew: Shown;
  /** The steps so far. */
  readonly way: string;
}

/** Edits a workspace step by step. */
export function* wander(
  { files, paths, words, policies, steps: count }: Wandering,
  seed: number,
): Generator<Step> {
  const random = randomFrom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const disk = new Map(Object.entries(files));
  const buffers = new Map<string, string>();
  const unlisted = new Set<string>();
  const host: Host = {
    read: (path) => memoryHost(disk).read(path),
    list: (folder) => memoryHost(disk).list(folder),
  };
  let configuration = policies[0]!;
  const listed = () =>
    [...new Set([...disk.keys(), ...buffers.keys()])].filter((path) => !unlisted.has(path)).sort();
  const open = (): Project => {
    const { policy, rules } = govern();
    const project = openProject({ host, files: listed(), knowledge: knowledge(), policy, rules });
    for (const [path, text] of buffers) project.edit(path, text);
    return project;
  };
  const govern = () =>
    governanceOf(memoryHost({ '.sovlint.yaml': configuration }), knowledge(), { today: '2026-11-23' });

  const altered = (text: string): string => {
    const lines = text.split('\n');
    const at = Math.floor(random() * lines.length);
    const offset = Math.floor(random() * text.length);
    switch (Math.floor(random() * 9)) {
      case 0:
        return lines.toSpliced(at, 1).join('\n');
      case 1:
        return lines.toSpliced(at, 0, lines[at]!).join('\n');
      case 2:
        return text.slice(0, offset);
      case 3:
        return lines.toSpliced(at, 0, '# sovlint:ignore where/* -- for a while').join('\n');
      case 4:
        return lines.toSpliced(at, 0, '').join('\n');
      case 5:
        return text.slice(0, offset) + text.slice(offset + 1);
      default:
        return text.replaceAll(one(words), one(words));
    }
  };
  const project = open();
  const steps: Record<string, () => string> = {
    alter: () => {
      const path = one([...disk.keys()]);
      disk.set(path, altered(disk.get(path)!));
      project.changed(path);
      return path;
    },
    restore: () => {
      const path = one(Object.keys(files));
      disk.set(path, files[path]!);
      project.changed(path);
      project.list(listed());
      return path;
    },
    type: () => {
      const path = one([...new Set([...disk.keys(), ...buffers.keys()])]);
      buffers.set(path, altered(buffers.get(path) ?? disk.get(path)!));
      project.edit(path, buffers.get(path));
      return path;
    },
    close: () => {
      const path = one([...buffers.keys(), one(paths)]);
      buffers.delete(path);
      project.edit(path, undefined);
      project.list(listed());
      return path;
    },
    remove: () => {
      const path = one([...disk.keys()]);
      disk.delete(path);
      project.changed(path);
      project.list(listed());
      return path;
    },
    rename: () => {
      const [from, to] = [one([...disk.keys()]), one(paths)];
      const text = disk.get(from)!;
      disk.delete(from);
      disk.set(to, text);
      for (const path of [from, to]) project.changed(path);
      project.list(listed());
      return `${from} -> ${to}`;
    },
    unlist: () => {
      const path = one([...disk.keys()]);
      if (!unlisted.delete(path)) unlisted.add(path);
      project.list(listed());
      return path;
    },
    govern: () => {
      configuration = one(policies);
      const { policy, rules } = govern();
      project.govern(policy, rules);
      return configuration;
    },
  };
  // Most of what happens is typing.
  const names = [...Object.keys(steps), 'type', 'type', 'type', 'alter'];
  const done: string[] = [];
  for (let i = 0; i < count; i++) {
    const name = random() < 0.3 ? 'restore' : one(names);
    done.push(`${name} ${steps[name]!()}`);
    const paths = [...disk.keys(), ...buffers.keys()];
    yield { shown: shownBy(project, paths), anew: shownBy(open(), paths), way: done.join('\n') };
  }
}

type Shown = ReturnType<typeof shownBy>;

/** All that a report says, its fixes included, and all that can be explained. */
function shownBy(project: Project, paths: readonly string[]) {
  const report = project.report();
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding })),
    problems: [...report.problems],
    unknowns: [...report.unknowns],
    explained: paths.map((path) =>
      project.explain(path, 0, Number.POSITIVE_INFINITY).map(({ facet, verdicts }) => {
        const { kind, resource, certain, properties, anchors, value, when, argument, other } = facet;
        const rules = verdicts.map(({ rule, message }) => [rule.id, message]);
        const way = hops(value?.trace);
        return [
          resource.id,
          kind,
          certain,
          properties,
          anchors,
          value?.at,
          way,
          when,
          argument,
          other?.id,
          rules,
        ];
      }),
    ),
  };
}

/** Numbers in [0, 1), the same for the same seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}
