-- A step that another one disables is not put before it: the deadlock is where it did not happen.
-- expect: no-deadlock=violated
var gone, locked, turn: boolean;
startstate begin gone := false; locked := false; turn := false; end;
rule "go" !gone & !locked ==> begin gone := true; end;
rule "turn" gone ==> begin turn := !turn; end;
rule "lock" !locked ==> begin locked := true; end;
