//! The inbox: what has to be done, by when, and what happened.

use super::{
    api::GetInbox,
    model::{InboxQuery, InboxView, MessageView, Preference},
};
use crate::{
    text::{
        keys::{inbox as words, ui as common},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Badge, Choice, Choices, Day, Empty, Form, Icon, LazyPage, Loaded, Page, Pager, RowTitle, Said,
        Section, Submit, Tab, Tabs, Toast, Tone, address, asked_page, lazy_page, load, loaded, page_parameter, told,
    },
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    hooks::use_query_map,
    path,
};

/// Days before it is due from which something is marked as urgent.
const SOON: i64 = 3;

/// The inbox's page.
#[component(transparent)]
pub fn InboxRoutes() -> AnyNestedRoute {
    view! { <Route path=path!("/inbox") view={lazy_page::<InboxPage>()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// The inbox.
pub struct InboxPage {
    query: Memo<InboxQuery>,
    inbox: Loaded<InboxView>,
}

impl LazyPage for InboxPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| InboxQuery { open: map.get("open").is_some(), page: asked_page(map.get("page")) })
        });
        Self { query, inbox: load(move || query.get(), |query| GetInbox { query }) }
    }

    fn view(this: Self) -> AnyView {
        let query = this.query;
        loaded(this.inbox, move |inbox| view! { <Inbox inbox query=query.get_untracked()/> }).into_any()
    }
}

#[component]
fn Inbox(inbox: InboxView, query: InboxQuery) -> impl IntoView {
    let t = texts();
    let done = [("read", words::READ_DONE), ("done", words::DONE_DONE), ("saved", common::SAVED)];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let at = move |open: bool, page: i64| {
        let (open, page) = (if open { "1" } else { "" }, page_parameter(page));
        address(&t.href("/inbox"), &[("open", open), ("page", &page)])
    };
    let tabs = vec![
        Tab::new(t.s(words::ALL), at(false, 1), !query.open).count(inbox.all),
        Tab::new(t.s(words::TO_DO), at(true, 1), query.open).count(inbox.open),
    ];
    let now = inbox.now;
    let rows = if inbox.messages.is_empty() {
        let (title, help) = if query.open {
            (words::NOTHING_OPEN, words::NOTHING_OPEN_HELP)
        } else {
            (words::EMPTY, words::EMPTY_HELP)
        };
        view! { <Empty icon="inbox" title=t.s(title)><p>{t.s(help)}</p></Empty> }.into_any()
    } else {
        view! { <MessageRows messages=inbox.messages now/> }.into_any()
    };
    let read = (inbox.unread > 0).then(|| {
        view! {
            <div class="page-actions">
                <ActButton endpoint="inbox/read_all" label=t.s(words::READ_ALL) look="small quiet" plain=true/>
            </div>
        }
    });
    let lead = if inbox.open > 0 { words::open_count(t, inbox.open) } else { t.s(words::LEAD).to_owned() };
    view! {
        <Page title=t.s(words::TITLE)>
            {done}
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{lead}</p>
                {read}
            </div>
            <Tabs label=t.s(words::TITLE) tabs/>
            {rows}
            <Pager page=query.page total=inbox.total href=move |page| at(query.open, page)/>
            <Wishes preference=inbox.preference/>
        </Page>
    }
}

/// Messages as rows, as other pages show them too.
#[component]
pub fn MessageRows(
    messages: Vec<MessageView>,
    now: UnixMillis,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = messages.into_iter().map(|message| view! { <Row message now nested/> }).collect_view();
    view! { <ul class="list-rows messages">{rows}</ul> }
}

#[component]
fn Row(message: MessageView, now: UnixMillis, nested: bool) -> impl IntoView {
    let t = texts();
    let m = message;
    let state = match (m.action, m.done, m.due) {
        (false, ..) => ().into_any(),
        (true, Some(_), _) => view! { <Badge tone=Tone::Done label=t.s(words::DONE)/> }.into_any(),
        (true, None, None) => view! { <Badge tone=Tone::Open label=t.s(words::TO_DO)/> }.into_any(),
        (true, None, Some(due)) => {
            let left = days_left(now, due);
            let tone = if due < now {
                Tone::Closed
            } else if left <= SOON {
                Tone::Waiting
            } else {
                Tone::Open
            };
            let label = if due < now { t.s(words::OVERDUE).to_owned() } else { words::due(t, left) };
            view! { <Badge tone label/><span>{t.s(words::UNTIL)}" "<Day at=due/></span> }.into_any()
        }
    };
    let unread = (!m.read).then(|| view! { <Badge tone=Tone::Neutral label=t.s(words::NEW)/> });
    let settle = (m.action && m.done.is_none()).then(|| {
        let values = vec![("message", m.reference.clone())];
        view! {
            <div class="row-side">
                <ActButton endpoint="inbox/set_done" label=t.s(words::SET_DONE) look="small quiet" values key=m.reference.clone()/>
            </div>
        }
    });
    let link = view! { <a href=t.href(&m.path)><Said text=m.said/></a> };
    view! {
        <li class="row-item" class:unread=!m.read>
            <Icon name=if m.action && m.done.is_none() { "bell" } else { "mail" }/>
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">{state}<Day at=m.at/>{unread}</p>
            </div>
            {settle}
        </li>
    }
}

/// How the reader wants to hear of news by mail.
#[component]
fn Wishes(preference: Preference) -> impl IntoView {
    let t = texts();
    let chosen = vec![preference.code().to_owned()];
    let choices = Preference::ALL.map(|one| Choice::new(one.code(), t.s(one.key()))).to_vec();
    view! {
        <Section title=t.s(words::MAILS) more=None>
            <div class="stack">
                <p class="muted">{t.s(words::MAILS_LEAD)}</p>
                <Form endpoint="inbox/set_preference" plain=true>
                    <Choices name="news" label=t.s(words::MAILS_NEWS) choices chosen single=true compact=true required=true/>
                    <div class="form-actions"><Submit label=t.s(common::SAVE)/></div>
                </Form>
            </div>
        </Section>
    }
}
