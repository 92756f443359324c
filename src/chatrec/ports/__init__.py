"""What we ask of the outside world: one Protocol a file, at most five methods each.

Every port raises PortError (StorageError, FetchError, ...) and nothing foreign.
"""
