from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from cairn.foundation import decisions
from cairn.foundation.actors import Actor, System, Visitor, describe, is_actor
from cairn.foundation.decisions import (
    HIDDEN,
    YES,
    Decision,
    Ground,
    Refused,
    UnknownVerb,
    add_ground,
    decide,
    grounds,
    no,
    require,
    sees,
    verb,
    verbs,
    visible_to,
)
from cairn.foundation.models import LongWork

SOMEBODY = UUID(int=1)


@dataclass
class Somebody:
    pk: UUID = SOMEBODY
    is_active: bool = True
    is_administrator: bool = False


@pytest.fixture
def work(db: None, now: Any) -> LongWork:
    return LongWork.objects.create(id=UUID(int=5), kind="import", asked_by=SOMEBODY, asked_at=now)


@pytest.fixture
def _own_work_may_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only policy there is, for these tests."""
    for registry in ("_verbs", "_sights", "_grounds"):
        monkeypatch.setattr(decisions, registry, {})

    @sees("work.see", LongWork)
    def own(by: Actor) -> Any:
        return LongWork.objects.filter(asked_by=getattr(by, "pk", None))

    @verb("work.see", LongWork, "see how far long work is")
    def see(by: Actor, work: LongWork) -> Decision:
        return YES if own(by).filter(pk=work.pk).exists() else HIDDEN

    @verb("work.stop", LongWork, "stop long work")
    def stop(by: Actor, work: LongWork) -> Decision:
        return no("Only those who began it stop it.")

    @verb("work.begin", None, "begin long work")
    def begin(by: Actor) -> Decision:
        return YES if isinstance(by, System) else no("Not now.")


def test_a_verb_that_no_room_has_declared_is_a_mistake_not_a_yes() -> None:
    with pytest.raises(UnknownVerb):
        decide(System("a test"), "people.fly")


def test_a_list_that_no_room_has_declared_is_a_mistake_not_everything() -> None:
    with pytest.raises(UnknownVerb):
        visible_to(System("a test"), _Undeclared)


class _Undeclared(LongWork):
    class Meta:
        proxy = True
        app_label = "tests_of_foundation"


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_what_the_policy_does_not_allow_is_refused_with_its_reason(work: LongWork) -> None:
    assert decide(Somebody(), "work.see", work) == YES
    assert decide(Somebody(pk=UUID(int=2)), "work.see", work) == HIDDEN
    assert decide(Somebody(), "work.stop", work) == no("Only those who began it stop it.")

    with pytest.raises(Refused, match="Only those who began it") as refusal:
        require(Somebody(), "work.stop", work)

    assert (refusal.value.verb, refusal.value.decision.hidden) == ("work.stop", False)


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_deactivated_person_may_nothing_whatever_the_policy_says(work: LongWork) -> None:
    gone = Somebody(is_active=False)

    assert decide(gone, "work.see", work) == HIDDEN
    assert list(visible_to(gone, LongWork)) == []


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_control_without_the_rule_about_the_deactivated_the_policy_lets_them_in(
    work: LongWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cairn.foundation.decisions.may_act", lambda by: True)
    gone = Somebody(is_active=False)

    assert decide(gone, "work.see", work) == YES
    assert list(visible_to(gone, LongWork)) == [work]


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_ground_of_a_higher_room_opens_the_thing_and_the_list_alike(work: LongWork) -> None:
    other = Somebody(pk=UUID(int=2))
    helper = Ground("helps", lambda by: LongWork.objects.filter(kind="import"))
    assert (decide(other, "work.see", work), list(visible_to(other, LongWork))) == (HIDDEN, [])

    add_ground("work.see", helper)

    assert (decide(other, "work.see", work), list(visible_to(other, LongWork))) == (YES, [work])


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_ground_opens_only_the_things_it_names(work: LongWork, now: Any) -> None:
    other = LongWork.objects.create(id=UUID(int=6), kind="export", asked_at=now)
    add_ground("work.see", Ground("helps", lambda by: LongWork.objects.filter(kind="import")))

    assert (decide(Somebody(pk=UUID(int=2)), "work.see", other), other.kind) == (HIDDEN, "export")


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_ground_opens_its_own_verb_only(work: LongWork) -> None:
    add_ground("work.see", Ground("helps", lambda by: LongWork.objects.all()))

    assert not decide(Somebody(), "work.stop", work)


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_ground_declared_again_replaces_the_first() -> None:
    add_ground("work.see", Ground("helps", lambda by: LongWork.objects.all()))
    add_ground("work.see", Ground("helps", lambda by: LongWork.objects.none()))

    assert [ground.name for ground in grounds("work.see")] == ["helps"]


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_thing_that_several_grounds_allow_stands_in_the_list_once(work: LongWork) -> None:
    add_ground("work.see", Ground("helps", lambda by: LongWork.objects.all()))
    add_ground("work.see", Ground("watches", lambda by: LongWork.objects.filter(kind="import")))

    assert list(visible_to(Somebody(), LongWork)) == [work]


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_verb_is_not_asked_about_another_kind_of_thing() -> None:
    from cairn.foundation.models import Worker

    with pytest.raises(TypeError, match="about LongWork, not Worker"):
        decide(Somebody(), "work.see", Worker(id=UUID(int=1)))


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_verb_without_a_thing() -> None:
    assert decide(System("a test"), "work.begin") == YES
    assert decide(Visitor(), "work.begin") == no("Not now.")


@pytest.mark.usefixtures("_own_work_may_be_seen")
def test_a_name_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        verb("work.see", LongWork, "see it")(lambda by, thing: YES)
    with pytest.raises(ValueError, match="two verbs of seeing"):
        sees("work.look_at", LongWork)(lambda by: LongWork.objects.all())


def test_every_declared_verb_says_what_it_means() -> None:
    assert [declared.name for declared in verbs() if not declared.meaning or "." not in declared.name] == []


def test_nobody_is_no_actor() -> None:
    from django.contrib.auth.models import AnonymousUser

    assert [is_actor(by) for by in (Somebody(), System("x"), Visitor())] == [True, True, True]
    assert [is_actor(by) for by in (None, AnonymousUser(), "System")] == [False, False, False]


def test_the_log_keeps_who_it_was() -> None:
    assert describe(Somebody()) == ("person", SOMEBODY, "")
    assert describe(System("lapse requests")) == ("system", None, "lapse requests")
    assert describe(Visitor()) == ("visitor", None, "")
