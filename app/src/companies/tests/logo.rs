//! Logos of firms.

use super::{super::store, NOW, StoreError, Tx, add, databases, form, person, with_base};

async fn blobs(tx: &mut Tx) -> i64 {
    tx.number("SELECT COUNT(*) FROM blob", crate::values![]).await.expect("counted")
}

#[tokio::test]
async fn a_logo_is_there_as_long_as_a_firm_shows_it() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (one, slug) = add(&mut tx, &form("나래", ""), owner).await.expect("registered");
        let (two, _) = add(&mut tx, &form("다솜", ""), owner).await.expect("registered");
        for firm in [one, two] {
            store::set_logo(&mut tx, firm, Some(b"same"), NOW).await.expect("set");
        }
        let name = store::by_slug(&mut tx, &slug).await.expect("found").logo;
        assert_eq!(store::logo(&mut tx, &name).await.expect("shown"), b"same");
        assert_eq!(blobs(&mut tx).await, 1, "the same bytes are kept once");
        store::set_logo(&mut tx, one, Some(b"other"), NOW).await.expect("changed");
        assert_eq!(store::logo(&mut tx, &name).await.expect("the other firm still shows it"), b"same");
        store::set_logo(&mut tx, two, None, NOW).await.expect("taken away");
        assert!(matches!(store::logo(&mut tx, &name).await, Err(StoreError::Missing)));
        assert_eq!(blobs(&mut tx).await, 1, "what nobody shows is forgotten");
        let other = store::by_slug(&mut tx, &slug).await.expect("found").logo;
        store::set_logo(&mut tx, one, Some(b"other"), NOW).await.expect("set again");
        assert_eq!(store::logo(&mut tx, &other).await.expect("setting the same again keeps it"), b"other");
        assert!(matches!(store::logo(&mut tx, "").await, Err(StoreError::Missing)));
        let file = crate::blobs::put(&mut tx, b"secret", "application/pdf", NOW).await.expect("stored");
        assert!(matches!(store::logo(&mut tx, &file).await, Err(StoreError::Missing)), "no other file comes this way");
    }
}
