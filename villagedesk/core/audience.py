"""Who may know what: the audiences, their order, and the fields of each record that each may see."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who a record, or a pack, is for. A record's audience is the widest that may see it."""

    COMMITTEE = "committee"
    TRUSTEES = "trustees"
    MEMBERS = "members"
    COUNCIL = "council"
    PUBLIC = "public"


_KNOWS = {
    Audience.COMMITTEE: 3,
    Audience.TRUSTEES: 3,
    Audience.MEMBERS: 2,
    Audience.COUNCIL: 1,
    Audience.PUBLIC: 0,
}


def may_see(reader: Audience, record: Audience, *, two_bodies: bool) -> bool:
    """Whether `reader` may see what is marked for `record`.

    Committee and trustees are one level; with `two_bodies` neither sees what is marked for the other.
    """
    if two_bodies and _KNOWS[record] == _KNOWS[Audience.COMMITTEE]:
        return reader is record
    return _KNOWS[reader] >= _KNOWS[record]


def narrowest(first: Audience, *others: Audience) -> Audience:
    """The narrowest of these marks; of the committee's and the trustees', which are alike, the one that comes first."""
    return max((first, *others), key=_KNOWS.__getitem__)


_P, _C, _M, _X = Audience.PUBLIC, Audience.COUNCIL, Audience.MEMBERS, Audience.COMMITTEE


def _fields(audience: Audience, names: str) -> dict[str, Audience]:
    return dict.fromkeys(names.split(), audience)


