//! The advert of a bid: what is built and for whom, the money, who is seated and what is sought; one button to answer.

use super::{
    api::GetBid,
    cards::{DDay, When, money_line, share_range},
    model::{BidState, BidView, Check, Finding, OwnAnswer},
    work::Work,
};
use crate::{
    companies::FirmType,
    consortia::{Fleet, FleetSeat, FleetView, SeatState, SeatView},
    label::Label,
    money,
    technologies::level_key,
    text::{
        Texts,
        keys::{flagship, ui as words},
        texts,
    },
    ui::{
        ActButton, Badge, Column, Crumb, Icon, LazyPage, Loaded, Notice, Page, Prose, Said, Section, Table, Toast,
        Tone, load, loaded, told,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of a bid.
pub struct BidPage(Loaded<BidView>);

impl LazyPage for BidPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetBid { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |bid| view! { <Bid bid/> }).into_any()
    }
}

#[component]
fn Bid(bid: BidView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = bid.state.shown();
    let done = told(&[
        ("saved", words::SAVED),
        ("edited", words::SAVED),
        ("answered", flagship::ANSWERED_NOW),
        ("accepted", flagship::ACCEPTED_NOW),
        ("declined", flagship::DECLINED_NOW),
        ("advertised", flagship::ADVERTISED_NOW),
        ("withdrew", flagship::WITHDREW_NOW),
        ("submitted", flagship::RECORDED_NOW),
    ])
    .map(|key| view! { <Toast said=t.s(key)/> });
    let hidden = (bid.state == BidState::Preparing)
        .then(|| view! { <Notice tone=Tone::Neutral>{t.s(flagship::BID_PREPARING_MEANS)}</Notice> });
    let answer = (bid.takes_answers && !bid.member).then(|| {
        let href = t.href(&format!("/bids/{}/answer", bid.slug));
        view! { <a class="button primary" href=href><Icon name="send"/>{t.s(flagship::ANSWER)}</a> }
    });
    let d_day = bid.call_state.takes_bids().then(|| view! { <DDay now=bid.now at=bid.closes/> });
    let crumbs = vec![
        Crumb::new(t.s(flagship::BOARD), t.href("/bids")),
        Crumb::new(bid.call.name.get(lang), t.href(&format!("/flagship/{}", bid.call.slug))),
    ];
    let lead = bid.seats.iter().find(|s| s.role.code() == "lead").and_then(|s| s.firm.clone());
    let lead = match lead {
        Some(firm) => {
            view! { <a href=t.href(&format!("/companies/{}", firm.slug))>{firm.name.get(lang).to_owned()}</a> }
                .into_any()
        }
        None => view! { <strong>{t.s(flagship::LEAD_WANTED)}</strong> }.into_any(),
    };
    let fleet = FleetView { seats: bid.seats.iter().map(FleetSeat::from).collect(), coverage: 0 };
    let needs = bid
        .lot_needs
        .iter()
        .map(|n| {
            let href = t.href(&format!("/technologies/{}", n.technology.slug));
            view! { <li><a href=href>{n.technology.name.get(lang).to_owned()}</a>" "<span class="small muted">{t.s(level_key(n.min_level))}</span></li> }
        })
        .collect_view();
    let work = bid.steering.clone().map(|steering| view! { <Work slug=bid.slug.clone() state=bid.state steering/> });
    let consortium = t.href(&format!("/consortia/{}", bid.consortium.slug));
    view! {
        <Page title=bid.name.get(lang) description=bid.pitch.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1><Said text=bid.name.clone()/></h1>
                <div class="cluster">
                    <Badge tone label=t.s(word)/>
                    {d_day}
                    <span class="tag">{bid.sector.name.get(lang).to_owned()}</span>
                    <span>{bid.lot.name.get(lang).to_owned()}</span>
                </div>
                <div class="page-actions">{answer}</div>
            </div>
            {hidden}
            <p class="lead">{money_line(t, bid.grant_won, bid.own_cash_won, bid.own_kind_won)}</p>
            <OwnAnswers answers=bid.own_answers.clone()/>
            <Readiness findings=bid.readiness.clone()/>
            {work}
            <div class="with-side">
                <div>
                    <Section title=t.s(flagship::PITCH) more=None><Prose html=bid.pitch_html.clone()/></Section>
                    <Section title=t.s(flagship::SEATS) more=None>
                        <Fleet fleet bare=true/>
                        <Seats seats=bid.seats.clone() types=bid.types.clone()/>
                    </Section>
                </div>
                <aside class="side" aria-label=t.s(flagship::FACTS)>
                    <dl class="facts">
                        <div><dt>{t.s(flagship::LEAD)}</dt><dd>{lead}</dd></div>
                        <div><dt>{t.s(flagship::CONSORTIUM)}</dt><dd><a href=consortium>{bid.consortium.name.get(lang).to_owned()}</a></dd></div>
                        <div><dt>{t.s(flagship::CALL)}</dt><dd><a href=t.href(&format!("/flagship/{}", bid.call.slug))>{bid.call.name.get(lang).to_owned()}</a></dd></div>
                        <div><dt>{t.s(flagship::DATE_CLOSES)}</dt><dd><When at=bid.closes/></dd></div>
                        <div><dt>{t.s(flagship::TRACK)}</dt><dd>{t.s(bid.track.key())}</dd></div>
                        <div><dt>{t.s(flagship::CAP)}</dt><dd>{money::shown(bid.cap_won, lang)}</dd></div>
                        <div><dt>{t.s(flagship::NEEDS)}</dt><dd><ul>{needs}</ul></dd></div>
                    </dl>
                    <p class="small muted">{t.s(bid.call_kind.keys().1)}</p>
                </aside>
            </div>
        </Page>
    }
}

