"""Floor 0: the Awb and the Algemene termijnenwet as pure functions; every answer carries its why."""
