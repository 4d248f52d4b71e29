"""Every select of the reports room."""

from reports.queries.home import home_page

__all__ = ["home_page"]
