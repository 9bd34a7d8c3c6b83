import type { Range } from '../../core/source';
import type { Comment, Expression, Template } from '../../syntax/hcl/ast';
import { children } from '../terraform/literal';
import type { TerraformFile } from '../terraform/tree';

/** The comments of a configuration, and those in the Terraform that its heredocs hold. */
export function commentsOf({ text, tree }: TerraformFile): readonly Comment[] {
  const written = tree.body.items.flatMap((item) => {
    const { name } = item.kind === 'block' ? item.type : item.name;
    if (name !== 'generate') return [];
    return item.kind === 'attribute'
      ? heredocsIn(item.value)
      : item.body.items.flatMap((inner) => (inner.kind === 'attribute' ? heredocsIn(inner.value) : []));
  });
  const found = [...tree.comments, ...written.flatMap(({ content }) => lineComments(text, content))];
  return found.sort((a, b) => a.range.start - b.range.start);
}

function heredocsIn(expression: Expression): Template[] {
  if (expression.kind === 'template') return expression.heredoc ? [expression] : [];
  return children(expression).flatMap(heredocsIn);
}

/** What stands behind a comment's mark at a line's beginning or after a blank, and behind the last quote in the line. */
function lineComments(text: string, { start, end }: Range): Comment[] {
  const comments: Comment[] = [];
  for (let from = start; from < end; ) {
    const feed = text.indexOf('\n', from);
    const stop = feed < 0 || feed > end ? end : feed;
    const line = text.slice(from, stop).replace(/\r$/, '');
    const quote = line.lastIndexOf('"') + 1;
    const mark = /(?:^|[ \t])(#|\/\/)/.exec(line.slice(quote));
    if (mark) {
      const at = quote + mark.index + mark[0].length - mark[1]!.length;
      const range = { start: from + at, end: from + line.length };
      comments.push({ range, text: line.slice(at + mark[1]!.length) });
    }
    from = stop + 1;
  }
  return comments;
}
