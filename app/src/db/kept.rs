//! Small tables that a process keeps in memory: names of sectors, firm types, regions, the technology map. Pages put
//! them beside what their queries find, instead of asking for the same words with every query.

use super::{StoreResult, Tx, Version, version::Versions};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

/// A whole table (or several) as pages read it.
pub trait Kept: Sized + Send + Sync + 'static {
    /// What it is of: whatever changes it calls [`Tx::touch_public`], or what is narrower.
    const OF: Version = Version::Public;

    /// Reads all of it.
    fn read(tx: &mut Tx) -> impl Future<Output = StoreResult<Self>> + Send;

    /// Reads it once more, knowing what it was.
    fn renew(_before: &Self, tx: &mut Tx) -> impl Future<Output = StoreResult<Self>> + Send {
        Self::read(tx)
    }
}

/// Something that was read, and the version of what it is of then.
struct Item {
    version: u64,
    what: Arc<dyn Any + Send + Sync>,
}

/// A place on the shelf: what was read, and who reads it now. Others wait for them instead of reading the same.
#[derive(Default)]
struct Slot {
    item: Option<Item>,
    reading: Arc<tokio::sync::Mutex<()>>,
}

/// What the process keeps.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<HashMap<TypeId, Slot>>>);

impl Shelf {
    /// The shelf for somebody who reads the database as it is now, or later.
    pub fn now(&self, versions: &Versions) -> ShelfAt {
        let at = |of| versions.of(of);
        ShelfAt {
            shelf: self.clone(),
            public: at(Version::Public),
            claims: at(Version::Claims),
            firms: at(Version::Firms),
        }
    }
}

/// The shelf at a moment.
#[derive(Clone)]
pub struct ShelfAt {
    shelf: Shelf,
    public: u64,
    claims: u64,
    firms: u64,
}

impl ShelfAt {
    const fn version<T: Kept>(&self) -> u64 {
        match T::OF {
            Version::Public => self.public,
            Version::Claims => self.claims,
            Version::Firms => self.firms,
        }
    }

    fn slot<T: Kept, R>(&self, with: impl FnOnce(&mut Slot) -> R) -> R {
        let mut kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        with(kept.entry(TypeId::of::<T>()).or_default())
    }

    fn take<T: Kept>(&self) -> Option<Arc<T>> {
        self.slot::<T, _>(|slot| {
            let item = slot.item.as_ref().filter(|item| item.version >= self.version::<T>())?;
            item.what.clone().downcast().ok()
        })
    }

    /// What was kept last, however old it is.
    fn last<T: Kept>(&self) -> Option<Arc<T>> {
        self.slot::<T, _>(|slot| slot.item.as_ref()?.what.clone().downcast().ok())
    }

    fn put<T: Kept>(&self, what: Arc<T>) {
        let version = self.version::<T>();
        self.slot::<T, _>(|slot| {
            if slot.item.as_ref().is_none_or(|item| item.version < version) {
                slot.item = Some(Item { version, what });
            }
        });
    }
}

impl Tx {
    /// Which version of something this transaction reads, at least; of a writing one nothing is known.
    pub fn version<T: Kept>(&self) -> Option<u64> {
        self.shelf.as_ref().map(ShelfAt::version::<T>)
    }

    /// What is kept, from memory where the transaction reads; one that writes sees what it wrote itself.
    pub async fn kept<T: Kept>(&mut self) -> StoreResult<Arc<T>> {
        let Some(shelf) = self.shelf.clone() else { return Ok(Arc::new(T::read(self).await?)) };
        if let Some(found) = shelf.take() {
            return Ok(found);
        }
        let reading = shelf.slot::<T, _>(|slot| slot.reading.clone());
        let _alone = reading.lock().await;
        if let Some(found) = shelf.take() {
            return Ok(found);
        }
        let read = match shelf.last::<T>() {
            Some(before) => T::renew(&before, self).await?,
            None => T::read(self).await?,
        };
        let read = Arc::new(read);
        shelf.put(read.clone());
        Ok(read)
    }
}
