//! A conversation: its messages, the answer, the exchange of contacts, and the ways out.

use super::{
    api::GetConversation,
    model::{ConversationView, Exchange, LineView, Matter},
};
use crate::{
    text::{
        keys::{conversations as words, ui as common},
        texts,
    },
    ui::{
        ActButton, Crumb, Day, FileField, Form, FormDialog, Hidden, Icon, Kind, LazyPage, Loaded, Notice, Page, Said,
        Submit, TextArea, TextField, Toast, Tone, load, loaded, told, typed_flat,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// A conversation.
pub struct ConversationPage(Loaded<ConversationView>);

impl LazyPage for ConversationPage {
    fn data() -> Self {
        let params = use_params_map();
        let reference = move || params.with(|p| p.get("reference").unwrap_or_default());
        Self(load(reference, |reference| GetConversation { reference }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |conversation| view! { <Conversation conversation/> }).into_any()
    }
}

/// What was typed into the answer, where it came back with an error.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    text: String,
    reason: String,
    phone: String,
}

#[component]
fn Conversation(conversation: ConversationView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let c = conversation;
    let with = c.with.name.get(lang).to_owned();
    let done = [
        ("sent", words::SENT),
        ("shared", words::SHARED),
        ("unshared", words::UNSHARED),
        ("blocked", words::BLOCKED_DONE),
        ("unblocked", words::UNBLOCKED),
        ("reported", words::REPORTED),
    ];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/conversations"))];
    let earlier = (c.earlier > 0).then(|| view! { <p class="small muted">{words::earlier(t, c.earlier)}</p> });
    let reference = c.reference.clone();
    let lines = c.lines.into_iter().map(|line| view! { <Line line reference=reference.clone()/> }).collect_view();
    let report = (!c.report.is_empty()).then(|| {
        let settle = c.reads_only.then(|| {
            let values = vec![("reference", reference.clone())];
            view! { <ActButton endpoint="conversations/settle_report" label=t.s(words::SETTLE_REPORT) look="small" values/> }
        });
        view! { <Notice tone=Tone::Waiting><p>{t.s(words::IS_REPORTED)}" "{c.report}</p>{settle}</Notice> }
    });
    let answer = if c.reads_only {
        ().into_any()
    } else if let Some(own) = c.blocked {
        let says = t.s(if own { words::BLOCKED_BY_YOU } else { words::BLOCKED });
        let again = own.then(|| {
            let values = vec![("reference", reference.clone()), ("stop", "false".to_owned())];
            view! { <ActButton endpoint="conversations/block" label=t.s(words::UNBLOCK) look="small" values/> }
        });
        view! { <Notice tone=Tone::Closed><p>{says}</p>{again}</Notice> }.into_any()
    } else {
        view! { <Answer reference=reference.clone()/> }.into_any()
    };
    let side = (!c.reads_only).then(|| {
        let stop = c.blocked.is_none();
        view! { <Side reference=reference.clone() with=with.clone() exchange=c.exchange stop/> }
    });
    let matter = (c.matter != Matter::Contact).then(|| {
        view! { <a href=t.href(&c.path)><Said text=c.about.clone()/></a> }
    });
    view! {
        <Page title=with.clone() crumbs>
            {done}
            <div class="page-head">
                <h1><a class="plain" href=t.href(&format!("/companies/{}", c.with.slug))><Said text=c.with.name/></a></h1>
                <p class="row-meta"><span>{t.s(c.matter.key())}</span>{matter}<span>{words::as_firm(t, c.own.name.get(lang))}</span></p>
            </div>
            <div class="with-side">
                <div class="stack">
                    {report}
                    {earlier}
                    <ol class="thread" aria-label=t.s(words::MESSAGES)>{lines}</ol>
                    {answer}
                </div>
                {side}
            </div>
        </Page>
    }
}

#[component]
fn Line(line: LineView, reference: String) -> impl IntoView {
    let t = texts();
    let time = line.at.time_of_day(t.lang());
    let files = line
        .files
        .into_iter()
        .map(|file| {
            let href = format!("/conversations/{reference}/files/{}", file.reference);
            let size = words::file_size(t, (file.size + 1023) / 1024);
            view! { <li><a href=href rel="external" download=""><Icon name="file"/>{file.name}</a>" "<span class="small muted">{size}</span></li> }
        })
        .collect_view();
    view! {
        <li class="thread-line" class:own=line.own>
            <p class="row-meta"><strong><Said text=line.firm/></strong><span>{line.person}</span><Day at=line.at/><span>{time}</span></p>
            <p class="thread-text">{line.text}</p>
            <ul class="thread-files">{files}</ul>
        </li>
    }
}

#[component]
fn Answer(reference: String) -> impl IntoView {
    let t = texts();
    let typed: Typed = typed_flat("conversations/write").unwrap_or_default();
    let of_file = reference.clone();
    view! {
        <Form endpoint="conversations/write">
            <Hidden name="reference" value=reference/>
            <TextArea name="text" label=t.s(words::ANSWER) value=typed.text rows=4 required=true/>
            <div class="form-actions"><Submit label=t.s(words::SEND)/></div>
        </Form>
        <Form endpoint="conversations/send_file" files=true>
            <Hidden name="slug" value=of_file/>
            <FileField name="file" label=t.s(words::FILE) hint=t.s(words::FILE_HINT) accept=".pdf,.png,.jpg,.jpeg,.hwp,.hwpx,.docx,.xlsx,.pptx,.zip"/>
            <div class="form-actions"><Submit label=t.s(words::SEND_FILE)/></div>
        </Form>
    }
}

/// The exchange of contacts, and the ways out.
#[component]
fn Side(
    reference: String,
    with: String,
    exchange: Exchange,
    /// Whether the conversation can be stopped: it is not yet.
    stop: bool,
) -> impl IntoView {
    let t = texts();
    let agree = |label: &'static str, reference: String| {
        let typed: Typed = typed_flat("conversations/share").unwrap_or_default();
        view! {
            <FormDialog endpoint="conversations/share" label icon="handshake" look="primary" send=t.s(words::SHARE_AGREE)>
                <p>{words::share_means(t, with.clone())}</p>
                <ul class="prose small">
                    <li>{words::notice_who(t, with.clone())}</li>
                    <li>{t.s(words::NOTICE_WHAT)}</li>
                    <li>{t.s(words::NOTICE_WHY)}</li>
                    <li>{t.s(words::NOTICE_LONG)}</li>
                    <li>{t.s(words::NOTICE_REFUSE)}</li>
                </ul>
                <Hidden name="reference" value=reference/>
                <TextField name="phone" label=t.s(words::PHONE) value=typed.phone kind=Kind::Digits autocomplete="tel"/>
            </FormDialog>
        }
    };
    let unshare = {
        let values = vec![("reference", reference.clone())];
        move || view! { <ActButton endpoint="conversations/unshare" label=t.s(words::UNSHARE) look="small quiet" values/> }
    };
    let contacts = match exchange {
        Exchange::Open if stop => {
            view! { <p class="small">{t.s(words::SHARE_LEAD)}</p>{agree(t.s(words::SHARE), reference.clone())} }
                .into_any()
        }
        Exchange::Asked if stop => {
            view! { <p class="small">{t.s(words::SHARE_ASKED)}</p>{agree(t.s(words::SHARE), reference.clone())} }
                .into_any()
        }
        Exchange::Open | Exchange::Asked => ().into_any(),
        Exchange::Agreed => view! { <p class="small">{t.s(words::SHARE_WAITS)}</p>{unshare()} }.into_any(),
        Exchange::Done(card) => {
            let phone = (!card.phone.is_empty()).then(|| {
                view! { <div><dt>{t.s(words::PHONE_SHORT)}</dt><dd>{card.phone.clone()}</dd></div> }
            });
            view! {
                <dl class="facts">
                    <div><dt>{t.s(words::PERSON)}</dt><dd>{card.person}</dd></div>
                    <div><dt>{t.s(words::EMAIL)}</dt><dd><a href=format!("mailto:{}", card.email)>{card.email.clone()}</a></dd></div>
                    {phone}
                </dl>
                {unshare()}
            }
            .into_any()
        }
    };
    let block = stop.then(|| {
        let reference = reference.clone();
        view! {
            <FormDialog endpoint="conversations/block" label=t.s(words::BLOCK) icon="ban" look="quiet">
                <p>{t.s(words::BLOCK_MEANS)}</p>
                <Hidden name="reference" value=reference/>
                <Hidden name="stop" value="true".to_owned()/>
            </FormDialog>
        }
    });
    let typed: Typed = typed_flat("conversations/report").unwrap_or_default();
    view! {
        <aside class="side stack" aria-label=t.s(words::CONTACTS)>
            <section class="stack">
                <h2 class="area-title">{t.s(words::CONTACTS)}</h2>
                {contacts}
            </section>
            <div class="cluster">
                {block}
                <FormDialog endpoint="conversations/report" label=t.s(words::REPORT) icon="flag" look="quiet">
                    <p>{t.s(words::REPORT_MEANS)}</p>
                    <Hidden name="reference" value=reference/>
                    <TextArea name="reason" label=t.s(words::REASON) value=typed.reason rows=3 required=true/>
                </FormDialog>
            </div>
            <p class="small muted">{t.s(common::PRIVACY)}</p>
        </aside>
    }
}
