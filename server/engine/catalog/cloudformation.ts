import type { PlaceSpec } from '../types';
import { pascalPath, snake, snakePath } from './case';
import { placesOf, type Renaming, renamed } from './renaming';
import type { CloudFormation, WrittenFile, WrittenRow } from './written';

const pascal: Renaming = { path: pascalPath, inner: pascalPath };
const snakeCase: Renaming = { path: snakePath, inner: snakePath };

/** CloudFormation has no providers: a stack's region is told by whoever deploys it. */
export function cloudFormationRow(row: WrittenRow, override: CloudFormation, file: WrittenFile): WrittenRow {
  const { type: _, ...rest } = override;
  const { also: __, aka: ___, tags, ...base } = row;
  return {
    ...renamed(base, pascal),
    place: placesOf(row.place ?? file.defaults?.place ?? [], pascal),
    ...(tags && { tags: { at: 'Tags', shape: 'list' } }),
    ...rest,
  };
}

/** The `awscc` provider is CloudFormation in snake case: `AWS::RDS::DBInstance` -> `awscc_rds_db_instance`. */
export function cloudControlType(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snake(name)}`;
}

export function cloudControlRow(row: WrittenRow): WrittenRow {
  const { tags, place, ...base } = row;
  return {
    ...renamed(base, snakeCase),
    place: [...placesOf(place ?? [], snakeCase).map(ofControl), 'provider.region'],
    ...(tags && typeof tags === 'object' && { tags: { ...tags, at: snakePath(tags.at) } }),
  };
}

function ofControl(spec: PlaceSpec): PlaceSpec {
  return spec.members === undefined ? spec : { ...spec, members: cloudControlType(spec.members) };
}
