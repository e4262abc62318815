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
    /// What it is of: whatever changes it calls [`Tx::touch_public`], or the narrower [`Tx::touch_firms`].
    const OF: Version = Version::Public;

    /// Reads all of it.
    fn read(tx: &mut Tx) -> impl Future<Output = StoreResult<Self>> + Send;
}

/// Something that was read, and the version of what it is of then.
struct Item {
    version: u64,
    what: Arc<dyn Any + Send + Sync>,
}

/// What the process keeps.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<HashMap<TypeId, Item>>>);

impl Shelf {
    /// The shelf for somebody who reads the database as it is now, or later.
    pub fn now(&self, versions: &Versions) -> ShelfAt {
        let at = |of| versions.of(of);
        ShelfAt { shelf: self.clone(), public: at(Version::Public), firms: at(Version::Firms) }
    }
}

/// The shelf at a moment.
#[derive(Clone)]
pub struct ShelfAt {
    shelf: Shelf,
    public: u64,
    firms: u64,
}

impl ShelfAt {
    const fn version<T: Kept>(&self) -> u64 {
        match T::OF {
            Version::Public => self.public,
            Version::Firms => self.firms,
        }
    }

    fn take<T: Kept>(&self) -> Option<Arc<T>> {
        let kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        let item = kept.get(&TypeId::of::<T>()).filter(|item| item.version >= self.version::<T>())?;
        item.what.clone().downcast().ok()
    }

    fn put<T: Kept>(&self, what: Arc<T>) {
        let mut kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        let version = self.version::<T>();
        let item = kept.entry(TypeId::of::<T>()).or_insert_with(|| Item { version, what: what.clone() });
        if item.version < version {
            *item = Item { version, what };
        }
    }
}

impl Tx {
    /// What is kept, from memory where the transaction reads; one that writes sees what it wrote itself.
    pub async fn kept<T: Kept>(&mut self) -> StoreResult<Arc<T>> {
        let shelf = self.shelf.clone();
        if let Some(found) = shelf.as_ref().and_then(ShelfAt::take) {
            return Ok(found);
        }
        let read = Arc::new(T::read(self).await?);
        if let Some(shelf) = shelf {
            shelf.put(read.clone());
        }
        Ok(read)
    }
}
