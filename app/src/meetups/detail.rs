//! The page of one meetup.

use super::{
    api::GetMeetup,
    cards::{DDay, SeatBar, holder_name, holder_path},
    list::calendar_href,
    model::{Act, AgendaItem, Attendee, MeetupView, Mode, Phase},
    seat::{JoinLink, OwnSeat},
    zone::OwnZone,
};
use crate::{
    text::{keys::meetups, texts},
    time::{MINUTE_MS, span},
    ui::{
        ActButton, Badge, Crumb, FormDialog, Hidden, Icon, LazyPage, Loaded, Notice, Page, Prose, Said, Section, Table,
        Tone, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of a meetup.
pub struct MeetupPage(Loaded<MeetupView>);

impl LazyPage for MeetupPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetMeetup { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |meetup| view! { <Meetup meetup/> }).into_any()
    }
}

#[component]
fn Meetup(meetup: MeetupView) -> impl IntoView {
    let t = texts();
    let row = meetup.row.clone();
    let phase = row.phase(meetup.now);
    let (tone, word) = phase.shown();
    let days = (phase == Phase::Upcoming).then(|| view! { <DDay start=row.start now=meetup.now/> });
    let notice = match phase {
        Phase::Draft => Some((Tone::Waiting, meetups::DRAFT_NOTICE)),
        Phase::Cancelled => Some((Tone::Closed, meetups::CANCELLED_NOTICE)),
        _ => None,
    };
    let notice = notice.map(|(tone, key)| view! { <Notice tone><p>{t.s(key)}</p></Notice> });
    let past = phase == Phase::Past;
    let materials = (past || !meetup.materials_html.is_empty()).then(|| {
        let nothing = meetup.materials_html.is_empty();
        let html = meetup.materials_html.clone();
        view! {
            <Section title=t.s(meetups::MATERIALS) more=None>
                {if nothing {
                    view! { <p class="muted">{t.s(meetups::MATERIALS_LATER)}</p> }.into_any()
                } else {
                    view! { <Prose html/> }.into_any()
                }}
            </Section>
        }
    });
    let about = meetup.about_html.clone();
    let about = view! { <Section title=t.s(meetups::ABOUT) more=None><Prose html=about/></Section> };
    let agenda = meetup.agenda.clone();
    let agenda = (!agenda.is_empty()).then(|| view! { <Agenda items=agenda past/> });
    // What came out of a past meetup is read first.
    let (first, last) = if past { (materials, None) } else { (None, materials) };
    let people = meetup.may(Act::SeePeople).then(|| view! { <People people=meetup.attendees.clone()/> });
    let crumbs = vec![Crumb::new(t.s(meetups::TITLE), t.href("/meetups"))];
    let description = format!("{} {}", span(row.start, row.end, t.lang()), meetup.about.get(t.lang()));
    view! {
        <Page title=row.name.get(t.lang()) description crumbs>
            <div class="page-head">
                <h1><Said text=row.name.clone()/></h1>
                <p class="lead">{span(row.start, row.end, t.lang())}" "<span class="muted">{format!("({})", t.s(meetups::SEOUL_TIME))}</span></p>
                <div class="cluster">
                    <Badge tone label=t.s(word)/>
                    <span class="tag">{t.s(row.mode.word())}</span>
                    {days}
                </div>
                <Acts meetup=meetup.clone()/>
            </div>
            {notice}
            <div class="with-side">
                <div>
                    <Seats meetup=meetup.clone()/>
                    {first}
                    {about}
                    {agenda}
                    {last}
                    {people}
                </div>
                <aside class="side" aria-label=t.s(meetups::FACTS)><Facts meetup/></aside>
            </div>
        </Page>
    }
}

/// What organisers do with it.
#[component]
fn Acts(meetup: MeetupView) -> impl IntoView {
    let t = texts();
    let slug = meetup.row.slug.clone();
    let (edits, publishes, cancels) = (meetup.may(Act::Edit), meetup.may(Act::Publish), meetup.may(Act::Cancel));
    let writes_up = meetup.may(Act::WriteUp);
    let edit = (edits || writes_up).then(|| {
        let label = t.s(if edits { meetups::EDIT } else { meetups::WRITE_UP });
        view! { <a class="button" href=t.href(&format!("/meetups/{slug}/edit"))><Icon name="pencil"/>{label}</a> }
    });
    let publish = publishes.then(|| {
        let values = vec![("slug", slug.clone())];
        view! { <ActButton endpoint="meetups/publish" label=t.s(meetups::PUBLISH) look="primary" values/> }
    });
    let cancel = cancels.then(|| {
        view! {
            <FormDialog endpoint="meetups/cancel" label=t.s(meetups::CANCEL) icon="ban" danger=true>
                <p>{t.s(meetups::CANCEL_CONFIRM)}</p>
                <Hidden name="slug" value=slug.clone()/>
            </FormDialog>
        }
    });
    let any = edits || writes_up || publishes || cancels;
    any.then(|| view! { <div class="page-actions">{edit}{publish}{cancel}</div> })
}

