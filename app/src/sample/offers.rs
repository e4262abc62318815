//! Sample offers, and a conversation that one of them began.

use super::{World, parse, wrong};
use crate::{
    conversations::{self, About, Matter},
    db::Tx,
    offers::{self, OfferDraft},
    text::Text2,
    time::{DAY_MS, HOUR_MS},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct SampleOffer {
    firm: String,
    sector: String,
    r#type: String,
    /// Days that it still lasts.
    days: i64,
    technologies: Vec<String>,
    text_ko: String,
    text_en: String,
}

/// Who wrote to the first offer, and what both said.
const ASKED_BY: &str = "sumgyeol-chart";
const TALK: [&str; 2] = [
    "저희 전자의무기록에 영상 판독 보조를 붙이려고 합니다. 병원 세 곳에서 먼저 써 볼 수 있을까요?",
    "네, 가능합니다. 병원별로 GPU 한 장씩 두 달 동안 시험해 보시죠. 다음 주에 설치 환경을 함께 확인하고 싶습니다.",
];

/// Publishes the offers.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let samples: Vec<SampleOffer> = parse(include_str!("../../seed/offers.json"))?;
    for (number, offer) in (1_i64..).zip(samples) {
        let at = world.now + -number * DAY_MS;
        let company = world.firm(&offer.firm)?;
        let draft = OfferDraft {
            sector: offer.sector,
            firm_type: offer.r#type,
            technologies: offer.technologies,
            text: Text2::new(offer.text_ko, offer.text_en),
            until: (world.now + offer.days * DAY_MS).next_seoul_midnight(),
        };
        let (_, reference) = offers::add(tx, company, &draft, at).await.map_err(wrong)?;
        offers::index(tx, &reference).await.map_err(wrong)?;
        if number == 1 {
            talk(tx, world, &offer.firm, &reference).await?;
        }
    }
    Ok(())
}

async fn talk(tx: &mut Tx, world: &World, firm: &str, offer: &str) -> Result<(), String> {
    let ends = [world.firm(ASKED_BY)?, world.firm(firm)?];
    let people = [world.owner(ASKED_BY)?, world.owner(firm)?];
    let name = crate::companies::firm_by_id(tx, ends[1]).await.map_err(wrong)?.name;
    let path = format!("/offers/{offer}");
    let about = About { matter: Matter::Offer, thing: offer, path: &path, name: &name };
    for (number, text) in TALK.into_iter().enumerate() {
        let (from, to) = (number % 2, (number + 1) % 2);
        let at = world.now + -(20 - i64::try_from(number).unwrap_or_default()) * HOUR_MS;
        let told = conversations::begin(tx, people[from], (ends[from], ends[to]), about, text, at).await;
        told.map_err(|e| format!("sample world: {e:?}"))?;
    }
    Ok(())
}
