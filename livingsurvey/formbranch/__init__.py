"""What a form asked for -> a branch, a pull request and an answer on GitHub.

It runs with rights to write, so it meets no other library, believes nothing that it is handed and runs none
of it. `python -m livingsurvey.formbranch DIR` takes what `livingsurvey add --from-issue … --into DIR` left.
"""