/// The seats as a table: who sits on them, or what they need.
#[component]
fn Seats(seats: Vec<SeatView>, types: Vec<Label>) -> impl IntoView {
    let t = texts();
    let open = seats.iter().filter(|s| s.state != SeatState::Seated).count();
    let caption = flagship::open_of(t, open, seats.len());
    let rows = seats.into_iter().map(|seat| view! { <SeatLine seat types=types.clone()/> }).collect_view();
    view! {
        <Table label=t.s(flagship::SEATS) caption=caption columns=vec![t.s(flagship::SEAT).into(), t.s(flagship::FIRM).into(), t.s(flagship::SEAT_NEEDS).into(), Column::number(t.s(flagship::SHARE))] stacked=true><tbody>{rows}</tbody></Table>
    }
}

#[component]
fn SeatLine(seat: SeatView, types: Vec<Label>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = seat.state.shown();
    let wanted = if seat.firm_type.is_empty() { seat.role.firm_type().to_owned() } else { seat.firm_type.clone() };
    let wanted_name = types.into_iter().find(|l| l.slug == wanted).map(|l| l.name.get(lang).to_owned());
    let firm = if let (Some(firm), SeatState::Seated) = (&seat.firm, seat.state) {
        let href = t.href(&format!("/companies/{}", firm.slug));
        view! { <a href=href>{firm.name.get(lang).to_owned()}</a> }.into_any()
    } else {
        let kind = wanted_name.map(|label| view! { <FirmType slug=wanted label/> });
        view! { <span class="cluster"><Badge tone label=t.s(word)/>{kind}</span> }.into_any()
    };
    let covers: Vec<String> = seat.covers.iter().map(|c| c.get(lang).to_owned()).collect();
    let share = seat.share_range.map(share_range);
    view! {
        <tr>
            <th scope="row"><Said text=seat.label/></th>
            <td data-label=t.s(flagship::FIRM)>{firm}</td>
            <td data-label=t.s(flagship::SEAT_NEEDS)>{covers.join(", ")}</td>
            <td class="num" data-label=t.s(flagship::SHARE)>{share}</td>
        </tr>
    }
}

