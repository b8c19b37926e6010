"""Pure functions on Chinese text: script, sentences, words, pinyin, dictionary, line breaking."""
