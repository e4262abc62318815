//! Compression: in a moment for one reader, as small as it goes for many.

use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};
use std::{cell::RefCell, io::Write};
use zstd::bulk::Compressor;

/// What a reader's client can unpack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpacks {
    pub brotli: bool,
    zstd: bool,
}

impl Unpacks {
    pub fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let named = |coding: &str| {
            accepted.split(',').any(|entry| {
                let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
                let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
                name.trim() == coding && weight > 0.0
            })
        };
        Self { brotli: named("br"), zstd: named("zstd") }
    }

    /// A text packed for this client in the shortest time, with the name of how. `None` where it unpacks nothing.
    pub fn quickly(self, plain: &[u8]) -> Option<(&'static str, Bytes)> {
        if self.zstd {
            zstd(plain).map(|packed| ("zstd", packed))
        } else if self.brotli {
            Some(("br", brotli(plain, 1)))
        } else {
            None
        }
    }
}

thread_local! {
    /// Its tables are as large as several pages: they are made once a thread.
    static ZSTD: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(1).ok());
}

fn zstd(plain: &[u8]) -> Option<Bytes> {
    ZSTD.with_borrow_mut(|zstd| zstd.as_mut()?.compress(plain).ok().map(Bytes::from))
}

/// A text packed by brotli. The window is as large as the text: brotli clears all of it beforehand.
pub fn brotli(plain: &[u8], quality: u32) -> Bytes {
    let window = (plain.len() + 16).next_power_of_two().ilog2().clamp(10, 22);
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut packed, plain.len().max(1), quality, window);
    let written = writer.write_all(plain).and_then(|()| writer.flush());
    drop(writer);
    if written.is_err() { Bytes::new() } else { Bytes::from(packed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn unpacks(accepted: &'static str) -> Unpacks {
        Unpacks::of(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]))
    }

    #[test]
    fn only_what_a_client_names_is_sent_to_it() {
        let both = Unpacks { brotli: true, zstd: true };
        assert_eq!(unpacks("gzip, deflate, br, zstd"), both);
        assert_eq!(unpacks("br;q=0.5,zstd ; q=1"), both);
        assert_eq!(unpacks("gzip, br"), Unpacks { brotli: true, zstd: false });
        assert_eq!(unpacks("zstd;q=0, br;q=0.0, brotli, zstandard"), Unpacks::default());
    }

    #[test]
    fn what_is_packed_is_the_text_again() {
        let text = "오픈 클라우드 얼라이언스 <p>".repeat(200);
        let (coding, packed) = unpacks("br, zstd").quickly(text.as_bytes()).expect("packed");
        assert_eq!(coding, "zstd");
        assert_eq!(zstd::bulk::decompress(&packed, text.len()).expect("unpacked"), text.as_bytes());
        let (coding, packed) = unpacks("br").quickly(text.as_bytes()).expect("packed");
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_ref(), &mut plain).expect("unpacked");
        assert_eq!((coding, plain.as_slice()), ("br", text.as_bytes()));
        assert!(unpacks("identity").quickly(text.as_bytes()).is_none());
    }
}
