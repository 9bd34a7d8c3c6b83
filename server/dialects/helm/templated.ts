import type { Evaluation } from '../../core/evaluation';

/**
 * A file outside every chart that is a template for manifests (Jinja, Go templates): named once as not judged.
 * Templates for anything else are passed over.
 */
export function evaluateTemplated(path: string, text: string): Evaluation {
  const kind = /^[ \t]*kind:[ \t]*(\S.*)$/m.exec(text);
  const judged = kind !== null && /^[ \t]*apiVersion:/m.test(text);
  const start = (kind?.index ?? 0) + (kind?.[0].length ?? 0) - (kind?.[1]?.length ?? 0);
  return {
    resources: [],
    unknowns: judged
      ? [
          {
            at: { path, range: { start, end: start + kind[1]!.length } },
            what: { key: 'helm.template', args: { path } },
            reason: { key: 'helm.template-not-judged', args: { path } },
            settle: { key: 'helm.chart-not-judged.settle' },
          },
        ]
      : [],
    problems: [],
    inputs: new Set([path]),
  };
}
