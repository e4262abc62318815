//! Passwords: argon2id away from the async threads, and a judgement of how easily one is guessed.

use crate::error::{AppError, AppResult, Problem};
use crate::text::keys;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::OnceLock;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Hashes at the same time; each takes 19 MiB and a core.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Words that make a password on this site easy to guess.
const SITE_WORDS: [&str; 6] = ["oca", "opencloudalliance", "cloud", "alliance", "오픈클라우드", "얼라이언스"];

/// The argon2id hash of a password, in PHC form.
pub async fn hash(password: String) -> AppResult<String> {
    let _turn = AT_ONCE.acquire().await.map_err(|e| AppError::internal(&e))?;
    let hashed = spawn_blocking(move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string()));
    hashed.await.map_err(|e| AppError::internal(&e))?.map_err(|e| AppError::internal(&e))
}

/// Whether the password fits the hash. Without a hash it takes the same time and is `false`.
pub async fn fits(password: String, hash: Option<String>) -> AppResult<bool> {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let _turn = AT_ONCE.acquire().await.map_err(|e| AppError::internal(&e))?;
    let compared = spawn_blocking(move || {
        let known = hash.is_some();
        let nobody = || {
            let hashed = Argon2::default().hash_password(b"nobody has this password");
            hashed.map(|h| h.to_string()).unwrap_or_default()
        };
        let hash = hash.as_deref().unwrap_or_else(|| NOBODY.get_or_init(nobody));
        let parsed = PasswordHash::new(hash);
        parsed.is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok()) && known
    });
    compared.await.map_err(|e| AppError::internal(&e))
}

/// Refuses a password that is among the common ones or made of the person's own words.
pub async fn judge(password: String, own_words: Vec<String>) -> AppResult<()> {
    let judged = spawn_blocking(move || {
        let words: Vec<&str> = own_words.iter().map(String::as_str).chain(SITE_WORDS).collect();
        zxcvbn::zxcvbn(&password, &words).score() >= zxcvbn::Score::Three
    });
    if judged.await.map_err(|e| AppError::internal(&e))? {
        Ok(())
    } else {
        Err(AppError::field("form[password]", Problem::Rule(keys::errors::WEAK_PASSWORD)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_password_only() {
        let hashed = hash("여울목 징검다리 42".into()).await.expect("hashed");
        assert!(hashed.starts_with("$argon2id$"), "{hashed}");
        assert!(fits("여울목 징검다리 42".into(), Some(hashed.clone())).await.expect("compared"));
        assert!(!fits("여울목 징검다리 43".into(), Some(hashed)).await.expect("compared"));
        assert!(!fits("nobody has this password".into(), None).await.expect("compared"));
    }

    #[tokio::test]
    async fn common_and_own_words_are_refused() {
        for weak in ["password123", "qwertyuiop", "1234567890", "narae2026!", "opencloudalliance"] {
            assert!(judge(weak.into(), vec!["narae".into()]).await.is_err(), "{weak}");
        }
        assert!(judge("여울목 징검다리 42".into(), vec![]).await.is_ok());
    }
}
