//! When a meetup takes place in the viewer's own zone. The page from the server speaks Seoul time only; this is added
//! after hydration, so that nothing the server renders depends on a zone.

#[cfg(feature = "hydrate")]
use crate::text::{Lang, texts};
use crate::time::UnixMillis;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast;

/// The place for the same time in the viewer's zone; it stays hidden where that reads as in Seoul.
#[component]
pub fn OwnZone(start: UnixMillis, end: UnixMillis) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let lang = texts().lang();
        Effect::new(move |_| show_own_zones(lang));
    }
    view! { <p class="own-zone" hidden=true data-start=start.0 data-end=end.0></p> }
}

/// Fills the places for the viewer's time, also on a page that stands as the server sent it.
#[cfg(feature = "hydrate")]
pub fn show_own_zones(lang: Lang) {
    let places = document().query_selector_all(".own-zone[hidden]");
    for place in places.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at))) {
        web::fill(&place.unchecked_into(), lang);
    }
}

#[cfg(feature = "hydrate")]
mod web {
    //! Only the browser knows the viewer's zone.
    use crate::text::{Lang, Texts, keys::meetups};
    use js_sys::{Date, Object, Reflect};
    use wasm_bindgen::JsValue;

    /// Says the viewer's time in its place.
    pub fn fill(place: &web_sys::Element, lang: Lang) {
        let at = |name: &str| place.get_attribute(name)?.parse().ok();
        if let Some(when) = at("data-start").zip(at("data-end")).and_then(|(start, end)| own(start, end, lang)) {
            place.set_text_content(Some(&meetups::your_time(Texts(lang), when)));
            let _ = place.remove_attribute("hidden");
        }
    }

    /// From when to when in the viewer's zone; `None` where their clock shows Seoul time.
    fn own(start: f64, end: f64, lang: Lang) -> Option<String> {
        let locale = match lang {
            Lang::Ko => "ko-KR",
            Lang::En => "en-GB",
        };
        let read = |at: f64, options: &Object| {
            let date = Date::new(&JsValue::from_f64(at));
            date.to_locale_string(locale, options).as_string()
        };
        let plain = options(&[])?;
        let here = read(start, &plain)?;
        if here == read(start, &options(&[("timeZone", "Asia/Seoul")])?)? {
            return None;
        }
        let until = read(end, &options(&[("timeZoneName", "short")])?)?;
        Some(format!("{here} ~ {until}"))
    }

    fn options(more: &[(&str, &str)]) -> Option<Object> {
        const USUAL: [(&str, &str); 5] =
            [("weekday", "short"), ("month", "short"), ("day", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")];
        let options = Object::new();
        for (name, value) in USUAL.iter().chain(more) {
            Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
        }
        Some(options)
    }
}
