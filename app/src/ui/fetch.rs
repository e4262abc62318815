//! In the browser: asking a server function for its answer as text.

use crate::error::{AppError, AppResult};
use leptos::{prelude::*, server::codee::string::FromToStringCodec};
use send_wrapper::SendWrapper;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The JSON text of an answer, `{"Ok":…}` or `{"Err":…}`, or the mark of the page's block where the server wrote it.
pub type Answer = Resource<String, FromToStringCodec>;

/// The address of a server function with its arguments in the query.
pub fn address(path: &str, arguments: &impl Serialize) -> String {
    let query = serde_qs::to_string(arguments).unwrap_or_default();
    format!("{path}?{query}")
}

/// Asks, and asks again when the address or the number of posted forms changes.
pub fn answer(address: Box<dyn Fn() -> String + Send + Sync>, posts: Option<RwSignal<u32>>) -> Answer {
    let key = move || (address(), posts.map_or(0, |p| p.get()));
    Resource::new_with_options(key, |(address, _)| SendWrapper::new(ask(address)), false)
}

async fn ask(address: String) -> String {
    match text(&address).await {
        Ok((true, text)) => format!("{{\"Ok\":{text}}}"),
        Ok((false, text)) => format!("{{\"Err\":{text}}}"),
        Err(_) => String::new(),
    }
}

/// Whether the answer is a good one, and its text.
async fn text(address: &str) -> Result<(bool, String), JsValue> {
    let init = web_sys::RequestInit::new();
    let request = web_sys::Request::new_with_str_and_init(address, &init)?;
    request.headers().set("accept", "application/json")?;
    let response: web_sys::Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), text.as_string().unwrap_or_default()))
}

/// What an answer says; a text that is none means that the server cannot be reached.
pub fn parse<T: DeserializeOwned>(answer: &str) -> AppResult<T> {
    let block = answer.strip_prefix('#').and_then(|id| document().get_element_by_id(id)?.text_content());
    let json = block.as_deref().unwrap_or(answer);
    serde_json::from_str::<AppResult<T>>(json).unwrap_or(Err(AppError::Unavailable))
}
