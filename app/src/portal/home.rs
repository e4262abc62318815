//! The home page.

use crate::{
    companies::{CompanyRow, CompanyRows},
    error::AppResult,
    text::{
        keys::{companies, home, ui as words},
        texts,
    },
    ui::{Icon, Page, Section, load, loaded},
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{companies as firms, ctx::Ctx};

/// Firms shown as newcomers.
#[cfg(feature = "ssr")]
const NEWCOMERS: i64 = 6;

/// What the home page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    newest: Vec<CompanyRow>,
    firms: i64,
}

/// The newest members and how many there are.
#[server(endpoint = "portal/home", input = GetUrl)]
pub async fn get_home() -> AppResult<Home> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (newest, firms) = firms::newest(&mut tx, NEWCOMERS).await?;
    Ok(Home { newest, firms })
}

#[component]
pub fn HomePage() -> impl IntoView {
    let t = texts();
    let data = load(|| (), |()| get_home());
    let steps =
        [(home::STEP_1, home::STEP_1_BODY), (home::STEP_2, home::STEP_2_BODY), (home::STEP_3, home::STEP_3_BODY)]
            .map(|(title, body)| view! { <li><strong>{t.s(title)}</strong><p>{t.s(body)}</p></li> });
    view! {
        <Page title=t.s(home::TITLE) description=t.s(home::LEAD)>
            <section class="hero">
                <h1>{t.s(home::HEADLINE)}</h1>
                <p class="lead">{t.s(home::LEAD)}</p>
                <form class="search-box" role="search" action=t.href("/search") aria-label=t.s(words::SEARCH)>
                    <input type="search" name="q" aria-label=t.s(words::SEARCH_LABEL) placeholder=t.s(words::SEARCH_LABEL)/>
                    <button aria-label=t.s(words::SEARCH)><Icon name="search"/></button>
                </form>
                <div class="cluster">
                    <a class="button primary" href=t.href("/companies/new")>{t.s(companies::JOIN)}</a>
                    <a class="button" href=t.href("/companies")>{t.s(home::BROWSE)}</a>
                </div>
            </section>
            {loaded(data, |data| view! { <Newest data/> })}
            <Section title=t.s(home::HOW) more=None>
                <ol class="steps">{steps}</ol>
            </Section>
        </Page>
    }
}

#[component]
fn Newest(data: Home) -> impl IntoView {
    let t = texts();
    if data.newest.is_empty() {
        return view! { <Section title=t.s(home::NEWEST) more=None><p>{t.s(home::NOBODY_YET)}</p></Section> }
            .into_any();
    }
    let more = Some((home::all_firms(t, data.firms), t.href("/companies")));
    view! { <Section title=t.s(home::NEWEST) more><CompanyRows rows=data.newest/></Section> }.into_any()
}
