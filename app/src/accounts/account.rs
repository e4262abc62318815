//! A person's own account: name, language, password, firms, ways out.

use super::{
    api::MyAccount,
    model::{AccountForm, AccountView},
};
use crate::{
    text::{
        keys::{accounts, ui as words},
        texts,
    },
    ui::{
        ActButton, Badge, Choice, Choices, Day, Form, LazyPage, Loaded, Page, Section, Submit, Table, TextField, Toast,
        Tone, load, loaded, told, typed,
    },
};
use leptos::prelude::*;

/// A person's own account.
pub struct AccountPage {
    account: Loaded<AccountView>,
}

impl LazyPage for AccountPage {
    fn data() -> Self {
        let account = load(|| (), |()| MyAccount {});
        Self { account }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let AccountPage { account } = this;
        let saved = told(&[("saved", words::SAVED)]).map(|key| view! { <Toast said=t.s(key)/> });
        view! {
            <Page title=t.s(accounts::ACCOUNT)>
                {saved}
                {loaded(account, |account| view! { <Account account/> })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Account(account: AccountView) -> impl IntoView {
    let t = texts();
    let before = typed("accounts/update")
        .unwrap_or_else(|| AccountForm { name: account.name.clone(), lang: account.lang.code().to_owned() });
    let languages = vec![Choice::new("ko", "한국어"), Choice::new("en", "English")];
    let sessions = account
        .sessions
        .into_iter()
        .enumerate()
        .map(|(index, session)| {
            let newest = (index == 0).then(|| view! { <Badge tone=Tone::Done label=t.s(accounts::LAST_USED)/> });
            view! {
                <tr>
                    <td data-label=t.s(accounts::BROWSER)>{session.agent}" "{newest}</td>
                    <td data-label=t.s(accounts::SINCE)><Day at=session.since/></td>
                    <td data-label=t.s(accounts::SEEN)><Day at=session.seen/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1>{t.s(accounts::ACCOUNT)}</h1>
            <p class="muted">{account.email}</p>
        </div>
        <Section title=t.s(accounts::SETTINGS) more=None>
            <Form endpoint="accounts/update" plain=true>
                <TextField name="form[name]" label=t.s(accounts::NAME) value=before.name required=true autocomplete="name"/>
                <Choices
                    name="form[lang]"
                    label=t.s(accounts::MAIL_LANGUAGE)
                    choices=languages
                    chosen=vec![before.lang]
                    single=true
                    compact=true
                    required=true
                />
                <div class="form-actions"><Submit label=t.s(words::SAVE)/></div>
            </Form>
        </Section>
        <Section title=t.s(accounts::SESSIONS) more=None>
            <Table label=t.s(accounts::SESSIONS) columns=vec![t.s(accounts::BROWSER).into(), t.s(accounts::SINCE).into(), t.s(accounts::SEEN).into()] stacked=true><tbody>{sessions}</tbody></Table>
            <div class="cluster">
                <ActButton endpoint="accounts/sign_out_elsewhere" label=t.s(accounts::SIGN_OUT_ELSEWHERE) look="quiet" plain=true/>
                <ActButton endpoint="accounts/sign_out" label=t.s(accounts::SIGN_OUT) look="quiet" plain=true/>
            </div>
        </Section>
    }
}
