// How one of more than two classes is recognised beside its name: a colour and, from the eighth on, stripes. components/classes.css has both.

const COLOURS = 7;

/** The name of a custom property, without the dashes. */
export const classColour = (label: number): string => `class-${(label % COLOURS) + 1}`;

/** The attributes of an element whose ground is that of a class; where colours are forced, by the turn and the width of its stripes. */
export const classGround = (label: number): { class: string; style: string } => ({
	class: `class-ground texture-${Math.floor(label / COLOURS)}`,
	style: `--class: var(--${classColour(label)}); --turn: ${45 * (label % 4)}deg; --gap: ${2 + Math.floor(label / 4)}px`,
});
