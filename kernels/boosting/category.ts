// How splits by the outcomes' order of categories are kept from fitting noise; src/models/boosting/reference.ts has the same.
/** Categories with fewer rows than this in a node are not told apart. */
export const CATEGORY_ROWS: f64 = 10;
/** Sorting key of a category: g / (h + this); keeps small ones from the ends. */
export const CATEGORY_SMOOTH: f64 = 10;
/** Added to λ₂ for splits by category, which have many more ways to fit noise. */
export const CATEGORY_L2: f64 = 1;
export const CATEGORY_MOST = 32;