/// What became of the answers of the viewer's firms.
#[component]
pub fn OwnAnswers(answers: Vec<OwnAnswer>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    (!answers.is_empty()).then(|| {
        let rows = answers
            .into_iter()
            .map(|a| {
                let (tone, word) = a.state.shown();
                let reply = (!a.reply.is_empty()).then(|| view! { <p>{a.reply.clone()}</p> });
                let back = a.state.waits().then(|| {
                    let values = vec![("answer", a.reference.clone())];
                    view! { <ActButton endpoint="flagship/withdraw_answer" label=t.s(flagship::WITHDRAW_ANSWER) look="small" values/> }
                });
                view! {
                    <li class="row-item">
                        <div class="row-main">
                            <p class="row-meta"><strong>{a.firm.get(lang).to_owned()}</strong><span>{a.seat.get(lang).to_owned()}</span></p>
                            {reply}
                        </div>
                        <div class="row-side"><Badge tone label=t.s(word)/>{back}</div>
                    </li>
                }
            })
            .collect_view();
        view! { <Section title=t.s(flagship::OWN_ANSWERS) more=None><ul class="list-rows">{rows}</ul></Section> }
    })
}

/// What a finding found and needs, in words.
fn measure(t: Texts, f: &Finding) -> (String, String) {
    let yes = |n: i64| t.s(if n > 0 { flagship::YES } else { flagship::NO }).to_owned();
    match f.check {
        Check::Lead | Check::Charter => (yes(f.found), yes(f.needed)),
        Check::Members => (flagship::firms_count(t, f.found), flagship::firms_at_least(t, f.needed)),
        Check::Exclusive => (flagship::firms_count(t, f.found), flagship::firms_count(t, f.needed)),
        Check::Technology => {
            let found = if f.found == 0 { t.s(flagship::NOT_CONFIRMED) } else { t.s(level_key(f.found)) };
            (found.to_owned(), t.s(level_key(f.needed)).to_owned())
        }
        Check::Grant => (money::shown(f.found, t.lang()), flagship::at_most(t, money::shown(f.needed, t.lang()))),
    }
}

/// The readiness list for members: the ring, and what is missing first.
#[component]
fn Readiness(findings: Vec<Finding>) -> impl IntoView {
    let t = texts();
    (!findings.is_empty()).then(|| {
        let (all, passed) = (findings.len(), findings.iter().filter(|f| f.passes).count());
        let mut ordered = findings;
        ordered.sort_by_key(|f| f.passes);
        let rows = ordered.into_iter().map(|finding| view! { <FindingLine finding/> }).collect_view();
        // The ring is 100 long: its radius is 100 / 2π.
        let done = format!("{} 100", passed * 100 / all.max(1));
        view! {
            <Section title=t.s(flagship::READINESS) more=None>
                <div class="readiness-figure">
                    <svg class="readiness" viewBox="0 0 100 100" role="img" aria-label=flagship::ready_of(t, all, passed)>
                        <circle class="ring-track" cx="50" cy="50" r="40"></circle>
                        <circle class="ring-done" cx="50" cy="50" r="40" pathLength="100" stroke-dasharray=done transform="rotate(-90 50 50)"></circle>
                        <text x="50" y="50">{format!("{passed}/{all}")}</text>
                    </svg>
                    <ul class="checklist">{rows}</ul>
                </div>
            </Section>
        }
    })
}

#[component]
fn FindingLine(finding: Finding) -> impl IntoView {
    let t = texts();
    let (class, icon, word) = if finding.passes {
        ("done", "check-circle", flagship::FITS)
    } else {
        ("missing", "alert-circle", flagship::MISSING)
    };
    let (found, needed) = measure(t, &finding);
    let subject = (!finding.subject.is_empty()).then(|| format!(": {}", finding.subject.get(t.lang())));
    view! {
        <li class=class>
            <Icon name=icon/>
            <div>
                <strong>{t.s(finding.check.key())}{subject}</strong>
                <p class="small muted">{flagship::found_needed(t, found, needed)}</p>
            </div>
            <span class="small">{t.s(word)}</span>
        </li>
    }
}
