/** A row of numbers as workers post them. */
export type Numbers = Float32Array | Float64Array;
