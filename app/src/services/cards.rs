//! The services of a firm as everybody reads them.

use super::model::{Certificate, FirmServices, KINDS, Listed, Listing, Service, Standing};
use crate::{
    text::{Texts, keys::services as words, texts},
    ui::{Badge, Day, Icon, Said, Section, Tone},
};
use leptos::prelude::*;

/// What a firm offers.
#[component]
pub fn ServiceCards(of: FirmServices) -> impl IntoView {
    let t = texts();
    let desk = t.href(&format!("/companies/{}/services", of.firm.slug));
    if of.services.is_empty() {
        return of
            .may_edit
            .then(|| {
                view! {
                    <Section title=t.s(words::TITLE) more=None>
                        <p class="muted">{t.s(words::NONE_OWN)}</p>
                        <p><a class="button" href=desk><Icon name="plus"/>{t.s(words::ADD)}</a></p>
                    </Section>
                }
            })
            .into_any();
    }
    let more = of.may_edit.then(|| (t.s(words::DESK).to_owned(), desk));
    let cards = of.services.into_iter().map(|service| view! { <Card service/> }).collect_view();
    view! { <Section title=t.s(words::TITLE) more><ul class="services">{cards}</ul></Section> }.into_any()
}

#[component]
fn Card(service: Service) -> impl IntoView {
    let id = format!("service-{}", service.reference);
    view! {
        <li class="card" id=id>
            <h3 class="card-title"><Said text=service.name.clone()/></h3>
            <About service=service.clone()/>
            <ul class="proofs">
                {service.certificates.into_iter().map(|certificate| view! { <li><CertificateLine certificate/></li> }).collect_view()}
                {service.listings.into_iter().map(|listing| view! { <li><ListingLine listing/></li> }).collect_view()}
            </ul>
        </li>
    }
}

/// What a service is: its kind, its description, what it belongs to.
#[component]
pub fn About(service: Service) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let kind = KINDS.iter().find(|(code, _)| *code == service.kind).map(|(_, key)| t.s(*key));
    let voucher = service
        .voucher
        .then(|| view! { <span class="badge done"><Icon name="check-circle"/>{t.s(words::VOUCHER)}</span> });
    let platforms: Vec<String> = service.platforms.iter().map(|p| p.name.get(lang).to_owned()).collect();
    let runs_on = (!platforms.is_empty())
        .then(|| view! { <div><dt>{t.s(words::RUNS_ON)}</dt><dd>{platforms.join(", ")}</dd></div> });
    let price = (!service.price.get(lang).is_empty())
        .then(|| view! { <div><dt>{t.s(words::PRICE)}</dt><dd><Said text=service.price/></dd></div> });
    let website = (!service.url.is_empty()).then(|| {
        view! {
            <div>
                <dt>{t.s(words::URL)}</dt>
                <dd><a href=service.url.clone() rel="nofollow ugc noopener external">{shown(&service.url)}<Icon name="external"/></a></dd>
            </div>
        }
    });
    let sectors = service.sectors.into_iter().map(|l| (t.href(&format!("/sectors/{}", l.slug)), l));
    let technologies = service.technologies.into_iter().map(|l| (t.href(&format!("/technologies/{}", l.slug)), l));
    let tags = sectors
        .chain(technologies)
        .map(|(href, label)| view! { <a class="tag" href=href>{label.name.get(lang).to_owned()}</a> })
        .collect_view();
    view! {
        <p class="cluster"><span class="muted">{kind}</span>{voucher}</p>
        <p><Said text=service.about/></p>
        <dl class="facts">{runs_on}{price}{website}</dl>
        <p class="cluster">{tags}</p>
    }
}

/// An address as people read it.
fn shown(url: &str) -> String {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// A certificate in one line, with where it stands.
#[component]
pub fn CertificateLine(certificate: Certificate) -> impl IntoView {
    let t = texts();
    let c = certificate;
    let detail: Vec<String> =
        [c.form.r#type, c.form.grade, c.form.number].into_iter().filter(|s| !s.is_empty()).collect();
    let detail = (!detail.is_empty()).then(|| view! { <span class="muted">{detail.join(" · ")}</span> });
    let until = c.expires.map(|at| view! { <span class="small muted">{t.s(words::UNTIL)}" "<Day at/></span> });
    view! {
        <div class="proof">
            <Icon name="award"/>
            <div class="cluster">
            <span>{c.scheme.get(t.lang()).to_owned()}</span>
            {detail}
            <Badge tone=c.standing.tone(c.target) label=standing(t, c.standing, c.target)/>
            {until}
            </div>
        </div>
    }
}

/// Where a certificate stands, in words.
fn standing(t: Texts, standing: Standing, target: Option<i64>) -> String {
    match (standing, target) {
        (Standing::Running(days), Some(target)) => words::running_of(t, days, target),
        (Standing::Running(days), None) => words::running(t, days),
        (Standing::Holds, _) => t.s(words::HOLDS).to_owned(),
        (Standing::EndsIn(days), _) => words::ends_in(t, days),
        (Standing::Ended, _) => t.s(words::ENDED).to_owned(),
    }
}

/// A listing in one line, with where it stands.
#[component]
pub fn ListingLine(listing: Listing) -> impl IntoView {
    let t = texts();
    let l = listing;
    let (tone, stands) = match l.listed {
        Listed::Applied(days) => (Tone::Neutral, words::applied_since(t, days)),
        Listed::Since(_, None) => (Tone::Done, t.s(words::LISTED).to_owned()),
        Listed::Since(_, Some(days)) => (Tone::Done, words::listed_after(t, days)),
        Listed::Ended => (Tone::Closed, t.s(words::LISTING_ENDED).to_owned()),
    };
    let registry = l.registry.get(t.lang()).to_owned();
    let registry = if l.form.url.is_empty() {
        view! { <span>{registry}</span> }.into_any()
    } else {
        view! { <a href=l.form.url rel="nofollow ugc noopener external">{registry}<Icon name="external"/></a> }
            .into_any()
    };
    let detail: Vec<String> = [l.form.number, l.form.contract].into_iter().filter(|s| !s.is_empty()).collect();
    let detail = (!detail.is_empty()).then(|| view! { <span class="muted">{detail.join(" · ")}</span> });
    view! {
        <div class="proof">
            <Icon name="list"/>
            <div class="cluster">
            {registry}
            {detail}
            <Badge tone label=stands/>
            </div>
        </div>
    }
}
