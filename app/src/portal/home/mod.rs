//! The home page: for visitors what this is and whether it is alive; for members what waits for them and what they could
//! do next; for the secretariat its queues.

mod desk;
mod member;
mod visitor;

use super::happenings::{Happening, HappeningRows};
use crate::{
    error::AppResult,
    news::{NoticeRow, NoticeRows},
    text::{
        keys::{home as words, news as news_words, ui as common},
        texts,
    },
    time::UnixMillis,
    ui::{LazyPage, Loaded, Page, Section, load, loaded},
};
use desk::{Desk, DeskHome};
use leptos::{prelude::*, server};
use member::{Member, MemberHome};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;
use visitor::{Visitor, VisitorHome};

#[cfg(feature = "ssr")]
use {
    super::happenings,
    crate::{companies, ctx::Ctx, news},
};

/// Happenings and pinned notices shown.
#[cfg(feature = "ssr")]
const LATEST: usize = 6;
#[cfg(feature = "ssr")]
const PINNED: usize = 2;

/// The home page, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    whose: Whose,
    pinned: Vec<NoticeRow>,
    latest: Vec<Happening>,
    now: UnixMillis,
}

/// What stands on it, by who looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whose {
    Visitor(Box<VisitorHome>),
    Member(Box<MemberHome>),
    Desk(Box<DeskHome>),
}

/// The alliance at a glance, or what waits for whoever is signed in.
#[server(endpoint = "portal/home", input = GetUrl)]
pub async fn get_home() -> AppResult<Home> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (whose, member) = match &ctx.person {
        None => (Whose::Visitor(Box::new(visitor::home(&ctx, &mut tx).await?)), false),
        Some(person) if person.coordinator => (Whose::Desk(Box::new(desk::home(&ctx, &mut tx, person).await?)), true),
        Some(person) => {
            let home = member::home(&ctx, &mut tx, person).await?;
            (Whose::Member(Box::new(home)), companies::works_for_member(&mut tx, person.id).await?)
        }
    };
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(Home {
        whose,
        pinned: news::pinned(&mut tx, "", member, ctx.now, PINNED).await?,
        latest: happenings::latest(&mut tx, "", ctx.now, LATEST).await?,
        now: ctx.now,
    })
}

/// The home page.
pub struct HomePage(Loaded<Home>);

impl LazyPage for HomePage {
    fn data() -> Self {
        Self(load(|| (), |()| GetHome {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |home| view! { <Whole home/> }).into_any()
    }
}

#[component]
fn Whole(home: Home) -> impl IntoView {
    let t = texts();
    let now = home.now;
    let pinned = (!home.pinned.is_empty()).then(|| {
        let all = Some((t.s(news_words::ALL).to_owned(), t.href("/news")));
        view! { <Section title=t.s(news_words::NOTICES) more=all><NoticeRows rows=home.pinned nested=true/></Section> }
    });
    let latest = (!home.latest.is_empty()).then(|| {
        let all = Some((t.s(news_words::ALL).to_owned(), t.href("/news")));
        view! { <Section title=t.s(common::LATEST) more=all><HappeningRows happenings=home.latest/></Section> }
    });
    let latest = view! { {pinned}{latest} }.into_any();
    match home.whose {
        Whose::Visitor(home) => view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD)><Visitor home=*home latest now/></Page>
        }
        .into_any(),
        Whose::Member(home) => {
            view! { <Page title=t.s(words::TITLE)><Member home=*home now/>{latest}</Page> }.into_any()
        }
        Whose::Desk(home) => view! { <Page title=t.s(words::TITLE)><Desk home=*home now/>{latest}</Page> }.into_any(),
    }
}
