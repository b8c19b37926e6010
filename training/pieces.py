"""Piece numbers that the vocabulary and the model agree on."""

PAD, UNK, BOS, EOS = 0, 1, 2, 3
