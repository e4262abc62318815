//! Which pages share a chunk of WASM. Few large chunks and not one a page: pages have much code in common, and a splitter
//! that cuts every page out by itself makes a file of each combination that some of them share.

use crate::{
    accounts::{AccountPage, ResetAskPage, ResetPage, SignInPage, SignUpPage, VerifyPage},
    companies::{CompanyListPage, EditCompanyPage, MyCompaniesPage, NewCompanyPage, SecretariatPage},
    consortia::{ConsortiumListPage, EditConsortiumPage, FoundPage, InvitePage, MyConsortiaPage},
    flagship::{
        AnswerPage, BidPage, BoardPage, CallListPage, CallPage, EditBidPage, EditCallPage, NewBidPage, NewCallPage,
    },
    meetups::{EditMeetupPage, MeetupListPage, MeetupPage, NewMeetupPage},
    portal::{ConsortiumPage, DesignPage, FirmPage, HomePage, SearchPage, SectorListPage, SectorPage, TechnologyPage},
    technologies::{CapabilityPage, ClaimPage, CoveragePage, ManagePage, MapPage, ReviewPage},
    ui::{Chunked, Coming, LazyPage},
};
use leptos::prelude::{AnyView, lazy};

/// Declares a chunk with its pages. Those of a `still` one are only read by visitors.
macro_rules! chunk {
    (still $($rest:tt)*) => { chunk!(@true $($rest)*); };
    (alive $($rest:tt)*) => { chunk!(@false $($rest)*); };
    (@$still:literal $(#[$doc:meta])* $group:ident, $open:ident, $preload:ident: $($page:ident),* $(,)?) => {
        $(#[$doc])*
        #[allow(clippy::enum_variant_names, reason = "a variant is named after its page")]
        enum $group {
            $($page($page)),*
        }

        #[lazy]
        fn $open(page: $group) -> AnyView {
            match page {
                $($group::$page(page) => <$page as LazyPage>::view(page)),*
            }
        }

        $(impl Chunked for $page {
            const STILL: bool = $still;

            #[cfg(feature = "hydrate")]
            fn fetch() -> Coming<()> {
                #[cfg(target_arch = "wasm32")]
                return Box::pin($preload());
                #[cfg(not(target_arch = "wasm32"))]
                Box::pin(std::future::ready(()))
            }

            fn open(this: Self) -> Coming<AnyView> {
                Box::pin($open($group::$page(this)))
            }
        })*
    };
}

chunk! {
    still
    /// Who is there and what they can do: read by everybody.
    Firms, open_firms, __preload_open_firms:
    HomePage, CompanyListPage, FirmPage, MapPage, CoveragePage, TechnologyPage, SectorListPage, SectorPage, SearchPage,
}

chunk! {
    still
    /// Consortia, read by everybody.
    Consortia, open_consortia, __preload_open_consortia:
    ConsortiumListPage, ConsortiumPage,
}

chunk! {
    still
    /// Meetups, calls and bids, read by everybody.
    Occasions, open_occasions, __preload_open_occasions:
    MeetupListPage, MeetupPage, CallListPage, CallPage, BoardPage, BidPage,
}

chunk! {
    alive
    /// Signing in, firms and capabilities: for those who write, and the secretariat's queues.
    Desk, open_desk, __preload_open_desk:
    SignInPage, SignUpPage, VerifyPage, ResetAskPage, ResetPage, AccountPage, MyCompaniesPage, NewCompanyPage,
    EditCompanyPage, ClaimPage, ManagePage, CapabilityPage, SecretariatPage, ReviewPage, DesignPage,
}

chunk! {
    alive
    /// Leading consortia, meetups, calls and bids.
    Work, open_work, __preload_open_work:
    MyConsortiaPage, FoundPage, EditConsortiumPage, InvitePage, NewMeetupPage, EditMeetupPage, NewCallPage, EditCallPage,
    NewBidPage, EditBidPage, AnswerPage,
}
