import assert from 'node:assert/strict';
import { findingsIn, openFiles } from '../../packs/scan.testing';

const SEOUL = 'arn:aws:kms:ap-northeast-2:111122223333:key/a';
const OHIO = 'arn:aws:kms:us-east-2:111122223333:alias/sops';

describe('rules of SOPS', () => {
  // [title, the rules, `line: what is said of a key that lies outside`]
  const cases: [string, string, string[]][] = [
    ['a key at home', `- kms: ${SEOUL}`, []],
    ['a key outside', `- path_regex: x\n    kms: '${OHIO}'`, [`3 error ${OHIO}`]],
    ['one of several', `- kms: ${SEOUL},${OHIO}+arn:aws:iam::111122223333:role/r`, [`2 error ${OHIO}`]],
    ['several on lines of their own', `- kms: >-\n      ${SEOUL},\n      ${OHIO}`, [`4 error ${OHIO}`]],
    [
      'key groups',
      `- key_groups:\n      - kms:\n          - arn: ${SEOUL}\n        gcp_kms:\n          - resource_id: projects/p/locations/us-central1/keyRings/r/cryptoKeys/k`,
      ['6 error projects/p/locations/us-central1/keyRings/r/cryptoKeys/k'],
    ],
    ['a key ring that nothing bounds', '- gcp_kms: projects/p/locations/global/keyRings/r/cryptoKeys/k', []],
    [
      'a key that says no place',
      '- azure_keyvault: https://hanbit.vault.azure.net/keys/sops/1\n    age: age1x',
      [],
    ],
  ];
  for (const [title, rules, expected] of cases) {
    it(title, () => {
      const project = openFiles({ '.sops.yaml': `creation_rules:\n  ${rules}\n` });
      const found = findingsIn(project, 'read/offshore-key').map((line) =>
        line.replace(/^\.sops\.yaml:(\d+) (\w+) \S+ (\S+) ->.*/, '$1 $2 $3'),
      );
      assert.deepEqual(found, expected);
    });
  }

  it('says who holds the keys', () => {
    const text = 'creation_rules:\n  - azure_keyvault: https://hanbit.vault.azure.net/keys/sops/1\n';
    assert.deepEqual(findingsIn(openFiles({ 'infra/.sops.yaml': text }), 'read/foreign-held-key'), [
      'infra/.sops.yaml:2 info read/foreign-held-key https://hanbit.vault.azure.net/keys/sops/1 -> creation_rules[0]',
    ]);
  });

  it('reads nothing but rules', () => {
    const files = {
      '.sops.yaml': 'stores: { yaml: { indent: 2 } }\ncreation_rules: [x]\n',
      'sops.yaml': 'kms: x',
    };
    assert.deepEqual(findingsIn(openFiles(files)), []);
  });
});
