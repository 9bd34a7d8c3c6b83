import assert from 'node:assert/strict';
import { folderWith, queueIn, remove, sovlint } from './sovlint.testing';

// words | status | what standard error says, from its beginning
const refused: readonly [string, number, RegExp][] = [
  ['scna', 2, /^sovlint: unknown command scna; see sovlint --help\n$/],
  ['scan --fromat json', 2, /^sovlint: unknown option --fromat; see sovlint --help\n$/],
  ['scan --stdio', 2, /^sovlint: unknown option --stdio/],
  ['scan -x', 2, /^sovlint: unknown option -x/],
  ['scan --format', 2, /^sovlint: --format needs a value\n$/],
  ['scan --format xml', 2, /^sovlint: --format takes one of text, json, sarif, not xml\n$/],
  ['scan --format json=', 2, /^sovlint: --format json= needs a value\n$/],
  ['scan --format text --format json', 2, /^sovlint: only one format can go to standard output/],
  ['scan --format json=a --format sarif=a', 2, /^sovlint: two formats cannot go to the same file a\n$/],
  ['scan --home --format json', 2, /^sovlint: --home needs a value\n$/],
  ['scan --home=', 2, /^sovlint: --home needs a value\n$/],
  ['scan --home Korea', 2, /^sovlint: --home: `Korea` is no country code/],
  ['scan --profile nobody', 2, /^sovlint: --profile: /],
  ['scan --rule where/offshor-region', 2, /^sovlint: --rule: /],
  ['scan --fail-on fatal', 2, /^sovlint: --fail-on takes one of error, warning, info, never, not fatal\n$/],
  ['scan --lang fr', 2, /^sovlint: --lang takes one of en, ko, not fr\n$/],
  ['scan --config none.yaml', 2, /^sovlint: none.yaml: There is no such file or folder.\n$/],
  ['scan --config .', 2, /^sovlint: \.: This is not judged: it is no regular file.\n$/],
  ['scan --config typo.yaml', 2, /^sovlint: typo.yaml:2:1: /],
  ['explain', 2, /^sovlint: explain takes one FILE:LINE\[:COLUMN\]\n$/],
  ['explain main.tf', 2, /^sovlint: explain takes one/],
  ['explain main.tf:1 main.tf:2', 2, /^sovlint: explain takes one/],
  ['explain main.tf:0', 2, /^sovlint: main.tf has no line 0; it has 8\n$/],
  ['explain main.tf:9', 2, /^sovlint: main.tf has no line 9; it has 8\n$/],
  ['explain none.tf:1', 3, /^sovlint: none.tf: There is no such file or folder.\n$/],
  ['rules where/nothing', 2, /^sovlint: there is no rule where\/nothing\n$/],
  ['rules a b', 2, /^sovlint: rules takes one rule id\n$/],
  ['lsp here', 2, /^sovlint: lsp takes nothing more, not here\n$/],
  ['scan none.tf', 3, /^sovlint: none.tf: There is no such file or folder.\nhome: KR \(default\)/],
  ['scan main.tf/none', 3, /^sovlint: main.tf\/none: There is no such file or folder.\n/],
  ['scan -- -x', 3, /^sovlint: -x: There is no such file or folder.\n/],
  ['scan binary.tf --home KR', 3, /^sovlint: binary.tf: This file is not judged: it is binary.\n/],
  // Of several, the highest status counts, and everything is said.
  ['scan none . --config none.yaml', 3, /^sovlint: none: There is.*\nsovlint: none.yaml: There is.*\n$/],
  ['scan none . --home KR', 3, /^sovlint: none: There is no such file or folder.\n$/],
  ['scan . --home KR --format json=none/a', 2, /^sovlint: none\/a: cannot be written \(ENOENT\)\n/],
  ['scan --lang ko --nothing', 2, /^sovlint: 알 수 없는 옵션 --nothing/],
  ['scan --nothing --lang=ko', 2, /^sovlint: 알 수 없는 옵션 --nothing/],
];

