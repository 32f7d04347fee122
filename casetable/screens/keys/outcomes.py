"""The keys of the outcomes pass."""

from casetable.screens.keys.command import Command, Fits, Scope

OUTCOMES = (
    Command(
        "better",
        "plus",
        "better",
        "Better than at the start; the cursor goes on.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "same",
        "equals_sign",
        "same",
        "As at the start.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "worse",
        "minus",
        "worse",
        "Worse than at the start.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "unknown",
        "0",
        "unknown",
        "Not known.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "as-before",
        "space",
        "as last time",
        "The same answer as last time; before the work begins: leave the baseline as it is.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
    ),
    Command(
        "swap-view",
        "v",
        "whose view",
        "Change between the worker's view and the participant's own.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant} --own",
    ),
    Command(
        "outcome-note",
        "n",
        "note",
        "Add a note to the answer under the cursor; for housing, a HUD code first.",
        Scope.OUTCOMES,
        "casetable participant outcome {participant}",
    ),
    Command(
        "clear-answer",
        "backspace,delete",
        "take back",
        "Take the answer under the cursor back.",
        Scope.OUTCOMES,
        "",
    ),
)
