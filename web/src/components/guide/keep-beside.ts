import { freeArea } from '../frame/free-area.ts';
import { freeCorner, sheetHeight, type Box } from '../../view/guide/placement.ts';

/** Below this width there is no room beside anything. */
const NARROW = 640;
const MARGIN = 16;

const inset = ({ left, top, right, bottom }: Box): Box => ({ left: left + MARGIN, top: top + MARGIN, right: right - MARGIN, bottom: bottom - MARGIN });

/**
 * Keeps the guide where it does not cover the target: in a corner or, where there is no room, as a sheet at the bottom, below the target.
 * The page is then longer by the sheet, so that the target can always be scrolled above it. The result ends that.
 */
export function keepBeside(panel: HTMLElement, target: HTMLElement): () => void {
	const { body } = document;

	function place(): void {
		const area = freeArea();
		const corners = inset(area);
		panel.style.maxHeight = `${Math.min(640, corners.bottom - corners.top)}px`;
		delete panel.dataset.sheet;
		const corner = innerWidth > NARROW ? freeCorner(corners, target.getBoundingClientRect(), panel.offsetWidth, panel.offsetHeight) : null;
		panel.dataset.x = corner?.x ?? '';
		panel.dataset.y = corner?.y ?? '';
		if (!corner) {
			panel.dataset.sheet = '';
			panel.style.maxHeight = `${sheetHeight(area, target.offsetHeight)}px`;
		}
		body.style.paddingBottom = corner ? '' : `${panel.offsetHeight}px`;
	}

	/** As far as it has to: what fits is brought to the middle of the room there is, what does not to its top. */
	function bringIntoSight(): void {
		place();
		const area = freeArea();
		const bottom = 'sheet' in panel.dataset ? panel.getBoundingClientRect().top : area.bottom;
		const { top, bottom: end, height } = target.getBoundingClientRect();
		if (top < area.top || end > bottom) {
			const room = Math.max(0, bottom - area.top - height);
			scrollTo({ top: scrollY + top - area.top - Math.min(room / 2, 2 * MARGIN), behavior: 'instant' });
			place();
		}
	}

	const sizes = new ResizeObserver(bringIntoSight);
	sizes.observe(target);
	addEventListener('scroll', place, { passive: true });
	addEventListener('resize', bringIntoSight);
	bringIntoSight();
	return () => {
		sizes.disconnect();
		removeEventListener('scroll', place);
		removeEventListener('resize', bringIntoSight);
		body.style.paddingBottom = '';
	};
}
