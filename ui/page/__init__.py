"""The page: questions in one tab, claims in another, by Gradio, served on this machine."""
