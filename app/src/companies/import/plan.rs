//! What a sheet would change: every row beside the firms that are here.

use super::{
    super::{
        brn,
        model::{CompanyDraft, CompanyForm, SIZES, State},
        store::{Facts, FirmKinds, Names, Stored},
    },
    model::{Detail, Field, MatchForm, Outcome, RowView},
    words::{self, Vocabulary},
};
use crate::{
    error::{FieldErrors, Problem, check},
    label::Labels,
    search::fold,
    sectors::Sectors,
    sheet::{Row, Sheet},
    text::{Lang, Texts, keys::firm_import as told},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// Longest value that is shown of a change, in characters.
const LONGEST_SHOWN: usize = 200;

/// The firms that are here, and what their values are called.
pub struct Known {
    pub names: Names,
    pub kinds: Arc<FirmKinds>,
    pub sectors: Arc<Sectors>,
    pub type_words: Vocabulary,
    pub sector_words: Vocabulary,
    pub firms: Vec<Stored>,
    /// Firms that somebody owns.
    pub owned: HashSet<i64>,
    /// In which values are written for whoever looks.
    pub lang: Lang,
}

/// A row with what it takes to apply it.
#[derive(Debug)]
pub struct Planned {
    pub view: RowView,
    /// The firm as it is: id and version.
    pub firm: Option<(i64, i64)>,
    pub before: Option<CompanyForm>,
    pub draft: CompanyDraft,
    /// Whether a new firm is a member at once.
    pub confirmed: bool,
    pub contact: Option<String>,
}

/// Every row of a sheet with what becomes of it.
pub fn plan(sheet: &Sheet, matching: &MatchForm, known: &Known) -> Vec<Planned> {
    let by_brn: HashMap<&str, &Stored> = known.firms.iter().filter_map(|firm| Some((firm.brn()?, firm))).collect();
    let mut by_name: HashMap<String, Vec<&Stored>> = HashMap::new();
    for firm in &known.firms {
        let name = firm.name();
        let mut names = vec![fold(&name.ko), fold(&name.en)];
        names.dedup();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            by_name.entry(name).or_default().push(firm);
        }
    }
    let columns = Field::ALL.map(|field| matching.column(field));
    let mut earlier: HashMap<String, usize> = HashMap::new();
    let rows = sheet.rows.iter().map(|row| {
        let reading = Reading { row, columns: &columns, matching, known };
        let mut planned = reading.planned(&by_brn, &by_name);
        if planned.view.outcome != Outcome::Refused {
            let (slug, number) = (planned.view.slug.clone(), planned.draft.brn.clone().unwrap_or_default());
            // Two firms may share a name, but not without numbers that tell them apart.
            let name = if slug.is_empty() && number.is_empty() { fold(&planned.view.name) } else { String::new() };
            let keys = [slug, number, name].into_iter().filter(|key| !key.is_empty()).collect::<Vec<_>>();
            if let Some(line) = keys.iter().find_map(|key| earlier.get(key)) {
                planned.refuse(Detail::Repeated { line: *line });
            } else {
                earlier.extend(keys.into_iter().map(|key| (key, row.line)));
            }
        }
        planned
    });
    rows.collect()
}

impl Planned {
    fn refuse(&mut self, why: Detail) {
        self.view.outcome = Outcome::Refused;
        self.view.details = vec![why];
        self.contact = None;
    }
}

/// A row that is being read.
struct Reading<'a> {
    row: &'a Row,
    columns: &'a [Option<usize>; 11],
    matching: &'a MatchForm,
    known: &'a Known,
}

