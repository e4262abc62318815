//! Sheets of firms: what they would change, applied and undone.

use super::{
    model::{Detail, Field, MatchForm, Outcome},
    plan::{Planned, plan},
    store::{self, Kept},
    words::guess,
};
use crate::{
    companies::{self, Role, store as firms},
    db::{StoreError, Tx, testing::databases},
    error::Problem,
    sheet,
    testing::{NOW, firm, person, with_base},
    text::{Lang, keys::firm_import as words},
};

const SHEET: &str = "\
회사명,영문명,사업자등록번호,유형,분야,소재지,규모,홈페이지,담당자 이메일
나래클라우드,Narae Cloud,120-88-01280,IaaS,의료,서울특별시 강남구,중소기업,narae.example,ceo@narae.example
다솜소프트,Dasom,123-45-67890,SW 서비스,제조·에너지,경상남도 창원시,중견기업,,
라온,,,SaaS;MSP,의료;교육,경기,대기업,,
마루,,,무엇,의료,서울,대기업,,
라온,,,SaaS,의료,서울,대기업,,
바론,,999-99-99999,SaaS,의료,달,대기업,,not an address
";

async fn planned(tx: &mut Tx, kept: &Kept) -> Vec<Planned> {
    plan(&kept.sheet, &kept.matching, &store::known(tx, Lang::Ko).await.expect("known"))
}

async fn sent(tx: &mut Tx, text: &str, person: i64) -> Kept {
    let sheet = sheet::read(text.as_bytes()).expect("a sheet");
    let matching = guess(&sheet.head);
    let (_, reference) = store::add(tx, "members.csv", &sheet, &matching, person, NOW).await.expect("kept");
    store::kept(tx, &reference).await.expect("found")
}

fn outcomes(planned: &[Planned]) -> Vec<(usize, Outcome)> {
    planned.iter().map(|p| (p.view.line, p.view.outcome)).collect()
}

#[test]
fn headings_are_understood_once_each() {
    let headings = ["No", "기업명", "회사명", "Homepage", "담당자 이메일"].map(str::to_owned);
    assert_eq!(guess(&headings).columns, ["", "name_ko", "", "website", "contact"]);
}

#[tokio::test]
async fn a_sheet_is_applied_and_undone_as_one() {
    use Outcome::*;
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let desk = person(&mut tx, "desk@oca.example").await.id;
        let kept = sent(&mut tx, SHEET, desk).await;
        let rows = planned(&mut tx, &kept).await;
        assert_eq!(outcomes(&rows), [(2, New), (3, New), (4, New), (5, Refused), (6, Refused), (7, Refused)]);
        assert_eq!(rows[1].view.details, [Detail::Waits], "its number's check digit is wrong");
        let unknown = Detail::Problem { field: Some(Field::Types), problem: Problem::Rule(words::VALUE_UNKNOWN) };
        assert_eq!(rows[3].view.details, [unknown]);
        assert_eq!(rows[4].view.details, [Detail::Repeated { line: 4 }]);
        assert_eq!(rows[5].view.details.len(), 3, "number, region and address: {:?}", rows[5].view.details);
        let draft = &rows[0].draft;
        assert_eq!(
            (draft.types[0].as_str(), draft.region.as_str(), draft.size.as_str()),
            ("infrastructure", "seoul", "small")
        );
        assert_eq!((draft.website.as_str(), rows[1].draft.region.as_str()), ("https://narae.example", "gyeongnam"));
        assert_eq!(rows[2].draft.sectors.len(), 2);

        let asked = store::apply(&mut tx, &kept, &rows, desk, NOW).await.expect("applied");
        assert_eq!(asked.iter().map(|a| a.email.as_str()).collect::<Vec<_>>(), ["ceo@narae.example"]);
        assert!(store::ask(&mut tx, kept.id, &asked[0], desk, NOW).await.expect("asked"));
        assert!(!store::ask(&mut tx, kept.id, &asked[0], desk, NOW).await.expect("asked"), "once");
        let narae = firms::by_slug(&mut tx, "narae-cloud").await.expect("here");
        assert!(narae.firm().confirmed);
        assert!(!firms::by_slug(&mut tx, "dasom").await.expect("here").firm().confirmed, "it waits");
        let found = crate::search::find(&mut tx, "나래클라우드", false, 5).await.expect("searched");
        assert_eq!(found.len(), 1, "members are found");

        let again = planned(&mut tx, &kept).await;
        assert_eq!(outcomes(&again)[..3], [(2, Changed), (3, Same), (4, Same)], "an owner is still to be asked");
        let kept = store::kept(&mut tx, &kept.sent.reference).await.expect("found");
        let twice = store::apply(&mut tx, &Kept { version: kept.version, ..kept }, &again, desk, NOW).await;
        assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");

        // Somebody works for one of them by now: it stays.
        let owner = person(&mut tx, "owner@raon.example").await.id;
        let raon = rows[2].view.name.clone();
        let raon =
            firms::all_stored(&mut tx).await.expect("read").into_iter().find(|f| f.name().ko == raon).expect("here");
        companies::add_person(&mut tx, raon.id, owner, Role::Owner).await.expect("joined");
        let kept = sent_again(&mut tx).await;
        assert_eq!(store::undo(&mut tx, &kept, desk, NOW).await.expect("undone"), (2, 1));
        assert_eq!(store::left(&mut tx, kept.id).await.expect("counted"), 1);
        assert!(matches!(firms::by_slug(&mut tx, "narae-cloud").await, Err(StoreError::Missing)));
        assert!(crate::search::find(&mut tx, "나래클라우드", false, 5).await.expect("searched").is_empty());
        let twice = store::undo(&mut tx, &kept, desk, NOW).await;
        assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
        let anew = sent(&mut tx, SHEET, desk).await;
        let rows = planned(&mut tx, &anew).await;
        store::apply(&mut tx, &anew, &rows, desk, NOW).await.expect("applied anew");
        firms::by_slug(&mut tx, "narae-cloud").await.expect("at the same address");
    }
}

