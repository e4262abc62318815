//! What a request brings along on the server: the database, the time it arrived, who asks and in which language.

use crate::{
    accounts::Person,
    db::{Db, Tx},
    error::{AppError, AppResult},
    text::Lang,
    time::UnixMillis,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// The clock of the process: the system's, or one that tests set.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands at `now` until it is moved.
    pub fn fixed(now: UnixMillis) -> Self {
        Self(Some(Arc::new(AtomicI64::new(now.0))))
    }

    /// The time now.
    pub fn now(&self) -> UnixMillis {
        let ms = match &self.0 {
            Some(fixed) => fixed.load(Ordering::Acquire),
            None => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|d| i64::try_from(d.as_millis()).ok())
                .unwrap_or_default(),
        };
        UnixMillis(ms)
    }

    /// Moves a fixed clock forward.
    pub fn advance(&self, ms: i64) {
        if let Some(fixed) = &self.0 {
            fixed.fetch_add(ms, Ordering::AcqRel);
        }
    }
}

/// What every request of the process shares.
#[derive(Clone, Debug)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    /// Scheme and host under which people reach the portal, without a slash at the end.
    pub base_url: Arc<str>,
    /// Whether the database holds the invented sample world; every page says so.
    pub sample_world: bool,
}

impl App {
    /// Whether only this machine reaches the portal.
    pub fn is_loopback(&self) -> bool {
        let host = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let name = host.strip_prefix('[').map_or_else(|| host.split(':').next(), |v6| v6.split(']').next());
        matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
    }

    /// The absolute address of a path in a language.
    pub fn absolute(&self, lang: Lang, path: &str) -> String {
        format!("{}{}", self.base_url, lang.href(path))
    }

    /// Whether cookies travel by TLS only.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The next moment at which something on the page being rendered changes by itself.
#[derive(Clone, Debug)]
pub struct Freshness(Arc<AtomicI64>);

impl Default for Freshness {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(i64::MAX)))
    }
}

impl Freshness {
    /// The earliest moment that was noted.
    pub fn until(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::Acquire))
    }

    fn note(&self, at: UnixMillis) {
        self.0.fetch_min(at.0, Ordering::AcqRel);
    }
}

/// One request.
#[derive(Clone, Debug)]
pub struct Ctx {
    pub app: App,
    /// When the request arrived; what deadlines are compared with.
    pub now: UnixMillis,
    pub lang: Lang,
    /// The address of the client, for limits.
    pub client: String,
    /// Who is signed in.
    pub person: Option<Person>,
    pub freshness: Freshness,
}

impl Ctx {
    /// The request that is being answered.
    pub fn current() -> AppResult<Self> {
        leptos::prelude::use_context::<Self>().ok_or_else(|| AppError::internal(&"no request context"))
    }

    /// The request and who is signed in; nobody is [`AppError::SignedOut`].
    pub fn signed_in() -> AppResult<(Self, Person)> {
        let ctx = Self::current()?;
        match ctx.person.clone() {
            Some(person) => Ok((ctx, person)),
            None => Err(AppError::SignedOut),
        }
    }

    /// The request of a coordinator; anybody else is [`AppError::Forbidden`].
    pub fn coordinator() -> AppResult<(Self, Person)> {
        let (ctx, person) = Self::signed_in()?;
        if person.coordinator { Ok((ctx, person)) } else { Err(AppError::Forbidden) }
    }

    /// A transaction that reads.
    pub async fn read(&self) -> AppResult<Tx> {
        Ok(self.app.db.read().await?)
    }

    /// A transaction that writes.
    pub async fn begin(&self) -> AppResult<Tx> {
        Ok(self.app.db.begin().await?)
    }

    /// The page must be made anew from this moment on.
    pub fn changes_at(&self, at: UnixMillis) {
        self.freshness.note(at);
    }

    /// Sends the browser to a page of this site, in the language of the request.
    pub fn go(&self, path: &str) {
        leptos_axum::redirect(&self.lang.href(path));
    }
}
