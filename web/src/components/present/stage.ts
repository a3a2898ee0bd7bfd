// What a browser offers for a presentation: the whole screen, and a screen that stays on. Neither is required: over plain HTTP,
// and in some browsers, there is only one or none of them.

/** Fills the screen and keeps it on; the result ends both. `left` is called when the reader leaves the full screen. */
export function takeStage(left: () => void): () => void {
	const root = document.documentElement;
	let lock: WakeLockSentinel | null = null;
	let over = false;

	async function keepAwake(): Promise<void> {
		try {
			const taken = (await navigator.wakeLock?.request('screen')) ?? null;
			if (over) {
				await taken?.release();
			} else {
				lock = taken;
			}
		} catch {
			lock = null; // not allowed, or the tab is hidden
		}
	}

	let full = false;
	const changed = () => {
		const was = full;
		full = document.fullscreenElement !== null;
		if (was && !full) {
			left();
		}
	};
	const seenAgain = () => document.visibilityState === 'visible' && void keepAwake();

	document.addEventListener('fullscreenchange', changed);
	document.addEventListener('visibilitychange', seenAgain);
	root.classList.add('presenting');
	void root.requestFullscreen?.().catch(() => {});
	void keepAwake();
	return () => {
		over = true;
		document.removeEventListener('fullscreenchange', changed);
		document.removeEventListener('visibilitychange', seenAgain);
		root.classList.remove('presenting');
		if (document.fullscreenElement) {
			void document.exitFullscreen().catch(() => {});
		}
		void lock?.release().catch(() => {});
	};
}
