/** What a fix writes into the code, whatever language that is in. */
export type Inserted = string | number | boolean | Expression | Items | Members;

/** Source text as the language writes it: `aws_kms_key.a.arn`, `!GetAtt Key.Arn`. */
export interface Expression {
  readonly expression: string;
}

export interface Items {
  readonly items: readonly Inserted[];
}

/** A map; with `block`, where the language tells blocks from maps, a block. */
export interface Members {
  readonly members: Readonly<Record<string, Inserted>>;
  readonly block?: true;
}
