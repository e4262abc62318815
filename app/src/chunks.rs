//! Which pages share a chunk of WASM. Few large chunks and not one a page: pages have much code in common, and a splitter
//! that cuts every page out by itself makes a file of each combination that some of them share.

use crate::{
    about::{AboutPage, EditAboutPage},
    accounts::{AccountPage, ResetAskPage, ResetPage, SignInPage, SignUpPage, VerifyPage},
    companies::{
        CompanyListPage, EditCompanyPage, ImportPage, LogoPage, MyCompaniesPage, NewCompanyPage, OnboardingPage,
        PeoplePage, SecretariatPage, SectorDeskPage,
    },
    consortia::{ConsortiumListPage, EditConsortiumPage, FoundPage, InvitePage, MyConsortiaPage},
    conversations::{ConversationListPage, ConversationPage, ReportsPage, StartPage},
    flagship::{
        AnswerPage, BidPage, BoardPage, CallListPage, CallPage, EditBidPage, EditCallPage, NewBidPage, NewCallPage,
    },
    inbox::InboxPage,
    jobs::JobsPage,
    meetups::{EditMeetupPage, MeetupListPage, MeetupPage, NewMeetupPage},
    news::{EditNoticePage, NewNoticePage, NewsPage, NoticePage},
    offers::{EditOfferPage, NewOfferPage, OfferListPage, OfferPage},
    portal::{
        ComparePage, ConsortiumPage, DesignPage, FirmPage, HomePage, SearchPage, SectorListPage, SectorPage,
        TechnologyPage,
    },
    recruiting::{LandscapePage, RecruitingPage, StopPage},
    services::{EditServicePage, NewServicePage, ServiceDeskPage},
    technologies::{
        CapabilityPage, ClaimPage, CoveragePage, DemandPage, EditionsPage, FirmHistoryPage, ManagePage, MapEditorPage,
        MapPage, MovesPage, ReviewPage,
    },
    ui::{Chunked, Coming, LazyPage},
};
use leptos::prelude::{AnyView, lazy};

/// Declares a chunk with its pages: those that stand still for visitors, and those that are always alive.
macro_rules! chunk {
    ($(#[$doc:meta])* $group:ident, $open:ident, $preload:ident:
        still [$($still:ident),* $(,)?], alive [$($alive:ident),* $(,)?]) => {
        chunk!(@group $(#[$doc])* $group, $open: $($still,)* $($alive,)*);
        $(chunk!(@page $group, $open, $preload: $still true);)*
        $(chunk!(@page $group, $open, $preload: $alive false);)*
    };
    (@group $(#[$doc:meta])* $group:ident, $open:ident: $($page:ident,)*) => {
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
    };
    (@page $group:ident, $open:ident, $preload:ident: $page:ident $still:literal) => {
        impl Chunked for $page {
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
        }
    };
}

chunk! {
    /// Who is there, read by everybody.
    Firms, open_firms, __preload_open_firms:
    still [
        HomePage, CompanyListPage, FirmPage, ComparePage, SectorListPage, SectorPage, SearchPage,
    ], alive []
}

chunk! {
    /// What they can do, read by everybody.
    Map, open_map, __preload_open_map:
    still [MapPage, CoveragePage, TechnologyPage, EditionsPage, MovesPage, FirmHistoryPage], alive []
}

chunk! {
    /// Consortia, read by everybody.
    Consortia, open_consortia, __preload_open_consortia:
    still [ConsortiumListPage, ConsortiumPage], alive []
}

chunk! {
    /// Meetups, read by everybody.
    Meetups, open_meetups, __preload_open_meetups:
    still [MeetupListPage, MeetupPage], alive []
}

chunk! {
    /// Calls and bids, read by everybody.
    Flagship, open_flagship, __preload_open_flagship:
    still [CallListPage, CallPage, BoardPage, BidPage], alive []
}

chunk! {
    /// Signing in, firms and capabilities: for those who write.
    Desk, open_desk, __preload_open_desk:
    still [SignInPage, VerifyPage, ResetAskPage, ResetPage, StopPage], alive [
        SignUpPage, AccountPage, MyCompaniesPage, NewCompanyPage, EditCompanyPage, LogoPage, PeoplePage, ClaimPage, ManagePage,
        CapabilityPage, ServiceDeskPage, NewServicePage, EditServicePage, DesignPage,
    ]
}

chunk! {
    /// How firms come in: their steps, and files that bring many of them.
    Intake, open_intake, __preload_open_intake:
    still [], alive [OnboardingPage, ImportPage, LandscapePage]
}

chunk! {
    /// Firms that look for each other: offers, conversations, what one is told.
    Talk, open_talk, __preload_open_talk:
    still [AboutPage, OfferListPage, OfferPage, NewsPage, NoticePage], alive [
        NewOfferPage, EditOfferPage, ConversationListPage, ConversationPage, StartPage, InboxPage, NewNoticePage,
        EditNoticePage,
    ]
}

chunk! {
    /// The secretariat's queues and editors.
    Secretariat, open_secretariat, __preload_open_secretariat:
    still [], alive [SecretariatPage, SectorDeskPage, JobsPage, ReportsPage, EditAboutPage, ReviewPage, DemandPage, RecruitingPage, MapEditorPage]
}

chunk! {
    /// Leading consortia, meetups, calls and bids.
    Work, open_work, __preload_open_work:
    still [], alive [
        MyConsortiaPage, FoundPage, EditConsortiumPage, InvitePage, NewMeetupPage, EditMeetupPage, NewCallPage,
        EditCallPage, NewBidPage, EditBidPage, AnswerPage,
    ]
}