async fn sent_again(tx: &mut Tx) -> Kept {
    let reference = store::sent(tx).await.expect("read")[0].reference.clone();
    store::kept(tx, &reference).await.expect("found")
}

#[tokio::test]
async fn a_member_gets_what_the_sheet_says_and_keeps_what_is_confirmed() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let desk = person(&mut tx, "desk@oca.example").await.id;
        let (id, owner) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let text = "name,english name,region,type,email\n,Narae,부산,MSP,new@narae.example\n나래,NARAE,,,\n";
        let kept = sent(&mut tx, text, desk).await;
        let rows = planned(&mut tx, &kept).await;
        let [first, second] = &rows[..] else { panic!("two rows: {rows:?}") };
        assert_eq!(second.view.details, [Detail::Repeated { line: 2 }]);
        let changed: Vec<Field> = first
            .view
            .details
            .iter()
            .filter_map(|d| match d {
                Detail::Change { field, .. } => Some(*field),
                _ => None,
            })
            .collect();
        assert_eq!((first.view.outcome, changed), (Outcome::Changed, vec![Field::Types, Field::Region]));
        assert!(first.contact.is_none(), "it has an owner");
        let kept_name = Detail::Kept { field: Field::NameKo, before: String::new(), after: "나래".into() };
        let other = sent(&mut tx, "name,english name\n나래,NARAE\n", desk).await;
        let row = &planned(&mut tx, &other).await[0].view;
        assert_eq!((row.outcome, &row.details[..]), (Outcome::Same, &[kept_name][..]), "names of members stay");
        store::apply(&mut tx, &kept, &rows, desk, NOW).await.expect("applied");
        let now = firms::by_slug(&mut tx, "narae").await.expect("here");
        assert_eq!(now.version, 3);
        let undone = store::kept(&mut tx, &kept.sent.reference).await.expect("found");
        assert_eq!(store::undo(&mut tx, &undone, desk, NOW).await.expect("undone"), (1, 0));
        let names = firms::names(&mut tx).await.expect("read");
        let back = firms::by_slug(&mut tx, "narae").await.expect("here");
        let facts = firms::Facts::confirmed(&back);
        let form = back.form(&names, &facts);
        assert_eq!(
            (form.region.as_str(), form.types, form.summary_en.as_str()),
            ("seoul", vec!["saas".to_owned()], "We teach.")
        );
        assert_eq!(companies::role(&mut tx, id, owner.id).await.expect("read"), Some(Role::Owner));
    }
}

#[tokio::test]
async fn a_firm_that_changed_since_is_left_alone() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let desk = person(&mut tx, "desk@oca.example").await.id;
        let (id, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let kept = sent(&mut tx, "name,region\nNarae,부산\n", desk).await;
        let rows = planned(&mut tx, &kept).await;
        let stale = [plan(&kept.sheet, &kept.matching, &store::known(&mut tx, Lang::En).await.expect("known"))];
        store::apply(&mut tx, &kept, &rows, desk, NOW).await.expect("applied");
        tx.run("UPDATE company SET version = version + 1 WHERE id = $1", crate::values![id]).await.expect("changed");
        let kept = sent_again(&mut tx).await;
        assert_eq!(store::undo(&mut tx, &kept, desk, NOW).await.expect("undone"), (0, 1));
        assert_eq!(firms::by_slug(&mut tx, "narae").await.expect("here").firm().name.en, "Narae");
        let other = sent(&mut tx, "name,region\nNarae,대구\n", desk).await;
        let overtaken = store::apply(&mut tx, &other, &stale[0], desk, NOW).await;
        assert!(matches!(overtaken, Err(StoreError::Stale)), "what was planned is overtaken: {overtaken:?}");
    }
}

#[tokio::test]
async fn empty_cells_of_new_firms_get_what_was_chosen_for_all() {
    let test = &databases().await[0];
    let mut tx = with_base(&test.db).await;
    let desk = person(&mut tx, "desk@oca.example").await.id;
    let kept = sent(&mut tx, "name,region\n나래,\n다솜,부산\n", desk).await;
    let fill = |region: &str| MatchForm {
        types: "saas".into(),
        sectors: "healthcare".into(),
        region: region.into(),
        size: "small".into(),
        ..kept.matching.clone()
    };
    let known = store::known(&mut tx, Lang::Ko).await.expect("known");
    let without = plan(&kept.sheet, &kept.matching, &known);
    assert_eq!(outcomes(&without), [(2, Outcome::Refused), (3, Outcome::Refused)]);
    let with = plan(&kept.sheet, &fill("seoul"), &known);
    assert_eq!(with.iter().map(|p| p.draft.region.as_str()).collect::<Vec<_>>(), ["seoul", "busan"]);
}