/// The seat bars, and the viewer's own seat.
#[component]
fn Seats(meetup: MeetupView) -> impl IntoView {
    let t = texts();
    let phase = meetup.row.phase(meetup.now);
    if matches!(phase, Phase::Past | Phase::Cancelled) {
        return ().into_any();
    }
    let places = meetup.row.mode.places();
    let bars = places
        .iter()
        .map(|place| {
            let counts = meetup.row.seats.at(*place);
            let title = match places {
                [_] => meetups::capacity_of(t, counts.capacity),
                _ => format!("{} · {}", t.s(place.word()), meetups::capacity_of(t, counts.capacity)),
            };
            view! { <div><p class="small"><strong>{title}</strong></p><SeatBar counts/></div> }
        })
        .collect_view();
    let online = meetup.row.mode != Mode::InPerson;
    let link = meetup.join_link.clone();
    view! {
        <section class="card meetup-seats" aria-label=t.s(meetups::SEATS)>
            {bars}
            <OwnSeat meetup/>
            <JoinLink link online/>
        </section>
    }
    .into_any()
}

#[component]
fn Agenda(items: Vec<AgendaItem>, past: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let items = items
        .into_iter()
        .map(|item| {
            let end = item.start + item.minutes * MINUTE_MS;
            let clock = format!("{} ~ {}", item.start.time_of_day(lang), end.time_of_day(lang));
            let firm = item.firm.map(|(slug, name)| {
                view! { <a href=t.href(&format!("/companies/{slug}"))>{name.get(lang).to_owned()}</a> }
            });
            let gap = (!item.speaker.is_empty() && firm.is_some()).then_some(" · ");
            let speaker = (!item.speaker.is_empty() || firm.is_some())
                .then(|| view! { <p class="muted">{item.speaker.get(lang).to_owned()}{gap}{firm}</p> });
            view! {
                <li class:future=!past>
                    <time datetime=item.start.rfc3339()>{clock}</time>
                    <div><strong><Said text=item.title/></strong>{speaker}</div>
                </li>
            }
        })
        .collect_view();
    view! { <Section title=t.s(meetups::AGENDA) more=None><ol class="timeline">{items}</ol></Section> }
}

#[component]
fn Facts(meetup: MeetupView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let row = meetup.row;
    let room = (row.mode != Mode::Online).then(|| {
        let address = (!meetup.address.is_empty())
            .then(|| view! { <br/><span class="muted">{meetup.address.get(lang).to_owned()}</span> });
        view! { <div><dt>{t.s(meetups::PLACE)}</dt><dd>{row.place.get(lang).to_owned()}{address}</dd></div> }
    });
    let holder = match holder_path(&row.holder) {
        Some(path) => view! { <a href=t.href(&path)>{holder_name(t, &row.holder)}</a> }.into_any(),
        None => holder_name(t, &row.holder).into_any(),
    };
    let attended =
        row.attended.map(|n| view! { <div><dt>{t.s(meetups::ATTENDED)}</dt><dd>{meetups::people(t, n)}</dd></div> });
    let calendar = (row.phase(meetup.now) == Phase::Upcoming).then(|| {
        let href = calendar_href(t, &format!("/meetups/{}/calendar.ics", row.slug));
        view! { <p><a class="button small" href=href rel="external"><Icon name="calendar"/>{t.s(meetups::ADD_TO_CALENDAR)}</a></p> }
    });
    view! {
        <dl class="facts">
            <div>
                <dt>{t.s(meetups::TIME)}</dt>
                <dd>
                    <time datetime=row.start.rfc3339()>{span(row.start, row.end, lang)}</time>
                    " "<span class="muted">{t.s(meetups::SEOUL_TIME)}</span>
                    <OwnZone start=row.start end=row.end/>
                </dd>
            </div>
            {room}
            <div><dt>{t.s(meetups::MODE)}</dt><dd>{t.s(row.mode.word())}</dd></div>
            <div><dt>{t.s(meetups::HOLDER)}</dt><dd>{holder}</dd></div>
            {attended}
        </dl>
        {calendar}
    }
}

/// Who comes and who waits, for organisers.
#[component]
fn People(people: Vec<Attendee>) -> impl IntoView {
    let t = texts();
    if people.is_empty() {
        return view! {
            <Section title=t.s(meetups::ATTENDEES) more=None><p class="muted">{t.s(meetups::ATTENDEES_NONE)}</p></Section>
        }
        .into_any();
    }
    let rows = people
        .into_iter()
        .map(|person| {
            let (tone, word) = person.state.shown();
            view! {
                <tr>
                    <td data-label=t.s(meetups::COL_NAME)>{person.name}</td>
                    <td data-label=t.s(meetups::COL_FIRM)>{person.firm.get(t.lang()).to_owned()}</td>
                    <td data-label=t.s(meetups::WHERE_TO_SIT)>{t.s(person.place.word())}</td>
                    <td data-label=t.s(meetups::COL_STATE)><Badge tone label=t.s(word)/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Section title=t.s(meetups::ATTENDEES) more=None>
            <p class="small muted">{t.s(meetups::ATTENDEES_NOTE)}</p>
            <Table label=t.s(meetups::ATTENDEES) columns=vec![t.s(meetups::COL_NAME).into(), t.s(meetups::COL_FIRM).into(), t.s(meetups::WHERE_TO_SIT).into(), t.s(meetups::COL_STATE).into()] stacked=true><tbody>{rows}</tbody></Table>
        </Section>
    }
    .into_any()
}
