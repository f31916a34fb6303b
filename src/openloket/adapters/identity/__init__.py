"""Where people prove who they are: OpenID Connect."""
