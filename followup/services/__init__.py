"""What people do with issues, follow-up teams and actions. Each verb writes its own history."""

from followup.services.actions import raise_action
from followup.services.issues import change_issue, index_issues, register_issue, save_team

__all__ = ["change_issue", "index_issues", "raise_action", "register_issue", "save_team"]
