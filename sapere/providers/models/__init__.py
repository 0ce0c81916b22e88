"""Language models behind the port ``Model``: from OpenAI, Anthropic, Google, or any server that speaks OpenAI's protocol.

The library for it takes a second or two to load. What imports it is loaded by whoever has chosen a model, no sooner.
"""
