//! When a meetup takes place in the viewer's own zone. The page from the server speaks Seoul time only; this is added
//! after hydration, so that nothing the server renders depends on a zone.

use crate::{
    text::{keys::meetups, texts},
    time::UnixMillis,
};
use leptos::prelude::*;

/// The same time in the viewer's zone, where it reads differently from Seoul's.
#[component]
pub fn OwnZone(start: UnixMillis, end: UnixMillis) -> impl IntoView {
    let t = texts();
    let own = RwSignal::new(None::<String>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| own.set(web::own(start, end, t.lang())));
    #[cfg(not(feature = "hydrate"))]
    let _ = (start, end);
    move || own.get().map(|when| view! { <p class="own-zone">{meetups::your_time(t, when)}</p> })
}

#[cfg(feature = "hydrate")]
mod web {
    //! Only the browser knows the viewer's zone.
    use crate::{text::Lang, time::UnixMillis};
    use js_sys::{Date, Object, Reflect};
    use wasm_bindgen::JsValue;

    /// From when to when in the viewer's zone; `None` where their clock shows Seoul time.
    pub fn own(start: UnixMillis, end: UnixMillis, lang: Lang) -> Option<String> {
        let locale = match lang {
            Lang::Ko => "ko-KR",
            Lang::En => "en-GB",
        };
        let read = |at: UnixMillis, options: &Object| {
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age are exact")]
            let date = Date::new(&JsValue::from_f64(at.0 as f64));
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
