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
	/** Whether the target was wholly in sight where the reader last scrolled to: then it stays so when the guide grows, or something above it. */
	let inSight = false;
	/** Where this scrolled to. */
	let own = NaN;

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
		const { top, height } = target.getBoundingClientRect();
		const [start, end] = room();
		if (!fits()) {
			const rest = Math.max(0, end - start - height);
			scrollTo({ top: scrollY + top - start - Math.min(rest / 2, 2 * MARGIN), behavior: 'instant' });
			own = scrollY;
			place();
		}
		inSight = true;
	}

	/** From where to where the target may stand. */
	function room(): [start: number, end: number] {
		const area = freeArea();
		return [area.top, 'sheet' in panel.dataset ? panel.getBoundingClientRect().top : area.bottom];
	}

	function fits(): boolean {
		const { top, bottom } = target.getBoundingClientRect();
		const [start, end] = room();
		return top >= start - 1 && bottom <= end; // a page is scrolled by whole pixels
	}

	function scrolled(): void {
		place();
		inSight = (inSight && scrollY === own) || fits();
	}

	const sizes = new ResizeObserver(bringIntoSight);
	sizes.observe(target);
	const others = new ResizeObserver(() => inSight && bringIntoSight());
	others.observe(body);
	others.observe(panel);
	addEventListener('scroll', scrolled, { passive: true });
	addEventListener('resize', bringIntoSight);
	bringIntoSight();
	return () => {
		sizes.disconnect();
		others.disconnect();
		removeEventListener('scroll', scrolled);
		removeEventListener('resize', bringIntoSight);
		body.style.paddingBottom = '';
	};
}
