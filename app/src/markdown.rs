//! Markdown to HTML: what people write becomes a small safe set of elements. Rendered when it is written.

use crate::{
    text::{Lang, Text2},
    wire,
};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, TagEnd, html};

/// The version of this renderer, stored beside its output so that a better one can render again.
pub const RENDERER: i64 = 2;

/// Safe HTML of a Markdown text. Raw HTML shows as text; headings start at the third level, below the page's own.
pub fn render(source: &str) -> String {
    use pulldown_cmark::Tag;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut used: Vec<HeadingLevel> = Parser::new_ext(source, options)
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level),
            _ => None,
        })
        .collect();
    used.sort_unstable();
    used.dedup();
    // The levels that a text uses become the third and those below it, without a gap.
    let lower = |level: HeadingLevel| match used.iter().position(|l| *l == level) {
        Some(0) | None => HeadingLevel::H3,
        Some(1) => HeadingLevel::H4,
        Some(_) => HeadingLevel::H5,
    };
    let events = Parser::new_ext(source, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    });
    let mut rendered = String::new();
    html::push_html(&mut rendered, events);
    ammonia::Builder::default()
        .rm_tags(["img"])
        .link_rel(Some("nofollow ugc noopener"))
        .url_schemes(["http", "https", "mailto"].into())
        .clean(&rendered)
        .to_string()
}

/// The text of a Markdown source without its marks, for search and descriptions.
pub fn plain(source: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(source) {
        match event {
            Event::Text(t) | Event::Code(t) => text += &t,
            // Inline marks end inside a word: 「**클라우드**를」.
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a list or a search engine shows of a text in both languages, in characters.
const ABOUT: usize = 140;

/// The beginnings of a Markdown text in both languages, for what is kept.
pub fn about(ko: &str, en: &str) -> Text2 {
    Text2::new(teaser(ko, ABOUT), teaser(en, ABOUT))
}

/// The beginning of a Markdown text in the reader's language, for lists and descriptions that are made for one reader.
pub fn about_as_read(ko: &str, en: &str) -> Text2 {
    match wire::language() {
        Some(Lang::Ko) if !ko.is_empty() => about(ko, ""),
        Some(Lang::En) if !en.is_empty() => about("", en),
        _ => about(ko, en),
    }
}

/// The beginning of a Markdown text without its marks, at most `most` characters, cut between words.
pub fn teaser(source: &str, most: usize) -> String {
    // Marks take some room; what lies far behind the cut need not be read.
    let enough = source.char_indices().nth(most * 4).map_or(source, |(end, _)| &source[..end]);
    let text = plain(enough);
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", whole.trim_end_matches([',', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_markup_never_reaches_the_page() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "[a](  JaVaScRiPt:alert(1))",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](https://tracker.example/p.png)",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg/onload=alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
        ] {
            let html = render(hostile).to_lowercase();
            for bad in ["<script", "<img", "<svg", "<a href=\"javascript", "<a href=\"data", "<a href=\" "] {
                assert!(!html.contains(bad), "{hostile} became {html}");
            }
        }
    }

    #[test]
    fn a_teaser_ends_between_words() {
        assert_eq!(teaser("짧은 글", 10), "짧은 글");
        assert_eq!(teaser("**클라우드**를 함께 만드는 기업", 9), "클라우드를 함께…");
    }

    #[test]
    fn ordinary_text_keeps_its_shape() {
        let html = render("# 소개\n\n- **하나**\n- 둘 [링크](https://a.example)");
        assert!(html.contains("<h3>소개</h3>") && html.contains("<strong>하나</strong>"), "{html}");
        assert!(html.contains("rel=\"nofollow ugc noopener\""), "{html}");
        let later = render("## 요약\n\n#### 다음 일\n\n## 자료");
        assert_eq!(later.matches("<h3>").count(), 2, "no level is skipped: {later}");
        assert!(later.contains("<h4>다음 일</h4>"), "{later}");
        assert_eq!(plain("# 소개\n\n- **하나**\n- 둘"), "소개 하나 둘");
    }
}
