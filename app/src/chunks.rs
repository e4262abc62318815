//! Which pages share a chunk of WASM. Few large chunks and not one a page: pages have much code in common, and a splitter
//! that cuts every page out by itself makes a file of each combination that some of them share.

use crate::{
    accounts::{AccountPage, ResetAskPage, ResetPage, SignUpPage, VerifyPage},
    companies::{EditCompanyPage, MyCompaniesPage, NewCompanyPage, SecretariatPage},
    consortia::{ConsortiumListPage, EditConsortiumPage, FoundPage, InvitePage, MyConsortiaPage},
    flagship::{
        AnswerPage, BidPage, BoardPage, CallListPage, CallPage, EditBidPage, EditCallPage, NewBidPage, NewCallPage,
    },
    meetups::{EditMeetupPage, MeetupListPage, MeetupPage, NewMeetupPage},
    portal::{ConsortiumPage, DesignPage, FirmPage, SectorListPage, SectorPage, TechnologyPage},
    technologies::{CapabilityPage, ClaimPage, ManagePage, MapPage, ReviewPage},
    ui::LazyPage,
};
use leptos::prelude::{AnyView, lazy};
use leptos_router::LazyRoute;

/// Declares a chunk with its pages, and makes lazy routes of them.
macro_rules! chunk {
    ($(#[$doc:meta])* $group:ident, $open:ident, $preload:ident: $($page:ident),* $(,)?) => {
        $(#[$doc])*
        enum $group {
            $($page($page)),*
        }

        #[lazy]
        fn $open(page: $group) -> AnyView {
            match page {
                $($group::$page(page) => <$page as LazyPage>::view(page)),*
            }
        }

        $(impl LazyRoute for $page {
            fn data() -> Self {
                <$page as LazyPage>::data()
            }

            async fn view(this: Self) -> AnyView {
                $open($group::$page(this)).await
            }

            async fn preload() {
                #[cfg(target_arch = "wasm32")]
                $preload().await;
            }
        })*
    };
}

chunk! {
    /// Who is there and what they can do: read by everybody.
    Firms, open_firms, __preload_open_firms:
    FirmPage, TechnologyPage, MapPage, SectorPage, SectorListPage, DesignPage,
}

chunk! {
    /// What firms do together: consortia, meetups, calls and bids.
    Together, open_together, __preload_open_together:
    ConsortiumPage, ConsortiumListPage, MeetupPage, MeetupListPage, BidPage, BoardPage, CallPage, CallListPage,
}

chunk! {
    /// Editors, queues and accounts: for those who write.
    Work, open_work, __preload_open_work:
    AccountPage, AnswerPage, CapabilityPage, ClaimPage, EditBidPage, EditCallPage, EditCompanyPage, EditConsortiumPage, EditMeetupPage, FoundPage, InvitePage, ManagePage, MyCompaniesPage, MyConsortiaPage, NewBidPage, NewCallPage, NewCompanyPage, NewMeetupPage, ResetAskPage, ResetPage, ReviewPage, SecretariatPage, SignUpPage, VerifyPage,
}
