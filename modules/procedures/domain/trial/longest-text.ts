/** The longest file of a procedure that is tried, in bytes: several times the longest there is. */
export const longestText = 256 * 1024
