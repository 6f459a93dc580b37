"""The provincial server: rights, the gapless feed of every hamlet, receipts; stands on sync and domain alone."""
