--@ linux 9.0

var x: boolean;

startstate begin x := false; end;

--@ kernel mm/gup.c pin
--@ kernel mm/swap.c pin in 9.0
rule "pin" begin x := !x; end;
