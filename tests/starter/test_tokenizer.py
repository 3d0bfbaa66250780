import pytest
from jinja2.exceptions import TemplateError
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from liftapp.starter.tokenizer import SPECIALS, sample, train_tokenizer
from tests.starter.small_corpus import SmallChat


@pytest.mark.parametrize(
    "text",
    [
        "Badin is red.",
        "  two\n\n\tlines ",
        "12.5 kg, 1998",
        "Zoë — 東京 🙂\u0000",
        "a . b ,c",
        "\n a\n  b\n\n\nc\r\nd \n \n",
    ],
)
def test_any_text_comes_back(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_digits_stand_alone(tokenizer: PreTrainedTokenizerFast) -> None:
    tokens = tokenizer.tokenize("in 1998")
    assert tokens[-4:] == ["1", "9", "9", "8"]


def test_a_word_is_spelt_alike_at_the_start_of_a_line(tokenizer: PreTrainedTokenizerFast) -> None:
    word = tokenizer.encode(" Badin")
    for text in ("x\nBadin", "x\n\nBadin", "x Badin"):
        assert tokenizer.encode(text)[-len(word) :] == word
    assert tokenizer.encode("Badin") != word


def test_special_tokens_are_single(tokenizer: PreTrainedTokenizerFast) -> None:
    assert [len(tokenizer.encode(name)) for name in SPECIALS] == [1] * 5
    assert (tokenizer.pad_token, tokenizer.eos_token) == ("<|pad|>", "<|end|>")
    assert tokenizer.decode(tokenizer.encode("<|user|>x<|end|>"), skip_special_tokens=True) == "x"


def test_the_template_survives_a_folder(tokenizer: PreTrainedTokenizerFast, tmp_path) -> None:  # type: ignore[no-untyped-def]
    tokenizer.save_pretrained(tmp_path)
    again = AutoTokenizer.from_pretrained(tmp_path)
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hi {{ x }}"},
        {"role": "assistant", "content": "Yes.\n"},
        {"role": "user", "content": "Why?"},
    ]
    text = again.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    assert text == (
        "<|system|>Be brief.<|end|><|user|>Hi {{ x }}<|end|><|assistant|> Yes.\n<|end|>"
        "<|user|>Why?<|end|><|assistant|>"
    )
    assert again.model_max_length == 1024
    assert again.encode(text) == tokenizer.encode(text)
    with pytest.raises(TemplateError):
        again.apply_chat_template([{"role": "tool", "content": ""}], tokenize=False)


def test_the_vocabulary_has_the_size_asked_for() -> None:
    words = [f"w{i}x{i * 7} some other words {i}" for i in range(300)]
    assert len(train_tokenizer(words, vocabulary=270)) == 270


def test_a_sample_ends_with_a_whole_chat() -> None:
    chats = [SmallChat(("ab",), ((("c", "d"), ("e", "f")),))] * 9
    assert list(sample(chats, 7)) == ["ab", "c", "d", "e", "f"] * 2
