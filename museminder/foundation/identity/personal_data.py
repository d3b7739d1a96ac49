"""What identity holds about people."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

hold(
    Holding(
        model="identity.Account",
        fields={
            "id": DataClass.BUSINESS,
            "password": DataClass.SECRET,
            "last_login": DataClass.CONTACT,
            "email": DataClass.CONTACT,
            "display_name": DataClass.CONTACT,
            "locale": DataClass.BUSINESS,
            "is_active": DataClass.BUSINESS,
            "is_operator": DataClass.BUSINESS,
            "created_at": DataClass.BUSINESS,
        },
        purpose="so that a person can sign in, once, to every studio they belong to",
        retention=kept("until the person closes the account or belongs to no studio for a year"),
        subject="account",
    ),
    Holding(
        model="identity.Session",
        fields={
            "session_key": DataClass.SECRET,
            "session_data": DataClass.SECRET,
            "expire_date": DataClass.BUSINESS,
            "account": DataClass.BUSINESS,
            "site": DataClass.BUSINESS,
            "second_factor": DataClass.BUSINESS,
            "created_at": DataClass.BUSINESS,
            "last_seen_at": DataClass.CONTACT,
            "browser": DataClass.CONTACT,
            "address_prefix": DataClass.CONTACT,
            "revoked_at": DataClass.BUSINESS,
        },
        purpose="so that a person stays signed in, and can see where",
        retention=kept("30 days after it ended"),
        subject="account",
    ),
    Holding(
        model="identity.Limit",
        fields={
            "key_hash": DataClass.BUSINESS,
            "value": DataClass.BUSINESS,
            "expires_at": DataClass.BUSINESS,
        },
        purpose="so that guessing passwords takes for ever",
        retention=kept("a day after its end"),
    ),
    Holding(
        model="identity.Membership",
        fields={
            "id": DataClass.BUSINESS,
            "studio": DataClass.BUSINESS,
            "account": DataClass.BUSINESS,
            "display_name": DataClass.CONTACT,
            "roles": DataClass.BUSINESS,
            "started_at": DataClass.BUSINESS,
            "ended_at": DataClass.BUSINESS,
        },
        purpose="so that a studio knows who may enter it, and as what",
        retention=kept("as long as the studio's history names the person, at least three years"),
        subject="account",
    ),
    Holding(
        model="identity.Invitation",
        fields={
            "id": DataClass.BUSINESS,
            "studio": DataClass.BUSINESS,
            "email": DataClass.CONTACT,
            "display_name": DataClass.CONTACT,
            "roles": DataClass.BUSINESS,
            "subject_kind": DataClass.BUSINESS,
            "subject_id": DataClass.BUSINESS,
            "token_hash": DataClass.SECRET,
            "created_at": DataClass.BUSINESS,
            "expires_at": DataClass.BUSINESS,
            "accepted_at": DataClass.BUSINESS,
            "accepted_by": DataClass.BUSINESS,
            "revoked_at": DataClass.BUSINESS,
        },
        purpose="so that a studio can ask people in",
        retention=kept("a year after it was answered or ended"),
        subject="email",
    ),
)
