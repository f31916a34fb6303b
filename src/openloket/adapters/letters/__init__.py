"""Places where a printer collects letters: a folder on this machine or network, or one reached by SFTP."""
