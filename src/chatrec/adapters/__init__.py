"""What stands behind the ports: SQLite, the model folder, the system clock, downloads. Only `app` names them."""
