// Balanced brackets of one kind: never more closed than opened, and as many in the end.

opened = #"("
closed = #")"
too_early = opened < closed
balanced = (#too_early == 0) && (opened == closed)
