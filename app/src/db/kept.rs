//! Small tables that a process keeps in memory: names of sectors, firm types, regions, the technology map. Pages put
//! them beside what their queries find, instead of asking for the same words with every query.

use super::{StoreResult, Tx};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

/// A whole table (or several) as pages read it. Whatever changes one calls [`Tx::touch_public`].
pub trait Kept: Sized + Send + Sync + 'static {
    /// Reads all of it.
    fn read(tx: &mut Tx) -> impl Future<Output = StoreResult<Self>> + Send;
}

/// Something that was read, and the version of everything public then.
struct Item {
    version: u64,
    what: Arc<dyn Any + Send + Sync>,
}

/// What the process keeps.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<HashMap<TypeId, Item>>>);

impl Shelf {
    /// The shelf for somebody who reads the database at a version, or a later one.
    pub fn at(&self, version: u64) -> ShelfAt {
        ShelfAt { shelf: self.clone(), version }
    }
}

/// The shelf at a version.
#[derive(Clone)]
pub struct ShelfAt {
    shelf: Shelf,
    version: u64,
}

impl ShelfAt {
    fn take<T: Kept>(&self) -> Option<Arc<T>> {
        let kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        let item = kept.get(&TypeId::of::<T>()).filter(|item| item.version >= self.version)?;
        item.what.clone().downcast().ok()
    }

    fn put<T: Kept>(&self, what: Arc<T>) {
        let mut kept = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        let item = kept.entry(TypeId::of::<T>()).or_insert_with(|| Item { version: self.version, what: what.clone() });
        if item.version < self.version {
            *item = Item { version: self.version, what };
        }
    }
}

impl Tx {
    /// A small table, from memory where the transaction reads; one that writes sees what it wrote itself.
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
