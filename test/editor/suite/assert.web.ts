/** As much of node:assert as the suite uses, for a worker, which has none. */
interface Assert {
  ok(value: unknown, message?: string): asserts value;
  equal(actual: unknown, expected: unknown): void;
  deepEqual(actual: unknown, expected: unknown): void;
  match(text: string, pattern: RegExp): void;
}

const assert: Assert = {
  ok(value, message = 'expected a true value') {
    if (!value) throw new Error(message);
  },
  equal(actual, expected) {
    if (!Object.is(actual, expected)) throw new Error(`${String(actual)} is not ${String(expected)}`);
  },
  deepEqual(actual, expected) {
    assert.equal(JSON.stringify(actual), JSON.stringify(expected));
  },
  match(text, pattern) {
    assert.ok(pattern.test(text), `${text} does not match ${pattern}`);
  },
};

export default assert;
