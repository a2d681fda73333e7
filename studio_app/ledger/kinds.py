"""The kinds of entries this version writes. A kind carries its version; old kinds are read for ever."""

STUDIO_FOUNDED = "studio-founded/1"
FEED_OPENED = "feed-opened/1"
PERSON_ADDED = "person-added/1"
PERSON_CHANGED = "person-changed/1"
BACKGROUND_ADDED = "background-added/1"
GENERATION_RECEIVED = "generation-received/1"
CANDIDATE_RECEIVED = "candidate-received/1"
CANDIDATE_PICKED = "candidate-picked/1"
CANDIDATES_REDUCED = "candidates-reduced/1"
DISCLOSURE_SEEN = "disclosure-seen/1"
REVISION_SAVED = "revision-saved/1"
SESSION_STARTED = "session-started/1"
SESSION_STOPPED = "session-stopped/1"
SESSION_LOGGED = "session-logged/1"
SESSION_RECORDED = "session-recorded/1"
AWAY_ANSWERED = "away-answered/1"
SESSION_READ = "session-read/1"
BACKGROUND_REVIEWED = "background-reviewed/1"
ENTRY_CORRECTED = "entry-corrected/1"
ENTRY_DISPUTED = "entry-disputed/1"
RATE_AGREED = "rate-agreed/1"
OMISSION_SIGNED = "omission-signed/1"
ORDER_AGREED = "order-agreed/1"
CONTRACT_AGREED = "contract-agreed/1"
CREDIT_NAMED = "credit-named/1"
CHECK_CLEARED = "check-cleared/1"
CREDITS_LOCKED = "credits-locked/1"
GENERATOR_APPROVED = "generator-approved/1"
PICTURE_DELIVERED = "picture-delivered/1"

KNOWN = frozenset(
    {
        STUDIO_FOUNDED,
        FEED_OPENED,
        PERSON_ADDED,
        PERSON_CHANGED,
        BACKGROUND_ADDED,
        GENERATION_RECEIVED,
        CANDIDATE_RECEIVED,
        CANDIDATE_PICKED,
        CANDIDATES_REDUCED,
        DISCLOSURE_SEEN,
        REVISION_SAVED,
        SESSION_STARTED,
        SESSION_STOPPED,
        SESSION_LOGGED,
        SESSION_RECORDED,
        AWAY_ANSWERED,
        SESSION_READ,
        BACKGROUND_REVIEWED,
        ENTRY_CORRECTED,
        ENTRY_DISPUTED,
        RATE_AGREED,
        OMISSION_SIGNED,
        ORDER_AGREED,
        CONTRACT_AGREED,
        CREDIT_NAMED,
        CHECK_CLEARED,
        CREDITS_LOCKED,
        GENERATOR_APPROVED,
        PICTURE_DELIVERED,
    }
)
