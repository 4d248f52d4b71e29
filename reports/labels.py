"""The words of the home page."""

from core.languages import LazyText, lazy
from people.terms import Permission
from reports.terms import Kind, Question

QUESTIONS: dict[Question, LazyText] = {
    Question.MINE: lazy("What waits for me"),
    Question.OTHERS: lazy("What I wait for"),
    Question.NEXT: lazy("What happens next"),
}
#: What to do with it, before its name.
TO_DO: dict[Kind, LazyText] = {
    Kind.CORRECT: lazy("Correct the returned plan"),
    Kind.DECIDE: lazy("Decide on the plan"),
    Kind.ACKNOWLEDGE: lazy("Acknowledge the plan"),
    Kind.COMMUNICATE: lazy("Communicate the approved plan"),
    Kind.REPORT: lazy("Report on the activity"),
    Kind.REVIEW_DUE: lazy("Review the plan"),
    Kind.REVIEW_OPEN: lazy("Finish the review"),
    Kind.CONTINUE: lazy("Continue the draft"),
    Kind.READ: lazy("New plan to read"),
    Kind.GIVE_ROLE: lazy("Give a role to"),
    Kind.DECISION: lazy("Decision of headquarters"),
    Kind.RECEIVERS: lazy("Acknowledgment of the receivers"),
    Kind.OVERDUE: lazy("Overdue activity"),
    Kind.INVITED: lazy("First sign-in of"),
    Kind.REVIEW_NEXT: lazy("Review of the plan"),
    Kind.ACTIVITY_NEXT: lazy("Activity due"),
    Kind.ROLE_ENDS: lazy("A role ends"),
    Kind.ACT: lazy("Do what was decided"),
    Kind.ANSWER: lazy("Answer the invitation"),
    Kind.APPROVE_MINUTES: lazy("Approve the minutes"),
    Kind.MEETING_NEXT: lazy("Meeting"),
}
#: The list in which all things of a kind stand, and the words of the link to it.
ALL: dict[Kind, tuple[LazyText, str]] = {
    Kind.CORRECT: (lazy("Returned plans"), "/plans?state=returned"),
    Kind.DECIDE: (lazy("Submitted plans"), "/plans?state=submitted"),
    Kind.ACKNOWLEDGE: (lazy("Plans to acknowledge"), "/plans?state=communicated"),
    Kind.COMMUNICATE: (lazy("Approved plans"), "/plans?state=approved"),
    Kind.REPORT: (lazy("More activities stand in the plans"), "/plans"),
    Kind.REVIEW_DUE: (lazy("More reviews stand in the plans"), "/plans?state=communicated"),
    Kind.REVIEW_OPEN: (lazy("Reviews under way"), "/plans?state=under_review"),
    Kind.CONTINUE: (lazy("Drafts"), "/plans?state=draft"),
    Kind.READ: (lazy("New plans"), "/plans"),
    Kind.GIVE_ROLE: (lazy("People without a role"), "/admin/people"),
    Kind.DECISION: (lazy("Submitted plans"), "/plans?state=submitted"),
    Kind.RECEIVERS: (lazy("Plans not yet acknowledged by all"), "/plans?state=communicated"),
    Kind.OVERDUE: (lazy("More activities stand in the plans"), "/plans"),
    Kind.INVITED: (lazy("People who have not signed in"), "/admin/people?state=invited"),
    Kind.REVIEW_NEXT: (lazy("More reviews stand in the plans"), "/plans?state=communicated"),
    Kind.ACTIVITY_NEXT: (lazy("More activities stand in the plans"), "/plans"),
    Kind.ACT: (lazy("My actions"), "/actions?mine=yes"),
    Kind.ANSWER: (lazy("Meetings"), "/meetings"),
    Kind.APPROVE_MINUTES: (lazy("Meetings"), "/meetings"),
    Kind.MEETING_NEXT: (lazy("Meetings"), "/meetings"),
    Kind.ROLE_ENDS: (lazy("Roles that end in the next 30 days"), "/admin/people"),
}
NOTHING: dict[Question, LazyText] = {
    Question.MINE: lazy("Nothing waits for you."),
    Question.OTHERS: lazy("You wait for nobody."),
    Question.NEXT: lazy("Nothing is due in the coming weeks."),
}
#: What an empty first answer says further, by the first of these permissions that the person has: sentence, and links (label, address).
FURTHER: tuple[tuple[Permission, LazyText, tuple[tuple[LazyText, str], ...]], ...] = (
    (
        Permission.PLAN_WRITE,
        lazy("A plan answers an issue in six steps. Begin one, or write down the issue first."),
        ((lazy("Begin a plan"), "/plans/new"), (lazy("Report an issue"), "/issues/new")),
    ),
    (
        Permission.PLAN_ACKNOWLEDGE,
        lazy("When a plan is sent to your organisation, it stands here until you acknowledge it."),
        ((lazy("Plans"), "/plans"),),
    ),
    (
        Permission.PEOPLE_MANAGE,
        lazy("People sign in by an invitation that you hand to them."),
        ((lazy("Add a person"), "/admin/people/new"),),
    ),
    (Permission.PLAN_READ, lazy("Plans that were approved lately stand here. All others are in the list."), ((lazy("Plans"), "/plans"),)),
    (Permission.OWN_PAGES, lazy("You have no role yet. Ask your administrator for one; until then there is nothing to show here."), ()),
)
