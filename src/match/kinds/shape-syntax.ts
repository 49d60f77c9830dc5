import {
  ANY_TOKEN,
  Class,
  choice,
  type Expression,
  literals,
  oneOf,
  optional,
  repeat,
  sequence,
} from '../expression.js';

const ANY_WORD =
  Class.Word | Class.Capitalised | Class.Upper | Class.Ideograph | Class.Initial | Class.Alphanumeric;
const NAME = Class.Capitalised | Class.Upper | Class.Initial;

/** What is wrong with a shape, in words for the one who wrote it. */
export class ShapeSyntaxError extends Error {}

const lit = (text: string): Expression => sequence(...literals(text, true));
const words = (list: string): Expression => choice(...list.split(' ').map(lit));

const MONTHS = words(
  'january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec',
);
const WEEKDAYS = words(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
);
const number = sequence(
  oneOf(Class.Number),
  repeat(sequence(choice(lit('.'), lit(',')), oneOf(Class.Number))),
);
const DAY = sequence(choice(oneOf(Class.Number), oneOf(Class.Alphanumeric)), optional(lit('.')));
const COMMA = optional(lit(','));
const MAGNITUDE = optional(words('k m bn mn million billion thousand crore lakh'));
const PARTICLE = words('de del della di da van von der den le la el al bin ibn ben abu du dos mc mac o st');
const NAME_PART = sequence(
  oneOf(NAME),
  optional(lit('.')),
  repeat(sequence(choice(lit('-'), lit("'")), oneOf(NAME | Class.Word))),
);
const ZONE = words(
  'am pm gmt bst utc est edt et pst pdt pt cst cdt ct ist aest aedt cet cest sgt wat cat eat sast',
);
const MERIDIEM = sequence(words('a p'), lit('.'), lit('m'), optional(lit('.')));

const ELEMENTS: Record<string, Expression> = {
  number,
  money: choice(
    sequence(
      optional(oneOf(Class.Upper)),
      oneOf(Class.Currency),
      choice(sequence(number, MAGNITUDE), oneOf(Class.Alphanumeric)),
    ),
    sequence(number, MAGNITUDE, choice(oneOf(Class.Currency), words('eur usd gbp euros dollars pounds'))),
  ),
  date: sequence(
    optional(sequence(WEEKDAYS, optional(lit('.')), COMMA)),
    choice(
      sequence(DAY, optional(lit('of')), MONTHS, optional(lit('.')), COMMA, optional(oneOf(Class.Number))),
      sequence(MONTHS, optional(lit('.')), DAY, COMMA, optional(oneOf(Class.Number))),
      sequence(MONTHS, COMMA, oneOf(Class.Number)),
      ...['/', '-', '.'].map((mark) =>
        sequence(
          oneOf(Class.Number),
          lit(mark),
          choice(oneOf(Class.Number), MONTHS),
          lit(mark),
          oneOf(Class.Number),
        ),
      ),
    ),
  ),
  time: sequence(
    choice(
      sequence(
        oneOf(Class.Number),
        choice(lit(':'), lit('.')),
        choice(oneOf(Class.Number), oneOf(Class.Alphanumeric)),
      ),
      sequence(oneOf(Class.Number), words('am pm')),
      oneOf(Class.Alphanumeric),
    ),
    optional(sequence(lit(':'), oneOf(Class.Number))),
    optional(choice(ZONE, MERIDIEM)),
    optional(ZONE),
  ),
  name: sequence(
    NAME_PART,
    optional(sequence(optional(PARTICLE), optional(PARTICLE), NAME_PART)),
    optional(sequence(optional(PARTICLE), NAME_PART)),
    optional(sequence(optional(PARTICLE), NAME_PART)),
  ),
  cap: oneOf(Class.Capitalised | Class.Initial),
  upper: oneOf(Class.Upper | Class.Initial),
  word: oneOf(ANY_WORD),
  few: sequence(oneOf(ANY_TOKEN), ...Array.from({ length: 7 }, () => optional(oneOf(ANY_TOKEN)))),
  text: sequence(oneOf(ANY_TOKEN), repeat(oneOf(ANY_TOKEN))),
};

/** Names that stand between `<` and `>`. */
export const ELEMENT_NAMES = Object.keys(ELEMENTS);

/** A shape, read; a gap at an end leaves that end open. */
export interface Shape {
  expression: Expression;
  atStart: boolean;
  atEnd: boolean;
}

const isGap = (node: Expression | undefined) => node?.type === 'repeat';

/** Parses a shape. Throws `ShapeSyntaxError`. */
export function parseShape(source: string): Shape {
  const nodes: Expression[] = [];
  for (const piece of source.trim().match(/<[^>]*>\??|\.\.\.|…|[^\s<]+|</gu) ?? []) {
    if (piece === '...' || piece === '…') nodes.push(repeat(oneOf(ANY_TOKEN)));
    else if (piece.startsWith('<')) {
      const name = piece.replace(/^<|>?\??$/g, '').replace('>', '');
      const element = ELEMENTS[name];
      if (!element)
        throw new ShapeSyntaxError(
          `no element "${piece}"; known: ${ELEMENT_NAMES.map((n) => `<${n}>`).join(' ')}`,
        );
      nodes.push(piece.endsWith('?') ? optional(element) : element);
    } else if (piece.length > 1 && piece.endsWith('?')) nodes.push(optional(lit(piece.slice(0, -1))));
    else nodes.push(lit(piece));
  }
  if (nodes.every(isGap)) throw new ShapeSyntaxError('a shape needs an element or a word');
  // A gap at an end is no loop of the automaton's but an end that may lie anywhere: state sets stay small.
  // So is a text at the end, once it has begun.
  if (nodes.at(-1) === ELEMENTS.text) nodes.splice(-1, 1, oneOf(ANY_TOKEN), repeat(oneOf(ANY_TOKEN)));
  const atStart = !isGap(nodes[0]);
  const atEnd = !isGap(nodes.at(-1));
  while (isGap(nodes[0])) nodes.shift();
  while (isGap(nodes.at(-1))) nodes.pop();
  return { expression: sequence(...nodes), atStart, atEnd };
}
