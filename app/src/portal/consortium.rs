//! The page of a consortium with its meetups and bids.

use crate::{
    consortia::{Consortium, ConsortiumView},
    error::AppResult,
    flagship::{BidRow, BidRows},
    meetups::{MeetupRow, MeetupRows},
    offers::{OfferRow, OfferRows},
    text::{
        keys::{flagship, meetups, offers as offer_words},
        texts,
    },
    time::UnixMillis,
    ui::{Icon, LazyPage, Loaded, Section, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{consortia as groups, ctx::Ctx, db::Tx, flagship as bids, meetups as occasions, offers, technologies};

/// Offers shown on the page.
#[cfg(feature = "ssr")]
const MOST_OFFERS: usize = 4;
/// Meetups shown on the page.
#[cfg(feature = "ssr")]
const MOST_MEETUPS: i64 = 5;

/// What the page of a consortium shows, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumPageView {
    consortium: ConsortiumView,
    meetups: Vec<MeetupRow>,
    bids: Vec<BidRow>,
    /// Offers that would fill a gap, for those who invite.
    offers: Vec<OfferRow>,
    now: UnixMillis,
}

/// A consortium with its next meetups and its bids; members also see bids that are not public.
#[server(endpoint = "portal/consortium", input = GetUrl)]
pub async fn get_consortium_page(slug: String) -> AppResult<ConsortiumPageView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (id, consortium) = groups::consortium(&ctx, &mut tx, &slug).await?;
    let meetups = occasions::upcoming_of(&mut tx, ctx.now, id, MOST_MEETUPS).await?;
    let bids = if consortium.rights.member {
        bids::bids_for_members(&mut tx, id).await?
    } else {
        bids::bids_of_consortium(&mut tx, id).await?
    };
    let offers = if consortium.rights.invite { offers_for(&ctx, &mut tx, &consortium).await? } else { Vec::new() };
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(ConsortiumPageView { consortium, meetups, bids, offers, now: ctx.now })
}

/// Offers of firms that are not in it and bring what is not covered yet.
#[cfg(feature = "ssr")]
async fn offers_for(ctx: &Ctx, tx: &mut Tx, consortium: &ConsortiumView) -> AppResult<Vec<OfferRow>> {
    let map = technologies::map(tx).await?;
    let open = consortium.requirements.iter().filter(|r| r.is_open()).map(|r| r.technology.as_str());
    let wanted: Vec<String> = open
        .flat_map(|slug| std::iter::once(slug.to_owned()).chain(map.children(slug).map(|c| c.label.slug.clone())))
        .collect();
    let mut offers = offers::bringing(tx, &wanted, &consortium.sector.slug, ctx.now, MOST_OFFERS * 3).await?;
    let sits =
        |offer: &OfferRow| consortium.seats.iter().any(|s| s.firm.as_ref().is_some_and(|f| f.slug == offer.firm.slug));
    offers.retain(|offer| !sits(offer));
    offers.truncate(MOST_OFFERS);
    Ok(offers)
}

/// The page of a consortium.
pub struct ConsortiumPage(Loaded<ConsortiumPageView>);

impl LazyPage for ConsortiumPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetConsortiumPage { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |page| view! { <Whole page/> }).into_any()
    }
}

#[component]
fn Whole(page: ConsortiumPageView) -> impl IntoView {
    let t = texts();
    let now = page.now;
    let work = page.consortium.rights.work;
    let slug = page.consortium.slug.clone();
    let schedule = work.then(|| {
        let href = t.href(&format!("/meetups/new?consortium={slug}"));
        view! { <p><a class="button" href=href><Icon name="calendar"/>{t.s(meetups::SCHEDULE)}</a></p> }
    });
    let meetups = (work || !page.meetups.is_empty()).then(|| {
        view! {
            <Section title=t.s(meetups::TITLE) more=None>
                <MeetupRows rows=page.meetups now nested=true/>
                {schedule}
            </Section>
        }
    });
    let start = (work && page.consortium.kind.slug == "flagship").then(|| {
        view! { <p><a class="button" href=t.href("/flagship")><Icon name="flag"/>{t.s(flagship::START_BID_ANY)}</a></p> }
    });
    let bids = (start.is_some() || !page.bids.is_empty()).then(|| {
        view! {
            <Section title=t.s(flagship::BOARD) more=None>
                <BidRows rows=page.bids now nested=true/>
                {start}
            </Section>
        }
    });
    let offers = (!page.offers.is_empty()).then(|| {
        let all = Some((t.s(offer_words::ALL).to_owned(), t.href("/offers")));
        view! {
            <Section title=t.s(offer_words::FILL_GAPS) more=all><OfferRows rows=page.offers now nested=true/></Section>
        }
    });
    view! { <Consortium consortium=page.consortium>{offers}{bids}{meetups}</Consortium> }
}
