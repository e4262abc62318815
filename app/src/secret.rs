//! Random names and tokens, and the hashes under which tokens are stored.

use sha2::{Digest, Sha256};

/// Crockford's alphabet in lower case: no letter is mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A random 80-bit name for a thing that has no slug: 16 characters.
pub fn reference() -> String {
    random(16)
}

/// A random 160-bit secret that is mailed or kept in a cookie: 32 characters.
pub fn token() -> String {
    random(32)
}

/// Under which a token is stored: its SHA-256 in hexadecimal.
pub fn hash(token: &str) -> String {
    hash_bytes(token.as_bytes())
}

/// The SHA-256 of bytes in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn random(characters: usize) -> String {
    let mut bytes = vec![0_u8; characters];
    rand::fill(&mut bytes[..]);
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(*b % 32)])).collect()
}
