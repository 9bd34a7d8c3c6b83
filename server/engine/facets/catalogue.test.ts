import assert from 'node:assert/strict';
import { scene } from './scene.testing';

const regions =
  'us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 ap-northeast-1 ap-northeast-3 ap-southeast-1 ap-southeast-2'.split(
    ' ',
  );

function places(count: number): string[] {
  const table = regions.slice(0, count).map((region, i) => `    r${i} = "${region}"`);
  const text = `locals {\n  all = {\n${table.join('\n')}\n  }\n}\nvariable "at" {}\nprovider "aws" {\n  region = local.all[var.at]\n}\n`;
  return scene({ 'main.tf': text }).lines('provider.aws', 'place', 'value');
}

describe('a table of places chosen by what the code does not tell', () => {
  it('offers each of its places as a candidate', () => assert.equal(places(12).length, 12));

  it('is not judged when it is a catalogue', () => {
    const found = places(13);
    assert.equal(found.length, 1);
    assert.ok(!regions.some((region) => found[0]!.includes(region)));
  });
});
