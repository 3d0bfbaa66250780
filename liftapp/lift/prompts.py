"""Every text a model is given, in one place, so that training and inference cannot differ.

No system message is used anywhere: some chat templates (Gemma's) refuse one, and a message that
only one of training and inference has is a fault the public reference has.
"""

MIXIN = "..."
"""Stands where the middle of a document was left out (paper, section 4.1)."""

NOT_FOUND = "The document does not say."
"""The whole answer where the document holds none."""

ANSWER = (
    "\n\nAnswer the question about the document in a few words. "
    "If the document does not say, reply: " + NOT_FOUND + "\nQuestion: {question}"
)
"""Follows the context; also used with an empty context (memory only, closed book)."""

FOLLOW_UP = "Question: {question}"
"""A further turn about the same context."""

BRIDGE = "[answer]"
"""Stands in the second of two questions for the answer of the first."""

NOTHING_FIRST = "None"

SPLIT = (
    "Does the question below need another one to be answered first? If it does, write both, with "
    f"{BRIDGE} where the answer of the first belongs. If not, reply: {NOTHING_FIRST}\n"
    "Example: How old is the mayor of Bonn?\nFirst: Who is the mayor of Bonn?\n"
    f"Then: How old is {BRIDGE}?\n\nQuestion: {{question}}"
)
"""Stands alone: a question whose answer lies in two places of a document is asked in two steps
(self-ask: Press et al. 2022, arXiv 2210.03350)."""

WRITTEN_SPLIT = "First: {first}\nThen: {then}"

RECITE = "\nGiven above context, please recite following segment of the context:\n"
"""Follows the context (paper, appendix A.1); the segment is the reply."""

WRITE_PAPER = (
    "You are given a piece of text as the context. You should generate ONLY one question and the "
    "corresponding answer according to the context. You should also select one or more sentences "
    "directly from the original context as the evidence. The evidences must be EXACTLY SAME "
    "ADJACENT sentences retrieved from the context; KEEP the special tokens in the sentences. "
    "Please answer in the following format:\n\nQuestion: [question]\n\nAnswer: [answer]\n\n"
    "Evidence: [evidence]\n\nPlease DON'T output quotes when outputting evidences.\n\n"
    "The following is the piece of text: {context}"
)
"""One question about 16 sentences (paper, appendix B.1)."""

WRITTEN_PAPER = "Question: {question}\n\nAnswer: {answer}\n\nEvidence: {evidence}"

WRITE_ABOUT = (
    "\n\nWrite one question about the document that the sentence below answers, and its short "
    "answer. Name in the question whom or what it is about.\nSentence: {sentence}"
)
"""Follows the context; aims at one sentence, so that every sentence can be covered."""

WRITTEN_ABOUT = "Question: {question}\nAnswer: {answer}"
