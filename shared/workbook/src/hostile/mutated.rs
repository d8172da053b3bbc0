//! Good files that were damaged at random: whatever comes out, it comes out.

use proptest::{prelude::*, sample::Index};

use super::{PARTNERS, files::of_every_format, read_with};
use crate::{Formulas, Kind, Limits, Options, WORKBOOK};

/// A change of a file.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Cut(Index, Index),
    Splice(Index, Index, Index),
    Set(Index, [u8; 4]),
}

impl Change {
    fn made(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let place = |index: &Index| index.index(bytes.len());
        match self {
            Self::Flip(at, bits) => {
                let at = place(at);
                bytes[at] ^= bits;
            }
            Self::Cut(from, to) => {
                let (from, to) = (place(from), place(to));
                drop(bytes.drain(from.min(to)..from.max(to)));
            }
            Self::Splice(from, to, into) => {
                let (from, to, into) = (place(from), place(to), place(into));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                drop(bytes.splice(into..into, part));
            }
            Self::Set(at, value) => {
                let at = place(at);
                let end = bytes.len().min(at + 4);
                bytes[at..end].copy_from_slice(&value[..end - at]);
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let set = prop::sample::select(vec![
        [0; 4],
        [0xFF; 4],
        [0xFF, 0xFF, 0xFF, 0x7F],
        [0, 0, 0, 0x80],
        [1, 0, 0, 0],
    ]);
    let change = prop_oneof![
        4 => (any::<Index>(), 1u8..).prop_map(|(at, bits)| Change::Flip(at, bits)),
        1 => any::<(Index, Index)>().prop_map(|(from, to)| Change::Cut(from, to)),
        1 => any::<(Index, Index, Index)>().prop_map(|(from, to, into)| Change::Splice(from, to, into)),
        2 => (any::<Index>(), set).prop_map(|(at, value)| Change::Set(at, value)),
    ];
    prop::collection::vec(change, 1..6)
}

/// The parts of an archive are changed before they are packed, or else only its directory would be.
fn changed(bytes: Vec<u8>, part: Option<Index>, changes: &[Change]) -> Vec<u8> {
    let made = |bytes: &mut Vec<u8>| changes.iter().for_each(|change| change.made(bytes));
    match part.filter(|_| bytes.starts_with(b"PK")) {
        Some(part) => {
            let mut parts = super::files::parts(&bytes);
            let place = part.index(parts.len());
            made(&mut parts[place].1);
            super::files::archive(parts)
        }
        None => {
            let mut bytes = bytes;
            made(&mut bytes);
            bytes
        }
    }
}

// As many files as proptest usually makes, unless PROPTEST_CASES, by which `cargo dev soak` asks for more.
proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_damage_is_an_answer(
        format in 0usize..5,
        part in prop::option::of(any::<Index>()),
        changes in changes(),
    ) {
        let bytes = changed(of_every_format()[format].1.clone(), part, &changes);
        let limits = Limits { held_bytes: 1 << 20, unpacked_bytes: 1 << 24, held_cells: 10_000, ..WORKBOOK };
        for kind in Kind::ALL {
            let options = Options { kind, formulas: Formulas::Cached, ..PARTNERS };
            match read_with(&bytes, options, &limits) {
                Ok((layout, rows)) => {
                    prop_assert!(layout.refused() || rows.len() < 1_000);
                    // Of a sheet whose headings are refused nothing was read: its rows may be damaged.
                    if kind == Kind::Partners && !layout.refused() {
                        drop(super::copies::copied(&bytes, options));
                    }
                }
                Err(error) => prop_assert!(error.code().starts_with("workbook-")),
            }
        }
    }
}
