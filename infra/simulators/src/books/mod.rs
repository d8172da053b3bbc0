//! Made-up records of a Hungarian company's books, without end and always the same: what a workbook of any
//! size is made of. All are valid, and nothing by which a record is found comes twice.

mod account;
mod lands;
mod numbers;
mod partner;
mod pick;
mod product;

pub use account::account;
pub use partner::partner;
pub use product::product;

/// Records of this many are surely different from each other; then numbers may begin to lack digits.
pub const DIFFERENT: u32 = 4_000_000;
