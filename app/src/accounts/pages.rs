//! Pages of accounts. Signing in and out are ordinary page loads, since the header changes with them.

use super::model::{SHORTEST_PASSWORD, SignInForm, SignUpForm};
use crate::{
    text::{
        keys::{accounts, ui as words},
        texts,
    },
    ui::{Form, Hidden, Kind, LazyPage, Notice, Page, Submit, TextField, Tone, typed},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A value of the page's query, read once.
fn asked(name: &str) -> String {
    use_query_map().read_untracked().get(name).unwrap_or_default()
}

/// Signing in.
pub struct SignInPage;

impl LazyPage for SignInPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <SignInSheet/> }.into_any()
    }
}

#[component]
fn SignInSheet() -> impl IntoView {
    let t = texts();
    let before: SignInForm = typed("accounts/sign_in").unwrap_or_default();
    let next = asked("next");
    let reset =
        (!asked("reset").is_empty()).then(|| view! { <Notice tone=Tone::Done>{t.s(accounts::RESET_DONE)}</Notice> });
    view! {
        <Page title=t.s(accounts::SIGN_IN)>
            <div class="auth-panel">
                <h1>{t.s(accounts::SIGN_IN)}</h1>
                {reset}
                <Form endpoint="accounts/sign_in" plain=true>
                    <Hidden name="form[next]" value=next/>
                    <TextField name="form[email]" label=t.s(accounts::EMAIL) value=before.email kind=Kind::Email required=true/>
                    <TextField name="form[password]" label=t.s(accounts::PASSWORD) kind=Kind::Password required=true/>
                    <div class="form-actions">
                        <Submit label=t.s(accounts::SIGN_IN) look="primary block"/>
                    </div>
                </Form>
                <p class="cluster small">
                    <a href=t.href("/reset/ask")>{t.s(accounts::FORGOT)}</a>
                    <a href=t.href("/sign-up")>{t.s(accounts::TO_SIGN_UP)}</a>
                </p>
            </div>
        </Page>
    }
}

/// Signing up.
pub struct SignUpPage;

impl LazyPage for SignUpPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <SignUpSheet/> }.into_any()
    }
}

#[component]
fn SignUpSheet() -> impl IntoView {
    let t = texts();
    let before: SignUpForm = typed("accounts/sign_up").unwrap_or_default();
    view! {
        <Page title=t.s(accounts::SIGN_UP) description=t.s(accounts::SIGN_UP_LEAD)>
            <div class="auth-panel">
                <h1>{t.s(accounts::SIGN_UP)}</h1>
                <p class="lead">{t.s(accounts::SIGN_UP_LEAD)}</p>
                <Form endpoint="accounts/sign_up" plain=true>
                    <Hidden name="form[next]" value=if before.next.is_empty() { asked("next") } else { before.next }/>
                    <TextField name="form[name]" label=t.s(accounts::NAME) value=before.name required=true autocomplete="name"/>
                    <TextField
                        name="form[email]"
                        label=t.s(accounts::EMAIL)
                        value=before.email
                        hint=t.s(accounts::EMAIL_HINT)
                        kind=Kind::Email
                        required=true
                    />
                    <TextField
                        name="form[password]"
                        label=t.s(accounts::PASSWORD)
                        hint=accounts::password_hint(t, SHORTEST_PASSWORD)
                        kind=Kind::NewPassword
                        required=true
                    />
                    <p class="small muted">{t.s(accounts::PRIVACY_NOTE)}" "<a href=t.href("/privacy")>{t.s(words::PRIVACY)}</a></p>
                    <div class="form-actions">
                        <Submit label=t.s(accounts::SIGN_UP_SEND) look="primary block"/>
                    </div>
                </Form>
                <p class="small">{t.s(accounts::HAVE_ACCOUNT)}" "<a href=t.href("/sign-in")>{t.s(accounts::SIGN_IN)}</a></p>
            </div>
        </Page>
    }
}

/// Which mail was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SentKind {
    Verify,
    Reset,
}

#[component]
pub fn LinkSentPage(kind: SentKind) -> impl IntoView {
    let t = texts();
    let body = match kind {
        SentKind::Verify => accounts::SENT_VERIFY,
        SentKind::Reset => accounts::SENT_RESET,
    };
    view! {
        <Page title=t.s(accounts::SENT_TITLE)>
            <div class="auth-panel">
                <h1>{t.s(accounts::SENT_TITLE)}</h1>
                <p class="lead">{t.s(body)}</p>
                <p class="small muted">{t.s(accounts::SENT_HELP)}</p>
            </div>
        </Page>
    }
}

/// The page that a mailed link opens: one button proves the address.
pub struct VerifyPage;

impl LazyPage for VerifyPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <VerifySheet/> }.into_any()
    }
}

#[component]
fn VerifySheet() -> impl IntoView {
    let t = texts();
    view! {
        <Page title=t.s(accounts::VERIFY_TITLE)>
            <div class="auth-panel">
                <h1>{t.s(accounts::VERIFY_TITLE)}</h1>
                <p class="lead">{t.s(accounts::VERIFY_LEAD)}</p>
                <Form endpoint="accounts/verify" plain=true>
                    <Hidden name="token" value=asked("token")/>
                    <Hidden name="next" value=asked("next")/>
                    <div class="form-actions">
                        <Submit label=t.s(accounts::VERIFY_BUTTON) look="primary block"/>
                    </div>
                </Form>
            </div>
        </Page>
    }
}

/// Asking for a link to choose a new password.
pub struct ResetAskPage;

impl LazyPage for ResetAskPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <ResetAskSheet/> }.into_any()
    }
}

#[component]
fn ResetAskSheet() -> impl IntoView {
    let t = texts();
    view! {
        <Page title=t.s(accounts::RESET_TITLE)>
            <div class="auth-panel">
                <h1>{t.s(accounts::RESET_TITLE)}</h1>
                <p class="lead">{t.s(accounts::RESET_LEAD)}</p>
                <Form endpoint="accounts/ask_reset" plain=true>
                    <TextField name="email" label=t.s(accounts::EMAIL) kind=Kind::Email required=true/>
                    <div class="form-actions">
                        <Submit label=t.s(accounts::RESET_ASK) look="primary block"/>
                    </div>
                </Form>
            </div>
        </Page>
    }
}

/// Choosing a new password.
pub struct ResetPage;

impl LazyPage for ResetPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <ResetSheet/> }.into_any()
    }
}

#[component]
fn ResetSheet() -> impl IntoView {
    let t = texts();
    view! {
        <Page title=t.s(accounts::RESET_TITLE)>
            <div class="auth-panel">
                <h1>{t.s(accounts::RESET_TITLE)}</h1>
                <Form endpoint="accounts/reset" plain=true>
                    <Hidden name="token" value=asked("token")/>
                    <TextField
                        name="form[password]"
                        label=t.s(accounts::NEW_PASSWORD)
                        hint=accounts::password_hint(t, SHORTEST_PASSWORD)
                        kind=Kind::NewPassword
                        required=true
                    />
                    <div class="form-actions">
                        <Submit label=t.s(accounts::RESET_SEND) look="primary block"/>
                    </div>
                </Form>
            </div>
        </Page>
    }
}
