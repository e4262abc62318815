//! The fleet: a consortium as its lead in the middle and its seats around it, with a ring for coverage.
//!
//! All numbers are whole, turned and moved by SVG itself: so server and browser write the same text, and no trigonometry
//! travels to the browser.

use super::model::{FleetSeat, FleetView};
use crate::{
    text::{Texts, keys::consortia as words, texts},
    ui::escaped,
};
use leptos::prelude::*;

/// The middle of the drawing, in its own units.
const MIDDLE: usize = 130;
/// How far the seats stand from the middle.
const ORBIT: usize = 78;
/// The circumference of the ring of radius 112.
const AROUND_RING: i64 = 704;
/// The size of a seat and of the lead, in percent of the glyphs' own size; seats in lists are larger.
const SEAT: usize = 110;
const SEAT_SMALL: usize = 165;
const LEAD: usize = 190;
const LEAD_SMALL: usize = 285;
/// Longest label in the drawing, in characters.
const LONGEST_LABEL: usize = 9;

/// A consortium as a drawing; the table beside it says the same in words.
#[component]
pub fn Fleet(
    fleet: FleetView,
    /// Without names, as in lists.
    #[prop(optional)]
    small: bool,
    /// Only the seats, without the ring for coverage.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let t = texts();
    let filled = fleet.seats.iter().filter(|s| s.filled).count();
    let open = fleet.seats.len() - filled;
    let said =
        if bare { words::seats_said(t, filled, open) } else { words::fleet_said(t, fleet.coverage, filled, open) };
    let (lead, around): (Vec<FleetSeat>, Vec<FleetSeat>) = fleet.seats.into_iter().partition(|s| s.lead);
    let count = around.len().max(1);
    let turn = move |number: usize| number * 360 / count;
    let mut drawing = if bare { String::new() } else { ring(fleet.coverage) };
    for (number, seat) in around.iter().enumerate() {
        let open = if seat.filled { "" } else { " open" };
        let turn = turn(number);
        drawing += &format!(
            r#"<line class="fleet-link{open}" x1="130" y1="130" x2="130" y2="52" transform="rotate({turn} 130 130)"></line>"#
        );
    }
    let (seat_size, lead_size) = if small { (SEAT_SMALL, LEAD_SMALL) } else { (SEAT, LEAD) };
    for (number, seat) in around.iter().enumerate() {
        let turn = turn(number);
        // Turned to its place, and back there so that it stands upright.
        let place = format!("rotate({turn} {MIDDLE} {MIDDLE}) translate({MIDDLE} {}) rotate(-{turn})", MIDDLE - ORBIT);
        drawing += &drawn(t, seat, &place, seat_size, small);
    }
    for seat in &lead {
        drawing += &drawn(t, seat, &format!("translate({MIDDLE} {MIDDLE})"), lead_size, small);
    }
    let class = if small { "fleet small" } else { "fleet" };
    view! { <svg class=class viewBox="0 0 260 260" role="img" aria-label=said inner_html=drawing></svg> }
}

/// The ring for coverage; it starts at the top and runs with the clock.
fn ring(coverage: i64) -> String {
    let covered = coverage.clamp(0, 100) * AROUND_RING / 100;
    format!(
        r#"<circle class="fleet-ring" cx="130" cy="130" r="112"></circle><circle class="fleet-cover" cx="130" cy="130" r="112" stroke-dasharray="{covered} {AROUND_RING}" transform="rotate(-90 130 130)"></circle>"#
    )
}

fn drawn(t: Texts, seat: &FleetSeat, place: &str, percent: usize, small: bool) -> String {
    let open = if seat.filled { "" } else { " open" };
    let lead = if seat.lead && seat.filled { " lead" } else { "" };
    let class = format!("fleet-seat{open}{lead} t-{}", escaped(&seat.firm_type));
    let (path, scale) = (glyph(&seat.firm_type), format!("scale({}.{:02})", percent / 100, percent % 100));
    let label = if small { String::new() } else { named(seat.label.get(t.lang()), open, percent) };
    format!(r#"<g transform="{place}"><path class="{class}" d="{path}" transform="{scale}"></path>{label}</g>"#)
}

/// A seat's name below its glyph, cut where it would meet the next one's.
fn named(whole: &str, open: &str, percent: usize) -> String {
    let cut = whole.char_indices().nth(LONGEST_LABEL).map(|(end, _)| &whole[..end]);
    let name = cut.map_or_else(|| whole.to_owned(), |cut| format!("{}…", cut.trim_end()));
    let below = percent / 10 + 9;
    format!(r#"<text class="fleet-label{open}" y="{below}">{}</text>"#, escaped(&name))
}

/// The glyph of a firm type as a path around the origin: ▲ infrastructure, ■ platform, ● SaaS, ◆ MSP, ⬡ SI, ○ software.
fn glyph(firm_type: &str) -> &'static str {
    match firm_type {
        "infrastructure" => "M0 -10L10 8L-10 8Z",
        "platform" => "M-8.5 -8.5H8.5V8.5H-8.5Z",
        "msp" => "M0 -10.5L10.5 0L0 10.5L-10.5 0Z",
        "si" => "M-5 -9H5L10 0L5 9H-5L-10 0Z",
        "software" => "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0ZM-5 0a5 5 0 1 1 10 0a5 5 0 1 1 -10 0Z",
        _ => "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0Z",
    }
}
