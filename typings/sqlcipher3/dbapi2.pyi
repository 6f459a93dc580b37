# sqlcipher3 ships no types; it mirrors the standard library's sqlite3.
from sqlite3 import *
