//! Of which day a page is: choosing one, and saying so.

use super::super::model::AsOf;
use crate::{
    text::{
        keys::{history as words, ui as common},
        texts,
    },
    time::UnixMillis,
    ui::{Notice, Tone},
};
use leptos::prelude::*;

/// A day in a form of filters; empty is now.
#[component]
pub fn DayField(as_of: AsOf) -> impl IntoView {
    view! {
        <label for="as-of">{texts().s(words::DAY)}</label>
        <input type="date" id="as-of" name="day" value=as_of.day max=as_of.today/>
    }
}

/// A form with the day alone.
#[component]
pub fn DayForm(as_of: AsOf, action: String) -> impl IntoView {
    view! {
        <form class="cluster" action=action>
            <DayField as_of/>
            <button class="button small">{texts().s(common::APPLY)}</button>
        </form>
    }
}

/// Says that a page is of a day that is past, and leads back.
#[component]
pub fn DayNote(
    as_of: AsOf,
    /// The same page as it is now.
    now: String,
) -> impl IntoView {
    let t = texts();
    UnixMillis::of_iso_day(&as_of.day).map(|day| {
        view! {
            <Notice tone=Tone::Neutral>
                <p><strong>{words::as_of(t, day.short_day(t.lang()))}</strong>" "{t.s(words::AS_OF_MEANS)}</p>
                <p><a href=now>{t.s(words::AS_OF_NOW)}</a></p>
            </Notice>
        }
    })
}
