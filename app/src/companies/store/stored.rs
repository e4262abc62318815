//! A firm as it is stored, whole.

use super::{
    super::{
        brn,
        model::{Act, CompanyForm, CompanyView, Standing, State, may},
    },
    Facts, Firm, KIND, Names,
};
use crate::{
    db::{StoreResult, Tx},
    label::Label,
    markdown,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    values,
};

/// A firm as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub slug: String,
    state: String,
    name_ko: String,
    name_en: String,
    brn: Option<String>,
    size: String,
    region: String,
    website: String,
    summary_ko: String,
    summary_en: String,
    summary_ko_html: String,
    summary_en_html: String,
    pub logo: String,
    pub return_reason: String,
    confirmed_ms: Option<i64>,
    pub version: i64,
    types: String,
    sectors: String,
}

impl Stored {
    pub fn state(&self) -> State {
        State::of_code(&self.state)
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    /// The firm as upper slices know it.
    pub fn firm(&self) -> Firm {
        Firm { id: self.id, slug: self.slug.clone(), name: self.name(), confirmed: self.state() == State::Confirmed }
    }

    pub fn has_summary(&self) -> bool {
        !self.summary_ko.is_empty() || !self.summary_en.is_empty()
    }

    /// The slugs of its types, with commas.
    pub fn types(&self) -> &str {
        &self.types
    }

    pub fn brn(&self) -> Option<&str> {
        self.brn.as_deref()
    }

    /// Whether it has a registration number whose check digit fits.
    pub fn brn_is_valid(&self) -> bool {
        self.brn.as_deref().is_some_and(brn::has_valid_check_digit)
    }

    /// Whether it has a number that cannot be right.
    pub fn brn_is_wrong(&self) -> bool {
        self.brn.is_some() && !self.brn_is_valid()
    }

    /// What its editor starts from, with its facts as they are or are asked for.
    pub fn form(&self, names: &Names, facts: &Facts) -> CompanyForm {
        // In the order of the page's boxes, in which a browser sends them.
        let slugs = |labels: Vec<Label>| labels.into_iter().map(|label| label.slug).collect();
        CompanyForm {
            name_ko: facts.name.ko.clone(),
            name_en: facts.name.en.clone(),
            brn: facts.brn.as_deref().map(brn::written).unwrap_or_default(),
            types: slugs(names.types(&self.types)),
            sectors: slugs(names.sectors(&self.sectors)),
            region: self.region.clone(),
            size: self.size.clone(),
            website: self.website.clone(),
            summary_ko: self.summary_ko.clone(),
            summary_en: self.summary_en.clone(),
        }
    }

    /// Its page, for a viewer who may edit or not.
    pub fn view(self, names: &Names, viewer: Standing) -> CompanyView {
        let state = self.state();
        CompanyView {
            state,
            name: self.name(),
            brn_checked: self.brn_is_valid(),
            types: names.types(&self.types),
            sectors: names.sectors(&self.sectors),
            region: names.region(&self.region),
            size: self.size,
            logo: self.logo,
            website: self.website,
            about: markdown::about_as_read(&self.summary_ko, &self.summary_en),
            summary_html: Text2::new(self.summary_ko_html, self.summary_en_html),
            confirmed: self.confirmed_ms.map(UnixMillis),
            may_edit: may(viewer, Act::Edit, state),
            may_see_people: may(viewer, Act::SeePeople, state),
            return_reason: if viewer.role.is_some() { self.return_reason } else { String::new() },
            slug: self.slug,
        }
    }
}

/// The columns of [`Stored`].
macro_rules! stored_sql {
    () => {
        concat!(
            "SELECT c.id, c.slug, c.state, c.name_ko, c.name_en, c.brn, c.size, c.region, c.website, c.summary_ko, \
            c.summary_en, c.summary_ko_html, c.summary_en_html, c.logo, c.return_reason, c.confirmed_ms, c.version, ",
            types_and_sectors!(),
            " FROM company c "
        )
    };
}

/// The firm with this address, locked until the transaction ends where it writes.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    const SELECT: &str = concat!(stored_sql!(), "WHERE c.slug = $1");
    tx.one(SELECT, values![slug]).await
}

/// Every firm that there is, member or not.
pub async fn all_stored(tx: &mut Tx) -> StoreResult<Vec<Stored>> {
    const SELECT: &str = concat!(stored_sql!(), "ORDER BY c.id");
    tx.all(SELECT, values![]).await
}

/// Where a firm stands on its way: its state and when it was last submitted.
pub async fn standing_of(tx: &mut Tx, id: i64) -> StoreResult<(String, i64)> {
    tx.one("SELECT state, submitted_ms FROM company WHERE id = $1", values![id]).await
}

/// Puts a firm back to where it stood.
pub async fn set_standing(tx: &mut Tx, id: i64, state: &str, submitted_ms: i64) -> StoreResult<()> {
    tx.touch_firms();
    tx.run("UPDATE company SET state = $2, submitted_ms = $3 WHERE id = $1", values![id, state, submitted_ms]).await?;
    Ok(())
}

/// Forgets a firm, as if it had never been here. Whoever calls it knows that nothing hangs on it.
pub async fn forget(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.touch_firms();
    search::remove(tx, KIND, id).await?;
    slugs::forget(tx, KIND, id).await?;
    tx.run("DELETE FROM company WHERE id = $1", values![id]).await?;
    Ok(())
}

/// The same for a change: the lock comes before the first read.
pub async fn by_slug_locked(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM company WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    by_slug(tx, slug).await
}

/// Writes what search knows of a firm: confirmed ones are public, others are not found.
pub async fn index(tx: &mut Tx, slug: &str) -> StoreResult<()> {
    let firm = by_slug(tx, slug).await?;
    if firm.state() != State::Confirmed {
        return search::remove(tx, KIND, firm.id).await;
    }
    let names = super::names(tx).await?;
    let region = names.region(&firm.region);
    let labels = names.types(&firm.types).into_iter().chain(names.sectors(&firm.sectors));
    let words = labels.map(|l| format!("{} {}", l.name.ko, l.name.en)).collect::<Vec<_>>().join(" ");
    let document = Document {
        kind: KIND,
        thing_id: firm.id,
        path: format!("/companies/{}", firm.slug),
        audience: Audience::Public,
        title: firm.name(),
        about: Text2::new(markdown::plain(&firm.summary_ko), markdown::plain(&firm.summary_en)),
        words: format!("{words} {} {}", region.ko, region.en),
    };
    search::put(tx, &document).await
}
