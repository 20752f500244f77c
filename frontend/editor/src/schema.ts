/**
 * What a text can be made of, as this editor knows it: the server lets no older one in, because
 * it would delete what it does not know. The same number is in `crates/model/src/live.rs`; both
 * grow with every new node or mark.
 */
export const SCHEMA = 2;
