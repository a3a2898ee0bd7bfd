// The epoch at which values are read, on all charts at once.
export class Crosshair {
	/** From 1; null where none is chosen. */
	at: number | null = $state(null);

	/** At the epoch nearest to a position, of those up to `last`. */
	point(position: number, last: number): void {
		this.at = last < 1 ? null : Math.min(last, Math.max(1, Math.round(position)));
	}

	/** The keys of a slider; returns whether the key had an effect. */
	press(key: string, last: number): boolean {
		const at = this.at ?? last;
		const moves: Record<string, number> = {
			ArrowLeft: at - 1,
			ArrowDown: at - 1,
			ArrowRight: at + 1,
			ArrowUp: at + 1,
			PageDown: at - 10,
			PageUp: at + 10,
			Home: 1,
			End: last,
		};
		if (key === 'Escape') {
			this.at = null;
			return true;
		}
		const to = moves[key];
		if (to === undefined) {
			return false;
		}
		this.point(to, last);
		return true;
	}

	clear(): void {
		this.at = null;
	}
}
