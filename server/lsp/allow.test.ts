import assert from 'node:assert/strict';
import { allowFinding } from './allow';

const entry = '- fingerprint: "abc"\n      reason: "why"\n';
const cases: readonly {
  readonly name: string;
  readonly before: string;
  readonly after: string | undefined;
}[] = [
  { name: 'an empty file', before: '', after: `allow:\n  findings:\n    ${entry}` },
  {
    name: 'a file with comments',
    before: '# ours\nhome: KR # seat',
    after: `# ours\nhome: KR # seat\nallow:\n  findings:\n    ${entry}`,
  },
  {
    name: 'other allowances',
    before: 'allow:\n  countries: [JP] # branch\nhome: KR\n',
    after: `allow:\n  findings:\n    ${entry}  countries: [JP] # branch\nhome: KR\n`,
  },
  {
    name: 'other findings',
    before: 'allow:\n  findings:\n    - fingerprint: xyz\n      reason: old\n',
    after: `allow:\n  findings:\n    ${entry}    - fingerprint: xyz\n      reason: old\n`,
  },
  {
    name: 'findings without indentation',
    before: 'allow:\n  findings:\n  - fingerprint: xyz\n    reason: old\n',
    after:
      'allow:\n  findings:\n  - fingerprint: "abc"\n    reason: "why"\n  - fingerprint: xyz\n    reason: old\n',
  },
  {
    name: 'findings in brackets',
    before: 'allow: { findings: [] }\n',
    after: 'allow: { findings: [ { fingerprint: "abc", reason: "why" } ] }\n',
  },
  { name: 'not a broken file', before: 'allow: [\n', after: undefined },
  { name: 'not a file that is no mapping', before: '- a\n', after: undefined },
  { name: 'not an allowance of another shape', before: 'allow: yes\n', after: undefined },
  { name: 'not an allowance in braces', before: 'allow: { countries: [JP] }\n', after: undefined },
];

describe('allowing a finding in the configuration', () => {
  for (const { name, before, after } of cases) {
    it(`edits ${name}`, () => {
      const edit = allowFinding(before, 'abc', 'why');
      const result = edit && before.slice(0, edit.start) + edit.newText + before.slice(edit.end);
      assert.equal(result, after);
    });
  }
});
