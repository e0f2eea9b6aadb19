/** The next values, nearest first, and bounds that hold a coming value with the chance `level`. */
export interface Forecast {
  readonly point: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly level: number;
}

export type Predict = (horizon: number, level: number) => Forecast;
