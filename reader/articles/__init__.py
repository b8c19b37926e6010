"""Articles: their model, the importers that read them, and the library that keeps them.

- ``model``: what an article is; everybody may import it.
- ``library``: the way in: list, open, add, remove, search, positions, the shipped corpus; made of
  ``listing``, ``search``, ``index``, ``store``, ``intake`` and ``adding``.
- ``importer``: chooses one of ``markdown``, ``plain``, ``html`` and ``epub`` for a file and tidies
  what it makes with ``captions``, ``links``, ``debris``, ``titles`` and ``english``.
- ``source``, ``files``, ``decode``, ``corpus``: where bytes come from and how they become text.
"""
