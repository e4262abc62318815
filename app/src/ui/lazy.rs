//! Pages whose code is fetched when they are opened.

use leptos::prelude::AnyView;

/// A page that belongs to a chunk (`chunks.rs` says to which): its data are asked for at once, its code fetched beside.
pub trait LazyPage: Send + Sized + 'static {
    /// Asks for what the page shows.
    fn data() -> Self;

    /// The page itself; this is what the chunk holds.
    fn view(this: Self) -> AnyView;
}
