//! Several inputs under one name, such as the rows of a list: one label, one hint, one problem.

use super::fields::Around;
use leptos::prelude::*;

/// A group of inputs.
#[component]
pub fn Group(
    /// The name under which problems of the group are told, such as `form[technologies][]`.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    children: Children,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    let problem = around.problem();
    let class = move || if problem().is_some() { "choices invalid" } else { "choices" };
    view! {
        <fieldset class=class id=around.id.clone() tabindex="-1" aria-describedby=around.described_by()>
            <legend>{label}</legend>
            {around.hint(hint)}
            {children()}
            {around.message()}
        </fieldset>
    }
}
