//! Encodings of .csv files.

use std::io::{self, Read};

use domain::country::Country;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

/// An encoding in which people save .csv files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Central European Windows.
    Windows1250,
    /// Western European Windows.
    Windows1252,
}

impl Encoding {
    /// What Excel writes in that country where it does not write Unicode.
    pub fn of_country(country: Country) -> Self {
        match country {
            Country::Hu | Country::Pl => Self::Windows1250,
            Country::Fi | Country::It => Self::Windows1252,
        }
    }

    /// Told by a byte order mark, or by the zeros between Latin letters in UTF-16.
    pub(crate) fn marked(begin: &[u8]) -> Option<Self> {
        let marked = encoding_rs::Encoding::for_bom(begin).map(|(encoding, _)| encoding);
        let known = [Self::Utf8, Self::Utf16Le, Self::Utf16Be];
        if let Some(marked) = marked {
            return known.into_iter().find(|encoding| encoding.whatwg() == marked);
        }
        let pairs = begin.as_chunks::<2>().0;
        let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
        let most = |count: usize| count > pairs.len() / 2;
        match (zeros(0), zeros(1)) {
            (0, odd) if most(odd) => Some(Self::Utf16Le),
            (even, 0) if most(even) => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// Whether all of a file is UTF-8; its last letter may be cut off.
    pub(crate) fn is_utf8(mut file: impl Read) -> io::Result<bool> {
        let mut buffer = vec![0; 64 * 1024];
        let mut kept = 0;
        loop {
            let read = file.read(&mut buffer[kept..])?;
            let end = kept + read;
            kept = match std::str::from_utf8(&buffer[..end]) {
                Ok(_) => 0,
                Err(error) if error.error_len().is_some() => return Ok(false),
                Err(error) => end - error.valid_up_to(),
            };
            if read == 0 {
                return Ok(true);
            }
            buffer.copy_within(end - kept..end, 0);
        }
    }

    pub(crate) fn whatwg(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1250 => WINDOWS_1250,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}
