// <unroll-embed show="page|network|review" link="#…" height="600"></unroll-embed>: the page in a frame as wide as the element and
// as high as its contents. `link` is what stands behind "#" in a link of the page; `height` counts until the frame has loaded.
const site = new URL('.', import.meta.url);

class UnrollEmbed extends HTMLElement {
	#frame = null;

	#fit = ({ source, data }) => {
		if (source === this.#frame.contentWindow && data?.unrollHeight > 0) {
			this.#frame.style.height = `${data.unrollHeight}px`;
		}
	};

	connectedCallback() {
		const address = new URL(site);
		const show = this.getAttribute('show') ?? 'page';
		address.search = show === 'page' ? '?embed' : `?embed=${encodeURIComponent(show)}`;
		address.hash = this.getAttribute('link') ?? '';
		this.#frame = document.createElement('iframe');
		this.#frame.title = this.title || 'Unroll';
		this.#frame.allow = 'clipboard-write; cross-origin-isolated';
		this.#frame.style.cssText = `display: block; width: 100%; height: ${Number(this.getAttribute('height')) || 600}px; border: 0`;
		this.#frame.src = address.href;
		addEventListener('message', this.#fit);
		this.style.display = 'block';
		this.replaceChildren(this.#frame);
	}

	disconnectedCallback() {
		removeEventListener('message', this.#fit);
	}
}

customElements.get('unroll-embed') ?? customElements.define('unroll-embed', UnrollEmbed);
