"""The SQL workbench: a trainee's query runs behind every fence there is, or is refused kindly.

What is not there cannot leak (a process opens one visible file and nothing else), what is not on
the allow-lists does not run, and what runs too long or too large dies without the server noticing.
Modules of the process (`worker`, `fence`, `guard`, `vocabulary`, `faults`) import neither pydantic
nor anything of ours that does: a worker must start fast and stay small.
"""
