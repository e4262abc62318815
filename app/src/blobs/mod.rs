//! Files by their content: bytes in the database, in chunks, so that backup, export and replicas need nothing else.

mod picture;

pub use picture::{Unusable, fitted};

use crate::{
    db::{StoreError, StoreResult, Tx},
    error::{Problem, check},
    secret,
    time::UnixMillis,
    values,
};

/// Bytes of one row.
const CHUNK: usize = 256 * 1024;
/// Largest file, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// Stores bytes and tells the name of their content. Storing the same bytes again changes nothing.
pub async fn put(tx: &mut Tx, bytes: &[u8], media_type: &str, now: UnixMillis) -> StoreResult<String> {
    const BLOB: &str = "INSERT INTO blob (sha256, size, media_type, created_ms) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (sha256) DO NOTHING";
    const PART: &str = "INSERT INTO blob_chunk (sha256, position, bytes) VALUES ($1, $2, $3)";
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    if bytes.len() > LARGEST {
        return Err(StoreError::Broken(format!("a file of {size} bytes passed the upload limit")));
    }
    let sha256 = secret::hash_bytes(bytes);
    if tx.run(BLOB, values![&sha256, size, media_type, now]).await? == 1 {
        for (position, part) in (0_i64..).zip(bytes.chunks(CHUNK)) {
            tx.run(PART, values![&sha256, position, part]).await?;
        }
    }
    Ok(sha256)
}

/// A stored file: its media type and bytes.
pub async fn get(tx: &mut Tx, sha256: &str) -> StoreResult<(String, Vec<u8>)> {
    const BLOB: &str = "SELECT media_type FROM blob WHERE sha256 = $1";
    const PARTS: &str = "SELECT bytes FROM blob_chunk WHERE sha256 = $1 ORDER BY position";
    let (media_type,): (String,) = tx.one(BLOB, values![sha256]).await?;
    let parts: Vec<(Vec<u8>,)> = tx.all(PARTS, values![sha256]).await?;
    Ok((media_type, parts.into_iter().flat_map(|p| p.0).collect()))
}

/// Forgets bytes that nothing shows any more. Every table that names a file stands here.
pub async fn forget(tx: &mut Tx, sha256: &str) -> StoreResult<()> {
    const FORGET: &str = "DELETE FROM blob WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM company WHERE logo = $1) \
        AND NOT EXISTS (SELECT 1 FROM company_document WHERE sha256 = $1) \
        AND NOT EXISTS (SELECT 1 FROM conversation_file WHERE sha256 = $1)";
    tx.run(FORGET, values![sha256]).await?;
    Ok(())
}

/// A file's name as it can be stored and sent again: without what a path or a header would read.
pub fn file_name(sent: &str, longest: usize) -> Result<String, Problem> {
    let name: String = sent.chars().filter(|c| !c.is_control() && !"/\\\"<>".contains(*c)).take(longest).collect();
    check::line(&name, longest)
}

/// What a document is, by its first bytes: PDF, pictures, archives, and the formats of office programs. Nothing that a
/// browser would run.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        // HWP and older office files; HWPX, newer ones, and archives.
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/octet-stream"),
        (b"PK\x03\x04", "application/octet-stream"),
    ];
    KINDS.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    #[tokio::test]
    async fn bytes_come_back_as_they_went_in() {
        for test in databases().await {
            let mut tx = test.db.begin().await.expect("a transaction");
            let bytes: Vec<u8> = (0..CHUNK * 2 + 17).map(|i| u8::try_from(i % 251).unwrap_or_default()).collect();
            let name = put(&mut tx, &bytes, "application/pdf", UnixMillis(1)).await.expect("stored");
            assert_eq!(put(&mut tx, &bytes, "application/pdf", UnixMillis(2)).await.expect("known"), name);
            assert_eq!(get(&mut tx, &name).await.expect("found"), ("application/pdf".to_owned(), bytes));
            let empty = put(&mut tx, b"", "text/plain", UnixMillis(3)).await.expect("stored");
            assert_eq!(get(&mut tx, &empty).await.expect("found").1, b"");
            assert!(matches!(get(&mut tx, "none").await, Err(StoreError::Missing)));
        }
    }
}
