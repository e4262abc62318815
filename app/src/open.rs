//! Open data: what every visitor may see, in pages that other people's programs read one after the other.

use crate::{
    error::{AppError, AppResult, Problem, check},
    text::keys::companies::CHOICE_UNKNOWN,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Items on a page, unless it is asked otherwise.
const PAGE: i64 = 50;
/// Items on a page at most.
const MOST: i64 = 100;
/// What stands in the place of a mark from which to go on, at most, in characters.
const LONGEST_MARK: usize = 100;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenPage<T> {
    pub items: Vec<T>,
    /// Where the next page begins: send it as `after`. `null` on the last page.
    pub next: Option<String>,
}

/// Which page is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The `next` of the page before this one; without it the list begins.
    #[param(required = false)]
    pub after: String,
    /// Items on the page, 1 to 100; 50 unless it is said.
    #[param(required = false, value_type = u32, minimum = 1, maximum = 100)]
    pub limit: String,
}

/// A page as a store asks for it.
#[derive(Clone, Debug)]
pub struct Window {
    pub after: String,
    pub limit: i64,
}

impl Paging {
    /// The page, or what is wrong with it.
    pub fn check(&self) -> AppResult<Window> {
        let after = check::optional_line(&self.after, LONGEST_MARK).map_err(|wrong| AppError::field("after", wrong))?;
        let limit = match self.limit.as_str() {
            "" => PAGE,
            typed => check::number(typed, 1, MOST).map_err(|wrong| AppError::field("limit", wrong))?,
        };
        Ok(Window { after, limit })
    }
}

impl Window {
    /// One more than the page holds, which tells whether another follows.
    pub const fn ask(&self) -> i64 {
        self.limit + 1
    }

    /// The page of what was found; `mark` names an item.
    pub fn page<T>(&self, mut items: Vec<T>, mark: impl Fn(&T) -> String) -> OpenPage<T> {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        let more = items.len() > limit;
        items.truncate(limit);
        OpenPage { next: items.last().filter(|_| more).map(mark), items }
    }
}

/// A filter that is empty or one of the known values.
pub fn known<'a>(name: &'static str, typed: &str, mut values: impl Iterator<Item = &'a str>) -> AppResult<()> {
    if typed.is_empty() || values.any(|v| v == typed) {
        Ok(())
    } else {
        Err(AppError::field(name, Problem::Rule(CHOICE_UNKNOWN)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_where_the_next_one_begins() {
        let from = Paging { limit: "2".to_owned(), ..Paging::default() }.check().expect("a page of two");
        assert_eq!(
            from.page(vec![1, 2, 3], ToString::to_string),
            OpenPage { items: vec![1, 2], next: Some("2".into()) }
        );
        assert_eq!(from.page(vec![1, 2], ToString::to_string), OpenPage { items: vec![1, 2], next: None });
    }

    #[test]
    fn a_page_has_a_size_that_a_server_can_bear() {
        for limit in ["0", "101", "-1", "ten", "1.5", "99999999999999999999"] {
            let asked = Paging { limit: limit.to_owned(), ..Paging::default() };
            assert!(matches!(asked.check(), Err(AppError::Invalid(_))), "{limit}");
        }
    }
}
