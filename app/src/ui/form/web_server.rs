//! On the server a form is only markup.

use crate::error::AppError;
use leptos::prelude::RwSignal;

pub type SubmitEvent = leptos::ev::SubmitEvent;

pub fn send<N>(_: &SubmitEvent, _: &str, _: RwSignal<Option<AppError>>, _: RwSignal<bool>, _: N) {}
