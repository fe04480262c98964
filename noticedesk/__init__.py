"""What other Python programs import. `noticedesk.tables`: the notices as pandas DataFrames."""
