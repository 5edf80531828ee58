"""Reading documents that are not plain text: web pages, PDF, Word, e-mail, tables, archives.

`sniff` says what a file is, `reader` has it read by a child process (`child`) with limits on
memory and time, and `page` takes out what belongs to a web page and not to its text. Whoever
sent the file may mean harm, so nothing of it is parsed in the process of the product itself.
"""