// words | status
const taken: readonly [string, number][] = [
  ['scan', 1],
  ['scan .', 1],
  ['scan main.tf', 1],
  ['scan ./main.tf .', 1],
  ['scan home.tf', 0],
  ['scan --home US', 0],
  ['scan --home=US', 0],
  ['scan --fail-on never', 0],
  ['scan --fail-on warning', 1],
  ['scan --rule read/*', 0],
  ['scan --rule read/* --rule where/*', 1],
  ['scan --config us.yaml', 0],
  ['scan --config us.yaml --home KR', 1],
  ['scan other', 0],
  ['', 0],
  ['help', 0],
  ['rules', 0],
  ['rules where/offshore-region', 0],
  ['explain main.tf:2', 0],
  ['explain main.tf:2:13', 0],
  ['--version --nothing', 2],
];

describe('the command line', () => {
  let folder: string;
  before(() => {
    folder = folderWith({
      'main.tf': queueIn('us-east-1'),
      'home.tf': 'locals {}\n',
      'us.yaml': 'home: US\n',
      'typo.yaml': 'home: KR\nallowed: {}\n',
      'binary.tf': new Uint8Array([0, 1, 2]),
      'other/notes.txt': 'us-east-1',
    });
  });
  after(() => remove(folder));

  for (const [words, status, error] of refused) {
    it(`refuses \`${words}\` with ${status}`, async () => {
      const outcome = await sovlint(folder, words);
      assert.match(outcome.error, error);
      assert.equal(outcome.status, status);
      // Usage is judged before anything is printed.
      if (status === 2 && !words.includes('none/a')) assert.equal(outcome.out, '');
    });
  }

  for (const [words, status] of taken) {
    it(`takes \`${words}\` with ${status}`, async () => {
      const outcome = await sovlint(folder, words);
      assert.equal(outcome.status, status, outcome.error);
    });
  }

  it('says its version', async () => {
    for (const words of ['--version', '-v', 'version']) {
      assert.deepEqual(await sovlint(folder, words), { status: 0, out: `${SOVLINT_VERSION}\n`, error: '' });
    }
  });

  it('names every command and option in its help, in both languages', async () => {
    const named = /--[a-z][\w-]+|sovlint [a-z]+/g;
    const english = await sovlint(folder, '--help');
    const korean = await sovlint(folder, 'help --lang ko');
    assert.match(korean.out, /디지털 주권/);
    assert.deepEqual(korean.out.match(named), english.out.match(named));
    for (const option of ['--format', '--home', '--profile', '--config', '--rule', '--fail-on', '--lang']) {
      assert.ok(english.out.includes(option), option);
    }
  });

  it('says the home only where nothing chose it', async () => {
    const line = /^home: KR \(default\); choose with --home or home: in \.sovlint\.yaml\n/;
    assert.match((await sovlint(folder, 'scan home.tf')).error, line);
    for (const chosen of ['--home KR', '--config us.yaml', '--profile kr']) {
      assert.equal((await sovlint(folder, `scan home.tf ${chosen}`)).error, '', chosen);
    }
  });

  // LC_ALL, LC_MESSAGES, LANG | language
  const locales: readonly [string, string, string, 'en' | 'ko'][] = [
    ['', '', '', 'en'],
    ['', '', 'ko_KR.UTF-8', 'ko'],
    ['', '', 'ko-KR', 'ko'],
    ['', '', 'ko', 'ko'],
    ['', '', 'kok_IN', 'en'],
    ['', 'en_US.UTF-8', 'ko_KR.UTF-8', 'en'],
    ['C.UTF-8', 'ko_KR.UTF-8', 'ko_KR.UTF-8', 'en'],
    ['ko_KR', '', 'C', 'ko'],
  ];
  for (const [all, messages, lang, language] of locales) {
    it(`speaks ${language} where LC_ALL=${all} LC_MESSAGES=${messages} LANG=${lang}`, async () => {
      const environment = { LC_ALL: all, LC_MESSAGES: messages, LANG: lang };
      const { out } = await sovlint(folder, 'scan main.tf', { environment });
      assert.equal(/ 오류 /.test(out) ? 'ko' : 'en', language);
      const asked = await sovlint(folder, 'scan main.tf --lang en', { environment });
      assert.match(asked.out, / error /);
    });
  }
});
