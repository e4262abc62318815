//! Sample steps into the alliance: members did them all, a newcomer is on the way.

use super::{World, firms::SampleFirm, wrong};
use crate::{
    companies::{Mark, RepresentativeForm, Step, add_document, agree, mark_step, set_representative},
    db::Tx,
    time::DAY_MS,
};

/// The smallest PDF: one empty page.
const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// What the secretariat asks a firm that waits.
const ASKED: &str = "사업자등록증 사본을 PDF나 사진으로 올려 주세요.";

/// Does the steps of a firm, of which the owner is this person.
pub async fn fill(tx: &mut Tx, world: &World, firm: &SampleFirm, id: i64, owner: i64) -> Result<(), String> {
    let at = world.now + firm.joined_day * DAY_MS;
    for firm_type in &firm.types {
        agree(tx, id, firm_type, owner, at).await.map_err(wrong)?;
    }
    if firm.state == "confirmed" {
        // One of the numbers that nobody has.
        let form = RepresentativeForm {
            name: firm.people.first().map(|person| person.name_ko.clone()).unwrap_or_default(),
            title: "대표이사".to_owned(),
            phone: "02-555-0100".to_owned(),
        };
        set_representative(tx, id, &form, at).await.map_err(wrong)?;
        let name = format!("{} 사업자등록증.pdf", firm.ko);
        add_document(tx, id, &name, PDF, "application/pdf", at).await.map_err(wrong)?;
    } else if firm.state == "submitted" {
        mark_step(tx, id, Step::Documents, Mark::Asked, ASKED, world.coordinator, world.now + -DAY_MS)
            .await
            .map_err(wrong)?;
    }
    Ok(())
}
