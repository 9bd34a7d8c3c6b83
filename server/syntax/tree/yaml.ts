import { Composer, Parser, Schema } from 'yaml';
import type { Message } from '../../core/message';
import type { Range } from '../../core/source';
import type { Node, TreeFile } from './node';
import { cap } from './problem-cap';
import { inScalarBesidesPlain, markOffsets, onLineWithMark, structuralMark } from './template-marks';
import { buildDocument } from './yaml-build';
import { surveyTokens } from './yaml-survey';

type TreeProblem = TreeFile['problems'][number];

/** Nesting beyond this is not read: no real file comes near it, and reading is recursive. */
const MAX_DEPTH = 200;

/**
 * Reads a YAML stream (YAML 1.2, core schema; `text` keeps what other versions read otherwise, such as `yes`).
 *
 * Anchors, aliases and merge keys are resolved within a bound; keys of a mapping are unique (a repeated key is a
 * problem and the last one wins, a merged one yields to an explicit one). Never throws.
 * A text that is a template for YAML (Helm, Jinja) comes back as `templated`, without documents and problems.
 */
export function parseYaml(text: string): TreeFile {
  try {
    return parse(text);
  } catch {
    // The package's token parser recurses when deep nesting ends.
    return { documents: [], comments: [], problems: [wholeFile(text, 'tree.too-deep')] };
  }
}

function parse(text: string): TreeFile {
  const tokens = [...new Parser().parse(text)];
  const marks = markOffsets(text);
  const survey = surveyTokens(tokens, MAX_DEPTH, marks.length > 0);
  const { comments } = survey;
  if (structuralMark(marks, survey.spans)) return { documents: [], comments, problems: [], templated: true };

  const problems: TreeProblem[] = survey.tooDeep.map((range) => ({
    range,
    message: { key: 'tree.too-deep', args: { limit: MAX_DEPTH } },
  }));
  // One schema for all documents: a `%YAML 1.1` directive would else turn on dates and binary data.
  const schema = new Schema({ schema: 'core', resolveKnownTags: false });
  const composer = new Composer({ schema, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const documents: Node[] = [];
  let syntaxErrors = false;
  for (const document of composer.compose(survey.tokens)) {
    for (const error of document.errors) {
      syntaxErrors = true;
      problems.push({ range: clamp(error.pos, text), message: yamlMessage(error.code) });
    }
    const node = buildDocument(document, text, (range, message) => problems.push({ range, message }));
    if (node) documents.push(node);
  }
  if (syntaxErrors && marks.length > 0) {
    const marked =
      marks.some((mark) => !inScalarBesidesPlain(mark, survey.spans)) ||
      problems.some((problem) => onLineWithMark(problem.range.start, marks, text));
    if (marked) return { documents: [], comments, problems: [], templated: true };
  }
  return { documents, comments, problems: cap(problems) };
}

function wholeFile(text: string, key: string): TreeProblem {
  return { range: { start: 0, end: Math.min(1, text.length) }, message: { key, args: { limit: MAX_DEPTH } } };
}

function clamp([start, end]: readonly [number, number], text: string): Range {
  const first = Math.max(0, Math.min(start, text.length));
  return { start: first, end: Math.max(first, Math.min(end, text.length)) };
}

/** The package's error codes in words of our own. */
function yamlMessage(code: string): Message {
  switch (code) {
    case 'BAD_INDENT':
    case 'TAB_AS_INDENT':
      return { key: code === 'TAB_AS_INDENT' ? 'tree.yaml-tab' : 'tree.yaml-indent' };
    case 'MISSING_CHAR':
      return { key: 'tree.yaml-missing' };
    case 'BAD_DQ_ESCAPE':
      return { key: 'tree.bad-escape' };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
    case 'NON_STRING_KEY':
      return { key: 'tree.yaml-key' };
    case 'BLOCK_IN_FLOW':
      return { key: 'tree.yaml-flow' };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return { key: 'tree.yaml-anchor' };
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return { key: 'tree.yaml-tag' };
    case 'RESOURCE_EXHAUSTION':
      return { key: 'tree.too-deep', args: { limit: MAX_DEPTH } };
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
      return { key: 'tree.unexpected' };
    default:
      return { key: 'tree.yaml-syntax' };
  }
}
