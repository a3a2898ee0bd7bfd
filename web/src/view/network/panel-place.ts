// Where a panel stands beside what it belongs to: below it where there is room, else above, and always within the window.

interface Size {
	width: number;
	height: number;
}
type Box = Pick<DOMRect, 'left' | 'top' | 'bottom'>;

const EDGE = 12;
const GAP = 6;

/** `most` is the height that the panel may have, of the window without the bar at its bottom; without an anchor it stands in the middle. */
export function panelPlace(panel: Size, anchor: Box | null, window: Size): { left: number; top: number; most: number } {
	const within = (value: number, size: number, room: number) => Math.max(EDGE, Math.min(value, room - EDGE - size));
	const most = window.height - 2 * EDGE;
	const height = Math.min(panel.height, most);
	if (!anchor) {
		return { left: within((window.width - panel.width) / 2, panel.width, window.width), top: within((window.height - height) / 2, height, window.height), most };
	}
	const below = anchor.bottom + GAP;
	const fits = below + height <= window.height - EDGE;
	const top = fits ? below : anchor.top - GAP - height;
	return { left: within(anchor.left, panel.width, window.width), top: within(top, height, window.height), most };
}
