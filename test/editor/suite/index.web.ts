import 'mocha/mocha.js';

/** What the web extension host calls: the same suite, in a worker, told through the console. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: tell as unknown as Mocha.ReporterConstructor, timeout: 30_000 });
  await import('./suite');
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}

/** A reporter that says what happens, a line a test; mocha's own write where a worker has nothing. */
function tell(runner: Mocha.Runner): void {
  let passing = 0;
  let failing = 0;
  runner.on('pass', ({ title, duration }) => {
    passing++;
    console.log(`  ✔ ${title} (${duration}ms)`);
  });
  runner.on('fail', ({ title }, error) => {
    failing++;
    console.log(`  ${failing}) ${title}\n${error.stack ?? error.message}`);
  });
  runner.on('end', () => {
    console.log(`  ${passing} passing${failing > 0 ? `\n  ${failing} failing` : ''}`);
  });
}
