//! Small marks: states as an icon and a word, notices.

use super::{Icon, escaped, icon, still};
use leptos::prelude::*;

/// What a mark means; each has its colour and its icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Open,
    Waiting,
    Done,
    Closed,
    Neutral,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Open => "badge open",
            Self::Waiting => "badge waiting",
            Self::Done => "badge done",
            Self::Closed => "badge closed",
            Self::Neutral => "badge neutral",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Open => "circle-dashed",
            Self::Waiting => "clock",
            Self::Done => "check-circle",
            Self::Closed => "ban",
            Self::Neutral => "info",
        }
    }
}

/// A state: an icon and a word.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] label: String) -> impl IntoView {
    still(["<span class=\"", tone.class(), "\">", &icon(tone.icon()), &escaped(&label), "</span>"].concat())
}

/// A message about the page or what was just done.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Done => ("notice success", "check-circle"),
        Tone::Waiting => ("notice warning", "alert-triangle"),
        Tone::Closed => ("notice danger", "alert-circle"),
        Tone::Open | Tone::Neutral => ("notice info", "info"),
    };
    view! {
        <div class=class role="status">
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
}
