//! What the forms refuse and what they make of what was typed.

use super::*;
use crate::replay;

fn lot() -> LotForm {
    LotForm {
        sector: "education".into(),
        track: "platform".into(),
        name_ko: "교육".into(),
        cap: "50".into(),
        cap_unit: "eok".into(),
        technologies: vec![String::new(), "학습관리".into()],
        levels: vec![String::new(), "4".into()],
        documents: "사업계획서 | Project plan\n\n참여확약서".into(),
        criteria: "필요성 | Need | 60\n계획 | 40".into(),
        ..LotForm::default()
    }
}

fn call() -> CallForm {
    CallForm {
        name_ko: "제2차 공모".into(),
        agency_ko: "전담기관".into(),
        about_ko: "함께 만듭니다.".into(),
        published: "2026-11-01".into(),
        questions_close: "2026-11-20".into(),
        closes: "2026-12-10".into(),
        closes_time: "18:00".into(),
        opens: "2026-12-11".into(),
        result: "2027-01-10".into(),
        lots: vec![LotForm::default(), lot()],
        ..CallForm::default()
    }
}

fn wrong(form: &CallForm) -> Vec<String> {
    form.check().expect_err("something is wrong").0.into_keys().collect()
}

#[test]
fn a_good_call_keeps_its_lots_and_their_places() {
    let draft = call().check().expect("a good form");
    assert_eq!(draft.dates.closes, UnixMillis::of_seoul(2026, 12, 10, 18, 0));
    let lot = &draft.lots[0];
    assert_eq!((draft.lots.len(), lot.place, lot.cap_won), (1, 1, 5_000_000_000));
    assert_eq!(lot.technologies, [("학습관리".to_owned(), 4)]);
    assert_eq!(lot.documents, [Text2::new("사업계획서", "Project plan"), Text2::new("참여확약서", "")]);
    assert_eq!(lot.criteria, [(Text2::new("필요성", "Need"), 60), (Text2::new("계획", ""), 40)]);
}

#[test]
fn an_empty_call_tells_everything_that_is_missing() {
    let expected = [
        "form[about_ko]",
        "form[agency_ko]",
        "form[closes]",
        "form[closes_time]",
        "form[lots][0][name_ko]",
        "form[name_ko]",
        "form[opens]",
        "form[published]",
        "form[questions_close]",
        "form[result]",
    ];
    assert_eq!(wrong(&CallForm::default()), expected);
}

#[test]
fn dates_come_in_their_order() {
    let early = CallForm { closes: "2026-11-20".into(), closes_time: "18:00".into(), ..call() };
    assert_eq!(wrong(&early), ["form[closes]"]);
    assert_eq!(wrong(&CallForm { result: "2026-12-11".into(), ..call() }), ["form[result]"]);
}

#[test]
fn each_lot_is_checked_where_it_stands() {
    let with = |change: fn(&mut LotForm)| {
        let mut changed = lot();
        change(&mut changed);
        wrong(&CallForm { lots: vec![lot(), changed], ..call() })
    };
    assert_eq!(with(|l| l.criteria = "필요성 | 60".into()), ["form[lots][1][criteria]"]);
    assert_eq!(with(|l| l.criteria = "필요성".into()), ["form[lots][1][criteria]"]);
    assert_eq!(with(|l| l.cap = "0".into()), ["form[lots][1][cap]"]);
    assert_eq!(with(|l| l.technologies.clear()), ["form[lots][1][technologies][]"]);
    assert_eq!(with(|l| l.track = "x".into()), ["form[lots][1][track]"]);
    assert_eq!(with(|l| l.documents = "가 | 나 | 다".into()), ["form[lots][1][documents]"]);
}

#[test]
fn nested_fields_travel_as_browsers_write_them() {
    let body = "form[name_ko]=x&form[lots][0][name_ko]=a&form[lots][0][technologies][]=&\
        form[lots][0][technologies][]=b&form[lots][0][levels][]=&form[lots][0][levels][]=4&form[lots][1][cap]=5";
    for body in [body.to_owned(), body.replace('[', "%5B").replace(']', "%5D")] {
        let form: CallForm = replay::decode(body.as_bytes()).expect("decodes");
        assert_eq!(form.lots.len(), 2);
        assert_eq!(
            (form.lots[0].technologies.clone(), form.lots[1].cap.as_str()),
            (vec![String::new(), "b".into()], "5")
        );
    }
}

#[test]
fn a_bid_needs_a_name_a_pitch_and_a_grant() {
    let missing = |fresh| BidForm::default().check(fresh).expect_err("nothing is filled in").0.into_keys().collect();
    let fresh: Vec<String> = missing(true);
    assert_eq!(fresh, ["form[consortium]", "form[grant]", "form[lot]", "form[name_ko]", "form[pitch_ko]"]);
    let known: Vec<String> = missing(false);
    assert_eq!(known, ["form[grant]", "form[name_ko]", "form[pitch_ko]"]);
    let bid = BidForm {
        name_ko: "교실".into(),
        pitch_en: "A shared cloud".into(),
        grant: "42.5".into(),
        grant_unit: "eok".into(),
        own_cash: "600".into(),
        own_cash_unit: "million".into(),
        ..BidForm::default()
    };
    let draft = bid.check(false).expect("a good form");
    assert_eq!((draft.grant_won, draft.own_cash_won, draft.own_kind_won), (4_250_000_000, 600_000_000, 0));
}

#[test]
fn an_answer_needs_a_firm_a_seat_and_words() {
    let missing = AnswerForm::default().check().expect_err("nothing is filled in").0;
    assert_eq!(missing.len(), 3);
}
