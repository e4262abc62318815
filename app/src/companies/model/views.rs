//! What pages show of firms.

use super::{CompanyForm, Invitation, Role, State};
use crate::{
    label::{Facet, Label},
    text::Text2,
    time::UnixMillis,
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// Which firms are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompanyQuery {
    pub q: String,
    #[serde(rename = "type")]
    pub firm_type: String,
    pub sector: String,
    /// A field of a sector, `healthcare/imaging`.
    pub field: String,
    pub region: String,
    pub page: i64,
}

/// A firm in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRow {
    pub slug: String,
    pub name: Text2,
    /// The beginning of the summary, without marks.
    pub about: Text2,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub region: Text2,
    /// The name of its logo's file, or empty.
    pub logo: String,
}

/// A firm as other pages name it: in a seat, on a list of holders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmCard {
    pub slug: String,
    pub name: Text2,
    pub types: Vec<Label>,
    pub region: Text2,
}

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyList {
    pub rows: Vec<CompanyRow>,
    pub total: i64,
    pub types: Vec<Facet>,
    pub sectors: Vec<Facet>,
    /// The fields of the sector that is asked for.
    pub fields: Vec<Facet>,
    pub regions: Vec<Facet>,
}

/// A firm's page, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyView {
    pub slug: String,
    pub state: State,
    pub name: Text2,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub region: Text2,
    pub size: String,
    /// The name of its logo's file, or empty.
    pub logo: String,
    pub website: String,
    /// The beginning of the summary, without marks.
    pub about: Text2,
    /// Safe HTML of the summary.
    pub summary_html: Text2,
    pub confirmed: Option<UnixMillis>,
    /// Whether the format of its registration number was checked; the number itself stays with its people.
    pub brn_checked: bool,
    pub may_edit: bool,
    /// Whether the viewer sees who works for it.
    pub may_see_people: bool,
    /// What the secretariat asked to correct; for the firm's people.
    pub return_reason: String,
}

/// What the editor of a firm starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyEditing {
    pub edit: Edit,
    pub form: CompanyForm,
    pub return_reason: String,
    /// Name and number are confirmed: the secretariat looks at other ones first.
    pub confirmed: bool,
    /// Other ones are being looked at, and stand in the form.
    pub waiting: bool,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub regions: Vec<Label>,
}

/// A firm's logo, as its people change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoView {
    pub slug: String,
    pub name: Text2,
    /// The name of its file, or empty.
    pub logo: String,
}

/// One of a person's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyCompany {
    pub slug: String,
    pub name: Text2,
    pub state: State,
    pub role: Role,
    pub return_reason: String,
}

/// A person's firms, and those that asked for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub firms: Vec<MyCompany>,
    pub invitations: Vec<Invitation>,
}

/// A firm that waits for the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub slug: String,
    pub name: Text2,
    pub version: i64,
    pub submitted: UnixMillis,
    /// The day by which an answer is promised.
    pub promised: UnixMillis,
    /// As written, or empty for a foreign firm.
    pub brn: String,
    pub brn_valid: bool,
    pub website: String,
}

/// Other facts of a member than the confirmed ones, as it asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    pub slug: String,
    pub version: i64,
    pub asked: UnixMillis,
    /// The day by which an answer is promised.
    pub promised: UnixMillis,
    /// Who asks.
    pub by: String,
    pub name: Text2,
    /// In Korean and English, both of which are judged: a `Text2` reaches its reader in one language.
    pub names: [String; 2],
    /// As written, or empty for a foreign firm.
    pub brn: String,
    pub new_names: [String; 2],
    pub new_brn: String,
    pub new_brn_valid: bool,
}

/// What waits for the secretariat, and when it was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub now: UnixMillis,
    pub waiting: Vec<Waiting>,
    pub changes: Vec<FactChange>,
}
