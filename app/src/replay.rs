//! A plain form that failed is answered with its own page again: the error beside the fields, the values still typed.

use crate::error::AppError;
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::Arc;

/// What was posted where, and why it failed; the server provides it while it renders the form's page again.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The server function, such as `companies/register`.
    pub endpoint: Arc<str>,
    pub error: AppError,
    /// The posted body, in form encoding.
    pub body: Arc<[u8]>,
}

/// The fields of a posted form stand under `form`.
#[derive(Deserialize)]
struct Posted<T> {
    form: T,
}

/// The fields of a form encoding, as browsers write it.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_qs::Config::new(5, false).deserialize_bytes::<Posted<T>>(body).ok().map(|posted| posted.form)
}

impl Replay {
    /// What was typed into the form of `endpoint`, if that is what failed.
    pub fn typed<T: DeserializeOwned>(endpoint: &str) -> Option<T> {
        let replay = leptos::prelude::use_context::<Self>().filter(|r| &*r.endpoint == endpoint)?;
        decode(&replay.body)
    }

    /// What was typed into the form of `endpoint` and why it was refused, if that is what failed.
    pub fn refused<T: DeserializeOwned>(endpoint: &str) -> Option<(T, AppError)> {
        let replay = leptos::prelude::use_context::<Self>().filter(|r| &*r.endpoint == endpoint)?;
        Some((decode(&replay.body)?, replay.error))
    }

    /// The same for a form whose fields stand by themselves, not under `form`.
    pub fn typed_flat<T: DeserializeOwned>(endpoint: &str) -> Option<T> {
        let replay = leptos::prelude::use_context::<Self>().filter(|r| &*r.endpoint == endpoint)?;
        serde_qs::Config::new(5, false).deserialize_bytes(&replay.body).ok()
    }

    /// Why the form of `endpoint` with this key failed, if it did.
    pub fn error(endpoint: &str, key: &str) -> Option<AppError> {
        leptos::prelude::use_context::<Self>().filter(|r| &*r.endpoint == endpoint && r.key() == key).map(|r| r.error)
    }

    /// What tells the posted form from others of its kind on its page; often nothing.
    fn key(&self) -> String {
        #[derive(Deserialize)]
        struct Keyed {
            #[serde(default, rename = "_key")]
            key: String,
        }
        serde_qs::Config::new(5, false).deserialize_bytes::<Keyed>(&self.body).map(|k| k.key).unwrap_or_default()
    }
}
