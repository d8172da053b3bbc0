//! Tests of the whole; each folder beside `src` is a binary.
