"""`python -m chatrec`: the same as the command `chatrec`."""

from chatrec.interfaces.cli.main import main

if __name__ == "__main__":
    main()
