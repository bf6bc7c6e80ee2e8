"""The program in a browser: a web server, and a process of its own for each visitor's run.

    browser <- websocket -> route -> session -> pipe -> the program, drawing on a page

The server knows nothing of what is drawn: bytes of a terminal go through it.
"""
