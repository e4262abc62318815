//! What is typed about a bid, and by a firm that answers one.

use super::{LONGEST_NAME, both, prose};
use crate::{
    error::{FieldErrors, Problem, check},
    money,
    text::{Text2, keys},
};
use serde::{Deserialize, Serialize};

/// Longest message of an answer, in characters.
const LONGEST_MESSAGE: usize = 1_000;

/// What a lead typed about a bid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BidForm {
    /// The consortium and the lot, of a new bid.
    pub consortium: String,
    pub lot: String,
    pub name_ko: String,
    pub name_en: String,
    pub pitch_ko: String,
    pub pitch_en: String,
    pub grant: String,
    pub grant_unit: String,
    pub own_cash: String,
    pub own_cash_unit: String,
    pub own_kind: String,
    pub own_kind_unit: String,
}

/// A checked bid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BidDraft {
    pub name: Text2,
    pub pitch: Text2,
    pub grant_won: i64,
    pub own_cash_won: i64,
    pub own_kind_won: i64,
}

impl BidForm {
    /// The bid, or every field problem at once; of a new one (`fresh`) also what it is for.
    pub fn check(&self, fresh: bool) -> Result<BidDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let w = &mut wrong;
        if fresh {
            w.take("form[consortium]", check::line(&self.consortium, LONGEST_NAME));
            w.take("form[lot]", check::line(&self.lot, LONGEST_NAME));
        }
        let name = both(w, ("form[name_ko]", &self.name_ko), ("form[name_en]", &self.name_en));
        let pitch = ("form[pitch_ko]", self.pitch_ko.as_str());
        let pitch = prose(w, pitch, ("form[pitch_en]", &self.pitch_en), keys::flagship::PITCH_NEEDED);
        let grant_won = w.take("form[grant]", money::typed(&self.grant, &self.grant_unit));
        // A bid may go without own cash or kind: an empty field is nothing.
        let own = |typed: &str, unit: &str| if typed.trim().is_empty() { Ok(0) } else { money::typed(typed, unit) };
        let own_cash_won = w.take("form[own_cash]", own(&self.own_cash, &self.own_cash_unit));
        let own_kind_won = w.take("form[own_kind]", own(&self.own_kind, &self.own_kind_unit));
        wrong.or(BidDraft { name, pitch, grant_won, own_cash_won, own_kind_won })
    }
}

/// What a firm typed in answer to an advert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub company: String,
    pub seat: String,
    pub message: String,
}

/// A checked answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerDraft {
    pub company: String,
    pub seat: String,
    pub message: String,
}

impl AnswerForm {
    /// The answer, or every field problem at once.
    pub fn check(&self) -> Result<AnswerDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let company = wrong.take("form[company]", check::line(&self.company, LONGEST_NAME));
        let seat = wrong.take("form[seat]", check::line(&self.seat, LONGEST_NAME));
        let message = wrong.take("form[message]", check::text(&self.message, LONGEST_MESSAGE));
        if message.is_empty() {
            wrong.add("form[message]", Problem::Required);
        }
        wrong.or(AnswerDraft { company, seat, message })
    }
}
