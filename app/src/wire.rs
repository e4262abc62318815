//! What travels to a reader beside the page: the data that the browser's program goes on with, each as a block of JSON at
//! the page's end, and texts in the reader's language only.
//!
//! Leptos would write the data as a quoted string inside a script: a third longer, and slower for Hangul.

use crate::text::Lang;
use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, fmt::Write, future::Future};

/// What the text of a resource begins with where the data stand in a block; the rest is the block's id.
pub const MARK: char = '#';

tokio::task_local! {
    static READING: Reading;
}

/// A reader, and what travels to them so far.
struct Reading {
    lang: Lang,
    blocks: RefCell<String>,
    count: RefCell<usize>,
}

/// Answers a request of somebody who reads `lang`.
pub async fn reading<T>(lang: Lang, answering: impl Future<Output = T>) -> T {
    let reading = Reading { lang, blocks: RefCell::default(), count: RefCell::default() };
    READING.scope(reading, answering).await
}

/// The language that is read where something is being written for a reader.
pub fn language() -> Option<Lang> {
    READING.try_with(|r| r.lang).ok()
}

/// A whole page: the blocks that were written for it, and the scripts that Leptos writes behind its end, stand before it.
pub fn finished(page: &str) -> String {
    let blocks = READING.try_with(|r| r.blocks.take()).unwrap_or_default();
    let end = page.rsplit_once("</body>").and_then(|(content, end)| Some((content, end.split_once("</html>")?.1)));
    let Some((content, scripts)) = end else { return page.to_owned() };
    [content, &blocks, scripts.trim_start_matches("<!>"), "</body></html>"].concat()
}

/// Writes data into a block of the page, and only the block's mark where Leptos looks for them.
pub struct Block;

impl<T: Serialize> Encoder<T> for Block {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(data: &T) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(data)?;
        let id = READING.try_with(|reading| {
            let id = reading.count.replace_with(|count| *count + 1);
            // Nothing in a block can end it.
            let safe = json.replace('<', "\\u003c");
            let block = write!(
                reading.blocks.borrow_mut(),
                "<script type=\"application/json\" id=\"data-{id}\">{safe}</script>"
            );
            block.map(|()| format!("{MARK}data-{id}")).ok()
        });
        Ok(id.ok().flatten().unwrap_or(json))
    }
}

impl<T: DeserializeOwned> Decoder<T> for Block {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(json: &str) -> Result<T, serde_json::Error> {
        serde_json::from_str(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text2;

    #[tokio::test]
    async fn data_stand_in_a_block_that_nothing_typed_can_end() {
        let page = reading(Lang::Ko, async {
            let mark = Block::encode(&"</script><script>alert(1)".to_owned()).expect("encoded");
            assert_eq!(mark, "#data-0");
            assert_eq!(Block::encode(&1).expect("encoded"), "#data-1");
            finished("<body>page</body><!></html><!><script>1</script>")
        })
        .await;
        assert_eq!(page.matches("<script").count(), 3, "{page}");
        assert!(page.contains("\"\\u003c/script>"), "{page}");
        assert!(page.ends_with("1</script><script>1</script></body></html>"), "{page}");
    }

    #[tokio::test]
    async fn a_reader_gets_the_own_language_or_what_there_is() {
        let (both, korean) = (Text2::new("한결", "Hangyeol"), Text2::new("한결", ""));
        let (en, ko) = reading(Lang::En, async {
            let json = |t: &Text2| serde_json::to_string(t).expect("encoded");
            (json(&both), json(&korean))
        })
        .await;
        assert_eq!((en.as_str(), ko.as_str()), (r#"{"en":"Hangyeol"}"#, r#"{"ko":"한결"}"#));
        let back: Text2 = serde_json::from_str(&ko).expect("decoded");
        assert_eq!(back, korean);
        let stored = serde_json::to_string(&both).expect("encoded");
        assert_eq!(stored, r#"{"ko":"한결","en":"Hangyeol"}"#, "where nobody reads, nothing is lost");
    }
}
