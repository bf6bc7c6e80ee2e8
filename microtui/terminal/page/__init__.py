"""The program on a page in a browser: it speaks to the server in packets, and to nobody else.

typed, told -> packets -> driver -> application -> what has changed on the screen -> packets
"""
