//! The text of a charter from the template: roster, roles, shares and the usual clauses, in Korean.

use super::{
    model::{SeatRole, SeatState, SeatView},
    store::{self, Signed, Stored},
};
use crate::{
    accounts,
    db::Tx,
    error::{AppError, AppResult},
    text::{Lang, Texts, keys::consortia as words},
    time::UnixMillis,
};

/// Draws up the next version of the charter from the template.
pub async fn draw_up_charter(tx: &mut Tx, consortium: i64, now: UnixMillis) -> AppResult<i64> {
    let found = store::by_id(tx, consortium).await?;
    let source = text(tx, &found, now).await?;
    Ok(store::draw_up(tx, consortium, &source, now).await?)
}

/// Signs the newest version for a firm, in a person's name.
pub async fn sign_as(tx: &mut Tx, consortium: i64, company: i64, person: i64, now: UnixMillis) -> AppResult<()> {
    let charter = store::charter(tx, consortium).await?.ok_or(AppError::NotFound)?;
    let name = accounts::name_of(tx, person).await?;
    let by = Signed { company, person, name: &name };
    Ok(store::sign(tx, consortium, &charter, by, now).await?)
}

/// The charter of a consortium as Markdown. Its hash covers all of this, so roster and shares too.
async fn text(tx: &mut Tx, found: &Stored, now: UnixMillis) -> AppResult<String> {
    // A contract has one language; the interface's Korean is the alliance's own.
    let t = Texts(Lang::Ko);
    let name = found.name();
    let mut lines = vec![
        format!("# {}", words::charter_title(t, name.get(Lang::Ko))),
        words::charter_preamble(t, now.long_day(Lang::Ko), name.get(Lang::Ko)),
        format!("## {}", t.s(words::CHARTER_PURPOSE)),
        if found.purpose_ko.is_empty() { found.purpose_en.clone() } else { found.purpose_ko.clone() },
        format!("## {}", t.s(words::CHARTER_MEMBERS)),
        format!(
            "| {} | {} | {} | {} |\n|---|---|---|---:|",
            t.s(words::MEMBER),
            t.s(words::ROLE),
            t.s(words::SEAT),
            t.s(words::SHARE)
        ),
    ];
    let seats = store::seats_shown(&store::seats_of(tx, found.id).await?, true);
    let rows: String = seats.iter().filter(|s| s.state == SeatState::Seated).map(|s| row(t, s)).collect();
    if let Some(table) = lines.last_mut() {
        *table += &rows;
    }
    for (heading, body) in [
        (words::CHARTER_LEAD, words::CHARTER_LEAD_BODY),
        (words::CHARTER_DECISIONS, words::CHARTER_DECISIONS_BODY),
        (words::CHARTER_SECRETS, words::CHARTER_SECRETS_BODY),
        (words::CHARTER_LEAVING, words::CHARTER_LEAVING_BODY),
    ] {
        lines.push(format!("## {}", t.s(heading)));
        lines.push(t.s(body).to_owned());
    }
    Ok(lines.join("\n\n"))
}

fn row(t: Texts, seat: &SeatView) -> String {
    let plain = |text: &str| text.replace(['|', '\n'], " ");
    let firm = seat.firm.as_ref().map_or("", |f| f.name.get(Lang::Ko));
    let share = match (seat.role, seat.share) {
        (SeatRole::Observer, _) | (_, None) => "–".to_owned(),
        (_, Some(share)) => super::percent_text(share),
    };
    format!("\n| {} | {} | {} | {share} |", plain(firm), t.s(seat.role.key()), plain(seat.label.get(Lang::Ko)))
}
