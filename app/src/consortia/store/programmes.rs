//! Purpose kinds and the rules of programmes: data, each rule with its source and the days on which it holds.

use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    label::Labels,
    time::UnixMillis,
    values,
};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct BaseKind {
    slug: String,
    order: i64,
    ko: String,
    en: String,
}

#[derive(Deserialize)]
struct BaseRule {
    programme: String,
    key: String,
    value: serde_json::Value,
    unit: String,
    source: String,
    valid_from: String,
    valid_to: Option<String>,
    ko: String,
    en: String,
}

/// Adds the purpose kinds and programme rules that are missing.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const KIND_ROW: &str = "INSERT INTO purpose_kind (slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (slug) DO NOTHING";
    const RULE_ROW: &str = "INSERT INTO programme_rule (programme, rule, value, unit, source, valid_from, valid_to, \
        name_ko, name_en) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (programme, rule, valid_from) DO NOTHING";
    let broken = |e: serde_json::Error| StoreError::Broken(e.to_string());
    let kinds: Vec<BaseKind> =
        serde_json::from_str(include_str!("../../../data/purpose_kinds.json")).map_err(broken)?;
    for k in kinds {
        tx.run(KIND_ROW, values![k.slug, k.order, k.ko, k.en]).await?;
    }
    let rules: Vec<BaseRule> =
        serde_json::from_str(include_str!("../../../data/programme_rules.json")).map_err(broken)?;
    for r in rules {
        let value = r.value.as_str().map_or_else(|| r.value.to_string(), str::to_owned);
        tx.run(RULE_ROW, values![r.programme, r.key, value, r.unit, r.source, r.valid_from, r.valid_to, r.ko, r.en])
            .await?;
    }
    Ok(())
}

/// One rule of a programme, as it is kept in memory.
#[derive(sqlx::FromRow)]
struct RuleRow {
    programme: String,
    rule: String,
    value: String,
    valid_from: String,
    valid_to: Option<String>,
}

/// Purpose kinds and rules, as they are kept in memory.
pub struct Programmes {
    /// The purpose kinds in their order.
    pub kinds: Labels,
    /// A later rule stands behind an earlier one.
    rules: Vec<RuleRow>,
}

impl Kept for Programmes {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const KINDS: &str = "SELECT slug, name_ko, name_en FROM purpose_kind ORDER BY position, slug";
        const RULES: &str = "SELECT programme, rule, value, valid_from, valid_to FROM programme_rule \
            ORDER BY valid_from, programme, rule";
        let kinds: Vec<(String, String, String)> = tx.all(KINDS, values![]).await?;
        Ok(Self { kinds: kinds.into(), rules: tx.all(RULES, values![]).await? })
    }
}

/// Purpose kinds and the rules of programmes.
pub async fn programmes(tx: &mut Tx) -> StoreResult<Arc<Programmes>> {
    tx.kept().await
}

/// The rules of a purpose kind that hold on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRules {
    /// The firm type of the lead; `None`: any.
    pub lead_type: Option<String>,
    pub min_members: i64,
}

impl Programmes {
    /// One rule of a programme on the Seoul day of `now`.
    pub fn rule(&self, programme: &str, rule: &str, now: UnixMillis) -> Option<&str> {
        let day = now.iso_day();
        let holds = |r: &&RuleRow| {
            r.programme == programme
                && r.rule == rule
                && r.valid_from <= day
                && r.valid_to.as_ref().is_none_or(|to| *to >= day)
        };
        self.rules.iter().rev().find(holds).map(|r| r.value.as_str())
    }

    /// The rules of a purpose kind on the Seoul day of `now`.
    pub fn of_kind(&self, kind: &str, now: UnixMillis) -> KindRules {
        KindRules {
            lead_type: self.rule(kind, "lead-type", now).filter(|t| *t != "any").map(str::to_owned),
            min_members: self.rule(kind, "min-members", now).and_then(|n| n.parse().ok()).unwrap_or(2),
        }
    }
}
