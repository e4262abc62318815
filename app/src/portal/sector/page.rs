//! The page of a sector group as it is drawn.

use super::{super::happenings::HappeningRows, GetSector, Lacking, SectorView};
use crate::{
    companies::{CompanyRows, Coordinators, FirmType, Membership},
    consortia::ConsortiumRows,
    flagship::BidRows,
    label::{Facet, Label},
    meetups::MeetupRows,
    news::NoticeRows,
    technologies::CoverBadge,
    text::{
        Texts,
        keys::{
            companies, consortia, flagship, meetups, news as news_words, sectors as words, technologies as map_words,
            ui as common,
        },
        texts,
    },
    ui::{Crumb, Icon, LazyPage, Loaded, Page, Prose, Said, Section, Toast, load, loaded, told},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of a sector group.
pub struct SectorPage(Loaded<SectorView>);

impl LazyPage for SectorPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetSector { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |sector| view! { <SectorGroup sector/> }).into_any()
    }
}

/// A link to all of what a section shows the beginning of.
fn all(t: Texts, list: &str, sector: &str) -> (String, String) {
    (t.s(words::ALL_CONSORTIA).to_owned(), t.href(&format!("/{list}?sector={sector}")))
}

#[component]
fn SectorGroup(sector: SectorView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let slug = sector.slug.clone();
    let name = sector.name.get(lang).to_owned();
    let now = sector.now;
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/sectors"))];
    let done =
        [("joined_group", words::JOINED_DONE), ("left_group", words::LEFT_DONE), ("chose_fields", common::SAVED)];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let group = sector.group;
    let run = group.runs.then(|| view! { <Run sector=slug.clone()/> });
    let own = (!group.own.is_empty()).then(|| {
        let label = Label { slug: slug.clone(), name: sector.name.clone() };
        view! {
            <Section title=t.s(words::OWN) more=None>
                <Membership sector=label own=group.own fields=group.choices/>
            </Section>
        }
    });
    let pinned = (!sector.pinned.is_empty()).then(|| {
        view! {
            <Section title=t.s(news_words::NOTICES) more=Some((t.s(news_words::ALL).to_owned(), t.href(&format!("/news?sector={slug}"))))>
                <NoticeRows rows=sector.pinned nested=true/>
            </Section>
        }
    });
    let happened = (!sector.happenings.is_empty()).then(|| {
        view! { <Section title=t.s(common::LATEST) more=None><HappeningRows happenings=sector.happenings/></Section> }
    });
    let consortia = if sector.consortia.is_empty() {
        view! {
            <p>{t.s(words::NO_CONSORTIA)}</p>
            <p><a class="button" href=t.href("/consortia/new")>{t.s(consortia::FOUND)}</a></p>
        }
        .into_any()
    } else {
        view! { <ConsortiumRows rows=sector.consortia nested=true/> }.into_any()
    };
    let firms = if sector.firms.is_empty() {
        view! { <p class="muted">{t.s(words::NO_FIRMS)}</p> }.into_any()
    } else {
        view! { <CompanyRows rows=sector.firms nested=true/> }.into_any()
    };
    let directory = t.href(&format!("/companies?sector={slug}"));
    let meetings = (!sector.meetups.is_empty()).then(|| {
        view! {
            <Section title=t.s(meetups::TITLE) more=Some(all(t, "meetups", &slug))>
                <MeetupRows rows=sector.meetups now nested=true/>
            </Section>
        }
    });
    let bids = (!sector.bids.is_empty()).then(|| {
        view! {
            <Section title=t.s(flagship::BOARD) more=Some(all(t, "bids", &slug))>
                <BidRows rows=sector.bids now nested=true/>
            </Section>
        }
    });
    let demand = sector.met.map(|percent| {
        let whole = Some((t.s(words::DEMAND_ALL).to_owned(), t.href(&format!("/coverage?sector={slug}"))));
        let rows = sector.lacking.into_iter().map(|row| view! { <LackingRow row/> }).collect_view();
        view! {
            <Section title=t.s(words::LACKING) more=whole>
                <p>{map_words::demand_met(t, percent)}</p>
                <ul class="list-rows">{rows}</ul>
            </Section>
        }
    });
    view! {
        <Page title=name.clone() description=sector.about.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1>{words::group(t, name)}</h1>
                <div class="page-actions">
                    <a class="button" href=t.href(&format!("/technologies?sector={slug}"))>{t.s(words::MAP_OF)}</a>
                </div>
            </div>
            <Prose html=sector.about_html/>
            <Coordinators coordinators=group.coordinators/>
            {run}
            {pinned}
            {happened}
            {own}
            <Section title=t.s(words::CONSORTIA_TITLE) more=Some(all(t, "consortia", &slug))>{consortia}</Section>
            <Section title=t.s(companies::TITLE) more=Some((words::all_firms(t, sector.firm_count), directory))>
                <Narrower sector=slug.clone() types=sector.types fields=group.fields/>
                {firms}
            </Section>
            {meetings}
            {bids}
            {demand}
        </Page>
    }
}

