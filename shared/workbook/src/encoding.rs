//! Encodings of .csv files.

use std::io::{self, Read};

use domain::country::Country;
pub use domain::exchange::TextEncoding as Encoding;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

/// What Excel writes in that country where it does not write Unicode.
pub(crate) fn of_country(country: Country) -> Encoding {
    match country {
        Country::Hu | Country::Pl => Encoding::Windows1250,
        Country::Fi | Country::It => Encoding::Windows1252,
    }
}

/// Told by a byte order mark, or by the zeros between Latin letters in UTF-16.
pub(crate) fn marked(begin: &[u8]) -> Option<Encoding> {
    let marked = encoding_rs::Encoding::for_bom(begin).map(|(encoding, _)| encoding);
    let known = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be];
    if let Some(marked) = marked {
        return known.into_iter().find(|encoding| whatwg(*encoding) == marked);
    }
    let pairs = begin.as_chunks::<2>().0;
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
    let most = |count: usize| count > pairs.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if most(odd) => Some(Encoding::Utf16Le),
        (even, 0) if most(even) => Some(Encoding::Utf16Be),
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

pub(crate) fn whatwg(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Windows1250 => WINDOWS_1250,
        Encoding::Windows1252 => WINDOWS_1252,
    }
}
