//! The sector groups: all of them as cards.

use crate::{
    error::AppResult,
    text::{Text2, keys::sectors as words, texts},
    ui::{LazyPage, Loaded, Page, Said, load, loaded},
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{companies as firms, consortia as groups, ctx::Ctx, label::Label, sectors};

/// A sector on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorCard {
    pub slug: String,
    pub name: Text2,
    /// The beginning of what it needs.
    pub about: Text2,
    pub firms: i64,
    pub consortia: i64,
    pub open_seats: i64,
}

/// Every sector with its numbers, in two statements.
#[cfg(feature = "ssr")]
pub async fn cards(tx: &mut crate::db::Tx) -> AppResult<Vec<SectorCard>> {
    let firms = firms::count_by_sector(tx).await?;
    let groups = groups::count_by_sector(tx).await?;
    let card = |(sector, needs): (&Label, &sectors::Needs)| {
        let (consortia, open_seats) = groups.get(&sector.slug).copied().unwrap_or_default();
        SectorCard {
            firms: firms.get(&sector.slug).copied().unwrap_or_default(),
            consortia,
            open_seats,
            about: needs.teaser.clone(),
            slug: sector.slug.clone(),
            name: sector.name.clone(),
        }
    };
    Ok(sectors::known(tx).await?.with_needs().map(card).collect())
}

/// Every sector group.
#[server(endpoint = "portal/sectors", input = GetUrl)]
pub async fn list_sectors() -> AppResult<Vec<SectorCard>> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    cards(&mut tx).await
}

/// All sector groups.
pub struct SectorListPage {
    sectors: Loaded<Vec<SectorCard>>,
}

impl LazyPage for SectorListPage {
    fn data() -> Self {
        let sectors = load(|| (), |()| ListSectors {});
        Self { sectors }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let SectorListPage { sectors } = this;
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                </div>
                {loaded(sectors, |cards| view! { <SectorCards cards level=2/> })}
            </Page>
        }
        .into_any()
    }
}

/// Sector groups as cards, with headings of this level.
#[component]
pub fn SectorCards(cards: Vec<SectorCard>, level: u8) -> impl IntoView {
    let cards = cards.into_iter().map(|card| view! { <Card card level/> }).collect_view();
    view! { <ul class="card-grid">{cards}</ul> }
}

#[component]
fn Card(card: SectorCard, level: u8) -> impl IntoView {
    let t = texts();
    let link = view! { <a href=t.href(&format!("/sectors/{}", card.slug))><Said text=card.name/></a> };
    let title = if level == 2 {
        view! { <h2 class="card-title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="card-title">{link}</h3> }.into_any()
    };
    let seats = (card.open_seats > 0).then(|| view! { <strong>{words::open_seats(t, card.open_seats)}</strong> });
    view! {
        <li>
            <div class="card link">
                {title}
                <p class="small muted"><Said text=card.about/></p>
                <p class="card-foot">
                    <span>{words::firms(t, card.firms)}" · "{words::consortia(t, card.consortia)}</span>
                    {seats}
                </p>
            </div>
        </li>
    }
}
