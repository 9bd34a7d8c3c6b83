import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledge } from '../packs/scan.testing';
import { localize } from './messages';

const { texts } = knowledge();

describe('messages', () => {
  it('say the same in both languages: each names what the other names', () => {
    const named = (text: string) => [...new Set(text.match(/\{[a-zA-Z][\w-]*\}/g))].sort();
    for (const [key, { en, ko }] of texts.messages) {
      assert.ok(en && ko, key);
      assert.deepEqual(named(ko), named(en), key);
    }
  });

  it('are there for every key that the engine and packs name', () => {
    const unknown = new Set<string>();
    for (const room of ['server/engine', 'server/packs']) {
      for (const name of readdirSync(join(SOVLINT_ROOT, room), { recursive: true })) {
        const path = String(name);
        if (!path.endsWith('.ts') || /\.test(ing)?\.ts$/.test(path)) continue;
        const source = readFileSync(join(SOVLINT_ROOT, room, path), 'utf8');
        const keys = [
          ...source.matchAll(/\bkey: '([a-z][\w-]*\.[\w.-]+)'|\b(?:misfit|fault)\([^'()]*'([\w.-]+)'/g),
        ];
        for (const [, plain, called] of keys) {
          const key = plain ?? called!;
          if (key.includes('.') && !texts.messages.has(key)) unknown.add(`${path}: ${key}`);
        }
      }
    }
    assert.deepEqual([...unknown], []);
  });

  it('put in texts, countries, and messages in turn, and leave what has no argument', () => {
    const message = {
      key: 'engine.things',
      args: { first: { en: 'the bucket', ko: '버킷' }, others: 2 },
    };
    assert.equal(localize(message, 'en', texts), 'the bucket and 2 more');
    assert.match(localize(message, 'ko', texts), /^버킷 외 2/);
    const country = { key: 'engine.things', args: { first: { country: 'KR' }, others: { key: 'level.4' } } };
    assert.match(localize(country, 'ko', texts), /^대한민국 외 국내/);
    assert.equal(localize({ key: 'engine.things', args: { others: 1 } }, 'en', texts), '{first} and 1 more');
    assert.equal(localize({ key: 'no.such-key' }, 'en', texts), 'no.such-key');
  });
});
