/** The version in package.json, put in by the bundler. */
declare const SOVLINT_VERSION: string;
/** The project's root folder; defined in test bundles only, where fixtures are read from it. */
declare const SOVLINT_ROOT: string;
/** Every YAML and JSON file under rules/, parsed, keyed by its path there (`facts/regions/aws.yaml`). */
declare module 'sovlint:rules' {
  const data: Record<string, unknown>;
  export default data;
}
