//! Choices that look like chance and depend on a record's place only.

/// The choices for one record.
pub(super) struct Pick(u64);

impl Pick {
    /// Of the record of that place; `kind` keeps the kinds of records apart.
    pub(super) fn new(kind: u64, n: u32) -> Self {
        Self((kind << 32) | u64::from(n))
    }

    /// A number below `end` (SplitMix64, Steele et al. 2014).
    pub(super) fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % u64::from(end)) as u32
    }

    /// True once in `end` times.
    pub(super) fn once_in(&mut self, end: u32) -> bool {
        self.below(end) == 0
    }

    /// One of these.
    pub(super) fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }
}
