"""The language-model interviewer: any OpenAI-compatible server behind ``Interviewer``.

``interviewer.open_interviewer`` is the entry. What a server says is untrusted: ``answer`` parses
it, ``reading`` keeps what the message supports (``evidence``, ``grounding``), ``guard`` lets only
faithful wording through. Whatever the server does, the built-in interviewer stands in and the
conversation goes on.

A *call* is one request that the server accepts and works on: at most two in a turn, one to read
the message and one to word the reply. A server that refuses the JSON schema costs the second call,
which then reads the message. Re-sending a request that the server refused for now (408, 429, 5xx)
or never got (no connection) is a retry, not another call: ``ADVISOR_LLM_RETRIES`` bounds the
retries of reading, and ``ADVISOR_LLM_TIMEOUT_S`` the seconds a call may take, its retries and their
waits included. Wording is not retried, nor is a request that may have been worked on (time-out,
broken connection), and after a call that failed while reading, the rest of the turn is built in.
"""
