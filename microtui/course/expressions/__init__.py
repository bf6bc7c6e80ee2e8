"""Small expressions over named figures: `loss > 2 * loss at start`. Nothing is ever executed."""