impl Reading<'_> {
    fn cell(&self, field: Field) -> &str {
        let column = self.columns[field as usize];
        column.and_then(|column| self.row.cells.get(column)).map_or("", String::as_str)
    }

    /// What the row says, or stands for its empty cell.
    fn said<'a>(&'a self, field: Field, otherwise: &'a str) -> &'a str {
        let cell = self.cell(field);
        if cell.is_empty() { otherwise } else { cell }
    }

    fn planned(&self, by_brn: &HashMap<&str, &Stored>, by_name: &HashMap<String, Vec<&Stored>>) -> Planned {
        let mut wrong: Vec<(Option<Field>, Problem)> = Vec::new();
        let number = brn::digits(self.cell(Field::Brn));
        let firm = match self.firm(number.as_deref(), by_brn, by_name) {
            Ok(firm) => firm,
            Err(problem) => {
                wrong.push((Some(Field::NameKo), problem));
                None
            }
        };
        let before = firm.map(|firm| firm.form(&self.known.names, &Facts::confirmed(firm)));
        let mut form = before.clone().unwrap_or_default();
        let mut details = Vec::new();
        self.fill(&mut form, firm.is_none(), &mut wrong);
        if let (Some(firm), Some(before)) = (firm, &before) {
            Self::keep_confirmed(firm, before, &mut form, &mut details);
        }
        let draft = form.check_listed().unwrap_or_else(|errors| {
            wrong.extend(named(errors));
            CompanyDraft::default()
        });
        let mut contact = self.contact(firm, &mut wrong);
        let name = if form.name_ko.is_empty() { form.name_en.clone() } else { form.name_ko.clone() };
        let confirmed = draft.brn.as_deref().is_none_or(brn::has_valid_check_digit);
        // The portal writes to nobody for a firm that the secretariat does not know.
        if !firm.map_or(confirmed, |firm| firm.state() == State::Confirmed) {
            contact = None;
        }
        let view = RowView {
            line: self.row.line,
            name,
            slug: firm.map(|firm| firm.slug.clone()).unwrap_or_default(),
            ..RowView::default()
        };
        let mut planned = Planned { view, firm: firm.map(|f| (f.id, f.version)), before, draft, confirmed, contact };
        if !wrong.is_empty() {
            // Of several problems of a field the first one is the cause.
            let mut told: Vec<Option<Field>> = Vec::new();
            wrong.retain(|(field, _)| {
                let first = !told.contains(field);
                told.push(*field);
                first
            });
            planned.view.details =
                wrong.into_iter().map(|(field, problem)| Detail::Problem { field, problem }).collect();
            planned.contact = None;
            return planned;
        }
        match &planned.before {
            None => {
                planned.view.outcome = Outcome::New;
                if !planned.confirmed {
                    details.push(Detail::Waits);
                }
            }
            Some(before) => {
                let changes = self.changes(before, &form);
                let asks = planned.contact.is_some();
                planned.view.outcome = if changes.is_empty() && !asks { Outcome::Same } else { Outcome::Changed };
                details.splice(0..0, changes);
            }
        }
        if let Some(email) = &planned.contact {
            details.push(Detail::Asks { email: email.clone() });
        }
        planned.view.details = details;
        planned
    }

    /// The firm that the row speaks of: the one with its number, else the only one with its name and no other number.
    fn firm<'a>(
        &self,
        number: Option<&str>,
        by_brn: &HashMap<&str, &'a Stored>,
        by_name: &HashMap<String, Vec<&'a Stored>>,
    ) -> Result<Option<&'a Stored>, Problem> {
        if let Some(firm) = number.and_then(|number| by_brn.get(number)) {
            return Ok(Some(firm));
        }
        for field in [Field::NameKo, Field::NameEn] {
            let named = by_name.get(&fold(self.cell(field))).map(Vec::as_slice).unwrap_or_default();
            let mut fitting = named.iter().filter(|firm| number.is_none() || firm.brn().is_none());
            match (fitting.next(), fitting.next()) {
                (Some(firm), None) => return Ok(Some(firm)),
                (Some(_), Some(_)) => return Err(Problem::Rule(told::NAME_SHARED)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Writes what the row says over what is known; an empty cell says nothing.
    fn fill(&self, form: &mut CompanyForm, new: bool, wrong: &mut Vec<(Option<Field>, Problem)>) {
        for (field, place) in [
            (Field::NameKo, &mut form.name_ko),
            (Field::NameEn, &mut form.name_en),
            (Field::Brn, &mut form.brn),
            (Field::SummaryKo, &mut form.summary_ko),
            (Field::SummaryEn, &mut form.summary_en),
        ] {
            let cell = self.cell(field);
            if cell.starts_with('=') {
                wrong.push((Some(field), Problem::Rule(told::FORMULA)));
            } else if !cell.is_empty() {
                cell.clone_into(place);
            }
        }
        let website = self.cell(Field::Website);
        if !website.is_empty() {
            form.website = if website.contains("://") { website.to_owned() } else { format!("https://{website}") };
        }
        let otherwise = |value: &str| if new { value.to_owned() } else { String::new() };
        let kinds = [
            (Field::Types, &self.known.type_words, otherwise(&self.matching.types), &mut form.types),
            (Field::Sectors, &self.known.sector_words, otherwise(&self.matching.sectors), &mut form.sectors),
        ];
        for (field, words_of, otherwise, place) in kinds {
            let said = self.said(field, &otherwise);
            if said.is_empty() {
                continue;
            }
            match words_of.several(said) {
                Some(slugs) => *place = slugs,
                None => wrong.push((Some(field), Problem::Rule(told::VALUE_UNKNOWN))),
            }
        }
        let region = otherwise(&self.matching.region);
        match self.said(Field::Region, &region) {
            "" => {}
            said => match words::place(&self.known.kinds.regions, said) {
                Some(slug) => form.region = slug,
                None => wrong.push((Some(Field::Region), Problem::Rule(told::VALUE_UNKNOWN))),
            },
        }
        let size = otherwise(&self.matching.size);
        match self.said(Field::Size, &size) {
            "" => {}
            said => match words::size(said) {
                Some(code) => code.clone_into(&mut form.size),
                None => wrong.push((Some(Field::Size), Problem::Rule(told::VALUE_UNKNOWN))),
            },
        }
    }

    /// Name and number of a member stay as they were confirmed; a number that was never given may be added.
    fn keep_confirmed(firm: &Stored, before: &CompanyForm, form: &mut CompanyForm, details: &mut Vec<Detail>) {
        if firm.state() != State::Confirmed {
            return;
        }
        for (field, was, place) in [
            (Field::NameKo, &before.name_ko, &mut form.name_ko),
            (Field::NameEn, &before.name_en, &mut form.name_en),
            (Field::Brn, &before.brn, &mut form.brn),
        ] {
            let same =
                if field == Field::Brn { brn::digits(was) == brn::digits(place) } else { fold(was) == fold(place) };
            let addition = field == Field::Brn && was.is_empty() && brn_is_right(place);
            if !same && !addition {
                details.push(Detail::Kept { field, before: was.clone(), after: place.clone() });
            }
            if !addition {
                was.clone_into(place);
            }
        }
    }

    /// Whom to ask to own the firm's page, where nobody does.
    fn contact(&self, firm: Option<&Stored>, wrong: &mut Vec<(Option<Field>, Problem)>) -> Option<String> {
        let cell = self.cell(Field::Contact);
        if cell.is_empty() || firm.is_some_and(|firm| self.known.owned.contains(&firm.id)) {
            return None;
        }
        match check::email(cell) {
            Ok(email) => Some(email),
            Err(problem) => {
                wrong.push((Some(Field::Contact), problem));
                None
            }
        }
    }

    /// What a form says otherwise than before, in the reader's words.
    fn changes(&self, before: &CompanyForm, after: &CompanyForm) -> Vec<Detail> {
        let t = Texts(self.known.lang);
        let list = |labels: &Labels, slugs: &[String]| {
            slugs.iter().map(|slug| labels.name(slug).get(t.lang()).to_owned()).collect::<Vec<_>>().join(", ")
        };
        let size = |code: &str| SIZES.iter().find(|(c, _)| *c == code).map_or("", |(_, key)| t.s(*key)).to_owned();
        let region = |slug: &str| match slug {
            "" => String::new(),
            slug => self.known.kinds.regions.name(slug).get(t.lang()).to_owned(),
        };
        let values = |form: &CompanyForm| {
            [
                (Field::NameKo, form.name_ko.clone()),
                (Field::NameEn, form.name_en.clone()),
                (Field::Brn, form.brn.clone()),
                (Field::Types, list(&self.known.kinds.types, &form.types)),
                (Field::Sectors, list(&self.known.sectors.labels, &form.sectors)),
                (Field::Region, region(&form.region)),
                (Field::Size, size(&form.size)),
                (Field::Website, form.website.clone()),
                (Field::SummaryKo, form.summary_ko.clone()),
                (Field::SummaryEn, form.summary_en.clone()),
            ]
        };
        let pairs = values(before).into_iter().zip(values(after));
        let differing = pairs.filter(|((_, before), (_, after))| before != after);
        let shown = |text: String| match text.char_indices().nth(LONGEST_SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        let change = |field, before, after| Detail::Change { field, before: shown(before), after: shown(after) };
        differing.map(|((field, before), (_, after))| change(field, before, after)).collect()
    }
}

fn brn_is_right(typed: &str) -> bool {
    brn::digits(typed).is_some_and(|digits| brn::has_valid_check_digit(&digits))
}

/// The problems of a firm's form, by the fields of a sheet.
fn named(errors: FieldErrors) -> Vec<(Option<Field>, Problem)> {
    let field = |name: &str| {
        let name = name.trim_start_matches("form[").trim_end_matches("[]").trim_end_matches(']');
        Field::of_code(name)
    };
    errors.0.into_iter().map(|(name, problem)| (field(&name), problem)).collect()
}
