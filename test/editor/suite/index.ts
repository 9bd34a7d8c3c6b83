import Mocha from 'mocha';
import { tell } from './tell';

/** What the extension host calls: runs the suite inside the editor; rejects when a test fails. */
export async function run(): Promise<void> {
  const reporter = tell as unknown as Mocha.ReporterConstructor;
  const mocha = new Mocha({ ui: 'bdd', reporter, timeout: 30_000 });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./suite');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
