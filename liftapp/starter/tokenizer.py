"""The starter's tokenizer: byte-level pairs learned from the corpus, with a chat template."""

from collections.abc import Iterable, Iterator

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from liftapp.starter.batches import LEAD, Chat
from liftapp.starter.model import WINDOW

PAD, USER, ASSISTANT, SYSTEM, END = SPECIALS = (
    "<|pad|>",
    "<|user|>",
    "<|assistant|>",
    "<|system|>",
    "<|end|>",
)
VOCABULARY = 2048  # tokens, the special ones and the 256 bytes included

_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] not in ['system', 'user', 'assistant'] %}"
    "{{ raise_exception('A role is system, user or assistant.') }}"
    "{% endif %}"
    "{{ '<|' + message['role'] + '|>' }}"
    "{% if message['role'] == 'assistant' %}{{ '" + LEAD + "' }}{% endif %}"
    "{{ message['content'] + '<|end|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def train_tokenizer(texts: Iterable[str], vocabulary: int = VOCABULARY) -> PreTrainedTokenizerFast:
    """Learn a vocabulary from texts; every UTF-8 text can be encoded and comes back unchanged."""
    tokenizer = Tokenizer(models.BPE())
    # A word that begins a line has the tokens that it has behind a space: what is copied from
    # there, and what is compared with it, is spelt in one way. Undone by the decoder.
    tokenizer.normalizer = normalizers.Replace(Regex(r"\n(?=[^\n])"), "\n ")
    # A digit is a token of its own, so that every number is spelt in one way.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.Sequence([decoders.ByteLevel(), decoders.Replace("\n ", "\n")])
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token=PAD,
        eos_token=END,
        extra_special_tokens=[USER, ASSISTANT, SYSTEM],
        model_max_length=WINDOW,
        clean_up_tokenization_spaces=False,
        padding_side="left",
        chat_template=_TEMPLATE,
    )


def sample(chats: Iterable[Chat], characters: int) -> Iterator[str]:
    """Yield the chats' texts, one chat at a time, until there are that many characters."""
    for chat in chats:
        texts = [*chat.view, *(text for turns in chat.branches for turn in turns for text in turn)]
        yield from texts
        characters -= sum(map(len, texts))
        if characters <= 0:
            return
