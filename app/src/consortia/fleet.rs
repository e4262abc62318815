//! The fleet: a consortium as its lead in the middle and its seats around it, with a ring for coverage.

use super::model::{FleetSeat, FleetView};
use crate::text::{Texts, keys::consortia as words, texts};
use leptos::prelude::*;

/// Half the side of the drawing, in its own units.
const HALF: f64 = 130.0;
/// How far the seats stand from the middle, the ring's radius, and the size of a seat and of the lead.
const ORBIT: f64 = 78.0;
const RING: f64 = 112.0;
const SEAT: f64 = 11.0;
const LEAD: f64 = 19.0;
/// Longest label in the drawing, in characters.
const LONGEST_LABEL: usize = 9;

/// A consortium as a drawing; the table beside it says the same in words.
#[component]
pub fn Fleet(
    fleet: FleetView,
    /// Without names, as in lists.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let t = texts();
    let around: Vec<FleetSeat> = fleet.seats.iter().filter(|s| !s.lead).cloned().collect();
    let lead = fleet.seats.iter().find(|s| s.lead).cloned();
    let filled = fleet.seats.iter().filter(|s| s.filled).count();
    let open = fleet.seats.len() - filled;
    let said = words::fleet_said(t, fleet.coverage, filled, open);
    let count = around.len();
    let places: Vec<(FleetSeat, (f64, f64))> =
        around.into_iter().enumerate().map(|(i, seat)| (seat, place(i, count))).collect();
    let links = places
        .iter()
        .map(|(seat, (x, y))| {
            let class = if seat.filled { "fleet-link" } else { "fleet-link open" };
            view! { <line class=class x1=number(HALF) y1=number(HALF) x2=number(*x) y2=number(*y)></line> }
        })
        .collect_view();
    let seats = places.into_iter().map(|(seat, at)| drawn(t, seat, at, SEAT, small)).collect_view();
    let lead = lead.map(|seat| drawn(t, seat, (HALF, HALF), LEAD, small));
    // The ring starts at the top and runs with the clock.
    let round = 2.0 * std::f64::consts::PI * RING;
    let covered = f64::from(i32::try_from(fleet.coverage.clamp(0, 100)).unwrap_or_default()) / 100.0 * round;
    let dash = format!("{covered:.1} {round:.1}");
    view! {
        <svg class=if small { "fleet small" } else { "fleet" } viewBox="0 0 260 260" role="img" aria-label=said>
            <circle class="fleet-ring" cx="130" cy="130" r=number(RING)></circle>
            <circle class="fleet-cover" cx="130" cy="130" r=number(RING) stroke-dasharray=dash transform="rotate(-90 130 130)"></circle>
            {links}
            {seats}
            {lead}
        </svg>
    }
}

/// Where the seat with this number stands, the first at the top.
fn place(number: usize, count: usize) -> (f64, f64) {
    let turn = |n: usize| f64::from(u32::try_from(n).unwrap_or_default());
    let angle = turn(number) / turn(count.max(1)) * 2.0 * std::f64::consts::PI - std::f64::consts::FRAC_PI_2;
    (HALF + ORBIT * angle.cos(), HALF + ORBIT * angle.sin())
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn drawn(t: Texts, seat: FleetSeat, (x, y): (f64, f64), size: f64, small: bool) -> impl IntoView {
    let open = if seat.filled { "" } else { " open" };
    let lead = if seat.lead && seat.filled { " lead" } else { "" };
    let class = format!("fleet-seat{open}{lead} t-{}", seat.firm_type);
    let size = if small { size * 1.5 } else { size };
    let glyph = glyph(&seat.firm_type, x, y, size);
    let label = (!small).then(|| {
        let name: String = seat.label.get(t.lang()).chars().take(LONGEST_LABEL).collect();
        let class = format!("fleet-label{open}");
        view! { <text class=class x=number(x) y=number(y + size + 9.0)>{name}</text> }
    });
    view! {
        <path class=class d=glyph></path>
        {label}
    }
}

/// The glyph of a firm type as a path around a point: ▲ infrastructure, ■ platform, ● SaaS, ◆ MSP, ⬡ SI, ○ software.
fn glyph(firm_type: &str, x: f64, y: f64, size: f64) -> String {
    let corners = |corners: &[(f64, f64)]| {
        let points: Vec<_> =
            corners.iter().map(|(dx, dy)| format!("{:.1} {:.1}", x + dx * size, y + dy * size)).collect();
        format!("M{}Z", points.join("L"))
    };
    match firm_type {
        "infrastructure" => corners(&[(0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)]),
        "platform" => corners(&[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
        "msp" => corners(&[(0.0, -1.05), (1.05, 0.0), (0.0, 1.05), (-1.05, 0.0)]),
        "si" => corners(&[(-0.5, -0.9), (0.5, -0.9), (1.0, 0.0), (0.5, 0.9), (-0.5, 0.9), (-1.0, 0.0)]),
        "software" => {
            let (outer, inner) = (circle(x, y, size * 0.95), circle(x, y, size * 0.5));
            format!("{outer}{inner}")
        }
        _ => circle(x, y, size * 0.95),
    }
}

fn circle(x: f64, y: f64, r: f64) -> String {
    format!("M{:.1} {y:.1}a{r:.1} {r:.1} 0 1 0 {:.1} 0a{r:.1} {r:.1} 0 1 0 {:.1} 0Z", x - r, 2.0 * r, -2.0 * r)
}
