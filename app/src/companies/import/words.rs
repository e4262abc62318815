//! What people call things in their sheets: the meaning of a heading, of a firm type, a sector, a region, a size.

use super::{
    super::model::SIZES,
    model::{Field, MatchForm},
};
use crate::{
    label::{Label, Labels},
    search::fold,
    text::{Lang, Texts},
};

/// What a heading most likely means.
pub fn guess(headings: &[String]) -> MatchForm {
    const MEANINGS: [(Field, &[&str]); 11] = [
        (
            Field::NameKo,
            &[
                "회사명",
                "기업명",
                "상호",
                "상호명",
                "업체명",
                "법인명",
                "기관명",
                "회원사",
                "회원사명",
                "국문명",
                "국문회사명",
                "국문기업명",
                "name",
                "company",
                "companyname",
                "koreanname",
                "namekorean",
                "nameko",
            ],
        ),
        (Field::NameEn, &["영문명", "영문회사명", "영문기업명", "영문상호", "englishname", "nameenglish", "nameen"]),
        (
            Field::Brn,
            &[
                "사업자등록번호",
                "사업자번호",
                "등록번호",
                "businessregistrationnumber",
                "registrationnumber",
                "businessnumber",
                "brn",
            ],
        ),
        (Field::Types, &["기업유형", "회원유형", "유형", "구분", "type", "types", "firmtype", "companytype"]),
        (Field::Sectors, &["분야", "산업", "산업분야", "관심분야", "sector", "sectors", "industry"]),
        (Field::Region, &["지역", "소재지", "주소", "본사", "본사소재지", "시도", "region", "address", "location"]),
        (Field::Size, &["규모", "기업규모", "size", "companysize"]),
        (Field::Website, &["홈페이지", "웹사이트", "누리집", "url", "website", "homepage"]),
        (
            Field::SummaryKo,
            &[
                "소개",
                "기업소개",
                "회사소개",
                "주요사업",
                "사업내용",
                "설명",
                "summary",
                "summaryko",
                "description",
                "about",
            ],
        ),
        (Field::SummaryEn, &["영문소개", "영문기업소개", "englishsummary", "summaryenglish", "summaryen"]),
        (
            Field::Contact,
            &[
                "이메일",
                "메일",
                "전자우편",
                "담당자이메일",
                "담당자메일",
                "대표메일",
                "email",
                "mail",
                "contact",
                "contactemail",
            ],
        ),
    ];
    let mut free: Vec<(Field, &[&str])> = MEANINGS.to_vec();
    let columns = headings.iter().map(|heading| {
        let heading = fold(heading);
        let place = free.iter().position(|(_, names)| names.contains(&heading.as_str()));
        place.map_or_else(String::new, |place| free.remove(place).0.code().to_owned())
    });
    MatchForm { columns: columns.collect(), ..MatchForm::default() }
}

/// Values of one kind with everything that they are called, in their order.
pub struct Vocabulary(Vec<(String, Vec<String>)>);

impl Vocabulary {
    /// Values by their slugs and names, and what else they are called.
    pub fn new<'a>(labels: impl Iterator<Item = (&'a Label, Vec<String>)>) -> Self {
        let words = labels.map(|(label, also)| {
            let own = [label.slug.as_str(), &label.name.ko, &label.name.en];
            let called = own.into_iter().chain(also.iter().map(String::as_str)).map(fold);
            (label.slug.clone(), called.collect())
        });
        Self(words.collect())
    }

    fn find(&self, cell: &str) -> Option<&str> {
        let cell = fold(cell);
        self.0.iter().find(|(_, called)| called.contains(&cell)).map(|(slug, _)| slug.as_str())
    }

    /// The values that a cell lists, in the order of the kind; `None` where one is not known.
    pub fn several(&self, cell: &str) -> Option<Vec<String>> {
        if let Some(slug) = self.find(cell) {
            return Some(vec![slug.to_owned()]);
        }
        let parts = cell.split([',', ';', '/', '·', '|', '\n', '、']).filter(|part| !fold(part).is_empty());
        let wanted: Vec<&str> = parts.map(|part| self.find(part)).collect::<Option<_>>()?;
        let slugs = self.0.iter().map(|(slug, _)| slug).filter(|slug| wanted.contains(&slug.as_str()));
        Some(slugs.cloned().collect())
    }
}

/// The region of an address: 서울특별시 강남구, 경상남도 창원시, Busan.
pub fn place(labels: &Labels, cell: &str) -> Option<String> {
    let cell = fold(cell);
    let mut letters = cell.chars();
    // 충청북도, 전라남도, 경상북도: called by their first and third syllables.
    let short = match (letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(first), Some('청' | '라' | '상'), Some(side @ ('북' | '남')), Some('도')) => {
            format!("{first}{side}")
        }
        _ => cell.clone(),
    };
    let starts = |label: &&Label| {
        [&label.slug, &label.name.ko, &label.name.en].iter().any(|name| short.starts_with(&fold(name)))
    };
    labels.all().iter().find(starts).map(|label| label.slug.clone())
}

/// The size that a cell means.
pub fn size(cell: &str) -> Option<&'static str> {
    const ALSO: [(&str, &[&str]); 4] = [
        ("micro", &["소기업", "소상공인", "영세기업"]),
        ("small", &["중소기업", "중소", "스타트업", "startup", "sme"]),
        ("medium", &["중견기업", "중견", "중기업", "midsize"]),
        ("large", &["대기업", "enterprise"]),
    ];
    let cell = fold(cell);
    let named = |code: &str| {
        let texts = SIZES.iter().filter(|(c, _)| *c == code).flat_map(|(_, key)| Lang::ALL.map(|l| Texts(l).s(*key)));
        texts.map(fold).any(|text| text == cell)
    };
    ALSO.into_iter().find(|(code, also)| *code == cell || also.contains(&cell.as_str()) || named(code)).map(|f| f.0)
}
