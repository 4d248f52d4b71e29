"""Attachments: files that people put beside a thing of another room, such as the signed scan of an approval."""
