import { encode } from 'uqr';

/** A QR code as a drawing of one module to a unit. */
export interface QrFigure {
	/** Of the square, the light margin included. */
	size: number;
	/** The dark modules, as an SVG path. */
	path: string;
}

/** Light modules around a code: the standard asks for four (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The smallest code that holds the text; what room is left in it goes into error correction. */
export function qrFigure(text: string): QrFigure {
	const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return { size, path };
}