FIELDS: dict[str, dict[str, Audience]] = {
    "community_group": _fields(
        _P, "name name_cy legal_form regulator registered_number legal_line address phone email website"
    )
    | _fields(_C, "nation language currency year_end_day year_end_month zone")
    | _fields(_X, "is_example two_bodies"),
    "person": _fields(_P, "name title honours")
    | _fields(_C, "pronouns languages")
    | _fields(_X, "sort_name access_needs summary do_not_contact lawful_basis basis_note restricted_at"),
    "other_name": _fields(_X, "name note start_on end_on"),
    "organization": _fields(_P, "name name_cy sort_name kind tier founded_on dissolved_on elects_on")
    | _fields(_X, "summary listed_on"),
    "succession": _fields(_P, "on_date"),
    "area": _fields(_P, "name name_cy label"),
    "post": _fields(_P, "label label_cy role seat"),
    "membership": _fields(_P, "role label start_on end_on")
    | _fields(_C, "votes")
    | _fields(_X, "member_class end_reason"),
    "interest": _fields(_P, "text start_on end_on"),
    "tag": _fields(_X, "name"),
    "contact_detail": _fields(_P, "kind value label preferred") | _fields(_X, "do_not_use"),
    "note": _fields(_P, "on_date text"),
    "series": _fields(_P, "name name_cy kind start_at duration place") | _fields(_C, "rule link"),
    "meeting": _fields(_P, "title kind status on_date start_at end_at zone place")
    | _fields(_C, "link")
    | _fields(_X, "cancelled_by cancel_reason is_theirs uid sequence taken_sequence stands_for notice_on notice_by"),
    "agenda_item": _fields(_P, "number title kind minutes note involvement") | _fields(_X, "opened_at"),
    "item_link": _fields(_P, "title url published_on") | _fields(_X, "is_restricted"),
    "parked_item": _fields(_X, "title kind minutes note parked_on"),
    "left_out": _fields(_X, "about about_id"),
    "agenda_template": _fields(_X, "name"),
    "template_item": _fields(_X, "title kind minutes note"),
    "constitution": _fields(
        _P,
        "kind quorum quorum_number quorum_fraction adjourned_quorum adjourned_number adjourned_fraction quorum_clause "
        "notice_days notice_count received_by_email received_by_post received_by_hand notified notice_clause voters "
        "majority majority_of special_majority special_majority_of has_casting_vote has_proxies conflicted_leave "
        "voting_clause written written_clause",
    ),
    "attendance": _fields(_P, "name role presence arrived_at left_at") | _fields(_C, "votes"),
    "attended": _fields(_P, "name role presence arrived_at left_at")
    | _fields(_C, "votes")
    | _fields(_X, "position attendance_id"),
    "declaration": _fields(_P, "name interest stays"),
    "decision": _fields(
        _P,
        "number decided_on text outcome way how reason votes_for votes_against abstained proxies voters casting_for "
        "is_special to_ratify ratified_on",
    ),
    "election": _fields(_P, "label seats held_on how voters") | _fields(_X, "made_post"),
    "candidate": _fields(_P, "name votes elected") | _fields(_X, "made_person made_membership"),
    "election_end": _fields(_X, "end_on end_reason"),
    "minutes": _fields(_P, "version state approved_on approved_at sha256 reason")
    | _fields(_X, "started_at finished_at comments_by corrects_attendance"),
    "minutes_reader": _fields(_X, "name email sent_on answered_on"),
    "minutes_comment": _fields(_X, "name text said_on taken is_put_right answer"),
    "minutes_correction": _fields(_P, "text"),
    "minute_block": _fields(_P, "kind text bold at_time due_on"),
    "minuted_name": _fields(_P, "named_as name"),
    "action": _fields(
        _P,
        "number text side is_promise status raised_on due_on done_on reported_on reported_by confirmed_on confirmed_by",
    )
    | _fields(_X, "priority"),
    "carried_forward": _fields(_P, "on_date"),
    "remark": _fields(_P, "side text said_on said_by"),
    "progress_note": _fields(_X, "at text"),
    "due_date": _fields(_P, "due set_on we_agreed_on they_agreed_on") | _fields(_C, "reason"),
    "state_change": _fields(_P, "state set_on released_on") | _fields(_C, "reason"),
    "handover": _fields(_P, "on_date from_name to_name") | _fields(_C, "reason"),
    "deal": _fields(_P, "title title_cy purpose agreed_on review_on ended_on end_reason"),
    "signatory": _fields(_P, "name role signed_on"),
    "comment_request": _fields(_P, "sent_on reply_by answered_on answer") | _fields(_X, "sent_to"),
    "goal": _fields(
        _P,
        "title title_cy why unit baseline baseline_on target target_on set_on reached_on ended_on end_reason",
    ),
    "measure": _fields(_P, "on_date value note"),
    "evidence": _fields(_P, "claim figure method asked answered from_on to_on gathered_by missed caution source"),
    "survey_question": _fields(_P, "text answered many"),
    "survey_answer": _fields(_P, "label") | _fields(_X, "count"),
    "duty": _fields(_M, "title rule first_on source") | _fields(_X, "days_before raised_to offered paused_on"),
    "group_paper": _fields(_P, "kind title") | _fields(_M, "held_by") | _fields(_X, "reference"),
    "paper_version": _fields(_P, "label adopted_on review_on expires_on") | _fields(_X, "note"),
    "statement_set": _fields(_P, "name based_on"),
    "statement": _fields(_P, "component text"),
    "health_check": _fields(_P, "title opened_on closed_on") | _fields(_X, "reply_by"),
    "check_statement": _fields(_P, "component text"),
    "scorer": _fields(_P, "side") | _fields(_X, "name way said_on sha256 note"),
    "score": _fields(_P, "value") | _fields(_X, "comment evidence"),
    "review": _fields(_X, "title made_on since_on change_number reply_by sent_on closed_on"),
    "review_item": _fields(_X, "number text owner status due_on"),
    "reviewer": _fields(_X, "name email"),
    "reply": _fields(_X, "name way said_on received_at sha256 note"),
    "proposal": _fields(_X, "seen comment status due_on state settled_on"),
    "interaction": _fields(_P, "kind direction on_date at_time subject text reply_by answered_on")
    | _fields(_X, "follow_up_on follow_up followed_up_on put_off_to"),
    "participant": _fields(_P, "name part") | _fields(_X, "address"),
    "rhythm": _fields(_X, "every unit since put_off_to"),
    "question": _fields(
        _P, "number kind text would_answer asked_on body_name reference promised_by answer answered_on withdrawn_on"
    )
    | _fields(_C, "review_asked_on review_answered_on"),
    "response": _fields(
        _P, "kind title body_name reference closes_on closes_at notice_says stance sent_on sent_text outcome outcome_on"
    )
    | _fields(_X, "not_responding_on"),
    "asset": _fields(_P, "kind name detail days times") | _fields(_X, "agreed_on agreed_how"),
    "consent": _fields(_X, "purpose given_on given_how withdrawn_on withdrawn_how"),
    "subject_request": _fields(_X, "name kind received_on due_on extended_why answered_on note"),
    "retention_rule": _fields(_X, "what months reason"),
    "retention_review": _fields(_X, "reviewed_on keep_until reason"),
    "document": _fields(_P, "name media_type size") | _fields(_X, "sha256 added_at"),
    "paper": _fields(_P, "title"),
}
"""The widest audience that may see each field of a record that it may see; an absent field is shown to nobody."""
