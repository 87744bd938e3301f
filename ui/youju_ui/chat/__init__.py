"""The web chat: pure renderers of values to HTML and one Gradio app that wires them to a library."""
