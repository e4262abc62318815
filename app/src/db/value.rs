//! The values that queries take, bound the same way on both engines.

use super::{StoreError, StoreResult};
use crate::time::UnixMillis;
use sqlx::{Arguments, Postgres, Sqlite, encode::Encode, postgres::PgArguments, sqlite::SqliteArguments, types::Type};

/// One value of a query. A missing value keeps its type, since PostgreSQL asks for it.
#[derive(Clone, Debug)]
pub enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bool(bool),
    Bytes(Vec<u8>),
}

pub(super) fn sqlite(values: &[Value]) -> StoreResult<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    values.iter().cloned().try_for_each(|v| bind::<Sqlite, _>(&mut arguments, v))?;
    Ok(arguments)
}

pub(super) fn postgres(values: &[Value]) -> StoreResult<PgArguments> {
    let mut arguments = PgArguments::default();
    values.iter().cloned().try_for_each(|v| bind::<Postgres, _>(&mut arguments, v))?;
    Ok(arguments)
}

fn bind<D, A>(arguments: &mut A, value: Value) -> StoreResult<()>
where
    D: sqlx::Database<Arguments = A>,
    A: Arguments<Database = D>,
    Option<i64>: for<'q> Encode<'q, D> + Type<D>,
    Option<String>: for<'q> Encode<'q, D> + Type<D>,
    bool: for<'q> Encode<'q, D> + Type<D>,
    Vec<u8>: for<'q> Encode<'q, D> + Type<D>,
{
    match value {
        Value::Int(v) => arguments.add(v),
        Value::Text(v) => arguments.add(v),
        Value::Bool(v) => arguments.add(v),
        Value::Bytes(v) => arguments.add(v),
    }
    .map_err(|e| StoreError::Broken(e.to_string()))
}

macro_rules! value_from {
    ($($type:ty: $v:ident => $value:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($v: $type) -> Self {
                $value
            }
        })*
    };
}

value_from! {
    i64: v => Self::Int(Some(v));
    Option<i64>: v => Self::Int(v);
    UnixMillis: v => Self::Int(Some(v.0));
    Option<UnixMillis>: v => Self::Int(v.map(|t| t.0));
    String: v => Self::Text(Some(v));
    &String: v => Self::Text(Some(v.clone()));
    &str: v => Self::Text(Some(v.to_owned()));
    Option<String>: v => Self::Text(v);
    Option<&str>: v => Self::Text(v.map(str::to_owned));
    bool: v => Self::Bool(v);
    Vec<u8>: v => Self::Bytes(v);
    &[u8]: v => Self::Bytes(v.to_vec());
}
