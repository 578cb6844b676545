from running import run

__all__ = ["run"]
