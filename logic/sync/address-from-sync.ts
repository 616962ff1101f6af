/** The address that another window has led this one to, as the router writes it; empty before there was one. */
export const addressFromSync = { current: '' }
