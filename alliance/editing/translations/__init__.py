"""How far texts are translated; texts for translators and back."""