/// What a coordinator does for the group, one button each.
#[component]
fn Run(sector: String) -> impl IntoView {
    let t = texts();
    let acts = [
        (format!("/news/new?sector={sector}"), "rss", news_words::WRITE),
        (format!("/meetups/new?sector={sector}"), "calendar", meetups::SCHEDULE),
        ("/secretariat/capabilities".to_owned(), "shield", companies::DESK_CAPABILITIES),
        (format!("/secretariat/recruiting?sector={sector}"), "users", companies::DESK_RECRUITING),
    ];
    let acts = acts.map(|(href, icon, label)| {
        view! { <a class="button small" href=t.href(&href)><Icon name=icon/>{t.s(label)}</a> }
    });
    view! {
        <nav class="cluster run" aria-label=t.s(words::RUN)>
            <span class="small muted">{t.s(words::RUN)}</span>
            {acts.into_iter().collect_view()}
        </nav>
    }
}

/// The group's firms by type and by field, each a link into the directory.
#[component]
fn Narrower(sector: String, types: Vec<Facet>, fields: Vec<Facet>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let types = types.into_iter().map(|f| {
        let href = t.href(&format!("/companies?sector={sector}&type={}", f.label.slug));
        let label = format!("{} {}", f.label.name.get(lang), f.count);
        view! { <li><a class="tag" href=href><FirmType slug=f.label.slug label/></a></li> }
    });
    let types = types.collect_view();
    let fields = (!fields.is_empty()).then(|| {
        let field = |f: Facet| {
            let href = t.href(&format!("/companies?sector={sector}&field={}", f.label.slug));
            view! { <li><a class="tag" href=href>{format!("{} {}", f.label.name.get(lang), f.count)}</a></li> }
        };
        let rows = fields.into_iter().map(field).collect_view();
        view! { <ul class="cluster" aria-label=t.s(words::FIELDS)>{rows}</ul> }
    });
    view! { <ul class="cluster" aria-label=t.s(companies::TYPES)>{types}</ul>{fields} }
}

#[component]
fn LackingRow(row: Lacking) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let Lacking { demand, could } = row;
    let could = if could.is_empty() {
        view! { <span>{t.s(words::NOBODY_COULD)}</span> }.into_any()
    } else {
        let firms = could
            .into_iter()
            .enumerate()
            .map(|(number, firm)| {
                let comma = if number == 0 { "" } else { ", " };
                view! { {comma}<a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a> }
            })
            .collect_view();
        view! { <span>{t.s(words::COULD)}" "{firms}</span> }.into_any()
    };
    let href = t.href(&format!("/technologies/{}", demand.technology.slug));
    let title = demand.technology.name.get(lang).to_owned();
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <h3 class="row-title"><a href=href>{title}</a></h3>
                <p class="row-meta">
                    <CoverBadge cover=demand.cover()/>
                    <span>{map_words::demand_stands(t, demand.supply.1, demand.target)}</span>
                </p>
                <p class="small">{could}</p>
            </div>
        </li>
    }
}
